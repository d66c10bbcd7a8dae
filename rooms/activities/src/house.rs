use codes::Day;
use membership::Membership;
use organisation::{Federation, Organisation};
use store::Store;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Activities {
    pub membership: Membership,
}

impl Activities {
    #[must_use]
    pub fn new(membership: Membership) -> Self {
        Self { membership }
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        self.membership.store()
    }

    #[must_use]
    pub fn organisation(&self) -> &Organisation {
        &self.membership.organisation
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.membership.organisation.federation
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.membership.today()
    }
}
