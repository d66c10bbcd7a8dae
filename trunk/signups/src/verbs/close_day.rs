use codes::Day;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::waive::read_reason;
use crate::house::Signups;
use crate::rows::payment;
use crate::rows::till::{self, Till};

impl Signups {
    /// Closes a union's day at the desk: what was taken by each method, and the cash that was counted, in fen. A difference is
    /// written down with a word on it. Closed once, it stays as it is; what comes later belongs to the next day's close.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; `signups-day-ahead` at `day`; `signups-difference-unsaid` at `says`;
    /// `signups-day-closed-already`.
    pub async fn close_day(
        &self,
        scope: &Scope,
        actor: &Actor,
        union: Uuid,
        day: Day,
        counted: i64,
        says: &str,
    ) -> Outcome<Till> {
        scope.require(Power::HandOut, union)?;
        if day > self.today() {
            return Err(Fault::field("day", "signups-day-ahead"));
        }
        let says = &read_reason("says", says)?;
        self.store()
            .write("signups.close_day", actor, |tx| async move {
                let open = till::lock(&tx, union, day).await?;
                if open.closed_at.is_some() {
                    return Err(Fault::Conflict("signups-day-closed-already"));
                }
                let sums = payment::sums(&*tx, union, day).await?;
                let of = |method| payment::by_method(&sums, method);
                let closed = Till {
                    last: open.last,
                    cash: of("cash"),
                    transfer: of("transfer"),
                    card: of("card"),
                    counted,
                    says: says.clone(),
                    closed_at: Some(tx.now()),
                    closed_by: actor.person,
                };
                if closed.counted != closed.cash && says.is_empty() {
                    return Err(Fault::field("says", "signups-difference-unsaid"));
                }
                till::close(&tx, union, day, &closed).await?;
                tx.record("union", union, json!({ "day": day.0, "cash": closed.cash, "counted": counted }));
                Ok(closed)
            })
            .await
    }
}
