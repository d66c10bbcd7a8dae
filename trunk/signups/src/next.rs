//! Where whoever has a place goes on. The desk does not know what its places are for: each room says it, and the application
//! introduces them.

use uuid::Uuid;

use crate::house::Signups;
use crate::rows::allotment::Allotment;

/// What comes next in a room for whoever has a place of it.
#[derive(Clone, Copy, Debug)]
pub struct Next {
    /// As the room's allotments name it.
    pub room: &'static str,
    /// The page, by the id of the room's thing; a path of this house.
    pub path: fn(Uuid) -> String,
    /// The message that says what is done there.
    pub key: &'static str,
}

impl Signups {
    /// The page and the message; nothing for a room that has not said.
    pub(crate) fn next(&self, a: &Allotment) -> Option<(String, &'static str)> {
        let next = self.next.iter().find(|next| next.room == a.room)?;
        Some(((next.path)(a.subject), next.key))
    }
}
