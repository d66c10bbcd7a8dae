//! What stands in a person's own calendar: the occasions of every place he has. An occasion's id is that of its item there.

use agenda::{Answering, Places};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::occasion;

impl Places for Signups {
    fn items_of(&self, person: Uuid, most: i64) -> Answering<'_, Vec<Uuid>> {
        Box::pin(async move { occasion::placed(self.store().read(), person, most).await })
    }

    fn has(&self, person: Uuid, item: Uuid) -> Answering<'_, bool> {
        Box::pin(async move { occasion::has_place(self.store().read(), person, item).await })
    }
}
