use store::Outcome;
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::entry;

impl Signups {
    /// Everybody who stands in an allotment, for the room that runs what it is for: the person, the ordinal that facts hold, and
    /// `entered`, `waiting`, `offered` or `placed`; of one called off, `cancelled` for everybody who stood there then. The
    /// caller has checked that it may know them, or tells only themselves.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn standing_people(&self, allotment: Uuid) -> Outcome<Vec<(Uuid, i64, String)>> {
        let states = ["entered", "waiting", "offered", "placed", "cancelled"];
        // Read at one moment: whoever leaves meanwhile must not push anybody out of the pages.
        let all = entry::in_states(self.store().read(), allotment, &states, 0, u64::MAX).await?;
        Ok(all.into_iter().map(|e| (e.person, e.ordinal, e.state)).collect())
    }
}
