//! A shelf of things, to be written and refused.

use store::schema::{Reference, Table, id, int, small, text};
use store::{Migration, Outcome, Step, Store, Tx, binds, run, scalar};
use uuid::Uuid;

const SHELF_TABLE: Table = Table::everywhere("shelf", &[id("id"), text("label")], &["id"]).uniques(&[&["label"]]);

const THING_TABLE: Table =
    Table::by_root("thing", "shelf", &[id("shelf"), small("slot"), text("name"), int("weight")], &["shelf", "slot"])
        .uniques(&[&["shelf", "name"]])
        .references(&[Reference { columns: &["shelf"], table: "shelf", keys: &["id"] }])
        .checks(&[("thing_weighs_something", "weight > 0")]);

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, &[Migration { name: "scene 0001", steps: &[Step::Create(&SHELF_TABLE), Step::Create(&THING_TABLE)] }]];

pub const SHELF: Uuid = Uuid::from_u128(1);

pub async fn put_up(tx: &Tx, shelf: Uuid, label: &str) -> Outcome<()> {
    run(&**tx, "INSERT INTO shelf (id, label) VALUES ($1, $2)", binds![shelf, label]).await?;
    Ok(())
}

pub async fn place(tx: &Tx, shelf: Uuid, slot: i32, name: Option<&str>, weight: i64) -> Outcome<()> {
    let sql = "INSERT INTO thing (shelf, slot, name, weight) VALUES ($1, $2, $3, $4)";
    run(&**tx, sql, binds![shelf, slot, name, weight]).await?;
    Ok(())
}

/// A shelf with one thing that weighs 1.
pub async fn furnish(store: &Store) {
    store
        .keep("scene.furnish", |tx| async move {
            put_up(&tx, SHELF, "first").await?;
            place(&tx, SHELF, 1, Some("lamp"), 1).await
        })
        .await
        .unwrap();
}

pub async fn count(store: &Store, table: &str) -> i64 {
    scalar(store.read(), &format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}"), []).await.unwrap().unwrap()
}

pub async fn weight(store: &Store) -> i64 {
    scalar(store.read(), "SELECT weight FROM thing WHERE shelf = $1 AND slot = 1", binds![SHELF]).await.unwrap().unwrap()
}
