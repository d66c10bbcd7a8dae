use std::sync::{Arc, PoisonError, RwLock};

use codes::Day;
use membership::Membership;
use organisation::Federation;
use store::{Kept, Store, Version};

use crate::item::Item;
use crate::places::Places;
use crate::rows::item::Range;

/// Lists kept in memory. The longest has [`crate::find::MOST`] items, a megabyte.
const MOST_LISTS: usize = 100;

/// Raised with every item published, cancelled or withdrawn.
pub(crate) const VERSION: &str = "agenda";
/// Raised by the federation with every change of its tree.
pub(crate) const TREE: &str = "organisation";

/// What is on in a range, before it is asked for whom: the items, and whether there are more than these.
pub(crate) type List = (Arc<[Arc<Item>]>, bool);

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Agenda {
    pub membership: Membership,
    kinds: Arc<[(&'static str, &'static str)]>,
    settings: Arc<[(&'static str, &'static str)]>,
    places: Arc<RwLock<Vec<Arc<dyn Places>>>>,
    pub(crate) lists: Arc<Kept<Range, (Version, Version), List>>,
}

impl Agenda {
    /// `kinds`: the short keys that rooms publish under, each with its message key.
    #[must_use]
    pub fn new(membership: Membership, kinds: impl IntoIterator<Item = (&'static str, &'static str)>) -> Self {
        let (kinds, lists) = (kinds.into_iter().collect(), Arc::new(Kept::new(MOST_LISTS)));
        Self { membership, kinds, settings: Arc::new([]), places: Arc::default(), lists }
    }

    /// Introduces somebody who knows of places: the desk, and each room whose items are not the occasions of the desk. Done at start.
    pub fn introduce(&self, places: Arc<dyn Places>) {
        self.places.write().unwrap_or_else(PoisonError::into_inner).push(places);
    }

    pub(crate) fn places(&self) -> Vec<Arc<dyn Places>> {
        // The guard must be gone before anybody is asked.
        self.places.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// `settings`: the kinds of place that rooms publish under (at a station, in a workshop), each with its message key.
    #[must_use]
    pub fn with_settings(mut self, settings: impl IntoIterator<Item = (&'static str, &'static str)>) -> Self {
        self.settings = settings.into_iter().collect();
        self
    }

    /// The message key of a kind of place; none where it says nothing.
    pub(crate) fn setting_key(&self, setting: &str) -> Option<&'static str> {
        self.settings.iter().find(|(name, _)| *name == setting).map(|(_, key)| *key)
    }

    /// Each kind with its message key, in the order of the rooms.
    pub(crate) fn kinds(&self) -> &[(&'static str, &'static str)] {
        &self.kinds
    }

    /// The message key of a kind, where a room still has it in its list.
    pub(crate) fn kind_key(&self, kind: &str) -> Option<&'static str> {
        self.kinds.iter().find(|(name, _)| *name == kind).map(|(_, key)| *key)
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
