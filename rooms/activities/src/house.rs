use std::sync::Arc;

use codes::Day;
use membership::Membership;
use organisation::{Federation, Organisation};
use store::{Kept, Outcome, Store, Version};
use uuid::Uuid;

use crate::rows::attendance;
use crate::rows::session::{self, Filter, Session};

/// Unions and people whose latest sessions are kept in memory.
const MOST_KEPT: usize = 20_000;
/// Sessions shown of the member's union, and of the member's own.
const LATELY: u64 = 20;
const MINE: u64 = 5;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Activities {
    pub membership: Membership,
    lately: Arc<Lately>,
}

type Lately = Kept<(Latest, Uuid), Version, Arc<[Session]>>;

/// Whose latest sessions.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Latest {
    /// Those a union held or co-held.
    Held,
    /// Those a person came to by name.
    CameTo,
}

impl Activities {
    #[must_use]
    pub fn new(membership: Membership) -> Self {
        Self { membership, lately: Arc::new(Kept::new(MOST_KEPT)) }
    }

    /// The latest sessions of a union or a person, newest first; from memory while no session has changed.
    pub(crate) async fn latest(&self, whose: Latest, id: Uuid) -> Outcome<Arc<[Session]>> {
        let version = self.store().versions().get(session::VERSION);
        let db = self.store().read();
        let read = async || {
            Ok(match whose {
                Latest::Held => session::list(db, &Filter { unions: vec![id], ..Filter::default() }, 0, LATELY).await?,
                Latest::CameTo => attendance::sessions_of(db, id, 0, MINE).await?,
            }
            .into())
        };
        self.lately.get_or((whose, id), version, read).await
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
