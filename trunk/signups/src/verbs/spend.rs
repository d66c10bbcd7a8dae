use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::allotment::{self, Allotment};
use crate::rows::entry::{self, Entry};
use crate::rows::movement::{self, Movement};
use crate::rows::{account, step};

/// What a room says was used of a place.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub allotment: Uuid,
    /// The queue number.
    pub number: i64,
    /// Whoever uses it pays his own part where he uses it, and owes the desk nothing any more.
    pub pays_there: bool,
    pub by: Option<Uuid>,
}

/// What using a place came to.
#[derive(Clone, Debug)]
pub struct Used {
    pub entry: Entry,
    /// Fen of the account that were promised until now and are spent from now on; 0 at the second use.
    pub spent: i64,
    /// Fen whoever uses it pays where he uses it; 0 at the second use, or where he paid at the desk.
    pub paid_there: i64,
}

/// Says, inside the room's own transaction, that something of a place was used: what its account promised is spent. May be said
/// several times of one place (a ticket for a year); the money goes with the first. Who has used something cannot give the place
/// up any more.
///
/// # Errors
/// [`Fault::NotFound`]: no such entry; [`Fault::Conflict`]: `signups-place-is-gone`, `signups-not-paid-yet` where the price was
/// to be paid at the desk before.
pub async fn spend(tx: &Tx, it: &Use) -> Outcome<Used> {
    let (a, mut e) = held(tx, it.allotment, it.number).await?;
    if !e.stands() || !e.has_place() {
        return Err(Fault::Conflict("signups-place-is-gone"));
    }
    let mut paid_there = 0;
    if e.pay == "due" {
        if a.pay_minutes > 0 {
            return Err(Fault::Conflict("signups-not-paid-yet"));
        }
        if it.pays_there {
            paid_there = e.price;
            e.pay = "none".into();
            entry::update(tx, &e).await?;
        }
    }
    let spent = e.subsidy - movement::spent_of(&**tx, a.id, e.number).await?;
    move_money(tx, &a, &e, "spent", spent, it.by).await?;
    step::add(tx, a.id, e.number, "used", 0, it.by).await?;
    tx.record("allotment", a.id, json!({ "number": e.number, "spent": spent }));
    Ok(Used { entry: e, spent, paid_there })
}

/// Takes the use of a place back: `spent` and `paid_there` as [`spend`] said them. What was spent is promised again.
///
/// # Errors
/// [`Fault::NotFound`]; `signups-place-is-gone` where the place was called off meanwhile.
pub async fn unspend(tx: &Tx, it: &Use, spent: i64, paid_there: i64) -> Outcome<()> {
    let (a, mut e) = held(tx, it.allotment, it.number).await?;
    if !e.stands() || !e.has_place() {
        return Err(Fault::Conflict("signups-place-is-gone"));
    }
    if paid_there > 0 && e.pay == "none" {
        e.pay = "due".into();
        entry::update(tx, &e).await?;
    }
    move_money(tx, &a, &e, "unspent", spent, it.by).await?;
    step::add(tx, a.id, e.number, "unused", 0, it.by).await?;
    tx.record("allotment", a.id, json!({ "number": e.number, "unspent": spent }));
    Ok(())
}

/// Frees what an account still promises for a place whose time is over; 0 where nothing was left. Said again, it frees nothing.
///
/// # Errors
/// [`Fault::NotFound`]: no such entry.
pub async fn release(tx: &Tx, allotment: Uuid, number: i64) -> Outcome<i64> {
    let (a, mut e) = held(tx, allotment, number).await?;
    let spent = movement::spent_of(&**tx, a.id, e.number).await?;
    let fen = e.subsidy - spent;
    let Some(from) = a.account.filter(|_| fen > 0) else { return Ok(0) };
    e.subsidy = spent;
    entry::update(tx, &e).await?;
    account::reserve(tx, from, -fen).await?;
    movement::add(tx, &moved(from, &e, "released", fen, None, tx.now())).await?;
    step::add(tx, a.id, e.number, "lapsed", 0, None).await?;
    tx.record("allotment", a.id, json!({ "number": e.number, "released": fen }));
    Ok(fen)
}

/// The entry, while its allotment is held.
async fn held(tx: &Tx, allotment: Uuid, number: i64) -> Outcome<(Allotment, Entry)> {
    let a = allotment::lock(tx, allotment).await?.ok_or(Fault::NotFound)?;
    let e = entry::get(&**tx, allotment, number).await?.ok_or(Fault::NotFound)?;
    Ok((a, e))
}

async fn move_money(tx: &Tx, a: &Allotment, e: &Entry, what: &str, fen: i64, by: Option<Uuid>) -> Outcome<()> {
    let Some(from) = a.account.filter(|_| fen > 0) else { return Ok(()) };
    account::spend(tx, from, if what == "spent" { fen } else { -fen }).await?;
    movement::add(tx, &moved(from, e, what, fen, by, tx.now())).await
}

fn moved(account: Uuid, e: &Entry, what: &str, fen: i64, by: Option<Uuid>, at: i64) -> Movement {
    let (allotment_id, number) = (Some(e.allotment_id), e.number);
    Movement { what: what.into(), fen, allotment_id, number, done_by: by, at, ..Movement::of(account) }
}
