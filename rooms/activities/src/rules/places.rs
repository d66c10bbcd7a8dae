//! The part of an announcement about signing up.

use agenda::Audience;
use forms::Published;
use signups::{Claim, NewAllotment, NewShare, Policy, Who};
use store::FieldFault;
use uuid::Uuid;

use super::announcement::{Announcement, Plan};
use super::field::{keep_number, moment, uuid};
use super::groups::{Groups, Named};

const DAY: i64 = 86_400_000;
const HOUR_MINUTES: i64 = 60;
/// A public number that nobody dated falls a day after closing.
const FALLS_AFTER: i64 = DAY;

/// Places as the form says them; times in unix milliseconds, money in fen a head.
#[derive(Clone, Debug)]
pub struct Places {
    pub places: i64,
    pub opens_at: i64,
    pub closes_at: i64,
    pub withdraw_until: i64,
    pub price: i64,
    pub subsidy: i64,
    pub heads_most: i32,
    pub waits: bool,
    pub offer_minutes: i64,
    pub pay_minutes: i64,
    /// Who may ask, and for whom places are set apart, as they were typed.
    pub groups: Groups,
    pub draw: Option<Drawn>,
    /// What whoever signs up is asked.
    pub asks: Option<Published>,
}

/// What decides a draw.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// A public number, and when it falls (unix milliseconds).
    Number { named: String, falls_at: i64 },
    /// Seeds that witnesses seal before closing, and until when they open them (unix milliseconds).
    Seals { open_until: i64 },
}

/// A venue, and the room in it that is to be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub venue: Uuid,
    pub space: Option<Uuid>,
}

impl Place {
    /// As [`venue`] reads it.
    pub(crate) fn written(&self) -> String {
        match self.space {
            Some(space) => format!("{}/{space}", self.venue),
            None => self.venue.to_string(),
        }
    }
}

/// Reads `venue` or `venue/space`; nothing where nothing was chosen.
///
/// # Errors
/// Beside `venue`.
pub(crate) fn venue(text: &str) -> Result<Option<Place>, FieldFault> {
    let fault = || FieldFault::new("venue", "activities-venue-unknown");
    match text.split_once('/') {
        _ if text.is_empty() => Ok(None),
        None => Ok(Some(Place { venue: uuid(text).ok_or_else(fault)?, space: None })),
        Some((venue, space)) => {
            Ok(Some(Place { venue: uuid(venue).ok_or_else(fault)?, space: Some(uuid(space).ok_or_else(fault)?) }))
        }
    }
}

/// What is left empty is as most people want it: open at once and until the first meeting, a place may be given up until a day
/// before, free, one head each.
///
/// # Errors
/// Beside the fields of the sign-up.
pub(crate) fn read(form: &Announcement, first: Option<i64>, now: i64) -> Result<Places, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let places = if form.places.is_empty() {
        faults.push(FieldFault::new("places", "activities-places-missing"));
        None
    } else {
        keep_number(&mut faults, "places", &form.places, 0)
    };
    let first = first.unwrap_or(now + DAY);
    let opens_at = at(&mut faults, "opens_at", &form.opens_at, now);
    let closes_at = at(&mut faults, "closes_at", &form.closes_at, first);
    let a_day_before = (first - DAY).max(opens_at.unwrap_or(now));
    let withdraw_until = at(&mut faults, "withdraw_until", &form.withdraw_until, a_day_before);
    if closes_at.is_some_and(|at| at <= now) {
        faults.push(FieldFault::new("closes_at", "activities-closes-past"));
    }
    let price = match form.price.as_str() {
        "" => Some(0),
        text => {
            codes::money::parse_fen(text).map_err(|_| faults.push(FieldFault::new("price", "activities-price-unreadable"))).ok()
        }
    };
    let share = keep_number(&mut faults, "share", form.share.trim_end_matches(['%', '％']), 0);
    if share.is_some_and(|share| share > 100) {
        faults.push(FieldFault::new("share", "activities-share-range"));
    }
    let heads_most = keep_number(&mut faults, "heads_most", &form.heads_most, 1);
    let offer = keep_number(&mut faults, "offer_hours", &form.offer_hours, 0);
    let pay = keep_number(&mut faults, "pay_hours", &form.pay_hours, 0);
    let groups = Groups::read(form, &mut faults);
    let draw = match form.policy.as_str() {
        "draw" => draw(&mut faults, form, closes_at.unwrap_or(now)).map(Some),
        "seals" => {
            let open_until =
                at(&mut faults, "beacon_falls_at", &form.beacon_falls_at, closes_at.unwrap_or(now).saturating_add(FALLS_AFTER));
            open_until.map(|open_until| Some(Drawn::Seals { open_until }))
        }
        "" | "first" => Some(None),
        _ => {
            faults.push(FieldFault::new("policy", "activities-policy-missing"));
            None
        }
    };
    let asks = signups::form_of(&form.asks, &[], 1).map_err(|more| faults.extend(more)).ok();
    let read = (|| {
        let (price, share) = (price?, share?);
        Some(Places {
            places: places?,
            opens_at: opens_at?,
            closes_at: closes_at?,
            withdraw_until: withdraw_until?,
            price,
            subsidy: i64::try_from(i128::from(price) * i128::from(share) / 100).unwrap_or(i64::MAX),
            heads_most: i32::try_from(heads_most?).unwrap_or(i32::MAX),
            waits: form.waits,
            offer_minutes: offer?.saturating_mul(HOUR_MINUTES),
            pay_minutes: pay?.saturating_mul(HOUR_MINUTES),
            groups: groups?,
            draw: draw?,
            asks: asks?,
        })
    })();
    match read {
        Some(places) if faults.is_empty() => Ok(places),
        _ => Err(faults),
    }
}

