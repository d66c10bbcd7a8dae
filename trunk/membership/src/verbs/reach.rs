use std::sync::Arc;

use organisation::{Power, Scope, Union};
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Membership;
use crate::rows::person::{self, Person};
use crate::rows::spell::{self, Spell};

/// A member in sight of somebody who may see the names of that union.
#[derive(Clone, Debug)]
pub struct Reached {
    pub person: Person,
    /// The membership in force today.
    pub spell: Spell,
    pub union: Arc<Union>,
}

/// The only way to somebody else's person: through a power to see people that reaches the union he is a member of today.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else, whether there is such a person, a member of another union, or nobody at all.
pub(crate) async fn reach(m: &Membership, scope: &Scope, person: Uuid) -> Outcome<Reached> {
    let db = m.store().read();
    let spell = spell::on(db, person, m.today()).await?.ok_or(Fault::NotFound)?;
    if !scope.may(Power::SeePeople, spell.union_id) {
        return Err(Fault::NotFound);
    }
    let person = person::get(db, person).await?.ok_or(Fault::NotFound)?;
    let union = m.organisation.federation.get(spell.union_id).ok_or(Fault::NotFound)?;
    Ok(Reached { person, spell, union })
}

/// As [`reach`], for something that needs a further power.
///
/// # Errors
/// As [`reach`]; [`Fault::Forbidden`] for somebody who sees the member and may not do this.
pub(crate) async fn reach_with(m: &Membership, scope: &Scope, power: Power, person: Uuid) -> Outcome<Reached> {
    let reached = reach(m, scope, person).await?;
    scope.require(power, reached.union.id)?;
    Ok(reached)
}

/// The audit line of an officer's act: one for a union without a computer says so.
pub(crate) fn acting(scope: &Scope, actor: &Actor, union: Uuid) -> Actor {
    Actor { on_behalf: scope.on_behalf(union), ..actor.clone() }
}
