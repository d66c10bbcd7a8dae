use codes::Day;
use sea_orm::ConnectionTrait;
use store::Outcome;
use uuid::Uuid;

use super::post::{PostRow, of_union};
use crate::{Federation, Office, Power};

/// Where somebody besides `except` may use this power at `union` today: there, by a post of its own, or at the nearest union above
/// whose post goes with everything below. `None` where nobody can, so that it can be told.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn nearest_with(
    db: &impl ConnectionTrait,
    federation: &Federation,
    union: Uuid,
    power: Power,
    except: Uuid,
    today: Day,
) -> Outcome<Option<Uuid>> {
    for at in federation.path(union).into_iter().rev() {
        let is_own = at.id == union;
        let may = |post: &PostRow| {
            let reaches = is_own || (post.subtree && !power.stays_home());
            reaches && post.person != except && Office::from_name(&post.office).is_some_and(|office| office.has(power))
        };
        if of_union(db, at.id, today).await?.iter().any(may) {
            return Ok(Some(at.id));
        }
    }
    Ok(None)
}
