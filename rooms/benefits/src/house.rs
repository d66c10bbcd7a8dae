use blueprints::Blueprints;
use codes::Day;
use membership::Membership;
use organisation::Federation;
use signups::Signups;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::rows::merchant::{self, Merchant};

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Benefits {
    pub membership: Membership,
    pub signups: Signups,
    pub blueprints: Blueprints,
}

impl Benefits {
    #[must_use]
    pub fn new(membership: Membership, signups: Signups, blueprints: Blueprints) -> Self {
        Self { membership, signups, blueprints }
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        self.membership.store()
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.membership.organisation.federation
    }

    /// The merchants a union has put in its list, by name.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn merchants_of(&self, union: Uuid) -> Outcome<Vec<Merchant>> {
        merchant::of_unions(self.store().read(), &[union]).await
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.membership.today()
    }
}
