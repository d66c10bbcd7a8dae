use store::{Outcome, Tx};

use crate::item::{Item, NewItem, State};
use crate::rows::item;
use crate::rules::sound::{sound, tidy};

/// Puts something on the agenda, or revises it, in the transaction of the room that holds it. Says whether anything changed.
///
/// The same again changes nothing. Anything else raises the sequence; another time or place marks it as moved, for whoever
/// noted the first one. What was cancelled and is published again is on again.
///
/// # Errors
/// [`store::Fault::Internal`] where the room has a defect: no title, an end before the beginning, a link that leads out of the
/// house, a position off the globe.
pub async fn publish(tx: &Tx, new: &NewItem) -> Outcome<bool> {
    let new = &tidy(new);
    sound(new)?;
    let Some(old) = item::lock(tx, new.id).await? else {
        item::insert(tx, new).await?;
        return Ok(true);
    };
    let state = if old.state() == State::Moved || has_moved(&old, new) { State::Moved } else { State::On };
    if as_new(&old) == *new && old.state() == state {
        return Ok(false);
    }
    item::update(tx, new, state).await?;
    Ok(true)
}

fn has_moved(old: &Item, new: &NewItem) -> bool {
    (old.begins_at, old.ends_at, old.place.as_str()) != (new.begins_at, new.ends_at, new.place.as_str())
}

fn as_new(old: &Item) -> NewItem {
    NewItem {
        id: old.id,
        union: old.union_id,
        kind: old.kind.clone(),
        setting: old.setting.clone(),
        title: old.title.clone(),
        begins_at: old.begins_at,
        ends_at: old.ends_at,
        place: old.place.clone(),
        venue: old.venue,
        position: old.latitude.zip(old.longitude),
        audience: old.audience(),
        href: old.href.clone(),
    }
}
