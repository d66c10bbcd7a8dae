use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rules::asks::asks_health;
use crate::sight::may_see_entrants;

/// How somebody came to see what was answered about health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthTaken {
    /// On the screen.
    Shown,
    /// In a list of his own, or to a program.
    Exported,
}

impl Signups {
    /// Writes down that somebody asked for what was answered about health, before he gets to see it. The consent is to using it for
    /// this one matter (PIPL, article 29), so without it is how everybody sees the list who does not ask.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope and for whoever may not see the names; `signups-list-health-none` where nothing about
    /// health is asked.
    pub async fn take_health(&self, scope: &Scope, actor: &Actor, id: Uuid, how: HealthTaken) -> Outcome<()> {
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
                let reason = match how {
                    HealthTaken::Shown => "shown with health answers",
                    HealthTaken::Exported => "exported with health answers",
                };
                tx.record("allotment", id, json!({ "reason": reason }));
                Ok(())
            })
            .await
    }
}
