//! Reads a code off a photograph, where the telephone's browser cannot do it itself. The photograph is looked at and dropped.

use std::io::Cursor;

use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageReader, Limits};

/// A telephone's photograph.
pub(crate) const MOST_BYTES: usize = 12 * 1024 * 1024;
/// More would take more memory than a code is worth.
const MOST_PIXELS: u64 = 26_000_000;
const MOST_SIDE: u32 = 10_000;
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
/// Sides at which the code is looked for: a large picture shows its grain, a small one loses the squares.
const SIDES: [u32; 3] = [1_400, 800, 2_400];

/// Why a picture says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    NoPicture,
    TooLarge,
    NoCode,
}

/// The first two-dimensional code in a JPEG or PNG picture.
pub(crate) fn read(bytes: &[u8]) -> Result<String, Unread> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unread::NoPicture);
    let (width, height) = reader()?.into_dimensions().map_err(|_| Unread::NoPicture)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unread::TooLarge);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = reader()?;
    reader.limits(limits);
    let grey = reader.decode().map_err(|_| Unread::NoPicture)?.into_luma8();
    let side = width.max(height);
    if side <= SIDES[0] {
        return codes_in(&grey).ok_or(Unread::NoCode);
    }
    let smaller = SIDES.into_iter().filter(|most| *most < side).find_map(|most| {
        let scaled = |n: u32| (u64::from(n) * u64::from(most) / u64::from(side)).max(1);
        let of = |n| u32::try_from(scaled(n)).unwrap_or(1);
        codes_in(&resize(&grey, of(width), of(height), FilterType::Triangle))
    });
    smaller.or_else(|| codes_in(&grey)).ok_or(Unread::NoCode)
}

fn codes_in(grey: &GrayImage) -> Option<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let pixels = grey.as_raw();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_told() {
        for bytes in [b"".as_slice(), b"GIF89a", b"\xff\xd8\xff\xe0\0\x10JFIF", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &[0; 4096]] {
            assert_eq!(read(bytes), Err(Unread::NoPicture));
        }
        let png = |width, height| {
            let mut out = Vec::new();
            GrayImage::new(width, height).write_to(&mut Cursor::new(&mut out), image::ImageFormat::Png).unwrap();
            out
        };
        assert_eq!(read(&png(64, 64)), Err(Unread::NoCode));
        assert_eq!(read(&png(1, 3_000)), Err(Unread::NoCode));
        assert_eq!(read(&png(6_000, 5_000)), Err(Unread::TooLarge));
    }
}
