use organisation::{People as _, Power, Scope};
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::notices;
use crate::rows::allotment;
use crate::rows::seal::{self, Witness};
use crate::rules::seal::{LONGEST_CAPACITY, MOST_WITNESSES};

/// Somebody who is to witness, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asking {
    /// Mobile number of somebody registered.
    pub phone: String,
    /// In which capacity: `职工代表`. Stands in the public record; no name.
    pub capacity: String,
}

impl Signups {
    /// Asks somebody registered to seal a seed for this draw, and tells him. Whoever asks cannot be his own witness.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; [`Fault::Invalid`] at `phone` and `capacity`; [`Fault::Conflict`]:
    /// `signups-draw-not-sealed` where a public number decides, `signups-seal-late` when seals are no longer taken,
    /// `signups-witness-most`.
    pub async fn ask_witness(&self, scope: &Scope, actor: &Actor, id: Uuid, asking: &Asking) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        let (mut faults, capacity) = (Vec::new(), asking.capacity.trim());
        if !(1..=LONGEST_CAPACITY).contains(&capacity.chars().count()) || capacity.chars().any(char::is_control) {
            faults.push(FieldFault::new("capacity", "signups-witness-capacity-wrong"));
        }
        // Who may run a draw knows numbers to call people by; whether one is registered is said as in giving a post.
        let found = self.membership.by_phone(asking.phone.trim()).await?.map(|(person, _)| person);
        match found {
            None => faults.push(FieldFault::new("phone", "signups-witness-unknown")),
            Some(person) if person == scope.person => faults.push(FieldFault::new("phone", "signups-witness-oneself")),
            Some(_) => {}
        }
        let (Some(person), true) = (found, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
        self.store()
            .write("signups.ask_witness", actor, |tx| async move {
                let a = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                if a.is_cancelled() {
                    return Err(Fault::Conflict("signups-cancelled-already"));
                }
                let of = seal::sealing(&*tx, id).await?.ok_or(Fault::Conflict("signups-draw-not-sealed"))?;
                if tx.now() >= of.seal_until {
                    return Err(Fault::Conflict("signups-seal-late"));
                }
                let asked = seal::witnesses(&*tx, id, of.round).await?;
                if asked.iter().any(|w| w.person == person) {
                    return Err(Fault::field("phone", "signups-witness-already"));
                }
                if asked.iter().filter(|w| w.refused_at.is_none()).count() >= MOST_WITNESSES {
                    return Err(Fault::Conflict("signups-witness-most"));
                }
                let witness = Witness {
                    n: asked.last().map_or(1, |w| w.n + 1),
                    person,
                    capacity: capacity.to_owned(),
                    is_named: 0,
                    asked_at: tx.now(),
                    refused_at: None,
                    commitment: None,
                    sealed_at: None,
                    seed: None,
                    opened_at: None,
                };
                seal::ask(&tx, id, of.round, &witness, actor.person).await?;
                notices::witness(&tx, &a, &of, &witness, "asked").await?;
                tx.record("draw", id, json!({ "round": of.round, "witness": witness.n, "person": person }));
                Ok(())
            })
            .await
    }
}
