use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::post::{self, NewPost};

/// Gives a post inside a transaction that also needs its audit line; who may do it is decided before.
///
/// # Errors
/// `Fault::Taken("org_post_union_id_person_office_from_day_key")` when the same post begins twice on one day.
pub async fn appoint(tx: &Tx, new: &NewPost) -> Outcome<Uuid> {
    let id = post::insert(tx, new).await?;
    tx.bump(crate::house::POSTS);
    Ok(id)
}
