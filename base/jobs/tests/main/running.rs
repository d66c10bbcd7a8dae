use std::sync::Arc;

use jobs::{Job, Worker};
use serde_json::json;
use store::Store;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::scene::{MIGRATIONS, emit, note_once, notes, on_sqlite, root};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_running_worker_is_woken_by_a_commit_and_ends_what_it_has_in_hand(bed: Bed) {
        let (begun, mut begins) = mpsc::unbounded_channel();
        let go_on = Arc::new(Notify::new());
        let worker = {
            let go_on = Arc::clone(&go_on);
            Worker::new(bed.store.clone()).subscribe("held", "desk", move |job: Job, store: Store| {
                begun.send(job.root).unwrap();
                let go_on = Arc::clone(&go_on);
                async move {
                    go_on.notified().await;
                    note_once(job, store).await
                }
            })
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(async move { worker.run(async { let _ = stopped.await; }).await });
        for n in 1..3 {
            emit(&bed.store, root(n), "held", json!({ "words": "done" })).await;
            assert_eq!(begins.recv().await, Some(root(n)));
            go_on.notify_one();
        }
        emit(&bed.store, root(3), "held", json!({ "words": "done" })).await;
        assert_eq!(begins.recv().await, Some(root(3)));
        stop.send(()).unwrap();
        go_on.notify_one();
        running.await.unwrap();
        assert_eq!(notes(&bed.store, root(3)).await, ["done"]);
    }
}

on_sqlite! {
    async fn a_commit_wakes_whoever_waits_and_a_rollback_does_not(bed: Bed) {
        use std::future::Future as _;
        let is_woken = |store: &Store| {
            let mut waiting = std::pin::pin!(store.woken().notified());
            waiting.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())).is_ready()
        };
        emit(&bed.store, root(1), "held", json!({})).await;
        assert!(is_woken(&bed.store));
        assert!(!is_woken(&bed.store));
        let undone = bed.store.keep("scene.undo", |tx| async move {
            jobs::emit(&tx, root(1), "held", json!({})).await?;
            Err::<(), _>(store::Fault::NotFound)
        });
        assert!(undone.await.is_err());
        assert!(!is_woken(&bed.store));
    }
}
