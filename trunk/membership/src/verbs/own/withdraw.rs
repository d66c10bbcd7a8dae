use serde_json::json;
use store::{Actor, Outcome};
use uuid::Uuid;

use crate::Membership;
use crate::rows::{consent, member, person};

/// Takes a consent back (PIPL, article 15). What was kept by it goes at once: with the consent to keep the ID number, the ID
/// number. That a union once verified an identity stays, as a fact of its day.
///
/// # Errors
/// [`store::Fault::NotFound`] for a consent of somebody else or one withdrawn before.
pub(crate) async fn withdraw(m: &Membership, actor: &Actor, person: Uuid, id: Uuid) -> Outcome<()> {
    m.store()
        .write("membership.withdraw_consent", actor, |tx| async move {
            person::hold(&tx, person).await?;
            let what = consent::withdraw(&tx, person, id).await?;
            if what == "id_number" {
                let old = person::open_id_number(tx.store(), &*tx, person).await?;
                member::set_id_number(&tx, person, old.as_deref(), None).await?;
            }
            tx.record("person", person, json!({ "consent": id, "what": what }));
            Ok(())
        })
        .await
}
