use std::sync::Arc;

use blueprints::Blueprints;
use codes::Day;
use membership::Membership;
use organisation::Federation;
use signups::Signups;
use store::{Gather, Kept, Outcome, Store, Version};
use uuid::Uuid;

use crate::rows::challenge::{self, Challenge};

/// Unions whose members looked lately.
const MOST_KEPT: usize = 10_000;
/// Challenges told of at once.
const MOST: i64 = 100;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Challenges {
    pub membership: Membership,
    pub signups: Signups,
    pub blueprints: Blueprints,
    running: Arc<Running>,
    taken: Arc<Gather<Uuid, Vec<Challenge>>>,
}

/// By the union, while neither challenges nor the tree have changed, on one day.
type Running = Kept<Uuid, (Version, Version, Day), Arc<[Challenge]>>;

impl Challenges {
    #[must_use]
    pub fn new(membership: Membership, signups: Signups, blueprints: Blueprints) -> Self {
        Self { membership, signups, blueprints, running: Arc::new(Kept::new(MOST_KEPT)), taken: Arc::default() }
    }

    /// What a union and those above it have announced and what is not over, in the order in which it begins; from memory while
    /// no challenge has changed.
    pub(crate) async fn running(&self, union: Uuid) -> Outcome<Arc<[Challenge]>> {
        let (versions, today) = (self.store().versions(), self.today());
        let stamp = (versions.get(challenge::VERSION), versions.get("organisation"), today);
        let line: Vec<Uuid> = self.federation().path(union).iter().map(|u| u.id).collect();
        let read = async || Ok(challenge::running(self.store().read(), &line, today, MOST).await?.into());
        self.running.get_or(union, stamp, read).await
    }

    /// What a person takes part in, or took part in, the latest first; read together with everybody else who looks in this
    /// moment.
    pub(crate) async fn taken(&self, person: Uuid) -> Outcome<Vec<Challenge>> {
        let store = self.store().clone();
        let read = move |people: Vec<Uuid>| {
            let store = store.clone();
            async move { challenge::of_people(store.read(), &people, MOST).await }
        };
        Ok(self.taken.get(person, read).await?.unwrap_or_default())
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
