use std::pin::Pin;

use store::Outcome;
use uuid::Uuid;

/// What is answered in its own time.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send + 'a>>;

/// Who knows what a person has a place in. The desk that gives places answers, and a room that puts days on the agenda without handing out
/// tickets for them; the application introduces them.
///
/// A place stands in one row, at the desk. Written down here once more it would have to follow everything that becomes of it,
/// and a thousand people who get a place in one second would be a thousand rows more; asked for, it is never another story.
/// What no desk gives is said by [`crate::go`] and [`crate::stay`].
pub trait Places: Send + Sync {
    /// The items, the latest first, that this person has a place in at this moment; no more than `most`.
    fn items_of(&self, person: Uuid, most: i64) -> Answering<'_, Vec<Uuid>>;

    /// Whether this is one of them.
    fn has(&self, person: Uuid, item: Uuid) -> Answering<'_, bool>;
}
