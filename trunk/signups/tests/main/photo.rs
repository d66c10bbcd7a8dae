//! A photograph of a ticket, read by the house.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};

use super::hall::{Hall, MIGRATIONS};

/// What a camera would see of the drawing on a page: dark squares on white ground, `scale` pixels each.
pub fn picture(page: &str, scale: u32) -> GrayImage {
    let drawing = page.split("class=\"qr\" viewBox=\"-2 -2 ").nth(1).expect("a drawing");
    let side: u32 = drawing.split(' ').next().unwrap().parse().unwrap();
    let path = drawing.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut picture = GrayImage::from_pixel((side + 4) * scale, (side + 4) * scale, Luma([255]));
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let numbers: Vec<u32> = run.split([' ', 'h', 'v']).take(3).map(|n| n.parse().unwrap()).collect();
        for x in numbers[0] * scale..(numbers[0] + numbers[2]) * scale {
            for y in numbers[1] * scale..(numbers[1] + 1) * scale {
                picture.put_pixel(x + 2 * scale, y + 2 * scale, Luma([0]));
            }
        }
    }
    picture
}

pub fn read_drawn(page: &str) -> String {
    let picture = picture(page, 8);
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(w, h, |x, y| picture.as_raw()[y * w + x]);
    prepared.detect_grids()[0].decode().unwrap().1
}

fn file(picture: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Vec::new();
    picture.write_to(&mut Cursor::new(&mut out), format).unwrap();
    out
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_photograph_will_do(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.soon(2).await;
        let mut chair = hall.officer("county").await;
        let photo = format!("/signups/{id}/checkin/photo");
        for (who, scale, format) in [(0, 6, ImageFormat::Png), (1, 45, ImageFormat::Jpeg)] {
            hall.enter(id, who, 1).await;
            let page = hall.member(who).await.get(&format!("/signups/{id}/ticket")).await;
            let picture = file(&picture(&page.text, scale), format);
            chair.upload(&photo, &[("occasion", "1")], "ticket", &picture).await.is(200).shows("<strong>已签到").shows(&format!("会员{who}"));
        }
        let blank = file(&GrayImage::from_pixel(300, 200, Luma([255])), ImageFormat::Png);
        let large = file(&GrayImage::from_pixel(6_000, 5_000, Luma([255])), ImageFormat::Png);
        for (bytes, says) in [(blank, "没有认出二维码"), (b"GIF89a".to_vec(), "这不是JPG或PNG照片"), (large, "照片太大"), (vec![], "请先选一张照片")] {
            chair.upload(&photo, &[("occasion", "1")], "x.png", &bytes).await.is(422).shows(says).shows("id=\"f-file-e\"");
        }
        chair.upload(&photo, &[], "x.png", &vec![0; 13 * 1024 * 1024]).await.is(422).shows("文件太大，最大12MB");
        chair.upload(&photo, &[], "x.png", &vec![0; 2 * 1024 * 1024]).await.is(422);
        hall.member(0).await.upload(&photo, &[], "x.png", b"x").await.is(403);
    }
}
