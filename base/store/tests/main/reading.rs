use store::{binds, run};

use crate::scene::{MIGRATIONS, SHELF, count, furnish};

#[test]
fn on_sqlite_the_readers_cannot_write() {
    testkit::run_on_sqlite(MIGRATIONS, |bed| async move {
        furnish(&bed.store).await;
        for sql in ["DELETE FROM thing WHERE shelf = $1", "UPDATE shelf SET label = 'x' WHERE id = $1"] {
            let refused = run(bed.store.read(), sql, binds![SHELF]).await.unwrap_err().to_string();
            assert!(refused.contains("readonly"), "{refused}");
        }
        assert!(run(bed.store.read(), "CREATE TABLE smuggled (a TEXT)", []).await.is_err());
        assert!(run(bed.store.read(), "PRAGMA query_only = 0", []).await.is_ok_and(|n| n == 0), "a pragma is no way round it");
        assert!(run(bed.store.read(), "DELETE FROM thing", []).await.is_err());
        assert_eq!(count(&bed.store, "thing").await, 1);
        bed
    });
}

#[test]
fn a_connection_that_died_while_it_lay_idle_is_replaced() {
    testkit::run_on_postgres(MIGRATIONS, |bed| async move {
        furnish(&bed.store).await;
        assert_eq!(count(&bed.store, "thing").await, 1);
        let others = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() \
            AND pid <> pg_backend_pid()";
        let ended = bed.store.keep("scene.end", |tx| async move { store::scalar::<i64>(&*tx, others, []).await }).await.unwrap();
        assert!(ended.is_some_and(|n| n > 0), "nobody else was there");
        assert_eq!(count(&bed.store, "thing").await, 1);
        bed
    });
}

#[test]
fn on_sqlite_house_and_file_share_the_machine_s_clock() {
    testkit::run_on_sqlite(MIGRATIONS, |bed| async move {
        let machine = i64::try_from(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        bed.clock.set(machine);
        assert!(bed.store.clock_drift().await.unwrap().abs() < 10_000);
        bed.clock.set(machine - 60_000);
        assert!((50_000..70_000).contains(&bed.store.clock_drift().await.unwrap()));
        bed
    });
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_is_read_through_cannot_be_written_through(bed: Bed) {
        furnish(&bed.store).await;
        for sql in ["DELETE FROM thing WHERE shelf = $1", "UPDATE shelf SET label = 'x' WHERE id = $1"] {
            let refused = run(bed.store.read(), sql, binds![SHELF]).await.unwrap_err().to_string();
            assert!(refused.contains("read-only") || refused.contains("readonly"), "{refused}");
        }
        assert_eq!(count(&bed.store, "thing").await, 1);
    }

    async fn a_snapshot_stays_as_it_was_at_its_first_question(bed: Bed) {
        furnish(&bed.store).await;
        let snapshot = bed.store.snapshot().await.unwrap();
        let things = async || store::scalar::<i64>(&snapshot, "SELECT COUNT(*) FROM thing", []).await.unwrap();
        assert_eq!(things().await, Some(1));
        let empty = |tx: store::Tx| async move { run(&*tx, "DELETE FROM thing", []).await };
        bed.store.keep("scene.empty", empty).await.unwrap();
        assert_eq!(things().await, Some(1));
        assert!(run(&snapshot, "DELETE FROM thing", []).await.is_err(), "a snapshot wrote");
        snapshot.close().await;
        assert_eq!(count(&bed.store, "thing").await, 0);
        let next = bed.store.snapshot().await.unwrap();
        assert_eq!(store::scalar::<i64>(&next, "SELECT COUNT(*) FROM thing", []).await.unwrap(), Some(0));
        next.close().await;
    }

    async fn who_goes_away_in_the_middle_leaves_nothing_behind(bed: Bed) {
        furnish(&bed.store).await;
        for n in 0..100i64 {
            let gone = store::scalar::<i64>(bed.store.read(), "SELECT CAST($1 AS BIGINT)", binds![-n]);
            tokio::select! {
                biased;
                _ = gone => {}
                () = std::future::ready(()) => {}
            }
            let mine = store::scalar::<i64>(bed.store.read(), "SELECT CAST($1 AS BIGINT)", binds![n]).await.unwrap();
            assert_eq!(mine, Some(n), "another's answer");
        }
    }

    async fn more_readers_than_connections_are_all_answered(bed: Bed) {
        furnish(&bed.store).await;
        let asking: Vec<_> = (0..300i64)
            .map(|n| {
                let store = bed.store.clone();
                tokio::spawn(async move { store::scalar::<i64>(store.read(), "SELECT CAST($1 AS BIGINT)", binds![n]).await })
            })
            .collect();
        for (n, one) in (0..300i64).zip(asking) {
            assert_eq!(one.await.unwrap().unwrap(), Some(n));
        }
    }

    async fn one_and_scalar_tell_no_row_from_a_row(bed: Bed) {
        furnish(&bed.store).await;
        let label: Option<String> = store::scalar(bed.store.read(), "SELECT label FROM shelf WHERE id = $1", binds![SHELF]).await.unwrap();
        assert_eq!(label.as_deref(), Some("first"));
        let none: Option<String> = store::scalar(bed.store.read(), "SELECT label FROM shelf WHERE label = $1", binds!["no"]).await.unwrap();
        assert_eq!(none, None);
    }

    async fn a_batch_goes_in_by_one_statement(bed: Bed) {
        furnish(&bed.store).await;
        bed.store.keep("scene.batch", |tx| async move {
            let mut values = Vec::new();
            for slot in 10..1010 {
                values.extend(binds![SHELF, slot, format!("thing {slot}"), i64::from(slot)]);
            }
            let sql = format!("INSERT INTO thing (shelf, slot, name, weight) VALUES {} ON CONFLICT DO NOTHING", store::tuples(1000, 4));
            assert_eq!(run(&*tx, &sql, values.clone()).await?, 1000);
            assert_eq!(run(&*tx, &sql, values).await?, 0);
            Ok(())
        }).await.unwrap();
        let sum: Option<i64> = store::scalar(bed.store.read(), "SELECT CAST(SUM(weight) AS BIGINT) FROM thing", []).await.unwrap();
        assert_eq!(sum, Some((10..1010).sum::<i64>() + 1));
        bed.store.analyse().await.unwrap();
    }
}
