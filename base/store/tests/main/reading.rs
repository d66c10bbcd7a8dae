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
