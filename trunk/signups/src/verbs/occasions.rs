use store::{Fault, Instant, Outcome, Tx};
use uuid::Uuid;

use crate::rows::allotment;
use crate::rows::occasion::{self, Occasion};

/// When and where whoever has a place comes.
#[derive(Clone, Debug)]
pub struct NewOccasion {
    /// Its number, from 1; it never changes.
    pub n: i32,
    /// The room's own id for it.
    pub id: Uuid,
    pub begins_at: Instant,
    pub ends_at: Instant,
    pub place: String,
    pub is_cancelled: bool,
}

/// Says when and where the places are for, inside the room's own transaction: when it opens them, and again for each that got
/// another time or place or was called off. What is not named stays as it is.
///
/// # Errors
/// [`Fault::NotFound`]: there is no such allotment; `Taken` when another number has this id.
pub async fn occasions(tx: &Tx, allotment: Uuid, new: &[NewOccasion]) -> Outcome<()> {
    // Whoever is checked in at this moment is checked in before or after the change.
    allotment::lock(tx, allotment).await?.ok_or(Fault::NotFound)?;
    for o in new {
        let row = Occasion {
            allotment_id: allotment,
            n: o.n,
            id: o.id,
            begins_at: o.begins_at,
            ends_at: o.ends_at,
            place: o.place.clone(),
            state: if o.is_cancelled { "cancelled" } else { "planned" }.into(),
        };
        occasion::put(tx, &row).await?;
    }
    Ok(())
}
