use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::{challenge, code, consent, measure, part};
use crate::{Challenges, sight};

/// Takes the consent back: every measurement of this person in this challenge is erased at once, with the height, the nickname
/// and the team (PIPL, articles 15 and 47). It needs no reason, costs nothing, and may be done at any time, also after the end.
/// Figures that were shown before stay as they were; they are nobody's own. The place at the desk is given up there.
///
/// # Errors
/// As [`sight::reach`]; [`Fault::NotFound`] for whoever does not take part.
pub async fn withdraw(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    sight::reach(c, scope, id).await?;
    let person = scope.person;
    c.store()
        .write("challenges.withdraw", actor, |tx| async move {
            // Held first, so that the end is reckoned either before or after.
            challenge::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            let part = part::lock(&tx, id, person).await?.ok_or(Fault::NotFound)?;
            if !part.is_joined() {
                tx.changes_nothing();
                return Ok(());
            }
            measure::delete_of(&tx, id, person).await?;
            code::delete_of(&tx, id, person).await?;
            part::withdraw(&tx, id, person).await?;
            consent::withdraw(&tx, id, person).await?;
            tx.record("challenge", id, json!({ "consent": "withdrawn" }));
            Ok(())
        })
        .await
}
