use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::reach::{acting, reach_with};
use crate::Membership;
use crate::rows::{honour, person};
use crate::rules::honour::{HonourForm, reason};

/// More than anybody ever held; beyond it somebody leans on the key.
const MOST: i64 = 50;

/// Records that a member holds an honour: an officer who may enter members has seen the document. The same honour of the same
/// year stands once. Answers its id.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Forbidden`] without the power to enrol; [`Fault::Invalid`] beside the fields.
pub async fn record_honour(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid, form: &HonourForm) -> Outcome<Uuid> {
    let reached = reach_with(m, scope, Power::Enrol, person).await?;
    let new = &form.read(m.today()).map_err(Fault::Invalid)?;
    let union = reached.union.id;
    m.store()
        .write("membership.record_honour", &acting(scope, actor, union), |tx| async move {
            person::hold(&tx, person).await?;
            if honour::stands(&tx, person, new).await? {
                return Err(Fault::field("title", "membership-honour-recorded-already"));
            }
            if honour::count(&tx, person).await? >= MOST {
                return Err(Fault::field("title", "membership-honour-too-many"));
            }
            let id = honour::insert(&tx, person, union, new, actor.person).await?;
            // Whoever was just told that he may not is asked about anew.
            tx.bump(crate::people::VERSION);
            let detail = json!({ "honour": id, "title": new.honour.title.name(), "level": new.honour.rank.name() });
            tx.record("person", person, detail);
            Ok(id)
        })
        .await
}

/// Takes back an honour that was entered by mistake, and says why; the line stays readable.
///
/// # Errors
/// [`Fault::NotFound`] out of sight, or where none such stands; [`Fault::Forbidden`]; [`Fault::Invalid`] beside `reason`.
pub async fn withdraw_honour(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid, id: Uuid, words: &str) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Enrol, person).await?;
    let why = &reason(words).map_err(|fault| Fault::Invalid(vec![fault]))?;
    m.store()
        .write("membership.withdraw_honour", &acting(scope, actor, reached.union.id), |tx| async move {
            person::hold(&tx, person).await?;
            honour::withdraw(&tx, person, id, why, actor.person).await?;
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "honour": id }));
            Ok(())
        })
        .await
}
