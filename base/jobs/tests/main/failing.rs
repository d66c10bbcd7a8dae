use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use jobs::{Job, MOST_TRIES, Worker, delay_after, drain, left_over, parked};
use serde_json::json;
use store::{Fault, Store};

use crate::scene::{MIGRATIONS, emit, later, note, note_once, notes, on_sqlite, root};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_handler_that_fails_half_way_leaves_nothing_and_is_tried_again(bed: Bed) {
        let half_way = |job: Job, store: Store| async move {
            let job = &job;
            store.keep("scene.half", |tx| async move {
                note(&tx, job.root, "written").await?;
                job.once(&tx).await?;
                match job.tries {
                    1 => Err(Fault::Conflict("scene-no")),
                    2 => panic!("the roof fell in"),
                    _ => Ok(()),
                }
            }).await
        };
        let worker = Worker::new(bed.store.clone()).on("build", half_way);
        later(&bed.store, root(1), "build", "", bed.store.now(), "").await;
        assert_eq!(worker.tick().await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await.len(), 0);
        bed.clock.advance(delay_after(1));
        assert_eq!(worker.tick().await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await.len(), 0);
        let left = left_over(&bed.store).await.unwrap();
        assert!(left[0].tries == 2 && left[0].error.as_deref().unwrap().contains("the roof fell in"), "{left:?}");
        bed.clock.advance(delay_after(2));
        assert_eq!(drain(&worker).await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await, ["written"]);
    }

    async fn after_the_last_try_a_job_is_parked_and_lets_others_pass(bed: Bed) {
        let mends = Arc::new(AtomicI32::new(0));
        let worker = {
            let mends = Arc::clone(&mends);
            Worker::new(bed.store.clone()).subscribe("held", "desk", move |job: Job, store: Store| {
                let broken = job.payload["words"] == "bad" && mends.load(Ordering::SeqCst) == 0;
                async move { if broken { Err(Fault::Internal("no paper".into())) } else { note_once(job, store).await } }
            })
        };
        emit(&bed.store, root(1), "held", json!({ "words": "bad" })).await;
        emit(&bed.store, root(1), "held", json!({ "words": "good" })).await;
        for tries in 1..MOST_TRIES {
            assert_eq!(worker.tick().await.unwrap(), 1);
            assert!(parked(&bed.store, 9).await.unwrap().is_empty());
            bed.clock.advance(delay_after(tries) - 1);
            assert_eq!(worker.tick().await.unwrap(), 0);
            bed.clock.advance(1);
        }
        assert_eq!(worker.tick().await.unwrap(), 2, "the last try, then the one that waited behind");
        assert_eq!(notes(&bed.store, root(1)).await, ["good"]);

        let seen = parked(&bed.store, 9).await.unwrap();
        assert_eq!(seen.len(), 1);
        let one = &seen[0];
        assert_eq!((one.kind.as_str(), one.handler.as_str(), one.tries), ("held", "desk", MOST_TRIES));
        assert!(one.error.contains("no paper") && one.parked_at == bed.store.now());
        bed.clock.advance(30 * 86_400_000);
        assert_eq!(worker.tick().await.unwrap(), 0);
        assert!(drain(&worker).await.unwrap_err().to_string().contains("no paper"), "a parked job goes unnoticed");

        // A person mends it.
        let id = one.id;
        assert!(matches!(bed.store.keep("scene.retry", |tx| async move { jobs::retry(&tx, root(2), id).await }).await, Err(Fault::NotFound)));
        bed.store.keep("scene.retry", |tx| async move { jobs::retry(&tx, root(1), id).await }).await.unwrap();
        mends.store(1, Ordering::SeqCst);
        assert_eq!(drain(&worker).await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await, ["bad", "good"]);
    }

    async fn a_parked_job_can_be_thrown_away_and_no_other(bed: Bed) {
        let worker = Worker::new(bed.store.clone());
        later(&bed.store, root(1), "unknown", "", bed.store.now(), "").await;
        let discard = |id| bed.store.keep("scene.discard", move |tx| async move { jobs::discard(&tx, root(1), id).await });
        for tries in 1..=MOST_TRIES {
            worker.tick().await.unwrap();
            bed.clock.advance(delay_after(tries));
        }
        let id = parked(&bed.store, 9).await.unwrap()[0].id;
        discard(id).await.unwrap();
        assert!(matches!(discard(id).await, Err(Fault::NotFound)));
        assert!(left_over(&bed.store).await.unwrap().is_empty());
    }

    async fn the_numbers_tell_what_waits(bed: Bed) {
        let worker = Worker::new(bed.store.clone());
        let mut registry = prometheus_client::registry::Registry::default();
        worker.numbers().register(&mut registry);
        let text = async || {
            worker.numbers().refresh(&bed.store).await.unwrap();
            let mut text = String::new();
            prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
            text
        };
        let said = text().await;
        for line in ["unionhall_jobs_due 0", "unionhall_jobs_oldest_ms 0", "unionhall_jobs_parked 0"] {
            assert!(said.contains(line), "{said}");
        }
        later(&bed.store, root(1), "unknown", "", bed.store.now() - 500, "").await;
        emit(&bed.store, root(1), "held", json!({})).await;
        bed.clock.advance(500);
        let said = text().await;
        assert!(said.contains("unionhall_jobs_due 2") && said.contains("unionhall_jobs_oldest_ms 1000"), "{said}");
        for tries in 1..=MOST_TRIES {
            worker.tick().await.unwrap();
            bed.clock.advance(delay_after(tries));
        }
        let said = text().await;
        for line in ["unionhall_jobs_due 0", "unionhall_jobs_parked 1", "unionhall_jobs_failed_total 10"] {
            assert!(said.contains(line), "{said}");
        }
    }
}

on_sqlite! {
    async fn a_handler_without_once_ends_its_job_too(bed: Bed) {
        let tries = Arc::new(AtomicI32::new(0));
        let worker = {
            let tries = Arc::clone(&tries);
            Worker::new(bed.store.clone()).on("mail", move |_, _| { tries.fetch_add(1, Ordering::SeqCst); async { Ok(()) } })
        };
        later(&bed.store, root(1), "mail", "", 0, "").await;
        drain(&worker).await.unwrap();
        bed.clock.advance(86_400_000);
        assert_eq!(drain(&worker).await.unwrap(), 0);
        assert_eq!(tries.load(Ordering::SeqCst), 1);
    }
}
