//! What stands in a person's own calendar: the first and the last day of every challenge he has a place in. No ticket hangs on them, so
//! the desk knows of no occasions; the room answers by itself. The days between are nobody's date: not measuring has no consequence and
//! is not remarked on, so nothing asks for it either.

use agenda::{Answering, Places};
use uuid::Uuid;

use crate::house::Challenges;
use crate::rows::challenge;

/// The kind under which the last day stands on the agenda, with the message that names it; the first stands under the challenge's own.
pub const LAST_DAY: (&str, &str) = ("challenge-last-day", "challenges-kind-last-day");

/// The last day's item; the first has the id of the challenge itself.
pub(crate) fn last_of(challenge: Uuid) -> Uuid {
    Uuid::new_v5(&challenge, b"last day")
}

impl Places for Challenges {
    fn items_of(&self, person: Uuid, most: i64) -> Answering<'_, Vec<Uuid>> {
        Box::pin(async move {
            let entries = self.signups.entries_of(person).await?;
            let placed: Vec<Uuid> = entries.iter().filter(|e| e.stands() && e.has_place()).map(|e| e.allotment_id).collect();
            let found = challenge::of_allotments(self.store().read(), &placed).await?;
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            Ok(found.into_iter().flat_map(|id| [id, last_of(id)]).take(most).collect())
        })
    }

    fn has(&self, person: Uuid, item: Uuid) -> Answering<'_, bool> {
        Box::pin(async move { Ok(self.items_of(person, i64::MAX).await?.contains(&item)) })
    }
}
