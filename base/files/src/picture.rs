use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, RgbImage, imageops};

/// Wide enough for a desk's screen and a sheet of paper.
const WIDEST: u32 = 1600;
const QUALITY: u8 = 82;
/// The side of a picture no telephone takes; beyond it somebody tries what we bear.
const LONGEST_SIDE: u32 = 12_000;
/// While it is unpacked, in bytes.
const MOST_ROOM: u64 = 256 * 1024 * 1024;

/// The same picture, upright, at most 1,600 pixels wide and high, as JPEG without anything beside it: no place, no camera, no
/// hour. `None` when it is no whole picture, or a monstrous one.
pub(crate) fn painted_anew(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_ROOM);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if picture.width() > WIDEST || picture.height() > WIDEST {
        picture = picture.resize(WIDEST, WIDEST, imageops::FilterType::Triangle);
    }
    picture.apply_orientation(turned);
    let mut out = Vec::new();
    on_white(picture).write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    Some(out)
}

/// JPEG knows no glass: what was clear becomes white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let clear = picture.into_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [r, g, b, a] = clear.get_pixel(x, y).0.map(u32::from);
        image::Rgb([r, g, b].map(|c| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX)))
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    #[test]
    fn a_picture_grows_small_and_stands_on_white() {
        let mut clear = RgbaImage::from_pixel(3200, 800, Rgba([255, 0, 0, 0]));
        for x in 0..1600 {
            for y in 0..800 {
                clear.put_pixel(x, y, Rgba([0, 0, 200, 255]));
            }
        }
        let mut png = Vec::new();
        clear.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let out = image::load_from_memory_with_format(&painted_anew(&png).unwrap(), ImageFormat::Jpeg).unwrap().into_rgb8();
        assert_eq!((out.width(), out.height()), (1600, 400));
        assert!(out.get_pixel(100, 200).0[2] > 180 && out.get_pixel(100, 200).0[0] < 30);
        assert!(out.get_pixel(1500, 200).0.iter().all(|c| *c > 245));
    }

    #[test]
    fn half_a_picture_is_none() {
        let mut png = Vec::new();
        RgbaImage::new(40, 40).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        assert!(painted_anew(&png).is_some());
        assert!(painted_anew(&png[..png.len() / 2]).is_none());
        assert!(painted_anew(b"\xff\xd8\xff\xe0nothing").is_none());
        assert!(painted_anew(b"").is_none());
    }
}
