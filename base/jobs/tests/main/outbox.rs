use std::sync::{Arc, Mutex};

use jobs::{Job, Worker, drain, left_over};
use serde_json::json;
use store::{Actor, Fault, Outcome, Store};

use crate::scene::{MIGRATIONS, count, emit, note_once, notes, on_sqlite, root, words};

#[test]
fn the_tables_may_be_spread_over_machines() {
    assert_eq!(store::schema::lint(jobs::TABLES), Vec::<String>::new());
}

#[test]
fn the_queries_are_portable() {
    let mut offences = Vec::new();
    for file in std::fs::read_dir("src/rows").unwrap() {
        let path = file.unwrap().path();
        offences.extend(store::portable::offences(&std::fs::read_to_string(path).unwrap()));
    }
    assert_eq!(offences, Vec::<String>::new());
}

testkit::on_both_engines! { MIGRATIONS;
    async fn an_event_is_committed_with_its_change_or_not_at_all(bed: Bed) {
        let house = Actor::house();
        let refused = bed.store.write("scene.refuse", &house, |tx| async move {
            jobs::emit(&tx, root(1), "member.admitted", json!({})).await?;
            jobs::later(&tx, root(1), "member.remind", json!({}), 0, "").await?;
            tx.record("person", root(1), json!({}));
            Err::<(), _>(Fault::Conflict("scene-no"))
        });
        assert!(matches!(refused.await, Err(Fault::Conflict(_))));
        for table in ["outbox", "job", "job_line"] {
            assert_eq!(count(&bed.store, table).await, 0, "{table}");
        }
        assert_eq!(drain(&Worker::new(bed.store.clone())).await.unwrap(), 0);
    }

    async fn every_subscriber_gets_an_event_once(bed: Bed) {
        let told = Arc::new(Mutex::new(Vec::new()));
        let hear = |who: &'static str| {
            let told = Arc::clone(&told);
            move |job: Job, _: Store| {
                told.lock().unwrap().push((who, job.root, words(&job), job.tries));
                async { Ok(()) }
            }
        };
        let worker = Worker::new(bed.store.clone())
            .subscribe("member.admitted", "inbox", hear("inbox"))
            .subscribe("member.admitted", "index", hear("index"))
            .subscribe("member.left", "index", hear("index"));
        emit(&bed.store, root(1), "member.admitted", json!({ "words": "a" })).await;
        emit(&bed.store, root(2), "member.left", json!({ "words": "b" })).await;
        emit(&bed.store, root(3), "nobody.listens", json!({})).await;
        assert_eq!(left_over(&bed.store).await.unwrap().len(), 3);

        assert_eq!(drain(&worker).await.unwrap(), 3);
        let mut told = std::mem::take(&mut *told.lock().unwrap());
        told.sort();
        let a = || "a".to_owned();
        assert_eq!(told, [("inbox", root(1), a(), 1), ("index", root(1), a(), 1), ("index", root(2), "b".to_owned(), 1)]);
        assert_eq!(drain(&worker).await.unwrap(), 0);
    }

    async fn two_rooms_do_not_hold_each_other_up(bed: Bed) {
        async fn refuse(_: Job, _: Store) -> Outcome<()> {
            Err(Fault::Conflict("scene-not-now"))
        }
        let worker = Worker::new(bed.store.clone()).subscribe("held", "bad", refuse).subscribe("held", "good", note_once);
        for words in ["1", "2", "3"] {
            emit(&bed.store, root(1), "held", json!({ "words": words })).await;
        }
        assert_eq!(worker.tick().await.unwrap(), 4, "three delivered, the first refused, the two behind it not tried");
        assert_eq!(notes(&bed.store, root(1)).await, ["1", "2", "3"]);
        let left = left_over(&bed.store).await.unwrap();
        assert_eq!(left.iter().map(|l| (l.handler.as_str(), l.tries)).collect::<Vec<_>>(), [("bad", 1), ("bad", 0), ("bad", 0)]);
        assert!(drain(&worker).await.is_err(), "a story with work left passes");
    }

    async fn the_sequence_of_a_quiet_root_is_swept_and_begins_anew(bed: Bed) {
        let worker = Worker::new(bed.store.clone()).subscribe("held", "desk", note_once);
        emit(&bed.store, root(1), "held", json!({})).await;
        emit(&bed.store, root(2), "held", json!({})).await;
        drain(&worker).await.unwrap();
        bed.clock.advance(2 * 86_400_000);
        emit(&bed.store, root(2), "held", json!({})).await;
        assert_eq!(count(&bed.store, "job_line").await, 2);
        // A stop that has come already lets `run` end the work in hand, and look after the house no more.
        let (told, stop) = tokio::sync::oneshot::channel::<()>();
        let running = { let worker = worker.clone(); tokio::spawn(async move { worker.run(async { let _ = stop.await; }).await }) };
        let seen = Worker::new(bed.another_process().await);
        while count(seen.store(), "job_line").await > 1 { tokio::task::yield_now().await; }
        let _ = told.send(());
        running.await.unwrap();
        assert_eq!(count(&bed.store, "job_line").await, 1, "root 2 was used today");
    }
}

on_sqlite! {
    async fn what_a_handler_brings_about_is_done_in_the_same_tick(bed: Bed) {
        async fn pass_on(job: Job, store: Store) -> Outcome<()> {
            let job = &job;
            store.keep("scene.pass_on", |tx| async move {
                jobs::emit(&tx, root(2), "second", json!({ "words": "on" })).await?;
                job.once(&tx).await
            }).await
        }
        let worker = Worker::new(bed.store.clone()).subscribe("first", "desk", pass_on).subscribe("second", "desk", note_once);
        emit(&bed.store, root(1), "first", json!({})).await;
        assert_eq!(drain(&worker).await.unwrap(), 2);
        assert_eq!(notes(&bed.store, root(2)).await, ["on"]);
    }
}
