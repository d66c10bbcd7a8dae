//! A photo of a site may be kept. Nobody has to, nothing counts it, and only whoever hands out sees it.

use std::io::Cursor;

use axum::http::header;
use image::{ImageFormat, Rgb, RgbImage};
use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS};

/// A picture of one colour.
fn photo(shade: u8) -> Vec<u8> {
    let mut out = Vec::new();
    RgbImage::from_pixel(64, 48, Rgb([shade, 80, 40])).write_to(&mut Cursor::new(&mut out), ImageFormat::Png).unwrap();
    out
}

on_both_engines! { MIGRATIONS;
    async fn a_photo_is_for_those_who_hand_out_and_counts_for_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let (mut officer, new) = (hall.as_("孙干事").await, format!("{}/photos/new", run.at()));
        officer.get(&run.at()).await.is(200).shows("可以不拍，不拍也照样计数").shows(&new);
        officer.get(&new).await.is(200).shows("请先征得本人同意").shows("multipart/form-data");
        officer.upload(&new, &[], "x.pdf", b"%PDF-1.7").await.is(422).shows("这里只收JPEG、PNG图片");
        officer.upload(&new, &[], "x.png", b"\x89PNG nothing").await.is(422).shows("图片打不开");
        let before = hall.counts("warmth").await;
        officer.upload(&new, &[], "现场.png", &photo(1)).await.is(303);
        officer.upload(&new, &[], "又一次.png", &photo(1)).await.is(422).shows("这个文件已经在这里了");
        for shade in 2..=9 {
            officer.upload(&new, &[], "x.png", &photo(shade * 20)).await.is(303);
        }
        officer.upload(&new, &[], "x.png", &photo(250)).await.is(422).shows("最多放9张");
        assert_eq!((hall.rows("file_attached").await, hall.counts("warmth").await), (9, before), "no figure asks for it");
        let page = officer.get(&run.at()).await;
        page.is(200).shows("二车间现场照片9").hides(&new);
        let at = page.text.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let picture = officer.get(&at).await;
        picture.is(200);
        assert_eq!(picture.headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(image::load_from_memory(&picture.bytes).unwrap().width(), 64);

        // Whoever stands above sees the numbers of the site, and no picture; nor do members or neighbours.
        let mut above = hall.as_("市干事").await;
        above.get(&run.at()).await.is(200).hides("现场照片");
        for name in ["市干事", "陈师傅"] {
            hall.as_(name).await.get(&at).await.is(403);
        }
        hall.as_("王主席").await.get(&at).await.is(404);
        hall.as_("王主席").await.upload(&new, &[], "x.png", &photo(99)).await.is(404);

        // Somebody on it asks for it to go. What is final is asked on a page of its own, that says when the picture is really gone.
        officer.get(&run.at()).await.shows(&format!("href=\"{at}/remove\""));
        let asked = officer.get(&format!("{at}/remove")).await;
        asked.is(200).shows("一两天内从存储中清除").shows("此前做的备份里仍有").shows(&at).shows("不删除");
        hall.as_("孙干事").await.in_english().get(&format!("{at}/remove")).await.is(200).shows("backups made before still hold it");
        hall.as_("王主席").await.get(&format!("{at}/remove")).await.is(404);
        assert_eq!(hall.rows("file_attached").await, 9, "asking deletes nothing");
        officer.post(&format!("{at}/remove"), &[]).await.is(303);
        officer.post(&format!("{at}/remove"), &[]).await.is(404);
        officer.get(&format!("{at}/remove")).await.is(404);
        officer.get(&at).await.is(404);
        assert_eq!(hall.rows("file_attached").await, 8);
        officer.submit(&format!("{}/close", run.path), &[]).await.is(200).shows("活动已结束");
        officer.get(&run.at()).await.is(200).hides(&new).shows("现场照片");
        officer.upload(&new, &[], "x.png", &photo(251)).await.is(303);
        assert_eq!(hall.rows("file_attached").await, 8, "what is closed takes no more");
    }
}
