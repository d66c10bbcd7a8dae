use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Outcome};
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::application::{self, Owed};

/// Written in one transaction; the writer is not held for longer than a page.
const AT_ONCE: i64 = 100;

impl Membership {
    /// Brings applications nobody answered within 15 working days before the next higher union, which sees how many and since
    /// when, and no name. Says how many.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn escalate(&self) -> Outcome<u64> {
        let mut told = 0;
        loop {
            let late = &application::overdue(self.store().read(), self.today(), AT_ONCE).await?;
            if late.is_empty() {
                return Ok(told);
            }
            let federation = &self.organisation.federation;
            told += self
                .store()
                .write("membership.escalate", &Actor::house(), |tx| async move {
                    let mut n = 0;
                    for one in late {
                        // Decided or handed on since it was read: then nothing is to be told, but the round is recorded all the same.
                        let is_late = application::escalate(&tx, one).await?;
                        tx.record("person", one.person, json!({ "application": one.id, "union": one.union_id, "late": is_late }));
                        if is_late {
                            let above = federation.parent(one.union_id).map(|u| u.id);
                            let payload = json!({ "application": one.id, "union": one.union_id, "above": above });
                            jobs::emit(&tx, one.person, "membership.overdue", payload).await?;
                            n += 1;
                        }
                    }
                    Ok(n)
                })
                .await?;
        }
    }

    /// Which unions directly below the reader's own owe answers, how many and since when.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn owed_below(&self, scope: &Scope) -> Outcome<Vec<(String, Owed)>> {
        let federation = &self.organisation.federation;
        let own: Vec<Uuid> = scope.unions_with(Power::Organise);
        let owed = application::owed(self.store().read()).await?;
        let below = |o: &Owed| federation.parent(o.union_id).is_some_and(|p| own.contains(&p.id));
        Ok(owed.into_iter().filter(below).map(|o| (federation.name(o.union_id), o)).collect())
    }
}
