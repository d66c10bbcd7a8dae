use std::sync::Arc;

use codes::Day;
use membership::Membership;
use organisation::{Federation, Organisation};
use store::{Kept, Outcome, Store, Version};
use uuid::Uuid;

use crate::rows::venue::{self, Venue};
use crate::rules::distance::{Position, metres};
use crate::rules::kind::{FACILITIES, VENUE_KINDS, named};

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Venues {
    pub membership: Membership,
    directory: Arc<Kept<(), Version, Directory>>,
}

/// All open venues, by name. A few hundred bytes each: a country's stations are some tens of megabytes.
type Directory = Arc<[Venue]>;

/// What a list of venues is narrowed to. What cannot be read narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A name of [`crate::VENUE_KINDS`].
    pub kind: String,
    /// A name of [`crate::FACILITIES`].
    pub facility: String,
    /// Of this union and below.
    pub place: Option<Uuid>,
    /// Every one of these words stands in the name or the address.
    pub words: String,
    /// Nearest first; those whose position nobody has said come last.
    pub near: Option<Position>,
    /// Open at this instant, unix milliseconds.
    pub open_at: Option<i64>,
}

/// A venue of a list.
#[derive(Clone, Debug)]
pub struct Found {
    pub venue: Venue,
    /// Metres from where the reader is.
    pub metres: Option<i64>,
}

impl Venues {
    #[must_use]
    pub fn new(membership: Membership) -> Self {
        Self { membership, directory: Arc::new(Kept::new(1)) }
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

    /// All open venues; from memory while none has changed.
    pub(crate) async fn directory(&self) -> Outcome<Directory> {
        let version = self.store().versions().get(venue::VERSION);
        let read = async || Ok(venue::open(self.store().read()).await?.into());
        self.directory.get_or((), version, read).await
    }
}

/// The open venues of the directory that answer to `wanted`: nearest first where a position is given, else by name.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn find(venues: &Venues, wanted: &Wanted) -> Outcome<Vec<Found>> {
    let (directory, federation) = (venues.directory().await?, venues.federation());
    let kind = named(VENUE_KINDS, &wanted.kind).map(|k| k.name);
    let facility = named(FACILITIES, &wanted.facility).map(|f| f.name);
    let words = wanted.words.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |v: &Venue| {
        kind.is_none_or(|k| v.kind == k)
            && facility.is_none_or(|f| v.facilities().any(|has| has == f))
            && words.iter().all(|w| v.name.to_lowercase().contains(w) || v.address.to_lowercase().contains(w))
            && wanted.open_at.is_none_or(|at| v.week().is_open(at))
            && wanted.place.is_none_or(|place| v.union_id == place || federation.is_within(v.union_id, place))
    };
    let found = directory.iter().filter(|v| fits(v));
    let far = |v: &Venue| wanted.near.and_then(|here| v.position().map(|there| metres(here, there)));
    let mut found: Vec<Found> = found.map(|v| Found { metres: far(v), venue: v.clone() }).collect();
    if wanted.near.is_some() {
        found.sort_by_key(|f| f.metres.unwrap_or(i64::MAX));
    }
    Ok(found)
}
