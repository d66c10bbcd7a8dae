//! The part of the form about places and signing up.

use agenda::Audience;
use codes::Day;
use signups::{Clause, NewAllotment, Policy, Who};
use store::FieldFault;
use uuid::Uuid;

use super::field::{keep, moment, whole};
use super::plan::{Draft, Plan};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// Places as the form says them; times in unix milliseconds.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    pub places: i64,
    pub opens_at: i64,
    pub closes_at: i64,
    pub withdraw_until: i64,
    pub waits: bool,
    /// A draw: the public number that decides it and when that falls; without one, until when witnesses open what they sealed.
    pub draw: Option<(Option<String>, i64)>,
}

/// What is left empty is as most want it: open at once, closed when the first day begins, to be given up until then; a draw
/// closes two days before, so that whoever has a place knows it in time.
///
/// # Errors
/// Beside the fields of the sign-up.
pub(crate) fn read(form: &Draft, from: Option<Day>, now: i64) -> Result<Places, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let f = &mut faults;
    let places = match form.places.as_str() {
        "" => keep(f, Err(FieldFault::new("places", "challenges-places-missing"))),
        text => keep(f, whole("places", text)),
    };
    let is_draw = match form.policy.as_str() {
        "first" => Some(false),
        "draw" | "seals" => Some(true),
        _ => keep(f, Err(FieldFault::new("policy", "challenges-policy-missing"))),
    };
    let begins = from.map_or(now + 7 * DAY, Day::start_unix_ms);
    let proposed = match if is_draw == Some(true) { begins - 2 * DAY } else { begins } {
        at if at > now => at,
        // Announced late: half the time that is left, or the rest of the first day.
        _ if begins > now => now + (begins - now) / 2,
        _ => begins + DAY,
    };
    let mut at = |name: &str, text: &str, otherwise: i64| match text {
        "" => Some(otherwise),
        text => keep(f, moment(name, text)),
    };
    let opens_at = at("opens_at", &form.opens_at, now);
    let closes_at = at("closes_at", &form.closes_at, proposed);
    let withdraw_until = at("withdraw_until", &form.withdraw_until, begins.max(opens_at.unwrap_or(now)));
    let falls_at = at("beacon_falls_at", &form.beacon_falls_at, closes_at.unwrap_or(proposed) + DAY + 21 * HOUR);
    if closes_at.is_some_and(|at| at <= now) {
        f.push(FieldFault::new("closes_at", "challenges-closes-past"));
    }
    let named = super::field::short("beacon_named", &form.beacon_named, 200);
    let named = keep(f, named);
    let is_sealed = form.policy == "seals";
    if is_draw == Some(true) && !is_sealed && named.as_deref() == Some("") {
        f.push(FieldFault::new("beacon_named", "challenges-beacon-missing"));
    }
    let read = (|| {
        Some(Places {
            places: places?,
            opens_at: opens_at?,
            closes_at: closes_at?,
            withdraw_until: withdraw_until?,
            waits: form.waits,
            draw: if is_draw? { Some((named.filter(|_| !is_sealed), falls_at?)) } else { None },
        })
    })();
    match read {
        Some(places) if faults.is_empty() => Ok(places),
        _ => Err(faults),
    }
}

/// What the desk is to open for this plan.
#[must_use]
pub(crate) fn allotment(plan: &Plan, id: Uuid, by: Uuid) -> NewAllotment {
    let places = &plan.places;
    let mut who = if plan.audience == Audience::Members { Who::members() } else { Who::within(plan.union) };
    if plan.is_verified_only {
        who.0.push(Clause::Verified);
    }
    let new = NewAllotment {
        id,
        union: plan.union,
        room: "challenges",
        subject: plan.id,
        title: plan.title.clone(),
        href: format!("/challenges/{}", plan.id),
        policy: if places.draw.is_some() { Policy::Draw } else { Policy::First },
        places: places.places,
        opens_at: places.opens_at,
        closes_at: places.closes_at,
        withdraw_until: places.withdraw_until,
        who,
        opened_by: Some(by),
        ..NewAllotment::default()
    };
    if places.waits { new } else { NewAllotment { waits: 0, ..new } }
}
