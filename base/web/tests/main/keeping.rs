use axum::body::Body;
use axum::http::Method;
use testkit::{Answer, Browser};

use crate::hall::{Hall, on_sqlite};

async fn for_keeping(browser: &mut Browser, path: &str) -> Answer {
    browser.send(Method::GET, path, None, Body::empty(), &[("x-for-keeping", "1")]).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|h| h.to_str().ok()).unwrap_or_default()
}

on_sqlite! {
    async fn what_is_marked_is_kept_without_others_and_for_one_reader(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut reader = hall.signed_in(7).await;
        let page = reader.get("/mine").await;
        assert_eq!(header(page.is(200).shows("Chen and Tan"), "x-keep"), "1");
        let kept = for_keeping(&mut reader, "/mine").await;
        kept.is(200).shows("nobody else").hides("Chen").shows("没有网络，这是11月18日 12:00存在本机的页面");
        assert_eq!((header(&kept, "x-keep"), header(&kept, "x-reader")), ("1", header(&page, "x-reader")));
        // Another reader is another, the same one anywhere the same, and it says nothing.
        let other = hall.signed_in(8).await.get("/mine").await;
        assert_ne!(header(&other, "x-reader"), header(&page, "x-reader"));
        let elsewhere = hall.signed_in(7).await.get("/me").await;
        assert_eq!(header(&elsewhere, "x-reader"), header(&page, "x-reader"));
        assert!(!elsewhere.text.contains(header(&page, "x-reader")) && header(&page, "x-reader").len() == 12);
        // What is not marked is not kept, and a fault is not.
        assert_eq!((header(&elsewhere, "x-keep"), header(&reader.get("/fail/conflict").await, "x-keep")), ("", ""));
        // What is said once is said on the page that is shown and not on the one that is kept.
        reader.post("/say", &[]).await.is(303);
        for_keeping(&mut reader, "/mine").await.hides("回首页");
    }

    async fn a_visitor_keeps_nothing(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut visitor = hall.browser();
        let page = for_keeping(&mut visitor, "/mine").await;
        page.is(200).shows("Chen and Tan").hides("没有网络");
        assert_eq!((header(&page, "x-keep"), header(&page, "x-reader")), ("", "nobody"));
        // Neither files nor machines are told who reads.
        for path in ["/worker.js", ui::asset("ui.css"), "/healthz", "/api/v1/fail/conflict"] {
            assert_eq!(header(&hall.browser().get(path).await, "x-reader"), "", "{path}");
        }
        // Signed out, one is nobody, also where that is a fault.
        assert_eq!(header(visitor.get("/me").await.is(401), "x-reader"), "nobody");
    }
}
