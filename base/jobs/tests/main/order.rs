use std::sync::{Arc, Mutex};

use jobs::{Job, Worker, drain};
use serde_json::json;
use store::{Fault, Store};
use uuid::Uuid;

use crate::scene::{MIGRATIONS, emit, later, on_sqlite, root};

type Heard = Arc<Mutex<Vec<(Uuid, i64)>>>;

fn hear(heard: &Heard) -> impl Fn(Job, Store) -> std::future::Ready<store::Outcome<()>> + Send + Sync + 'static {
    let heard = Arc::clone(heard);
    move |job, _| {
        heard.lock().unwrap().push((job.root, job.payload["n"].as_i64().unwrap()));
        std::future::ready(Ok(()))
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_room_hears_of_one_root_in_order(bed: Bed) {
        let heard = Heard::default();
        let worker = Worker::new(bed.store.clone()).subscribe("odd", "desk", hear(&heard)).subscribe("even", "desk", hear(&heard));
        // All within one millisecond of a clock that stands still, by two processes in turn.
        let other = bed.another_process().await;
        for n in 0..120 {
            let store = if n % 3 == 0 { &other } else { &bed.store };
            emit(store, root(u128::try_from(n % 5).unwrap()), if n % 2 == 0 { "even" } else { "odd" }, json!({ "n": n })).await;
        }
        assert_eq!(drain(&worker).await.unwrap(), 120);
        let heard = heard.lock().unwrap();
        for r in 0..5 {
            let of_root: Vec<_> = heard.iter().filter(|(of, _)| *of == root(r)).map(|(_, n)| *n).collect();
            assert_eq!(of_root.len(), 24);
            assert!(of_root.is_sorted(), "{of_root:?}");
        }
    }

    async fn a_failed_event_holds_back_those_behind_it(bed: Bed) {
        let heard = Heard::default();
        let listen = hear(&heard);
        let stubborn = move |job: Job, store: Store| {
            let heard = (job.payload["n"] != 0 || job.tries > 2).then(|| listen(job, store));
            async { match heard { Some(done) => done.await, None => Err(Fault::Conflict("scene-not-now")) } }
        };
        let worker = Worker::new(bed.store.clone()).subscribe("held", "desk", stubborn);
        for n in 0..4 {
            emit(&bed.store, root(1), "held", json!({ "n": n })).await;
        }
        emit(&bed.store, root(2), "held", json!({ "n": 9 })).await;
        assert_eq!(worker.tick().await.unwrap(), 2);
        assert_eq!(*heard.lock().unwrap(), [(root(2), 9)], "another root waits for nobody");
        assert_eq!(worker.tick().await.unwrap(), 0, "tried again before its time");
        bed.clock.advance(jobs::delay_after(1));
        assert_eq!(worker.tick().await.unwrap(), 1);
        bed.clock.advance(jobs::delay_after(2));
        assert_eq!(drain(&worker).await.unwrap(), 4);
        assert_eq!(heard.lock().unwrap()[1..], [(root(1), 0), (root(1), 1), (root(1), 2), (root(1), 3)]);
    }

    async fn more_than_a_turn_s_worth_is_done_to_the_end(bed: Bed) {
        let heard = Heard::default();
        let worker = Worker::new(bed.store.clone()).subscribe("held", "desk", hear(&heard));
        bed.store.keep("scene.many", |tx| async move {
            for n in 0..230 {
                jobs::emit(&tx, root(1), "held", json!({ "n": n })).await?;
            }
            Ok(())
        }).await.unwrap();
        assert_eq!(drain(&worker).await.unwrap(), 230);
        assert!(heard.lock().unwrap().is_sorted());
    }
}

on_sqlite! {
    async fn work_put_off_is_done_in_the_order_it_is_due(bed: Bed) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let worker = {
            let heard = Arc::clone(&heard);
            Worker::new(bed.store.clone()).on("remind", move |job: Job, _| {
                heard.lock().unwrap().push(job.key);
                async { Ok(()) }
            })
        };
        let now = bed.store.now();
        for (key, in_ms) in [("c", 3000), ("a", 1000), ("b", 2000), ("z", 9000)] {
            later(&bed.store, root(1), "remind", "", now + in_ms, key).await;
        }
        assert_eq!(worker.tick().await.unwrap(), 0);
        bed.clock.advance(5000);
        assert_eq!(drain(&worker).await.unwrap(), 3, "what is not due yet is not left over");
        assert_eq!(*heard.lock().unwrap(), ["a", "b", "c"]);
    }
}
