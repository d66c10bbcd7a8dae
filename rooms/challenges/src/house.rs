use blueprints::Blueprints;
use codes::Day;
use membership::Membership;
use organisation::Federation;
use signups::Signups;
use store::Store;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Challenges {
    pub membership: Membership,
    pub signups: Signups,
    pub blueprints: Blueprints,
}

impl Challenges {
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

    #[must_use]
    pub fn today(&self) -> Day {
        self.membership.today()
    }
}
