use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::deliver::Channel;
use crate::house::version_of;
use crate::room::Room;
use crate::rows::{notice as rows, preference};
use crate::rules::delivery::send_at;
use crate::rules::href::within_the_house;
use crate::said::Said;

const LONGEST_KEY: usize = 120;

/// Something a person is told.
#[derive(Clone, Debug)]
pub struct NewNotice {
    pub person: Uuid,
    /// One of its kind for ever for this person: `application/<id>/approved`.
    pub key: String,
    pub room: Room,
    pub message: Said,
    /// What it opens; may be empty.
    pub href: String,
    /// Would be of no use in the morning: goes out at once, whatever the hour.
    pub urgent: bool,
}

impl NewNotice {
    #[must_use]
    pub fn new(person: Uuid, key: impl Into<String>, room: Room, message: Said, href: impl Into<String>) -> Self {
        Self { person, key: key.into(), room, message, href: href.into(), urgent: false }
    }

    #[must_use]
    pub fn urgent(mut self) -> Self {
        self.urgent = true;
        self
    }
}

/// Tells a person something, once: `false` when he was told under this key. Where he also wants to hear of it by another
/// channel, the event `inbox.deliver` (root: the person; `{"channel": "sms", "notices": [id, …]}`) follows at the hour he
/// allows.
///
/// # Errors
/// [`Fault::Database`]; [`Fault::Internal`] when the link leads out of the house, the key is empty or longer than 120 bytes, or
/// the message has more than three values.
pub async fn notice(tx: &Tx, new: &NewNotice) -> Outcome<bool> {
    within_the_house(&new.href)?;
    if new.key.is_empty() || new.key.len() > LONGEST_KEY {
        return Err(Fault::Internal(format!("{:?} is no key of a notice", new.key)));
    }
    let Some(id) = rows::insert(tx, new).await? else { return Ok(false) };
    tx.bump(version_of(new.person));
    let channels = preference::channels(&**tx, new.person, new.room).await?;
    if channels.is_empty() {
        return Ok(true);
    }
    let at = send_at(tx.now(), new.urgent, preference::hours(&**tx, new.person).await?);
    if at > tx.now() {
        rows::put_off(tx, new.person, id, at).await?;
    }
    for channel in channels {
        if at > tx.now() {
            put_off(tx, new.person, channel, at).await?;
        } else {
            deliver(tx, new.person, channel, &[id]).await?;
        }
    }
    Ok(true)
}

/// Everything of one instant goes out in one message: scheduling it again under the same key changes nothing.
async fn put_off(tx: &Tx, person: Uuid, channel: Channel, at: i64) -> Outcome<()> {
    let key = format!("{}/{at}", channel.name());
    jobs::later(tx, person, "inbox.send", json!({ "channel": channel.name(), "at": at }), at, &key).await
}

/// Says that these notices are to go out now.
pub(crate) async fn deliver(tx: &Tx, person: Uuid, channel: Channel, notices: &[Uuid]) -> Outcome<()> {
    jobs::emit(tx, person, "inbox.deliver", json!({ "channel": channel.name(), "notices": notices })).await
}
