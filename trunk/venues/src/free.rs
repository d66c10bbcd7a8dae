use sea_orm::ConnectionTrait;
use store::Outcome;
use uuid::Uuid;

use crate::rows::{quarter, space, venue};
use crate::rules::quarter::Span;

/// A space of the venue that nobody holds between two instants (unix milliseconds); none where every one is taken, the venue is
/// closed for good, or there is no such venue. Says nothing of who may book it, and keeps nothing: [`crate::occupy`] decides.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn free_space(db: &impl ConnectionTrait, venue: Uuid, from: i64, until: i64) -> Outcome<Option<Uuid>> {
    let (Some(span), Some(of)) = (Span::between(from, until), venue::get(db, venue).await?) else { return Ok(None) };
    if of.is_closed() {
        return Ok(None);
    }
    for space in space::open(db, venue).await? {
        if quarter::held(db, venue, space.id, span.from, span.until).await?.is_empty() {
            return Ok(Some(space.id));
        }
    }
    Ok(None)
}
