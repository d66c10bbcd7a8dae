use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rows::allotment::Allotment;
use crate::rows::consent::HealthConsent;
use crate::rows::entry::Entry;
use crate::rows::step::Step;

/// Places that can be had, as everybody may know them.
#[derive(Serialize, ToSchema)]
pub struct AllotmentJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub href: String,
    /// Where whoever has a place goes on.
    pub next: Option<String>,
    /// `first` or `draw`.
    pub policy: String,
    pub places: i64,
    /// With a place or an offer.
    pub taken: i64,
    pub waiting: i64,
    /// Unix milliseconds, all four.
    pub now: i64,
    pub opens_at: i64,
    pub closes_at: i64,
    pub withdraw_until: i64,
    pub heads_most: i32,
    /// Fen for one head, and what of it the union pays.
    pub price: i64,
    pub subsidy: i64,
    /// `standing`, `drawn` or `cancelled`.
    pub state: String,
    pub revision: i32,
}

impl AllotmentJson {
    pub(crate) fn of(a: &Allotment, next: Option<String>, now: i64) -> Self {
        Self {
            id: a.id,
            union: a.union_id,
            title: a.title.clone(),
            href: a.href.clone(),
            next,
            policy: a.policy.clone(),
            places: a.places,
            taken: a.taken,
            waiting: a.waiting,
            now,
            opens_at: a.opens_at,
            closes_at: a.closes_at,
            withdraw_until: a.withdraw_until,
            heads_most: a.heads_most,
            price: a.price,
            subsidy: a.subsidy,
            state: a.state.clone(),
            revision: a.revision,
        }
    }
}

/// One's own entry.
#[derive(Serialize, ToSchema)]
pub struct EntryJson {
    pub allotment: Uuid,
    /// The queue number.
    pub number: i64,
    /// `entered`, `waiting`, `offered`, `placed`, `withdrawn`, `declined`, `expired`, `unplaced` or `cancelled`.
    pub state: String,
    pub heads: i32,
    /// Unix milliseconds.
    pub received_at: i64,
    pub decided_at: i64,
    /// When the offer or the price falls due.
    pub until: Option<i64>,
    /// `none`, `due`, `paid`, `waived` or `refunded`.
    pub pay: String,
    /// Fen, for all heads.
    pub price: i64,
    /// In a draw, what only the entrant knows: hexadecimal.
    pub receipt: Option<String>,
}

impl EntryJson {
    pub(crate) fn of(e: &Entry) -> Self {
        Self {
            allotment: e.allotment_id,
            number: e.number,
            state: e.state.clone(),
            heads: e.heads,
            received_at: e.received_at,
            decided_at: e.decided_at,
            until: e.until_at,
            pay: e.pay.clone(),
            price: e.price,
            receipt: e.receipt.as_ref().map(|r| r.iter().map(|b| format!("{b:02x}")).collect()),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct StepJson {
    pub what: String,
    /// Unix milliseconds.
    pub at: i64,
    /// The place on the list it came from, 0 where that says nothing.
    pub place: i64,
}

impl StepJson {
    pub(crate) fn of(s: &Step) -> Self {
        Self { what: s.what.clone(), at: s.at, place: s.place }
    }
}

/// One's own entry with all that became of it.
#[derive(Serialize, ToSchema)]
pub struct StandingEntryJson {
    pub entry: EntryJson,
    /// What one answered, by the keys of the questions; absent where nothing was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub answers: Option<serde_json::Value>,
    /// When one consented to tell of one's health, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub health_consents: Vec<ConsentJson>,
    /// How many wait before one, where one waits.
    pub ahead: Option<i64>,
    pub steps: Vec<StepJson>,
}

/// A consent to tell of one's health; unix milliseconds.
#[derive(Serialize, ToSchema)]
pub struct ConsentJson {
    pub given_at: i64,
    pub withdrawn_at: Option<i64>,
}

impl ConsentJson {
    pub(crate) fn of(c: &HealthConsent) -> Self {
        Self { given_at: c.given_at, withdrawn_at: c.withdrawn_at }
    }
}

/// What asking for a place came to.
#[derive(Serialize, ToSchema)]
pub struct DecidedJson {
    /// `entered`, `already` or `refused`.
    pub result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryJson>,
    /// `early`, `late`, `full`, `claimed`, `not-eligible`, `unanswered`, `heads`, `cancelled` or `nowhere`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The same in words, one for each reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct EntryList {
    pub items: Vec<EntryJson>,
}
