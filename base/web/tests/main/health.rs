use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use tower::ServiceExt as _;
use web::WebSettings;

use crate::hall::{Hall, MIGRATIONS};

/// What somebody at this address reads at `/metrics`.
async fn numbers(hall: &Hall, peer: Option<&str>, token: Option<&str>, forwarded: Option<&str>) -> (u16, String) {
    let mut request = Request::get("/metrics");
    for (name, value) in [("authorization", token), ("x-forwarded-for", forwarded)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    let mut request = request.body(Body::empty()).unwrap();
    if let Some(peer) = peer {
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    }
    let answer = hall.router.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

fn machine_now() -> i64 {
    i64::try_from(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_process_is_ready_while_house_and_database_mean_the_same_time(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let ready = async |drift: i64| {
            bed.clock.set(machine_now() + drift);
            hall.browser().get("/readyz").await
        };
        ready(0).await.is(200).shows("ok");
        ready(60_000).await.is(503).shows("drift by -");
        ready(-60_000).await.is(503).shows("drift by ");
        hall.browser().get("/healthz").await.is(200);
        let metrics = hall.browser().get("/metrics").await;
        assert!(metrics.text.lines().any(|l| l.strip_prefix("unionhall_clock_drift_ms ").is_some_and(|n| n.parse::<i64>().unwrap() > 50_000)), "{}", metrics.text);
        ready(0).await.is(200);
    }

    async fn a_process_without_its_database_is_not_ready_and_says_so_to_readers(bed: Bed) {
        let hall = Hall::on(&bed.store);
        bed.clock.set(machine_now());
        let mut reader = hall.signed_in(7).await;
        reader.get("/me").await.is(200);
        bed.store.clone().close().await;
        hall.browser().get("/readyz").await.is(503).shows("the database does not answer").hides("pool");
        hall.browser().get("/healthz").await.is(200);
        hall.browser().post("/enter", &[]).await.is(503).shows("数据库暂时忙");
        // Whoever this process has met already is still known.
        reader.get("/me").await.is(200);
        hall.browser().get("/nowhere").await.is(404);
    }

    async fn a_process_that_leaves_is_not_ready(bed: Bed) {
        let hall = Hall::on(&bed.store);
        bed.clock.set(machine_now());
        hall.browser().get("/readyz").await.is(200);
        hall.web.health.leave();
        hall.browser().get("/readyz").await.is(503).shows("leaving");
        hall.browser().get("/healthz").await.is(200);
    }

    async fn the_numbers_count_answers_by_status(bed: Bed) {
        let hall = Hall::on(&bed.store);
        for path in ["/nowhere", "/nowhere", "/fail/panic", "/address"] {
            hall.browser().get(path).await;
        }
        let metrics = hall.browser().get("/metrics").await;
        metrics.shows("unionhall_answers_total{status=\"404\"} 2").shows("unionhall_answers_total{status=\"500\"} 1").shows("unionhall_write_seconds_count").shows("# EOF");
        assert!(metrics.headers["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    }

    async fn the_numbers_are_read_on_this_machine_or_with_the_token(bed: Bed) {
        let (near, far) = (Some("127.0.0.1:9"), Some("203.0.113.7:9"));
        let (open, right) = (WebSettings::default(), Some("Bearer s3cret"));
        let told = WebSettings { metrics_token: Some("s3cret".into()), ..WebSettings::default() };
        let empty = WebSettings { metrics_token: Some(String::new()), ..WebSettings::default() };
        let trusting = WebSettings { trusted_proxies: vec!["203.0.113.7".parse().unwrap()], ..WebSettings::default() };
        for (settings, peer, token, forwarded, wanted) in [
            (&open, near, None, None, 200),
            (&open, Some("[::1]:9"), None, None, 200),
            (&open, Some("[::ffff:127.0.0.1]:9"), None, None, 200),
            (&open, far, None, None, 404),
            (&open, Some("[2001:db8::1]:9"), None, None, 404),
            (&open, far, right, None, 404),
            // What a header says of the address opens nothing, not even from a trusted proxy.
            (&open, far, None, Some("127.0.0.1"), 404),
            (&trusting, far, None, Some("127.0.0.1"), 404),
            // A proxy on this machine passes strangers on.
            (&open, near, None, Some("203.0.113.9"), 404),
            (&told, far, right, None, 200),
            (&told, near, None, None, 200),
            (&told, near, right, Some("203.0.113.9"), 200),
            (&told, far, None, None, 404),
            (&told, far, Some("Bearer s3creT"), None, 404),
            (&told, far, Some("Bearer s3cret2"), None, 404),
            (&told, far, Some("Bearer "), None, 404),
            (&told, far, Some("s3cret"), None, 404),
            (&empty, far, Some("Bearer "), None, 404),
        ] {
            let hall = Hall::set_up(&bed.store, settings.clone());
            let (status, text) = numbers(&hall, peer, token, forwarded).await;
            assert_eq!(status, wanted, "{settings:?} {peer:?} {token:?} {forwarded:?}");
            assert_eq!(text.contains("unionhall_"), wanted == 200);
        }
    }
}
