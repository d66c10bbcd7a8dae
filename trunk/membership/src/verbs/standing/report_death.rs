use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Outcome};
use uuid::Uuid;
use web::session;

use super::turn;
use crate::Membership;
use crate::verbs::reach::{acting, reach_with};

/// A member has died: the membership ends, nobody is signed in as that person any longer.
///
/// # Errors
/// [`store::Fault::NotFound`] out of sight.
pub(crate) async fn report_death(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid) -> Outcome<()> {
    let union = reach_with(m, scope, Power::Admit, person).await?.union.id;
    m.store()
        .write("membership.report_death", &acting(scope, actor, union), |tx| async move {
            let turned = turn(&tx, person, "died", None, actor.person).await?;
            session::close_all(&tx, person, None).await?;
            tx.record("person", person, json!({ "union": union, "day": turned.day.0 }));
            Ok(())
        })
        .await
}
