use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::seal;
use crate::rows::part::{self, Part};
use crate::rows::{challenge, consent};
use crate::rules::value;
use crate::{Challenges, sight};

/// The wording agreed to. Another wording is another name, and asks anew.
pub(crate) const WORDING: &str = "2026-11";

/// What somebody who takes part agrees to.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    /// The separate consent to the keeping of health data.
    pub agrees: bool,
    /// For a weight: centimetres, to tell where losing more would not be healthy.
    pub height: String,
}

/// Takes part, with a place and a separate consent to the keeping of one's measurements (PIPL, articles 28 and 29), which may be
/// taken back at any time. Joining again changes nothing.
///
/// # Errors
/// As [`sight::reach`]; `challenges-no-place`, `challenges-is-over`; [`Fault::Invalid`] on `agrees` and `height`.
pub async fn join(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid, form: &Joining) -> Outcome<()> {
    let it = sight::reach(c, scope, id).await?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if !sight::has_place(c, &it, scope.person).await? {
        return Err(Fault::Conflict("challenges-no-place"));
    }
    let mut faults = Vec::new();
    let height = match it.is_weight() {
        true => value::height(&form.height).map_err(|fault| faults.push(fault)).ok(),
        false => None,
    };
    if !form.agrees {
        faults.push(FieldFault::new("agrees", "challenges-agrees-missing"));
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let person = scope.person;
    let homes = membership::home_on(c.store().read(), &[person], c.today()).await?;
    let ordinal = homes.get(&person).map(|h| h.ordinal).ok_or(Fault::NotFound)?;
    c.store()
        .write("challenges.join", actor, |tx| async move {
            if !challenge::lock(&tx, id).await?.is_some_and(|it| it.is_open()) {
                return Err(Fault::Conflict("challenges-is-over"));
            }
            if part::lock(&tx, id, person).await?.is_some_and(|p| p.is_joined()) {
                tx.changes_nothing();
                return Ok(());
            }
            let at = seal::height_at(id, person);
            let part = Part {
                challenge_id: id,
                person,
                ordinal,
                state: "joined".into(),
                height: height.map(|h| seal::seal(tx.store(), at, h)).transpose()?,
                nickname: None,
                team: None,
                ranked_at: None,
                joined_at: tx.now(),
            };
            part::put(&tx, &part).await?;
            consent::insert(&tx, id, person, WORDING).await?;
            tx.record("challenge", id, json!({ "consent": WORDING }));
            Ok(())
        })
        .await
}
