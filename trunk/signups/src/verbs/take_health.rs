use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rules::asks::asks_health;
use crate::sight::may_see_entrants;

impl Signups {
    /// Writes down that somebody takes the list away together with what was answered about health, before it is handed to him. The
    /// consent is to using it for this one matter (PIPL, article 29), so a list without it is what everybody gets who does not ask.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope and for whoever may not see the names; `signups-list-health-none` where nothing about
    /// health is asked.
    pub async fn take_health(&self, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
        let known = self.known(id).await?;
        let union = known.allotment.union_id;
        scope.require(Power::Run, union)?;
        if !may_see_entrants(scope, union) {
            return Err(Fault::NotFound);
        }
        if !known.asks.now().is_some_and(asks_health) {
            return Err(Fault::Conflict("signups-list-health-none"));
        }
        let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
        self.store()
            .write("signups.take_health", &actor, |tx| async move {
                tx.record("allotment", id, json!({ "reason": "exported with health answers" }));
                Ok(())
            })
            .await
    }
}
