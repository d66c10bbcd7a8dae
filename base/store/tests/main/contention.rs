use std::sync::Arc;

use sea_orm::FromQueryResult;
use store::{Outcome, Store, binds, run};
use tokio::sync::Barrier;

use crate::scene::{MIGRATIONS, SHELF, furnish, place, weight};

#[derive(FromQueryResult)]
struct Weight {
    weight: i64,
}

/// Adds one to the weight in a slot: reads it, thinks, writes it.
async fn add_one(tx: &store::Tx, slot: i32) -> Outcome<()> {
    let sql = "SELECT weight FROM thing WHERE shelf = $1 AND slot = $2";
    let row: Weight = tx.lock(sql, binds![SHELF, slot]).await?.ok_or(store::Fault::NotFound)?;
    tokio::task::yield_now().await;
    run(&**tx, "UPDATE thing SET weight = $1 WHERE shelf = $2 AND slot = $3", binds![row.weight + 1, SHELF, slot]).await?;
    Ok(())
}

testkit::on_both_engines! { MIGRATIONS;
    async fn two_processes_lose_no_update(bed: Bed) {
        furnish(&bed.store).await;
        let other = bed.another_process().await;
        let adding = |store: Store| tokio::spawn(async move {
            for _ in 0..20 {
                store.keep("scene.add", |tx| async move { add_one(&tx, 1).await }).await.unwrap();
            }
        });
        for task in [adding(bed.store.clone()), adding(bed.store.clone()), adding(other.clone()), adding(other)] {
            task.await.unwrap();
        }
        assert_eq!(weight(&bed.store).await, 81);
    }

    async fn two_that_block_each_other_are_both_served(bed: Bed) {
        furnish(&bed.store).await;
        bed.store.keep("scene.place", |tx| async move { place(&tx, SHELF, 2, Some("clock"), 1).await }).await.unwrap();
        // On SQLite the second waits before its first row, so only PostgreSQL's two can meet here.
        let meet = (bed.store.engine() == store::Engine::Postgres).then(|| Arc::new(Barrier::new(2)));
        let crossing = |store: Store, first: i32, then: i32| {
            let meet = meet.clone();
            tokio::spawn(async move {
                let tries = &std::sync::atomic::AtomicU32::new(0);
                let meet = &meet;
                store.keep("scene.cross", |tx| async move {
                    add_one(&tx, first).await?;
                    if tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 && let Some(meet) = meet {
                        meet.wait().await;
                    }
                    add_one(&tx, then).await
                }).await.unwrap();
            })
        };
        let (a, b) = tokio::join!(crossing(bed.store.clone(), 1, 2), crossing(bed.another_process().await, 2, 1));
        a.unwrap();
        b.unwrap();
        assert_eq!(weight(&bed.store).await, 3);
    }

    async fn readers_do_not_wait_for_a_writer(bed: Bed) {
        furnish(&bed.store).await;
        let store = &bed.store;
        store.keep("scene.hold", |tx| async move {
            add_one(&tx, 1).await?;
            for _ in 0..20 {
                assert_eq!(weight(store).await, 1);
            }
            Ok(())
        }).await.unwrap();
    }
}
