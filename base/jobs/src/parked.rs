use store::{Fault, Instant, Outcome, Store, Tx};
use uuid::Uuid;

use crate::rows::job;

/// A job given up after [`crate::MOST_TRIES`] tries: it waits for a person.
#[derive(Clone, Debug)]
pub struct Parked {
    pub root: Uuid,
    pub id: Uuid,
    pub kind: String,
    /// Who was to do it: the subscriber's name, or the kind itself.
    pub handler: String,
    pub due_at: Instant,
    pub parked_at: Instant,
    pub tries: i32,
    /// What the last try said.
    pub error: String,
}

/// The parked jobs, oldest first.
///
/// # Errors
/// [`Fault::Database`].
pub async fn parked(store: &Store, most: u32) -> Outcome<Vec<Parked>> {
    let rows = job::parked(store, i64::from(most)).await?;
    let seen = rows.into_iter().map(|row| Parked {
        root: row.root,
        id: row.id,
        kind: row.kind,
        handler: row.line,
        due_at: row.due_at,
        parked_at: row.parked_at.unwrap_or_default(),
        tries: row.tries,
        error: row.error.unwrap_or_default(),
    });
    Ok(seen.collect())
}

/// Lets a parked job be tried again, from the first try.
///
/// # Errors
/// [`Fault::NotFound`] when no such job is parked.
pub async fn retry(tx: &Tx, root: Uuid, id: Uuid) -> Outcome<()> {
    tx.wake();
    if job::revive(tx, root, id).await? { Ok(()) } else { Err(Fault::NotFound) }
}

/// Throws a parked job away: a person's decision, for the caller to record.
///
/// # Errors
/// [`Fault::NotFound`] when no such job is parked.
pub async fn discard(tx: &Tx, root: Uuid, id: Uuid) -> Outcome<()> {
    if job::discard(tx, root, id).await? { Ok(()) } else { Err(Fault::NotFound) }
}
