use std::sync::Arc;

use codes::Day;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::federation::{Named, Union};
use crate::house::Organisation;
use crate::power::Power;
use crate::rules::day;
use crate::scope::Scope;

/// Somebody at work on the federation: the house, what he may reach, and how the audit trail names him. Every verb takes
/// one.
#[derive(Clone)]
pub struct Acting<'a> {
    pub house: &'a Organisation,
    pub scope: &'a Scope,
    actor: Actor,
}

impl<'a> Acting<'a> {
    #[must_use]
    pub fn new(house: &'a Organisation, scope: &'a Scope, actor: Actor) -> Self {
        Self { house, scope, actor }
    }

    pub(crate) fn person(&self) -> Uuid {
        self.scope.person
    }

    pub(crate) fn today(&self) -> Day {
        self.house.today()
    }

    /// For the audit line: an act for a union whose books are kept elsewhere says so.
    pub(crate) fn actor_for(&self, union: Uuid) -> Actor {
        Actor { on_behalf: self.scope.on_behalf(union), ..self.actor.clone() }
    }

    /// Whoever changes a union stands above it; a root changes itself.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it without the power.
    pub(crate) fn above(&self, union: Uuid) -> Outcome<Arc<Union>> {
        let found = self.house.federation.get(union).ok_or(Fault::NotFound)?;
        if self.scope.may_change(union) {
            Ok(found)
        } else if self.scope.reaches(union) {
            Err(Fault::Forbidden(Power::Organise.name()))
        } else {
            Err(Fault::NotFound)
        }
    }

    /// The day a change holds from ([`crate::rules::day`]).
    pub(crate) fn effective(&self, text: &str) -> Result<Day, FieldFault> {
        let root = self.house.federation.root();
        let freely = root.is_some_and(|root| self.scope.may(Power::Organise, root.id));
        day::effective("day", text, self.today(), freely)
    }

    /// The living union a field names: what was chosen, else what was typed.
    pub(crate) fn named(&self, field: &str, typed: &str, chosen: &str) -> Result<Arc<Union>, FieldFault> {
        let words = if chosen.is_empty() { typed } else { chosen };
        if words.is_empty() {
            return Err(FieldFault::new(field, "organisation-union-missing"));
        }
        match self.house.federation.named(words) {
            Named::One(union) => Ok(union),
            Named::Several(_) => Err(FieldFault::new(field, "organisation-union-several")),
            Named::Nothing => Err(FieldFault::new(field, "organisation-union-unknown")),
        }
    }

    /// The registered person with this number.
    pub(crate) async fn person_by_phone(&self, field: &str, phone: &str) -> Outcome<Uuid> {
        let people = self.house.people().ok_or_else(|| Fault::Internal("nobody who knows people was introduced".into()))?;
        let found = people.by_phone(phone).await?;
        found.map(|(person, _)| person).ok_or_else(|| Fault::field(field, "organisation-person-unknown"))
    }

    /// Lets this process see at once what was just committed; others see it within a moment.
    pub(crate) async fn seen(&self) -> Outcome<()> {
        self.house.federation.refresh(self.house.store()).await
    }
}
