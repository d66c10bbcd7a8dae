use std::sync::{Arc, OnceLock};

use codes::Day;
use organisation::Organisation;
use store::{Gather, Store};
use uuid::Uuid;
use web::Web;

use crate::people::{HeadsKept, Own, Owns, heads, owns};
use crate::sender::Sender;
use crate::standings::Standings;
use crate::verbs::own::take_away::Keeper;

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Membership(Arc<Inner>);

pub struct Inner {
    pub web: Web,
    pub organisation: Organisation,
    pub(crate) sender: Arc<dyn Sender>,
    pub(crate) owns: Owns,
    pub(crate) reading_owns: Gather<Uuid, Arc<Own>>,
    pub(crate) heads: HeadsKept,
    pub(crate) standings: Standings,
    keepers: OnceLock<Vec<Arc<dyn Keeper>>>,
}

impl std::ops::Deref for Membership {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Membership {
    #[must_use]
    pub fn new(organisation: Organisation, sender: Arc<dyn Sender>) -> Self {
        Self(Arc::new(Inner {
            web: organisation.web.clone(),
            organisation,
            sender,
            owns: owns(),
            reading_owns: Gather::default(),
            heads: heads(),
            standings: Standings::default(),
            keepers: OnceLock::new(),
        }))
    }

    /// Introduces whoever else keeps something of people; done once, at start.
    pub fn introduce(&self, keepers: Vec<Arc<dyn Keeper>>) {
        // A second introduction would be a defect of the application; the first one stays.
        let _ = self.keepers.set(keepers);
    }

    pub(crate) fn keepers(&self) -> &[Arc<dyn Keeper>] {
        self.keepers.get().map_or(&[], Vec::as_slice)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.web.store
    }

    #[must_use]
    pub fn today(&self) -> Day {
        Day::from_unix_ms(self.web.store.now())
    }
}
