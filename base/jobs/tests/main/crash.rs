use std::sync::Arc;

use jobs::{BUCKETS, Job, LEASE_MS, Worker, drain};
use serde_json::json;
use store::{Outcome, Store};
use tokio::sync::{Barrier, Notify, Semaphore};

use crate::scene::{MIGRATIONS, emit, later, note_once, notes, root, words};

/// A handler that begins and never comes to its end.
fn hang(begun: &Arc<Semaphore>) -> impl Fn(Job, Store) -> std::future::Pending<Outcome<()>> + Send + Sync + 'static {
    let begun = Arc::clone(begun);
    move |_, _| {
        begun.add_permits(1);
        std::future::pending()
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_killed_process_s_work_is_taken_over_after_its_lease(bed: Bed) {
        let begun = Arc::new(Semaphore::new(0));
        let killed = Worker::new(bed.another_process().await).subscribe("held", "desk", hang(&begun));
        let alive = Worker::new(bed.store.clone()).subscribe("held", "desk", note_once);
        emit(&bed.store, root(1), "held", json!({ "words": "taken over" })).await;
        let tick = tokio::spawn(async move { killed.tick().await });
        drop(begun.acquire().await.unwrap());
        tick.abort();
        assert!(tick.await.unwrap_err().is_cancelled());

        assert_eq!(alive.tick().await.unwrap(), 0, "the dead hold their bucket yet");
        bed.clock.advance(LEASE_MS - 1);
        assert_eq!(alive.tick().await.unwrap(), 0);
        bed.clock.advance(1);
        assert_eq!(drain(&alive).await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await, ["taken over"]);
    }

    async fn a_process_that_was_only_slow_does_not_do_it_again(bed: Bed) {
        let (begun, go_on) = (Arc::new(Semaphore::new(0)), Arc::new(Notify::new()));
        let slow = {
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            Worker::new(bed.another_process().await).subscribe("held", "desk", move |job, store| {
                let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
                async move {
                    begun.add_permits(1);
                    go_on.notified().await;
                    note_once(job, store).await
                }
            })
        };
        let other = Worker::new(bed.store.clone()).subscribe("held", "desk", note_once);
        for n in ["1", "2", "3"] {
            emit(&bed.store, root(1), "held", json!({ "words": n })).await;
        }
        let tick = tokio::spawn(async move { slow.tick().await });
        drop(begun.acquire().await.unwrap());
        bed.clock.advance(LEASE_MS);
        assert_eq!(drain(&other).await.unwrap(), 3);
        go_on.notify_one();
        assert_eq!(tick.await.unwrap().unwrap(), 1, "it went on in a bucket it had lost");
        assert_eq!(notes(&bed.store, root(1)).await, ["1", "2", "3"]);
        assert!(jobs::left_over(&bed.store).await.unwrap().is_empty());
    }

    async fn two_workers_at_once_do_nothing_twice(bed: Bed) {
        const ROOTS: u128 = 24;
        let other = bed.another_process().await;
        let workers = [bed.store.clone(), other.clone(), other].map(|store| {
            Worker::new(store).subscribe("held", "desk", note_once).subscribe("held", "index", note_once).on("remind", note_once)
        });
        bed.store.keep("scene.many", |tx| async move {
            for r in 0..ROOTS {
                jobs::emit(&tx, root(r), "held", json!({ "words": "event" })).await?;
                jobs::later(&tx, root(r), "remind", json!({ "words": "later" }), 0, "").await?;
            }
            Ok(())
        }).await.unwrap();
        let [a, b, c] = &workers;
        let (a, b, c) = tokio::join!(a.tick(), b.tick(), c.tick());
        let tries = a.unwrap() + b.unwrap() + c.unwrap() + drain(&workers[0]).await.unwrap();
        assert_eq!(tries, u64::try_from(ROOTS * 3).unwrap());
        for r in 0..ROOTS {
            assert_eq!(notes(&bed.store, root(r)).await, ["event", "event", "later"]);
        }
    }

    async fn even_without_leases_an_effect_happens_once(bed: Bed) {
        // Two processes have the same job in hand, each believing it alone: both handlers run to their end at once.
        let (both, begun) = (Arc::new(Barrier::new(2)), Arc::new(Semaphore::new(0)));
        let at_once = |store: Store| {
            let (both, begun) = (Arc::clone(&both), Arc::clone(&begun));
            Worker::new(store).on("pay", move |job: Job, store: Store| {
                let (both, begun) = (Arc::clone(&both), Arc::clone(&begun));
                async move {
                    begun.add_permits(1);
                    both.wait().await;
                    note_once(job, store).await
                }
            })
        };
        let (one, two) = (at_once(bed.store.clone()), at_once(bed.another_process().await));
        for n in 0..8 {
            later(&bed.store, root(1), "pay", &n.to_string(), bed.store.now(), "").await;
            let first = { let one = one.clone(); tokio::spawn(async move { one.tick().await }) };
            begun.acquire().await.unwrap().forget();
            bed.clock.advance(LEASE_MS);
            two.tick().await.unwrap();
            begun.acquire().await.unwrap().forget();
            first.await.unwrap().unwrap();
            assert_eq!(notes(&bed.store, root(1)).await.len(), n + 1);
        }
        assert!(jobs::left_over(&bed.store).await.unwrap().is_empty());
    }

    async fn an_event_dealt_out_by_two_processes_reaches_each_room_once(bed: Bed) {
        // Both deal out while neither looks at the other's claims: the second's lease begins when the first's has ended.
        let slow_clock = bed.another_process().await;
        let subscribe = |store: Store| Worker::new(store).subscribe("held", "desk", |job: Job, store: Store| async move {
            assert!(words(&job) == "x");
            note_once(job, store).await
        });
        let (one, two) = (subscribe(bed.store.clone()), subscribe(slow_clock));
        for r in 0..16 {
            emit(&bed.store, root(r), "held", json!({ "words": "x" })).await;
        }
        let advance = async { for _ in 0..200 { bed.clock.advance(LEASE_MS); tokio::task::yield_now().await; } };
        let (a, b, ()) = tokio::join!(one.tick(), two.tick(), advance);
        a.unwrap();
        b.unwrap();
        drain(&one).await.unwrap();
        for r in 0..16 {
            assert_eq!(notes(&bed.store, root(r)).await, ["x"]);
        }
        assert!(crate::scene::count(&bed.store, "job_bucket").await <= i64::from(BUCKETS));
    }
}
