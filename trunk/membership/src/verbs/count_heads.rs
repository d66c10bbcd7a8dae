use codes::Day;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::rows::headcount::{self, ChildCount, HeadCount};

/// The members of a union and of everything below it, as the tree stood on that day: on the books, registered online,
/// identity verified, and of them the retained. They are figures, open to whoever may see figures of that union; those
/// active in a period come from the ledger and are never mixed with these.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn count_heads(store: &Store, union: Uuid, day: Day) -> Outcome<HeadCount> {
    headcount::of(store.read(), union, day, Day::from_unix_ms(store.now())).await
}

/// The same for each child of a union; the union's own members stand under its own id, and a child without members has no row.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn count_heads_by_child(store: &Store, union: Uuid, day: Day) -> Outcome<Vec<ChildCount>> {
    headcount::by_child(store.read(), union, day, Day::from_unix_ms(store.now())).await
}
