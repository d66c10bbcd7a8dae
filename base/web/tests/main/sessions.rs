use axum::body::Body;
use axum::http::Method;
use testkit::Browser;
use uuid::Uuid;
use web::WebSettings;
use web::session::{close, close_all, list, sweep};

use crate::hall::{Hall, MIGRATIONS, person};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// What `/me` answers to exactly this cookie line.
async fn me_with(hall: &Hall, cookie: &str) -> u16 {
    hall.browser().send(Method::GET, "/me", None, Body::empty(), &[("cookie", cookie)]).await.status.as_u16()
}

fn cookie(browser: &Browser) -> String {
    browser.cookie("hall").unwrap().to_owned()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_session_is_opened_found_again_and_closed(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.browser();
        browser.get("/me").await.is(401);
        let answer = browser.post("/enter", &[("person", "7")]).await;
        let set = answer.headers["set-cookie"].to_str().unwrap();
        assert!(set.contains("; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax") && !set.contains("Secure"), "{set}");
        browser.get("/me").await.is(200).shows(&person(7).to_string());
        // Another process, that never met it, knows it too.
        let mut elsewhere = Hall::on(&bed.another_process().await).browser();
        elsewhere.take_cookie(&format!("hall={}", cookie(&browser)));
        elsewhere.get("/me").await.is(200).shows(&person(7).to_string());

        let session = list(&bed.store, person(7)).await.unwrap()[0].id;
        bed.store.keep("scene.leave", |tx| async move { close(&tx, person(8), session).await }).await.unwrap();
        browser.get("/me").await.is(200);
        bed.store.keep("scene.leave", |tx| async move { close(&tx, person(7), session).await }).await.unwrap();
        browser.get("/me").await.is(401);
        assert!(list(&bed.store, person(7)).await.unwrap().is_empty());
    }

    async fn a_session_closed_here_ends_elsewhere_when_that_process_looks(bed: Bed) {
        let (hall, there) = (Hall::on(&bed.store), Hall::on(&bed.another_process().await));
        let browser = hall.signed_in(7).await;
        let line = format!("hall={}", cookie(&browser));
        assert_eq!(me_with(&there, &line).await, 200);
        bed.store.keep("scene.leave", |tx| async move { close_all(&tx, person(7), None).await }).await.unwrap();
        there.web.store.refresh_versions().await.unwrap();
        assert_eq!((me_with(&there, &line).await, me_with(&hall, &line).await), (401, 401));
    }

    async fn all_sessions_but_this_one_are_closed(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let (mut mine, mut lost, mut other) = (hall.signed_in(7).await, hall.signed_in(7).await, hall.signed_in(8).await);
        let sessions = list(&bed.store, person(7)).await.unwrap();
        assert_eq!(sessions.len(), 2);
        let id = hall.web.sessions.identify(&bed.store, &[("cookie".parse().unwrap(), format!("hall={}", cookie(&mine)).parse().unwrap())].into_iter().collect())
            .await.unwrap().unwrap().session;
        bed.store.keep("scene.leave", |tx| async move { close_all(&tx, person(7), Some(id)).await }).await.unwrap();
        mine.get("/me").await.is(200);
        lost.get("/me").await.is(401);
        other.get("/me").await.is(200);
    }

    async fn sessions_end_by_the_house_s_clock(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut phone = hall.signed_in(7).await;
        let mut desk = hall.browser();
        desk.post("/enter", &[("person", "8"), ("on", "desk")]).await.is(303);
        bed.clock.advance(12 * HOUR - 1);
        desk.get("/me").await.is(200);
        bed.clock.advance(1);
        desk.get("/me").await.is(401);
        assert!(list(&bed.store, person(8)).await.unwrap().is_empty());
        phone.get("/me").await.is(200);
        bed.clock.advance(90 * DAY - 12 * HOUR - 1);
        phone.get("/me").await.is(200);
        assert_eq!(sweep(&bed.store).await.unwrap(), 1);
        bed.clock.advance(1);
        phone.get("/me").await.is(401);
        assert_eq!(sweep(&bed.store).await.unwrap(), 1);
    }

    async fn a_device_is_listed_with_the_day_it_was_seen(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.browser();
        let (kind, body) = ("application/x-www-form-urlencoded", "person=7");
        let agent = format!("Phone/1.0 {}", "x".repeat(500));
        browser.send(Method::POST, "/enter", Some(kind), body.into(), &[("user-agent", &agent)]).await.is(303);
        let seen = async || list(&bed.store, person(7)).await.unwrap()[0].seen_at - testkit::NOON;
        bed.clock.advance(2 * DAY);
        assert_eq!(seen().await, 0);
        // A process that meets it anew writes that down.
        let mut later = Hall::on(&bed.store).browser();
        later.take_cookie(&format!("hall={}", cookie(&browser)));
        later.get("/me").await.is(200);
        assert_eq!(seen().await, 2 * DAY);
        let device = list(&bed.store, person(7)).await.unwrap()[0].device.clone();
        assert!(device.starts_with("Phone/1.0") && device.len() == 200);
    }

    async fn a_tampered_cookie_is_nobody(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let (mine, theirs) = (cookie(&hall.signed_in(7).await), cookie(&hall.signed_in(8).await));
        assert_eq!(mine.len(), 64);
        assert_eq!(me_with(&hall, &format!("hall={mine}")).await, 200);
        for at in 0..64 {
            let mut bent = mine.clone().into_bytes();
            bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(me_with(&hall, &format!("hall={}", String::from_utf8(bent).unwrap())).await, 401, "changed at {at}");
        }
        // 16 bytes of id are 21⅓ symbols: from the 22nd on it is all secret.
        let swapped = format!("{}{}", &mine[..22], &theirs[22..]);
        let zeroes = format!("{}{}", &mine[..22], "A".repeat(42));
        let id_only = mine[..22].to_owned();
        for bad in [swapped, zeroes, id_only, format!("{mine}A"), format!("{mine}="), mine[..63].to_owned(), "\"\"".into(), "x".repeat(8000), format!(" {mine} {mine}"), "🦀".into()] {
            let line = format!("hall={bad}");
            if axum::http::HeaderValue::from_str(&line).is_ok() {
                assert_eq!(me_with(&hall, &line).await, 401, "{line}");
            }
        }
        for line in [format!("xhall={mine}"), format!("hal={mine}"), mine.clone(), format!("hall {mine}"), String::new()] {
            assert_eq!(me_with(&hall, &line).await, 401, "{line}");
        }
        for line in [format!("a=b; hall={mine}"), format!("hall={mine};x"), format!("lang=en;hall={mine}; theme=dark")] {
            assert_eq!(me_with(&hall, &line).await, 200, "{line}");
        }
    }

    async fn the_database_holds_no_secret(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let browser = hall.signed_in(7).await;
        let session = list(&bed.store, person(7)).await.unwrap()[0].id;
        let stored: Vec<u8> = store::scalar(bed.store.read(), "SELECT secret FROM web_session WHERE id = $1", store::binds![session]).await.unwrap().unwrap();
        use base64::Engine as _;
        let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        assert_ne!(engine.decode(cookie(&browser)).unwrap()[16..], stored[..]);
        // Whoever read the table cannot make a cookie of it.
        let forged = engine.encode([session.as_bytes().as_slice(), &stored].concat());
        assert_eq!(me_with(&hall, &format!("hall={forged}")).await, 401);
    }

    async fn behind_https_the_cookie_travels_by_it_only(bed: Bed) {
        let hall = Hall::set_up(&bed.store, WebSettings { secure: true, ..WebSettings::default() });
        let answer = hall.browser().post("/enter", &[]).await;
        assert!(answer.headers["set-cookie"].to_str().unwrap().ends_with("; Secure"));
        assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
    }

    async fn a_stranger_s_cookie_costs_one_look_at_most(bed: Bed) {
        use base64::Engine as _;
        let hall = Hall::on(&bed.store);
        let unknown = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode([Uuid::max().as_bytes().as_slice(), &[7; 32]].concat());
        assert_eq!(me_with(&hall, &format!("hall={unknown}")).await, 401);
        // Without a database a cookie that cannot be right is still nobody, and one that could be is not silently a visitor.
        bed.store.clone().close().await;
        assert_eq!(me_with(&hall, "hall=nonsense").await, 401);
        assert_eq!(me_with(&hall, &format!("hall={unknown}")).await, 503);
    }
}
