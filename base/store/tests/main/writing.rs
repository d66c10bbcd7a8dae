use std::sync::Mutex;

use serde_json::json;
use store::{Actor, AuditLine, Fault};
use uuid::Uuid;

use crate::scene::{MIGRATIONS, SHELF, count, furnish, place, put_up, weight};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_verb_commits_with_its_audit_lines(bed: Bed) {
        let actor = Actor { person: Some(Uuid::from_u128(7)), on_behalf: Some(Uuid::from_u128(8)), request: Some("r1".into()) };
        let answer = bed.store.write("scene.put_up", &actor, |tx| async move {
            put_up(&tx, SHELF, "first").await?;
            tx.record("shelf", SHELF, json!({ "slots": 3 }));
            tx.record("room", Uuid::from_u128(2), json!({}));
            Ok("up")
        }).await;
        assert_eq!(answer.unwrap(), "up");
        assert_eq!(count(&bed.store, "shelf").await, 1);
        let lines = AuditLine::about(bed.store.read(), SHELF, 9).await.unwrap();
        let line = &lines[0];
        assert_eq!((lines.len(), line.kind.as_str(), line.verb.as_str(), line.detail.as_str()), (1, "shelf", "scene.put_up", r#"{"slots":3}"#));
        assert_eq!((line.actor, line.on_behalf, line.at), (actor.person, actor.on_behalf, testkit::NOON));
        assert_eq!(count(&bed.store, "audit").await, 2);
    }

    async fn a_verb_that_records_nothing_is_refused(bed: Bed) {
        let refused = bed.store.write("scene.silent", &Actor::house(), |tx| async move { put_up(&tx, SHELF, "first").await }).await;
        assert!(matches!(refused, Err(Fault::Internal(why)) if why.contains("scene.silent")));
        assert_eq!(count(&bed.store, "shelf").await, 0);
        assert_eq!(count(&bed.store, "audit").await, 0);
        bed.store.keep("scene.keep", |tx| async move { put_up(&tx, SHELF, "first").await }).await.unwrap();
        assert_eq!((count(&bed.store, "shelf").await, count(&bed.store, "audit").await), (1, 0));
    }

    async fn a_fault_leaves_nothing(bed: Bed) {
        furnish(&bed.store).await;
        let refused = bed.store.write("scene.refuse", &Actor::house(), |tx| async move {
            place(&tx, SHELF, 2, Some("clock"), 1).await?;
            tx.record("shelf", SHELF, json!({}));
            tx.bump("shelves");
            Err::<(), _>(Fault::Conflict("scene-no"))
        }).await;
        assert!(matches!(refused, Err(Fault::Conflict("scene-no"))));
        // A violated constraint ends the whole transaction on one engine; the store must answer alike on both.
        let refused = bed.store.write("scene.violate", &Actor::house(), |tx| async move {
            place(&tx, SHELF, 2, Some("clock"), 1).await?;
            tx.record("shelf", SHELF, json!({}));
            place(&tx, SHELF, 2, Some("vase"), 1).await
        }).await;
        assert!(matches!(refused, Err(Fault::Taken(_))));
        assert_eq!((count(&bed.store, "thing").await, count(&bed.store, "audit").await, count(&bed.store, "version").await), (1, 0, 0));
        assert_eq!(bed.store.versions().get("shelves"), 0);
    }

    async fn a_panic_or_a_reader_who_left_leaves_nothing_and_frees_the_writer(bed: Bed) {
        furnish(&bed.store).await;
        let store = bed.store.clone();
        let panicked = tokio::spawn(async move {
            store.keep("scene.panic", |tx| async move {
                place(&tx, SHELF, 2, Some("clock"), 1).await?;
                if tx.now() > 0 { panic!("the shelf broke") }
                Ok(())
            }).await
        });
        assert!(panicked.await.unwrap_err().is_panic());

        let (store, begun) = (bed.store.clone(), std::sync::Arc::new(tokio::sync::Notify::new()));
        let left = {
            let begun = begun.clone();
            tokio::spawn(async move {
                let begun = &*begun;
                store.keep("scene.leave", |tx| async move {
                    place(&tx, SHELF, 3, Some("vase"), 1).await?;
                    begun.notify_one();
                    std::future::pending::<()>().await;
                    Ok(())
                }).await
            })
        };
        begun.notified().await;
        left.abort();
        assert!(left.await.unwrap_err().is_cancelled());
        bed.store.keep("scene.after", |tx| async move { place(&tx, SHELF, 4, Some("book"), 1).await }).await.unwrap();
        assert_eq!(count(&bed.store, "thing").await, 2);
    }

    async fn whoever_keeps_a_transaction_commits_nothing(bed: Bed) {
        furnish(&bed.store).await;
        let kept = &Mutex::new(None);
        let refused = bed.store.keep("scene.hoard", |tx| async move {
            place(&tx, SHELF, 2, Some("clock"), 1).await?;
            *kept.lock().unwrap() = Some(tx);
            Ok(())
        }).await;
        assert!(matches!(refused, Err(Fault::Internal(_))));
        kept.lock().unwrap().take();
        assert_eq!(count(&bed.store, "thing").await, 1);
        bed.store.keep("scene.after", |tx| async move { place(&tx, SHELF, 2, Some("clock"), 1).await }).await.unwrap();
    }

    async fn a_transaction_happens_at_one_instant(bed: Bed) {
        let clock = &bed.clock;
        let (first, last, id) = bed.store.keep("scene.wait", |tx| async move {
            let first = tx.now();
            clock.advance(5000);
            Ok((first, tx.now(), tx.new_id()))
        }).await.unwrap();
        assert_eq!((first, last), (testkit::NOON, testkit::NOON));
        let (seconds, nanos) = id.get_timestamp().unwrap().to_unix();
        assert_eq!(i64::try_from(seconds).unwrap() * 1000 + i64::from(nanos / 1_000_000), testkit::NOON);
        assert_eq!(bed.store.now(), testkit::NOON + 5000);
    }

    async fn what_is_read_in_a_transaction_is_what_it_wrote(bed: Bed) {
        furnish(&bed.store).await;
        let store = &bed.store;
        store.keep("scene.read", |tx| async move {
            store::run(&*tx, "UPDATE thing SET weight = 5", []).await?;
            let inside: Option<i64> = store::scalar(&*tx, "SELECT weight FROM thing", []).await?;
            assert_eq!((inside, weight(store).await), (Some(5), 1), "a reader sees what is not committed");
            Ok(())
        }).await.unwrap();
        assert_eq!(weight(store).await, 5);
    }
}