fn at(faults: &mut Vec<FieldFault>, name: &str, text: &str, otherwise: i64) -> Option<i64> {
    if text.is_empty() {
        return Some(otherwise);
    }
    let at = moment(text);
    if at.is_none() {
        faults.push(FieldFault::new(name, "activities-when-unreadable"));
    }
    at
}

fn draw(faults: &mut Vec<FieldFault>, form: &Announcement, closes_at: i64) -> Option<Drawn> {
    if form.beacon_named.is_empty() {
        faults.push(FieldFault::new("beacon_named", "activities-beacon-missing"));
    }
    let falls_at = at(faults, "beacon_falls_at", &form.beacon_falls_at, closes_at.saturating_add(FALLS_AFTER))?;
    Some(Drawn::Number { named: form.beacon_named.clone(), falls_at })
}

/// What the desk is to open for this plan. `named` are the unions its lines mean; `claim` binds it to others, and `kept` are
/// places for whoever missed those.
#[must_use]
pub(crate) fn allotment(
    plan: &Plan,
    places: &Places,
    (id, by): (Uuid, Uuid),
    named: &Named,
    (claim, kept): (Option<Claim>, &[NewShare]),
) -> NewAllotment {
    let mut who = if plan.audience == Audience::Members { Who::members() } else { Who::within(plan.union) };
    who.0.extend(places.groups.clauses.iter().cloned());
    who.0.extend(named.within.iter().chain(&named.sector).cloned());
    let new = NewAllotment {
        id,
        union: plan.union,
        room: "activities",
        subject: plan.id,
        title: plan.title.clone(),
        href: format!("/activities/{}", plan.id),
        policy: if places.draw.is_some() { Policy::Draw } else { Policy::First },
        places: places.places,
        opens_at: places.opens_at,
        closes_at: places.closes_at,
        withdraw_until: places.withdraw_until,
        who,
        heads_most: places.heads_most,
        price: places.price,
        subsidy: places.subsidy,
        claim,
        shares: [&named.shares[..], kept].concat(),
        is_capped: places.groups.is_capped,
        offer_minutes: places.offer_minutes,
        pay_minutes: places.pay_minutes,
        opened_by: Some(by),
        asks: places.asks.clone(),
        ..NewAllotment::default()
    };
    if places.waits { new } else { NewAllotment { waits: 0, ..new } }
}

/// The desk's faults beside the fields of this form, which asks for hours and for a share.
pub(crate) fn beside_the_form(faults: Vec<FieldFault>) -> Vec<FieldFault> {
    let field_of = |field: &str| match field {
        "offer_minutes" => "offer_hours".to_owned(),
        "pay_minutes" => "pay_hours".to_owned(),
        "subsidy" => "share".to_owned(),
        other => other.to_owned(),
    };
    faults.into_iter().map(|f| FieldFault { field: field_of(&f.field), ..f }).collect()
}
