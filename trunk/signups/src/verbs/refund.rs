use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::pay::{Booked, book, read_method};
use crate::house::Signups;
use crate::rows::payment::{self, Payment};
use crate::rows::{allotment, entry, step};

impl Signups {
    /// Gives the price back to somebody who paid and has no place any more, all of it and once; with a receipt of its own.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope or without such an entry; `signups-method-wrong` at `method`; [`Fault::Conflict`]:
    /// `signups-refunded-already`, `signups-still-has-place`, `signups-nothing-to-refund`.
    pub async fn refund(&self, scope: &Scope, actor: &Actor, id: Uuid, number: i64, method: &str) -> Outcome<Payment> {
        let union = self.known(id).await?.allotment.union_id;
        scope.require(Power::HandOut, union)?;
        let method = read_method(method)?;
        self.store()
            .write("signups.refund", actor, |tx| async move {
                allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let mut e = entry::get(&*tx, id, number).await?.ok_or(Fault::NotFound)?;
                match e.pay.as_str() {
                    "refunded" => return Err(Fault::Conflict("signups-refunded-already")),
                    "paid" if e.stands() => return Err(Fault::Conflict("signups-still-has-place")),
                    "paid" => {}
                    _ => return Err(Fault::Conflict("signups-nothing-to-refund")),
                }
                e.pay = "refunded".into();
                entry::update(&tx, &e).await?;
                step::add(&tx, id, number, "refunded", 0, actor.person).await?;
                let turn = payment::reversals(&*tx, union, id, number).await?;
                let booked = Booked { what: "refunded", method, turn, reason: "" };
                let given = book(&tx, union, &e, &booked, actor.person).await?;
                let detail = json!({ "number": number, "refunded": e.price, "method": method, "receipt": given.receipt() });
                tx.record("allotment", id, detail);
                Ok(given)
            })
            .await
    }
}
