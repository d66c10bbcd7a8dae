use codes::Day;
use ledger::{Fact, Source, What};
use serde_json::json;
use signups::{Entry, Use};
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Benefits;
use crate::rows::benefit::{self, Benefit};
use crate::rows::clerk;
use crate::rows::redemption::{self, Redemption};
use crate::rules::code::{self, Ticket};
use crate::sight::Counter;

/// Benefits of one shop whose vouchers are tried for a code.
const MOST: i64 = 60;
/// A voucher that ran out is still known for a while, so that the clerk hears that it did.
const REMEMBERED: i64 = 60 * 86_400_000;

/// A voucher as a clerk may see it.
pub(crate) struct Seen {
    pub benefit: Benefit,
    pub entry: Entry,
    pub ticket: Ticket,
    /// What stands of it, in order.
    pub used: Vec<Redemption>,
}

impl Seen {
    pub fn left(&self) -> i64 {
        i64::from(self.benefit.uses) - i64::try_from(self.used.len()).unwrap_or(i64::MAX)
    }

    /// Why it cannot be redeemed at this moment.
    pub fn refusal(&self, now: i64) -> Option<&'static str> {
        let (b, e) = (&self.benefit, &self.entry);
        match () {
            () if b.is_cancelled() || !e.stands() || !e.has_place() => Some("benefits-voucher-gone"),
            () if self.left() <= 0 => Some("benefits-voucher-used"),
            () if now < b.valid_from => Some("benefits-voucher-early"),
            () if now >= b.valid_until => Some("benefits-voucher-late"),
            () if e.pay == "due" && e.until_at.is_some() => Some("benefits-voucher-unpaid"),
            () => None,
        }
    }
}

/// The voucher of this shop that shows this code now; `None` for any other text, and for another shop's voucher.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn look(b: &Benefits, counter: &Counter, text: &str) -> Outcome<Option<Seen>> {
    let (store, code) = (b.store(), code::tidy(text));
    let now = store.now();
    for benefit in benefit::at_merchant(store.read(), counter.merchant.id, now - REMEMBERED, MOST).await? {
        let Some(number) = code::read(store.keyring(), benefit.allotment_id, &code, now) else { continue };
        let last = code[code::LENGTH - 4..].to_owned();
        let ticket = Ticket { clerk: counter.clerk.id, benefit: benefit.id, number, last, at: now };
        if let Some(seen) = see(b, benefit, ticket).await? {
            return Ok(Some(seen));
        }
    }
    Ok(None)
}

/// The voucher a clerk has looked at before.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn again(b: &Benefits, counter: &Counter, sealed: &str) -> Outcome<Option<Seen>> {
    let store = b.store();
    let ticket = Ticket::open(store.keyring(), sealed, store.now()).filter(|t| t.clerk == counter.clerk.id);
    let Some(ticket) = ticket else { return Ok(None) };
    let all = benefit::at_merchant(store.read(), counter.merchant.id, store.now() - REMEMBERED, MOST).await?;
    match all.into_iter().find(|it| it.id == ticket.benefit) {
        Some(benefit) => see(b, benefit, ticket).await,
        None => Ok(None),
    }
}

async fn see(b: &Benefits, benefit: Benefit, ticket: Ticket) -> Outcome<Option<Seen>> {
    let Some(entry) = b.signups.entry(benefit.allotment_id, ticket.number).await? else { return Ok(None) };
    let all = redemption::of_place(b.store().read(), benefit.allotment_id, ticket.number).await?;
    Ok(Some(Seen { benefit, entry, ticket, used: all.into_iter().filter(Redemption::stands).collect() }))
}

/// What redeeming came to.
#[derive(Clone, Debug)]
pub struct Redeemed {
    pub redemption: Redemption,
    /// How often the voucher may still be redeemed.
    pub left: i64,
}

