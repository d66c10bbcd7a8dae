use forms::Published;
use serde_json::json;
use store::{Fault, FieldFault, Instant, Outcome, Tx};
use uuid::Uuid;

use crate::rows::allotment::{self, Allotment};
use crate::rows::claim::Claim;
use crate::rows::form;
use crate::rows::share::{self, Share};
use crate::rules::who::Who;

/// A stadium; more is a mistake of the keyboard.
const MOST_PLACES: i64 = 1_000_000;
const MOST_HEADS: i32 = 20;
/// A hundred thousand yuan.
const MOST_FEN: i64 = 10_000_000;
const MOST_SHARES: usize = 200;
const DAY: i64 = 86_400_000;
/// Entering may last this long.
const LONGEST: i64 = 400 * DAY;

/// How places are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// In the order in which people ask.
    #[default]
    First,
    /// By a draw that anyone can compute again, after closing.
    Draw,
}

/// What a free place does while the first in line needs more than one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filling {
    /// It waits for him.
    #[default]
    Strict,
    /// It goes to the next who can use it.
    Fit,
}

/// Places set apart for a group, or the most it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewShare {
    /// Of members of this union and all below it.
    Union { union: Uuid, most: i64 },
    /// Of those who got none in this earlier allotment.
    Missed { allotment: Uuid, most: i64 },
}

/// Places about to be opened. `Default` is the plainest: first come, for members, free, one head each, a waiting list without
/// end whose places are given at once.
#[derive(Clone, Debug)]
pub struct NewAllotment {
    pub id: Uuid,
    /// Who runs it.
    pub union: Uuid,
    pub room: &'static str,
    pub subject: Uuid,
    pub title: String,
    /// Where everybody reads what it is; a path of this house.
    pub href: String,
    pub policy: Policy,
    pub filling: Filling,
    pub places: i64,
    pub opens_at: Instant,
    pub closes_at: Instant,
    /// Until when somebody may give his place up.
    pub withdraw_until: Instant,
    pub who: Who,
    pub heads_most: i32,
    /// Fen a head, and what of it `account` pays.
    pub price: i64,
    pub subsidy: i64,
    pub account: Option<Uuid>,
    pub claim: Option<Claim>,
    pub shares: Vec<NewShare>,
    /// The shares are caps: the most a group may have, not what is kept for it.
    pub is_capped: bool,
    /// People the waiting list takes; 0 for none.
    pub waits: i64,
    pub offer_minutes: i64,
    pub pay_minutes: i64,
    pub opened_by: Option<Uuid>,
    /// What whoever signs up is asked: [`crate::form_of`], version 1.
    pub asks: Option<Published>,
}

impl Default for NewAllotment {
    fn default() -> Self {
        Self {
            id: Uuid::nil(),
            union: Uuid::nil(),
            room: "",
            subject: Uuid::nil(),
            title: String::new(),
            href: String::new(),
            policy: Policy::First,
            filling: Filling::Strict,
            places: 0,
            opens_at: 0,
            closes_at: 0,
            withdraw_until: 0,
            who: Who::members(),
            heads_most: 1,
            price: 0,
            subsidy: 0,
            account: None,
            claim: None,
            shares: Vec::new(),
            is_capped: false,
            waits: MOST_PLACES,
            offer_minutes: 0,
            pay_minutes: 0,
            opened_by: None,
            asks: None,
        }
    }
}

