use organisation::Scope;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::log::{Logged, log};
use crate::Activities;
use crate::rows::{attendance, programme};
use crate::rules::entry::Entry;
use crate::sight::{self, Seen};

/// The form filled as this session was, for now: the same title, place, length and co-hosts, those people who are still on
/// the roster the reader sees, the others by head.
///
/// # Errors
/// As [`sight::reach`], and [`Fault::Forbidden`] without the power to run activities there.
pub async fn like(a: &Activities, scope: &Scope, id: Uuid, key: Uuid) -> Outcome<(Seen, Entry)> {
    let seen = sight::reach(a, scope, id).await?;
    let s = &seen.session;
    scope.require(organisation::Power::Run, s.union_id)?;
    let roster = sight::roster(a, scope, s.union_id).await?;
    let came = attendance::of(a.store().read(), id).await?;
    let people: Vec<String> =
        came.iter().filter(|c| roster.iter().any(|e| e.person == c.person)).map(|c| c.person.to_string()).collect();
    // One that ended meanwhile takes no new session.
    let programme = match s.programme {
        Some(id) => programme::get(a.store().read(), id).await?.filter(|p| p.is_open_on(a.today())),
        None => None,
    };
    let entry = Entry {
        key: key.to_string(),
        union: s.union_id.to_string(),
        title: s.title.clone(),
        kind: s.kind.clone(),
        setting: s.setting.clone(),
        place: s.place.clone(),
        when: written(a.store().now()),
        minutes: s.minutes.to_string(),
        heads: s.by_head.to_string(),
        people,
        co_hosts: seen.co_hosts.iter().filter_map(|c| c.union).map(|u| u.to_string()).collect(),
        bodies: seen.co_hosts.iter().filter(|c| c.union.is_none()).map(|c| c.name.clone()).collect::<Vec<_>>().join("\n"),
        programme: programme.map(|p| p.id.to_string()).unwrap_or_default(),
        ..Entry::default()
    };
    Ok((seen, entry))
}

/// "Same as last time" in one tap: logs the session of [`like`] at once, today.
///
/// # Errors
/// As [`like`] and [`log`].
pub async fn again(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, key: &str) -> Outcome<(Entry, Logged)> {
    let key = Uuid::try_parse(key).map_err(|_| Fault::field("key", "activities-key-unreadable"))?;
    let (_, entry) = like(a, scope, id, key).await?;
    let logged = log(a, scope, actor, &entry).await?;
    Ok((entry, logged))
}

/// An instant as the form's field writes it: `2026-11-18T07:50`, by the house's clock.
pub(crate) fn written(at: i64) -> String {
    let day = codes::Day::from_unix_ms(at);
    let minute = (at - day.start_unix_ms()) / 60_000;
    format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
}
