use inbox::{NewNotice, Room, Said};
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::expire::look_at;
use super::pay::{Booked, book};
use super::waive::read_reason;
use crate::house::Signups;
use crate::rows::payment::{self, Payment};
use crate::rows::{allotment, entry, step};

impl Signups {
    /// Takes back a payment that was booked by mistake: for the wrong person, or though no money came. The payment stays in the
    /// books; the reversal is a receipt of its own, with its reason, in the first day that is not closed. Where the place
    /// stands, its price is due again, with the whole time to pay it anew, and whoever holds the place is told. (Money that was
    /// rightly taken from somebody who has no place any more is a refund.)
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope or without such an entry; `signups-reason-missing`, `signups-reason-long` at
    /// `reason`; [`Fault::Conflict`]: `signups-nothing-to-reverse`, `signups-reverse-used` where something of the place was used.
    pub async fn reverse(&self, scope: &Scope, actor: &Actor, id: Uuid, number: i64, reason: &str) -> Outcome<Payment> {
        let union = self.known(id).await?.allotment.union_id;
        scope.require(Power::HandOut, union)?;
        let reason = &read_reason("reason", reason)?;
        if reason.is_empty() {
            return Err(Fault::field("reason", "signups-reason-missing"));
        }
        self.store()
            .write("signups.reverse", actor, |tx| async move {
                let a = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let mut e = entry::get(&*tx, id, number).await?.ok_or(Fault::NotFound)?;
                if e.pay != "paid" {
                    return Err(Fault::Conflict("signups-nothing-to-reverse"));
                }
                if step::is_used(&*tx, id, number).await? {
                    return Err(Fault::Conflict("signups-reverse-used"));
                }
                let paid = payment::standing(&*tx, union, id, number).await?.ok_or(Fault::NotFound)?;
                e.pay = if e.stands() { "due" } else { "none" }.into();
                e.until_at = (e.stands() && a.pay_minutes > 0).then(|| tx.now() + a.pay_minutes * 60_000);
                entry::update(&tx, &e).await?;
                step::add(&tx, id, number, "reversed", 0, actor.person).await?;
                let booked = Booked { what: "reversed", method: &paid.method, turn: paid.turn, reason };
                let taken_back = book(&tx, union, &e, &booked, actor.person).await?;
                if let Some(due) = e.until_at {
                    look_at(&tx, id, due).await?;
                }
                if e.stands() {
                    let said = Said::new("signups-notice-reversed").title("title", &a.title);
                    let key = format!("signup/{id}/{number}/reversed/{}", paid.turn);
                    inbox::notice(&tx, &NewNotice::new(e.person, key, Room::Signups, said, format!("/signups/{id}"))).await?;
                }
                let detail = json!({ "number": number, "reversed": paid.receipt(), "receipt": taken_back.receipt() });
                tx.record("allotment", id, detail);
                Ok(taken_back)
            })
            .await
    }
}