/// Redeems a voucher once, at the counter of a merchant, by what the clerk was shown (`sealed`, good for ten minutes). The
/// redemption, its facts and the money of the account are written together; the place is held, so of two clerks at once one is
/// told that the other was first. Where a voucher is redeemed several times, the money goes with the first.
///
/// # Errors
/// [`Fault::NotFound`]: the link no longer holds, or nothing was shown; [`Fault::Conflict`] with the reason: `benefits-voucher-used`,
/// `benefits-voucher-gone`, `benefits-voucher-early`, `benefits-voucher-late`, `benefits-voucher-unpaid`.
pub async fn redeem(b: &Benefits, actor: &Actor, counter: &Counter, sealed: &str) -> Outcome<Redeemed> {
    let seen = &again(b, counter, sealed).await?.ok_or(Fault::NotFound)?;
    let (it, number) = (&seen.benefit, seen.entry.number);
    b.store()
        .write("benefits.redeem", actor, |tx| async move {
            clerk::lock(&tx, counter.merchant.id, counter.clerk.id)
                .await?
                .filter(|c| c.holds(tx.now()))
                .ok_or(Fault::NotFound)?;
            if !it.is_valid(tx.now()) {
                return Err(Fault::Conflict(seen.refusal(tx.now()).unwrap_or("benefits-voucher-late")));
            }
            let using = Use { allotment: it.allotment_id, number, pays_there: true, by: None };
            // Holds the place: what was redeemed is counted only behind it.
            let used = signups::spend(&tx, &using).await.map_err(at_the_counter)?;
            let all = redemption::of_place(&*tx, it.allotment_id, number).await?;
            let before = i64::try_from(all.iter().filter(|r| r.stands()).count()).unwrap_or(i64::MAX);
            let left = i64::from(it.uses) - before - 1;
            if left < 0 {
                return Err(Fault::Conflict("benefits-voucher-used"));
            }
            let day = Day::from_unix_ms(tx.now());
            let (value, paid) = if before == 0 { (it.due(), used.paid_there) } else { (0, 0) };
            let facts = ledger::record(&tx, &facts(it, &used.entry, day, used.spent)).await?;
            let row = Redemption {
                allotment_id: it.allotment_id,
                number,
                n: i64::try_from(all.len()).unwrap_or(i64::MAX) + 1,
                benefit_id: it.id,
                merchant_id: counter.merchant.id,
                clerk: Some(counter.clerk.id),
                code: seen.ticket.last.clone(),
                value,
                paid,
                owed: value - paid,
                spent: used.spent,
                fact: *facts.first().ok_or(Fault::NotFound)?,
                given: facts.get(1).copied(),
                day: day.0,
                at: tx.now(),
                statement: None,
                undone_at: None,
                undone_by: None,
                undone_why: String::new(),
            };
            redemption::insert(&tx, &row).await?;
            let detail = json!({ "number": number, "merchant": row.merchant_id, "clerk": row.clerk, "owed": row.owed });
            tx.record("benefit", it.id, detail);
            Ok(Redeemed { redemption: row, left })
        })
        .await
}

/// One voucher redeemed by a member of some union, and what was given for it.
fn facts(it: &Benefit, entry: &Entry, day: Day, spent: i64) -> Vec<Fact> {
    let held = Fact { setting: "merchant".into(), ..Fact::held(it.id, day, it.union_id, "benefit") };
    let about = |fact: Fact| Fact { ordinal: Some(entry.ordinal), home: entry.home, ..fact };
    let mut all = vec![about(held.also(What::Redeemed, 1, Source::Scan))];
    if spent > 0 {
        all.push(about(held.also(What::Given, spent, Source::Scan)));
    }
    all
}

/// What the desk says, in the words of the counter.
pub(super) fn at_the_counter(fault: Fault) -> Fault {
    match fault {
        Fault::Conflict("signups-place-is-gone") => Fault::Conflict("benefits-voucher-gone"),
        Fault::Conflict("signups-not-paid-yet") => Fault::Conflict("benefits-voucher-unpaid"),
        other => other,
    }
}

/// The benefit of this id at this counter, for taking a redemption back.
pub(crate) async fn at_counter(b: &Benefits, counter: &Counter, id: Uuid) -> Outcome<Benefit> {
    let all = benefit::at_merchant(b.store().read(), counter.merchant.id, b.store().now() - REMEMBERED, MOST).await?;
    all.into_iter().find(|it| it.id == id).ok_or(Fault::NotFound)
}
