use jobs::{Job, Worker, drain};
use serde_json::json;
use store::{Outcome, Store};

use crate::scene::{MIGRATIONS, count, later, note_once, notes, on_sqlite, root};

testkit::on_both_engines! { MIGRATIONS;
    async fn scheduling_again_moves_what_waits(bed: Bed) {
        let worker = Worker::new(bed.store.clone()).on("remind", note_once);
        let now = bed.store.now();
        later(&bed.store, root(1), "remind", "first", now + 1000, "offer").await;
        later(&bed.store, root(1), "remind", "second", now + 5000, "offer").await;
        later(&bed.store, root(1), "remind", "another key", now + 1000, "").await;
        later(&bed.store, root(2), "remind", "another root", now + 1000, "offer").await;
        assert_eq!(count(&bed.store, "job").await, 3);
        bed.clock.advance(1000);
        assert_eq!(drain(&worker).await.unwrap(), 2);
        assert_eq!(notes(&bed.store, root(1)).await, ["another key"]);
        bed.clock.advance(4000);
        assert_eq!(drain(&worker).await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await, ["another key", "second"]);
        // What is done is forgotten: the key is free again.
        later(&bed.store, root(1), "remind", "third", now, "offer").await;
        assert_eq!(drain(&worker).await.unwrap(), 1);
    }

    async fn work_can_be_withdrawn(bed: Bed) {
        let worker = Worker::new(bed.store.clone()).on("remind", note_once);
        later(&bed.store, root(1), "remind", "no", bed.store.now(), "x").await;
        let withdraw = |key: &'static str| bed.store.keep("scene.cancel", move |tx| async move { jobs::cancel(&tx, root(1), "remind", key).await });
        assert!(!withdraw("y").await.unwrap());
        assert!(withdraw("x").await.unwrap());
        assert!(!withdraw("x").await.unwrap());
        assert_eq!(drain(&worker).await.unwrap(), 0);
    }

    async fn what_is_moved_while_a_handler_has_it_in_hand_is_done_at_the_new_time_only(bed: Bed) {
        // The handler itself moves its job the first time, as a verb elsewhere might meanwhile.
        async fn move_once(job: Job, store: Store) -> Outcome<()> {
            if job.payload["words"] == "old" {
                later(&store, job.root, "remind", "new", store.now() + 1000, "").await;
            }
            note_once(job, store).await
        }
        let worker = Worker::new(bed.store.clone()).on("remind", move_once);
        later(&bed.store, root(1), "remind", "old", bed.store.now(), "").await;
        assert_eq!(drain(&worker).await.unwrap(), 1, "the overtaken try is no failure");
        assert_eq!(notes(&bed.store, root(1)).await, Vec::<String>::new());
        bed.clock.advance(1000);
        assert_eq!(drain(&worker).await.unwrap(), 1);
        assert_eq!(notes(&bed.store, root(1)).await, ["new"]);
    }
}

on_sqlite! {
    async fn a_kind_nobody_handles_is_left_over_and_said(bed: Bed) {
        bed.store.keep("scene.later", |tx| async move { jobs::later(&tx, root(1), "unknown", json!(null), 0, "").await }).await.unwrap();
        let said = drain(&Worker::new(bed.store.clone())).await.unwrap_err().to_string();
        assert!(said.contains("nobody here handles unknown"), "{said}");
    }
}
