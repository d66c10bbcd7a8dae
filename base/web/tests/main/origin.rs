use axum::body::Body;
use axum::http::Method;
use testkit::Bed;

use crate::hall::{Hall, on_sqlite};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// What comes of a post with exactly these headers.
async fn post(hall: &Hall, headers: &[(&str, &str)]) -> u16 {
    use tower::ServiceExt as _;
    let mut request = axum::http::Request::post("/form").header("host", "hall.test").header("content-type", FORM.unwrap());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    hall.router.clone().oneshot(request.body(Body::from("name=x")).unwrap()).await.unwrap().status().as_u16()
}

async fn table(bed: &Bed) {
    let hall = Hall::on(&bed.store);
    let (cookie, token) = (("cookie", "hall=x"), ("authorization", "Bearer uht_x"));
    let site = |value| ("sec-fetch-site", value);
    let origin = |value| ("origin", value);
    for (headers, wanted) in [
        // With a cookie: from our own pages only.
        (vec![cookie, site("same-origin")], 200),
        (vec![cookie, site("same-origin"), origin("http://evil.test")], 200),
        (vec![cookie, site("same-site")], 403),
        (vec![cookie, site("cross-site")], 403),
        (vec![cookie, site("none")], 403),
        (vec![cookie, site("")], 403),
        (vec![cookie, site("cross-site"), origin("https://hall.test")], 403),
        // Browsers that do not send the header.
        (vec![cookie, origin("https://hall.test")], 200),
        (vec![cookie, origin("http://hall.test")], 200),
        (vec![cookie, origin("https://hall.test.evil")], 403),
        (vec![cookie, origin("https://evil.test/hall.test")], 403),
        (vec![cookie, origin("https://hall.test@evil.test")], 403),
        (vec![cookie, origin("https://hall.test:8443")], 403),
        (vec![cookie, origin("hall.test")], 403),
        (vec![cookie, origin("null")], 403),
        (vec![cookie, origin("")], 403),
        (vec![cookie], 403),
        (vec![cookie, ("referer", "https://hall.test/")], 403),
        // A token beside a cookie does not make the cookie harmless.
        (vec![cookie, token], 403),
        // Without a cookie: machines, and our own pages before anybody is signed in; never a foreign page.
        (vec![], 200),
        (vec![token], 200),
        (vec![token, origin("https://till.test")], 200),
        (vec![site("same-origin")], 200),
        (vec![origin("https://hall.test")], 200),
        (vec![site("cross-site")], 403),
        (vec![origin("https://evil.test")], 403),
        (vec![origin("null")], 403),
    ] {
        assert_eq!(post(&hall, &headers).await, wanted, "{headers:?}");
    }
}

on_sqlite! {
    async fn a_change_is_taken_from_our_own_pages_and_from_machines(bed: Bed) {
        table(&bed).await;
    }

    async fn only_changes_are_asked_where_they_come_from(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.signed_in(7).await;
        let foreign = [("sec-fetch-site", "cross-site")];
        for (method, wanted) in [("GET", 200), ("HEAD", 200), ("POST", 403), ("PUT", 403), ("DELETE", 403), ("PATCH", 403), ("BREW", 403)] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = browser.send(method.clone(), "/me", FORM, Body::empty(), &foreign).await;
            assert_eq!(answer.status.as_u16(), wanted, "{method}");
        }
        browser.post("/me", &[]).await.is(200);
    }
}

testkit::on_both_engines! { crate::hall::MIGRATIONS;
    async fn whoever_sends_from_elsewhere_is_told_what_to_do(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.signed_in(7).await;
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "none")] {
            let answer = browser.send(Method::POST, "/me", FORM, Body::empty(), &[(name, value)]).await;
            answer.is(403).shows("没有改动任何内容").shows("重新提交").hides("职务");
        }
        let english = [("sec-fetch-site", "cross-site"), ("accept-language", "en")];
        let answer = browser.send(Method::POST, "/me", FORM, Body::empty(), &english).await;
        answer.is(403).shows("came from another site").shows("Nothing was changed").hides("your post");
        let api = browser.send(Method::POST, "/api/v1/whatever", Some("application/json"), Body::from("{}"), &[english[0]]).await;
        api.is(403).shows("web-foreign-post");
        // A power that is missing is still told as such.
        browser.get("/fail/forbidden").await.is(403).shows("您的职务没有");
    }
}
