use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jobs::{Job, Period, Worker, drain, left_over, parked};
use store::{Fault, Outcome, Store};

use crate::scene::{MIGRATIONS, count, note, on_sqlite};

const HOUR: i64 = 3_600_000;

async fn sweep(job: Job, store: Store) -> Outcome<()> {
    let job = &job;
    store
        .keep("scene.sweep", |tx| async move {
            note(&tx, job.root, &job.key).await?;
            job.once(&tx).await
        })
        .await
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_schedule_comes_round_once_for_all_processes(bed: Bed) {
        let other = bed.another_process().await;
        let workers = [bed.store.clone(), other].map(|store| Worker::new(store).every("portal.sweep", Period::minutes(60), sweep));
        let [a, b] = &workers;
        for _ in 0..2 {
            let (one, two) = tokio::join!(a.tick(), b.tick());
            assert_eq!(one.unwrap() + two.unwrap(), 0, "it came round before its time");
        }
        for round in 1..4 {
            bed.clock.advance(HOUR);
            let (one, two) = tokio::join!(a.tick(), b.tick());
            let late = drain(a).await.unwrap();
            assert_eq!(one.unwrap() + two.unwrap() + late, 1);
            assert_eq!(count(&bed.store, "note").await, round);
        }
        // Closed for a week: the rounds missed are made up by one.
        bed.clock.advance(7 * 24 * HOUR + 1);
        assert_eq!(drain(a).await.unwrap(), 1);
        bed.clock.advance(HOUR - 2);
        assert_eq!(drain(b).await.unwrap(), 0);
        bed.clock.advance(1);
        assert_eq!(drain(b).await.unwrap(), 1);
    }

    async fn a_broken_round_holds_up_the_next_until_it_is_parked(bed: Bed) {
        let broken = Arc::new(AtomicBool::new(true));
        let worker = {
            let broken = Arc::clone(&broken);
            Worker::new(bed.store.clone()).every("portal.sweep", Period::minutes(60), move |job, store| {
                let broken = broken.load(Ordering::SeqCst);
                async move { if broken { Err(Fault::Internal("no broom".into())) } else { sweep(job, store).await } }
            })
        };
        worker.tick().await.unwrap();
        for _ in 0..30 {
            bed.clock.advance(HOUR);
            worker.tick().await.unwrap();
            assert!(left_over(&bed.store).await.unwrap().len() <= 2, "rounds pile up");
        }
        assert_eq!(parked(&bed.store, 9).await.unwrap().len(), 1);
        broken.store(false, Ordering::SeqCst);
        bed.clock.advance(6 * HOUR);
        worker.tick().await.unwrap();
        assert!(count(&bed.store, "note").await >= 1, "a parked round stopped the schedule");
    }
}

on_sqlite! {
    async fn a_daily_schedule_keeps_the_house_s_hour(bed: Bed) {
        let worker = Worker::new(bed.store.clone()).every("reports.brief", Period::daily_at(18, 30), sweep);
        worker.tick().await.unwrap();
        bed.clock.advance(6 * HOUR + HOUR / 2 - 1);
        assert_eq!(worker.tick().await.unwrap(), 0);
        bed.clock.advance(1);
        assert_eq!(drain(&worker).await.unwrap(), 1);
    }

    async fn a_shorter_period_counts_at_once(bed: Bed) {
        let daily = Worker::new(bed.store.clone()).every("portal.sweep", Period::daily_at(11, 0), sweep);
        daily.tick().await.unwrap();
        let hourly = Worker::new(bed.store.clone()).every("portal.sweep", Period::minutes(60), sweep);
        hourly.tick().await.unwrap();
        bed.clock.advance(HOUR);
        assert_eq!(drain(&hourly).await.unwrap(), 1);
    }
}
