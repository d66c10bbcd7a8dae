use store::schema::{Table, id, text};
use store::{Migration, Step, binds, run};
use uuid::Uuid;

use crate::scene::{MIGRATIONS, count};

const LATE_TABLE: Table = Table::everywhere("late", &[id("id"), text("words")], &["id"]).indexes(&[&["words"]]);
const MORE: &[Migration] = &[
    Migration { name: "late 0001", steps: &[Step::Create(&LATE_TABLE)] },
    Migration {
        name: "late 0002",
        steps: &[
            Step::Sql("INSERT INTO late (id, words) SELECT id, label FROM shelf"),
            Step::Sql("ALTER TABLE late ADD COLUMN note TEXT"),
        ],
    },
];
const BROKEN: &[Migration] = &[Migration {
    name: "broken 0001",
    steps: &[Step::Sql("CREATE TABLE half (a TEXT)"), Step::Sql("INSERT INTO half (b) VALUES (1)")],
}];

testkit::on_both_engines! { MIGRATIONS;
    async fn what_is_applied_is_not_applied_again(bed: Bed) {
        assert_eq!(bed.store.migrate(MIGRATIONS).await.unwrap(), 0);
        let shelf = Uuid::from_u128(1);
        bed.store.keep("scene.put_up", |tx| async move { crate::scene::put_up(&tx, shelf, "old").await }).await.unwrap();
        assert_eq!(bed.store.migrate(&[MORE]).await.unwrap(), 2);
        assert_eq!(bed.store.migrate(&[MORE]).await.unwrap(), 0);
        assert_eq!(count(&bed.store, "late WHERE words = 'old' AND note IS NULL").await, 1);
    }

    async fn a_migration_that_fails_leaves_nothing_and_can_be_tried_again(bed: Bed) {
        assert!(bed.store.migrate(&[BROKEN]).await.is_err());
        assert!(bed.store.migrate(&[BROKEN]).await.is_err());
        assert!(run(bed.store.read(), "SELECT a FROM half", binds![]).await.is_err());
        assert_eq!(bed.store.migrate(&[MORE]).await.unwrap(), 2);
    }
}

testkit::on_both_engines! { &[];
    async fn two_processes_starting_at_once_both_succeed(bed: Bed) {
        let mut starting = Vec::new();
        for _ in 0..4 {
            let store = bed.another_process().await;
            starting.push(tokio::spawn(async move { store.migrate(&[MIGRATIONS[0], MIGRATIONS[1], MORE]).await }));
        }
        let mut applied = 0;
        for one in starting {
            applied += one.await.unwrap().unwrap();
        }
        assert_eq!(applied, 4, "each migration is applied by one process");
        assert_eq!(bed.store.migrate(&[MIGRATIONS[0], MIGRATIONS[1], MORE]).await.unwrap(), 0);
        assert_eq!(count(&bed.store, "late").await, 0);
    }
}
