//! What people send.

use std::io::{Cursor, Write as _};

use bytes::Bytes;
use image::{ImageFormat, Rgb, RgbImage};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn pdf(words: &str) -> Option<(String, Bytes)> {
    Some(("学习资料.pdf".into(), Bytes::from(format!("%PDF-1.7\n{words}\n%%EOF"))))
}

pub fn office(name: &str, parts: &[&str]) -> Option<(String, Bytes)> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(*part, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    Some((name.into(), zip.finish().unwrap().into_inner().into()))
}

/// As a telephone takes it: lying on its side, with a note that says so, and where it was.
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut plain = Vec::new();
    let shades = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 251) as u8, (y % 241) as u8, 90]));
    shades.write_to(&mut Cursor::new(&mut plain), ImageFormat::Jpeg).unwrap();
    let mut note = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    note.extend(b"30.6586N 104.0648E");
    let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &note, &plain[2..]].concat()
}
