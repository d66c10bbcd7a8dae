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

/// The spaces of the venue that nobody holds in any of these spans (beginning and end, unix milliseconds), in the venue's own
/// order. As [`free_space`], it says nothing of who may book them, and keeps nothing.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn free_spaces(db: &impl ConnectionTrait, venue: Uuid, spans: &[(i64, i64)]) -> Outcome<Vec<Uuid>> {
    let Some(of) = venue::get(db, venue).await?.filter(|of| !of.is_closed()) else { return Ok(Vec::new()) };
    let mut free = Vec::new();
    for space in space::open(db, of.id).await? {
        if is_free(db, of.id, space.id, spans).await? {
            free.push(space.id);
        }
    }
    Ok(free)
}

/// Whether nobody holds this space in any of these spans.
async fn is_free(db: &impl ConnectionTrait, venue: Uuid, space: Uuid, spans: &[(i64, i64)]) -> Outcome<bool> {
    for (from, until) in spans {
        let Some(span) = Span::between(*from, *until) else { return Ok(false) };
        if !quarter::held(db, venue, space, span.from, span.until).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
