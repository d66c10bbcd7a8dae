use crate::hall::{Hall, MIGRATIONS};

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
}
