//! A made-up room: it writes a note for whatever reaches it.

use jobs::Job;
use serde_json::{Value as Json, json};
use store::schema::{Table, id, text};
use store::{Migration, Outcome, Step, Store, all, binds, run, scalar};
use uuid::Uuid;

const NOTE_TABLE: Table = Table::by_root("note", "root", &[id("root"), id("id"), text("words")], &["root", "id"]);

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, jobs::MIGRATIONS, &[Migration { name: "scene 0001", steps: &[Step::Create(&NOTE_TABLE)] }]];

/// A root of its own for each number.
pub fn root(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + n)
}

pub async fn emit(store: &Store, root: Uuid, kind: &'static str, payload: Json) {
    let payload = &payload;
    store.keep("scene.emit", |tx| async move { jobs::emit(&tx, root, kind, payload.clone()).await }).await.unwrap();
}

pub async fn later(store: &Store, root: Uuid, kind: &'static str, words: &str, due_at: i64, key: &str) {
    let payload = json!({ "words": words });
    let payload = &payload;
    store
        .keep("scene.later", |tx| async move { jobs::later(&tx, root, kind, payload.clone(), due_at, key).await })
        .await
        .unwrap();
}

/// Writes a note and ends the job in one transaction.
pub async fn note_once(job: Job, store: Store) -> Outcome<()> {
    let job = &job;
    store
        .keep("scene.note", |tx| async move {
            note(&tx, job.root, &words(job)).await?;
            job.once(&tx).await
        })
        .await
}

/// What a job says.
pub fn words(job: &Job) -> String {
    job.payload["words"].as_str().unwrap_or(&job.kind).to_owned()
}

pub async fn note(tx: &store::Tx, root: Uuid, words: &str) -> Outcome<()> {
    run(&**tx, "INSERT INTO note (root, id, words) VALUES ($1, $2, $3)", binds![root, tx.new_id(), words]).await?;
    Ok(())
}

#[derive(sea_orm::FromQueryResult)]
struct Note {
    words: String,
}

/// All notes of a root, in no order.
pub async fn notes(store: &Store, root: Uuid) -> Vec<String> {
    let rows: Vec<Note> = all(store.read(), "SELECT words FROM note WHERE root = $1 ORDER BY words", binds![root]).await.unwrap();
    rows.into_iter().map(|row| row.words).collect()
}

/// How many rows a table holds.
pub async fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
    scalar(store.read(), &sql, []).await.unwrap().unwrap()
}

/// Stories whose queries others tell on both engines.
macro_rules! on_sqlite {
    ($(async fn $name:ident($bed:ident : Bed) $body:block)*) => {
        $(#[test]
        fn $name() {
            testkit::run_on_sqlite(crate::scene::MIGRATIONS, |$bed| async move {
                $body
                $bed
            });
        })*
    };
}
pub(crate) use on_sqlite;
