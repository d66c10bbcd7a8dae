use std::io::Read as _;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::Method;

use crate::hall::{Hall, MIGRATIONS, on_sqlite, person};

testkit::on_both_engines! { MIGRATIONS;
    async fn visitors_share_a_page_until_what_it_shows_has_changed(bed: Bed) {
        let hall = Hall::on(&bed.store);
        hall.browser().get("/").await.shows("made 1 for a visitor");
        hall.browser().get("/").await.shows("made 1 for");
        // A change of something else leaves it; a change here is seen at once.
        let raise = async |store: &store::Store, what: &'static str| store.keep("scene.raise", |tx| async move { tx.bump(what); Ok(()) }).await.unwrap();
        raise(&bed.store, "other").await;
        hall.browser().get("/").await.shows("made 1 for");
        raise(&bed.store, "notices").await;
        hall.browser().get("/").await.shows("made 2 for");
        hall.browser().get("/").await.shows("made 2 for");
        // A change elsewhere is seen when this process looks.
        raise(&bed.another_process().await, "notices").await;
        hall.browser().get("/").await.shows("made 2 for");
        bed.store.refresh_versions().await.unwrap();
        hall.browser().get("/").await.shows("made 3 for");
        // After ten seconds it is made anew in any case, and when the clock was put back.
        bed.clock.advance(9_999);
        hall.browser().get("/").await.shows("made 3 for");
        bed.clock.advance(1);
        hall.browser().get("/").await.shows("made 4 for");
        bed.clock.advance(-1);
        hall.browser().get("/").await.shows("made 5 for");
    }

}

on_sqlite! {
    async fn it_is_never_shown_to_a_signed_in_reader_nor_his_to_visitors(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut reader = hall.signed_in(7).await;
        reader.get("/").await.shows(&format!("made 1 for {}", person(7)));
        hall.browser().get("/").await.shows("made 2 for a visitor");
        reader.get("/").await.shows(&format!("made 3 for {}", person(7)));
        hall.signed_in(8).await.get("/").await.shows(&format!("made 4 for {}", person(8)));
        hall.browser().get("/").await.shows("made 2 for a visitor");
        // A cookie that proves nobody makes a visitor.
        let mut pretender = hall.browser();
        pretender.take_cookie("hall=x");
        pretender.get("/").await.shows("made 2 for a visitor");
    }

    async fn a_message_said_once_is_for_one_reader(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut told = hall.browser();
        told.submit("/say", &[]).await.shows("made 1 for").shows("flash");
        hall.browser().get("/").await.shows("made 2 for").hides("flash");
        told.get("/").await.shows("made 2 for").hides("flash");
    }

    async fn languages_colours_queries_and_encodings_are_kept_apart(bed: Bed) {
        let hall = Hall::on(&bed.store);
        hall.browser().get("/").await.shows("lang=\"zh-CN\"").shows("made 1 for");
        hall.browser().in_english().get("/").await.shows("lang=\"en\"").shows("made 2 for");
        let mut by_cookie = hall.browser();
        by_cookie.take_cookie("lang=en");
        by_cookie.get("/").await.shows("lang=\"en\"").shows("made 2 for");
        let mut dark = hall.browser();
        dark.take_cookie("theme=dark");
        dark.get("/").await.shows("made 3 for");
        hall.browser().get("/?q=1").await.shows("made 4 for");
        let packed = async |accepts: &str| hall.browser().send(Method::GET, "/", None, Body::empty(), &[("accept-encoding", accepts)]).await;
        let (gzip, br) = (packed("gzip").await, packed("gzip, deflate, br").await);
        assert_eq!((&gzip.headers["content-encoding"], &br.headers["content-encoding"]), (&"gzip".parse().unwrap(), &"br".parse().unwrap()));
        for (answer, n) in [(&gzip, 5), (&br, 6)] {
            assert_eq!(answer.headers["vary"], "Accept-Encoding, Accept-Language, Cookie");
            let mut text = String::new();
            match n {
                5 => flate2::read::GzDecoder::new(answer.bytes.as_slice()).read_to_string(&mut text).unwrap(),
                _ => brotli::Decompressor::new(answer.bytes.as_slice(), 4096).read_to_string(&mut text).unwrap(),
            };
            assert!(text.contains(&format!("made {n} for")) && answer.bytes.len() < text.len() / 4);
        }
        hall.browser().get("/").await.shows("made 1 for");
        assert!(!packed("deflate").await.headers.contains_key("content-encoding"));
    }

    async fn endless_addresses_do_not_fill_the_memory(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.browser();
        for n in 0..2_100 {
            browser.get(&format!("/?{n}")).await;
        }
        let made = hall.made.load(Ordering::SeqCst);
        browser.get("/?2099").await;
        assert_eq!(hall.made.load(Ordering::SeqCst), made, "the newest are kept");
        browser.get("/?0").await;
        assert_eq!(hall.made.load(Ordering::SeqCst), made + 1, "the oldest are dropped");
    }
}