impl NewAllotment {
    /// Every fault, each at the field of the form it belongs to; rooms show them under the same names.
    #[must_use]
    pub fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut demand = |holds: bool, field: &str, key: &'static str| {
            if !holds {
                faults.push(FieldFault::new(field, key));
            }
        };
        demand((1..=MOST_PLACES).contains(&self.places), "places", "signups-places-wrong");
        demand(self.closes_at > self.opens_at, "closes_at", "signups-closes-before-opening");
        demand(self.closes_at - self.opens_at <= LONGEST, "closes_at", "signups-open-too-long");
        demand(self.withdraw_until >= self.opens_at, "withdraw_until", "signups-withdraw-before-opening");
        demand((1..=MOST_HEADS).contains(&self.heads_most), "heads_most", "signups-heads-wrong");
        demand((0..=MOST_FEN).contains(&self.price), "price", "signups-price-wrong");
        demand((0..=self.price.max(0)).contains(&self.subsidy), "subsidy", "signups-subsidy-wrong");
        demand(self.who.is_sound(), "who", "signups-who-wrong");
        demand((0..=MOST_PLACES).contains(&self.waits), "waits", "signups-waits-wrong");
        demand((0..=30 * 1440).contains(&self.offer_minutes), "offer_minutes", "signups-minutes-wrong");
        demand((0..=60 * 1440).contains(&self.pay_minutes), "pay_minutes", "signups-minutes-wrong");
        demand(self.claim.as_ref().is_none_or(|c| (1..=1_000).contains(&c.most)), "claim_most", "signups-claim-wrong");
        demand(self.shares.len() <= MOST_SHARES, "shares", "signups-shares-too-many");
        let most = |share: &NewShare| match share {
            NewShare::Union { most, .. } | NewShare::Missed { most, .. } => *most,
        };
        demand(self.shares.iter().all(|s| (0..=MOST_PLACES).contains(&most(s))), "shares", "signups-shares-wrong");
        let kept: i64 = self.shares.iter().map(most).sum();
        demand(self.is_capped || kept <= self.places, "shares", "signups-shares-more-than-places");
        // With caps, whether somebody is passed by a rule or by being one too many cannot be told from counts alone.
        demand(!self.is_capped || self.heads_most == 1, "heads_most", "signups-caps-want-one-head");
        faults
    }
}

/// Opens an allotment inside the room's own transaction; the room has checked that its union may, and writes the audit line
/// of its own act.
///
/// # Errors
/// [`Fault::Invalid`] with every fault at its field; `Taken` when a group stands twice.
pub async fn open(tx: &Tx, new: &NewAllotment) -> Outcome<()> {
    let faults = new.faults();
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let sharing = match (new.shares.is_empty(), new.is_capped) {
        (true, _) => "none",
        (false, false) => "shares",
        (false, true) => "caps",
    };
    let row = Allotment {
        id: new.id,
        union_id: new.union,
        room: new.room.into(),
        subject: new.subject,
        title: new.title.clone(),
        href: new.href.clone(),
        policy: if new.policy == Policy::Draw { "draw" } else { "first" }.into(),
        sharing: sharing.into(),
        filling: if new.filling == Filling::Fit { "fit" } else { "strict" }.into(),
        places: new.places,
        taken: 0,
        waiting: 0,
        last: 0,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        withdraw_until: new.withdraw_until,
        who: new.who.kept()?,
        heads_most: new.heads_most,
        price: new.price,
        subsidy: new.subsidy,
        account: new.account,
        claim: new.claim.as_ref().map(|c| c.id),
        claim_period: new.claim.as_ref().map(|c| c.period.clone()).unwrap_or_default(),
        claim_most: new.claim.as_ref().and_then(|c| i32::try_from(c.most).ok()).unwrap_or(0),
        waits: new.waits,
        offer_minutes: new.offer_minutes,
        pay_minutes: new.pay_minutes,
        state: "standing".into(),
        full_at: None,
        full_number: None,
        revision: 1,
        opened_by: new.opened_by,
        recorded_at: tx.now(),
    };
    allotment::insert(tx, &row).await?;
    let shares: Vec<Share> = (1..)
        .zip(&new.shares)
        .map(|(n, share)| {
            let (kind, whose, most) = match *share {
                NewShare::Union { union, most } => ("union", union, most),
                NewShare::Missed { allotment, most } => ("missed", allotment, most),
            };
            Share { n, kind: kind.into(), whose, most, taken: 0, waiting: 0 }
        })
        .collect();
    share::insert(tx, new.id, &shares)
        .await
        .map_err(|f| f.or_field("desk_share_allotment_id_kind_whose_key", "shares", "signups-shares-twice"))?;
    if new.asks.is_some() {
        form::insert(tx, new.id, 1, new.asks.as_ref(), new.opened_by).await?;
    }
    tx.record("allotment", new.id, json!({ "union": new.union, "room": new.room, "places": new.places, "policy": row.policy }));
    Ok(())
}
