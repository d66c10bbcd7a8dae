use axum::body::Body;
use axum::http::Method;
use testkit::Answer;
use web::WebSettings;

use crate::hall::{Hall, on_sqlite};

fn is_guarded(answer: &Answer, what: &str) {
    let header = |name: &str| answer.headers.get_all(name).iter().map(|h| h.to_str().unwrap()).collect::<Vec<_>>();
    let policy = header("content-security-policy");
    assert_eq!(policy.len(), 1, "{what}");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy[0].contains(part), "{what}: {policy:?}");
    }
    assert!(!policy[0].contains("unsafe") && !policy[0].contains('*'), "{what}");
    assert_eq!(header("x-content-type-options"), ["nosniff"], "{what}");
    assert_eq!(header("referrer-policy"), ["same-origin"], "{what}");
    assert_eq!(header("cross-origin-opener-policy"), ["same-origin"], "{what}");
    assert_eq!(header("x-request-id").len(), 1, "{what}");
    assert_eq!(header("cache-control").len(), 1, "{what}");
    assert!(header("server").is_empty(), "{what}");
}

on_sqlite! {
    async fn every_answer_carries_them(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let style = ui::asset("ui.css");
        let gets = ["/", "/me", "/nowhere", "/fail/panic", "/fail/internal", "/fail/too-many", "/fail/database", "/api/v1/fail/panic", "/api/v1/nowhere",
            "/form", "/healthz", "/readyz", "/metrics", "/favicon.ico", "/assets/0/nothing", "/worker.js", style];
        for path in gets {
            for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                let answer = hall.browser().send(method.clone(), path, None, Body::empty(), &[]).await;
                is_guarded(&answer, &format!("{method} {path} {}", answer.status));
                let kept = answer.headers["cache-control"].to_str().unwrap();
                assert!(path.starts_with("/assets/") || path == "/worker.js" || kept == "private, no-cache", "{path}: {kept}");
                assert!(!answer.headers.contains_key("strict-transport-security"));
            }
        }
        is_guarded(&hall.browser().post("/enter", &[]).await, "a redirect with a cookie");
        is_guarded(&hall.browser().send(Method::POST, "/form", None, Body::empty(), &[("sec-fetch-site", "cross-site")]).await, "a forged post");
        is_guarded(&hall.browser().post("/form", &[("name", &"x".repeat(300_000))]).await, "too large");
        let mut ids: Vec<_> = Vec::new();
        for _ in 0..20 {
            ids.push(hall.browser().get("/nowhere").await.headers["x-request-id"].clone());
        }
        ids.dedup();
        assert_eq!(ids.len(), 20);
    }

    async fn assets_are_kept_under_their_present_address_only(bed: Bed) {
        let hall = Hall::on(&bed.store);
        for asset in ui::ASSETS.iter() {
            let answer = hall.browser().get(&asset.path).await;
            answer.is(200);
            assert_eq!((answer.bytes.as_slice(), answer.headers["cache-control"].to_str().unwrap()), (asset.bytes, "public, max-age=31536000, immutable"));
            assert_eq!(answer.headers["content-type"], asset.mime);
            let old = hall.browser().get(&format!("/assets/00000000/{}", asset.name)).await;
            assert_eq!((old.is(200).headers["cache-control"].to_str().unwrap(), old.bytes.as_slice()), ("no-cache", asset.bytes));
        }
        for bad in ["/assets/0/..%2f..%2fCargo.toml", "/assets/0/../../Cargo.toml", "/assets/x", "/assets/0/%00", "/assets/0/ui.css/x"] {
            hall.browser().get(bad).await.is(404);
        }
    }

    async fn an_address_is_believed_from_trusted_proxies_only(bed: Bed) {
        let local = "127.0.0.1".parse().unwrap();
        let inner = "10.0.0.2".parse().unwrap();
        let open = Hall::on(&bed.store);
        let behind = Hall::set_up(&bed.store, WebSettings { trusted_proxies: vec![local, inner], ..WebSettings::default() });
        let seen = async |hall: &Hall, forwarded: &str| {
            hall.browser().send(Method::GET, "/address", None, Body::empty(), &[("x-forwarded-for", forwarded)]).await.text
        };
        assert_eq!(seen(&open, "1.2.3.4").await, "127.0.0.1");
        for (forwarded, address) in [
            ("1.2.3.4", "1.2.3.4"),
            ("9.9.9.9, 1.2.3.4", "1.2.3.4"),
            ("1.2.3.4, 10.0.0.2", "1.2.3.4"),
            ("1.2.3.4,10.0.0.2 , 127.0.0.1", "1.2.3.4"),
            ("2001:db8::1", "2001:db8::1"),
            ("nonsense", "127.0.0.1"),
            ("", "127.0.0.1"),
        ] {
            assert_eq!(seen(&behind, forwarded).await, address, "{forwarded}");
        }
    }
}
