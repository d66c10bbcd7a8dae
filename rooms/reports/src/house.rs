use std::sync::Arc;

use codes::Day;
use ledger::Ledger;
use ledger::figures::Sight;
use membership::Membership;
use organisation::{Federation, Power, Scope, Union};
use store::{Fault, Outcome, Store};
use uuid::Uuid;

/// What the screens of this room share; cheap to clone.
#[derive(Clone)]
pub struct Reports(Arc<Inner>);

pub struct Inner {
    pub ledger: Ledger,
    pub membership: Membership,
}

impl std::ops::Deref for Reports {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Reports {
    #[must_use]
    pub fn new(ledger: Ledger, membership: Membership) -> Self {
        Self(Arc::new(Inner { ledger, membership }))
    }

    pub(crate) fn store(&self) -> &Store {
        self.ledger.store()
    }

    pub(crate) fn federation(&self) -> &Federation {
        &self.ledger.organisation.federation
    }

    pub(crate) fn today(&self) -> Day {
        self.ledger.today()
    }

    /// A union whose figures this reader may see, and how much of them.
    ///
    /// # Errors
    /// `Fault::NotFound` outside the scope, `Fault::Forbidden` without the power.
    pub(crate) fn seen(&self, scope: &Scope, union: Uuid) -> Outcome<(Arc<Union>, Sight)> {
        scope.require(Power::SeeFigures, union)?;
        let found = self.federation().get(union).ok_or(Fault::NotFound)?;
        if found.kind.is_grass_roots() && scope.may(Power::SeePeople, union) {
            return Ok((found, Sight::Roster));
        }
        // The reader's view begins at the highest of the unions by whose posts this one is reached.
        let tops = scope.unions_with(Power::SeeFigures).into_iter().filter(|top| self.federation().is_within(union, *top));
        let top = tops.min_by_key(|top| self.federation().path(*top).len()).unwrap_or(union);
        Ok((found, Sight::Above(top)))
    }
}
