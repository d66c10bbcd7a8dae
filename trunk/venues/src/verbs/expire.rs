use jobs::Job;
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use super::tell;
use crate::rows::{booking, change, quarter, venue};

#[derive(Deserialize)]
struct Waits {
    booking: Uuid,
}

/// A booking nobody answered gives its time back when it would begin, and the booker is told.
pub(crate) async fn expire(job: &Job, store: &Store) -> Outcome<()> {
    let Waits { booking: id } = job.payload_as()?;
    let venue = job.root;
    store
        .write("venues.expire", &Actor::house(), |tx| async move {
            job.once(&tx).await?;
            tx.record("venue", venue, json!({ "booking": id, "state": "expired" }));
            let Some(place) = venue::lock(&tx, venue).await? else { return Ok(()) };
            let Some(asked) = booking::get(&*tx, venue, id).await?.filter(booking::Booking::is_asked) else { return Ok(()) };
            booking::set_state(&tx, venue, id, "expired").await?;
            change::insert(&tx, venue, id, "expired", "", None).await?;
            quarter::release(&tx, venue, id).await?;
            tell::answered(&tx, &place, asked.series, None).await?;
            tell::booker(&tx, &place, &asked, "venues-notice-expired", None).await
        })
        .await
}
