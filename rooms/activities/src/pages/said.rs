//! How an announced activity, its times and its places are said on every screen.

use i18n::Voice;
use signups::{Allotment, Entry};
use store::Outcome;
use ui::{St, State};
use uuid::Uuid;

use crate::Activities;
use crate::house::Planned;
use crate::rows::activity::Activity;
use crate::rows::meeting::Meeting;
use crate::rules::kinds::kind_named;
use crate::rules::settings::setting_named;

pub(super) fn kind(v: &Voice, name: &str) -> String {
    kind_named(name).map_or_else(|| name.to_owned(), |k| v.t(k.key))
}

pub(super) fn setting(v: &Voice, name: &str) -> String {
    setting_named(name).map_or_else(|| name.to_owned(), |s| v.t(s.key))
}

/// `12月2日 周三 19:00`.
pub(super) fn time(v: &Voice, at: i64) -> String {
    format!("{} {}", v.date(codes::Day::from_unix_ms(at).0), v.time(at))
}

/// The next time, and how many there are.
pub(super) fn times(v: &Voice, planned: &Planned, now: i64) -> String {
    let at = planned.shown(now).map(|m| v.stamp(m.begins_at)).unwrap_or_default();
    match planned.meetings.len() {
        1 => at,
        n => v.t2("activities-times", "at", at, "n", i64::try_from(n).unwrap_or(0)),
    }
}

/// Whom it is for.
pub(super) fn who(v: &Voice, a: &Activities, it: &Activity) -> String {
    match it.audience() {
        agenda::Audience::Subtree => v.t1("activities-who-of", "union", a.federation().name(it.union_id)),
        _ => v.t("activities-who-members"),
    }
}

/// What whoever comes pays, and what the union adds.
pub(super) fn price(v: &Voice, of: &Allotment) -> String {
    match (of.own_part(1), of.subsidy) {
        (0, 0) => v.t("activities-price-free"),
        (own, 0) => v.t1("activities-price-own", "own", v.money(own)),
        (own, subsidy) => v.t2("activities-price-shared", "own", v.money(own), "subsidy", v.money(subsidy)),
    }
}

/// What has become of a meeting.
pub(super) fn meeting(v: &Voice, m: &Meeting, now: i64) -> St {
    match m.state.as_str() {
        "held" => State::Done.says(v.t("activities-meeting-held")),
        "cancelled" => State::Off.says(v.t("activities-meeting-cancelled")),
        _ if m.ends_at() <= now => State::Done.says(v.t("activities-meeting-ended")),
        _ => State::NotDue.says(v.t("activities-meeting-planned")),
    }
}

/// As [`meeting`], for whoever runs it: one that is over and not logged yet waits for that.
pub(super) fn meeting_to_run(v: &Voice, m: &Meeting, now: i64) -> St {
    if m.is_planned() && m.ends_at() <= now { State::Waiting.says(v.t("activities-meeting-over")) } else { meeting(v, m, now) }
}

/// The places of an activity with what this person asked for there.
pub(super) async fn asked(a: &Activities, it: &Activity, person: Uuid) -> Outcome<Option<(Allotment, Option<Entry>)>> {
    let Some(id) = it.allotment else { return Ok(None) };
    let entry = a.signups.entry_of(id, person).await?.filter(Entry::stands);
    Ok(Some((a.signups.allotment(id).await?, entry)))
}

/// How it stands with signing up: one's own place first, else what can be had.
pub(super) fn standing(v: &Voice, of: &Allotment, entry: Option<&Entry>, now: i64) -> St {
    if of.is_cancelled() {
        return State::Off.says(v.t("activities-meeting-cancelled"));
    }
    match entry.map(|e| e.state.as_str()) {
        Some("placed") => return State::Done.says(v.t("activities-signup-placed")),
        Some("offered") => return State::Due.says(v.t("activities-signup-offered")),
        Some("entered") => return State::Waiting.says(v.t("activities-signup-entered")),
        Some("waiting") => return State::Waiting.says(v.t("activities-signup-waiting")),
        _ => {}
    }
    if now < of.opens_at {
        return State::NotDue.says(v.t1("activities-signup-early", "at", v.stamp(of.opens_at)));
    }
    if now >= of.closes_at {
        return State::Off.says(v.t("activities-signup-closed"));
    }
    if of.is_draw() {
        return State::Due.says(v.t1("activities-signup-draw", "n", of.places));
    }
    match (of.places - of.taken, of.waiting) {
        (free, 0) if free > 0 => State::Due.says(v.t1("activities-signup-free", "n", free)),
        (_, waiting) if waiting > 0 && waiting < of.waits => {
            State::Waiting.says(v.t1("activities-signup-full-waiting", "n", waiting))
        }
        (_, waiting) if waiting < of.waits => State::Waiting.says(v.t("activities-signup-full-waits")),
        _ => State::Off.says(v.t("activities-signup-full")),
    }
}
