use blueprints::Blueprints;
use codes::Day;
use files::Files;
use membership::Membership;
use organisation::Federation;
use store::Store;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Drives {
    pub membership: Membership,
    pub blueprints: Blueprints,
    pub files: Files,
}

impl Drives {
    #[must_use]
    pub fn new(membership: Membership, blueprints: Blueprints, files: Files) -> Self {
        Self { membership, blueprints, files }
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
