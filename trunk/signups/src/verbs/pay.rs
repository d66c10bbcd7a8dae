use codes::Day;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::entry::{self, Entry};
use crate::rows::payment::{self, Payment};
use crate::rows::{allotment, step, till};

/// How money changes hands at the desk.
pub(crate) const METHODS: [&str; 3] = ["cash", "transfer", "card"];

impl Signups {
    /// Takes the price of a place at the desk of the union that runs it: all of it, at once. Gives the receipt. A price that
    /// has fallen due is not taken any more, even while the house has not yet passed the place on, so paying and falling due
    /// never both win.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope or without such an entry; `signups-method-wrong` at `method`;
    /// `signups-amount-differs` at `amount`, where `fen` is not what is due; [`Fault::Conflict`]: `signups-paid-already`,
    /// `signups-price-lapsed`, `signups-nothing-due`.
    pub async fn pay(&self, scope: &Scope, actor: &Actor, id: Uuid, number: i64, fen: i64, method: &str) -> Outcome<Payment> {
        let union = self.known(id).await?.allotment.union_id;
        scope.require(Power::HandOut, union)?;
        let method = read_method(method)?;
        self.store()
            .write("signups.pay", actor, |tx| async move {
                allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let mut e = entry::get(&*tx, id, number).await?.ok_or(Fault::NotFound)?;
                owes(&e, tx.now())?;
                if e.price != fen {
                    return Err(Fault::field("amount", "signups-amount-differs"));
                }
                (e.pay, e.until_at) = ("paid".into(), None);
                entry::update(&tx, &e).await?;
                step::add(&tx, id, number, "paid", 0, actor.person).await?;
                let turn = payment::reversals(&*tx, union, id, number).await?;
                let taken = book(&tx, union, &e, &Booked { what: "paid", method, turn, reason: "" }, actor.person).await?;
                tx.record(
                    "allotment",
                    id,
                    json!({ "number": number, "paid": fen, "method": method, "receipt": taken.receipt() }),
                );
                Ok(taken)
            })
            .await
    }
}

/// Whether the entry owes its price at this moment.
pub(super) fn owes(e: &Entry, now: i64) -> Outcome<()> {
    match e.pay.as_str() {
        "paid" if e.stands() => Err(Fault::Conflict("signups-paid-already")),
        "due" if e.stands() && e.has_place() && e.until_at.is_none_or(|until| now < until) => Ok(()),
        "due" => Err(Fault::Conflict("signups-price-lapsed")),
        _ => Err(Fault::Conflict("signups-nothing-due")),
    }
}

pub(super) fn read_method(text: &str) -> Outcome<&'static str> {
    METHODS.into_iter().find(|m| *m == text).ok_or_else(|| Fault::field("method", "signups-method-wrong"))
}

/// What a receipt says besides its entry.
pub(super) struct Booked<'a> {
    /// `paid`, `refunded` or `reversed`.
    pub what: &'a str,
    pub method: &'a str,
    /// How often the entry's payment had been reversed before.
    pub turn: i64,
    /// Of a reversal.
    pub reason: &'a str,
}

/// Writes a receipt into the first day that is not closed.
pub(super) async fn book(tx: &Tx, union: Uuid, e: &Entry, it: &Booked<'_>, by: Option<Uuid>) -> Outcome<Payment> {
    let (day, n) = till::next(tx, union, Day::from_unix_ms(tx.now())).await?;
    let taken = Payment {
        union_id: union,
        day: day.0,
        n,
        allotment_id: e.allotment_id,
        number: e.number,
        turn: it.turn,
        person: e.person,
        ordinal: e.ordinal,
        what: it.what.into(),
        method: it.method.into(),
        fen: e.price,
        reason: it.reason.into(),
        done_by: by,
        at: tx.now(),
    };
    payment::insert(tx, &taken).await?;
    Ok(taken)
}
