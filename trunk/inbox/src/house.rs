use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use codes::{Calendar, Day};
use organisation::{Organisation, Scope};
use store::{Outcome, Store, Version};
use uuid::Uuid;

use crate::aside::Aside;
use crate::deliver::Deliver;
use crate::rows::notice::Notice;
use crate::rows::waiting::{self, Task};
use crate::rules::group::{Group, group};
use crate::seats::{Kept, Seats};
use crate::verbs::read;

const MOST_KEPT: usize = 50_000;
/// Versions of what is cached by person or union: one of sixteen is raised by a write, so that two writers seldom meet on it
/// and a notice to one person leaves most others' counts alone.
const SHARDS: usize = 16;
const NOTICES: [&str; SHARDS] = [
    "inbox.notices.0",
    "inbox.notices.1",
    "inbox.notices.2",
    "inbox.notices.3",
    "inbox.notices.4",
    "inbox.notices.5",
    "inbox.notices.6",
    "inbox.notices.7",
    "inbox.notices.8",
    "inbox.notices.9",
    "inbox.notices.a",
    "inbox.notices.b",
    "inbox.notices.c",
    "inbox.notices.d",
    "inbox.notices.e",
    "inbox.notices.f",
];
const TASKS: [&str; SHARDS] = [
    "inbox.tasks.0",
    "inbox.tasks.1",
    "inbox.tasks.2",
    "inbox.tasks.3",
    "inbox.tasks.4",
    "inbox.tasks.5",
    "inbox.tasks.6",
    "inbox.tasks.7",
    "inbox.tasks.8",
    "inbox.tasks.9",
    "inbox.tasks.a",
    "inbox.tasks.b",
    "inbox.tasks.c",
    "inbox.tasks.d",
    "inbox.tasks.e",
    "inbox.tasks.f",
];

/// The version raised when this person's notices change.
pub(crate) fn version_of(person: Uuid) -> &'static str {
    NOTICES[shard(person)]
}

/// The version raised when something begins or ceases to wait at this union.
pub(crate) fn version_at(union: Uuid) -> &'static str {
    TASKS[shard(union)]
}

/// The last byte of an id is random.
fn shard(id: Uuid) -> usize {
    usize::from(id.as_bytes()[15]) % SHARDS
}

/// What waits, as the navigation says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// Rows on the desk, without what is only followed.
    pub count: u64,
    /// One of them is due today or late.
    pub is_due: bool,
}

/// What a badge was counted of: the sum of the versions, and the day.
type Seen = (Version, Day);

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Inbox(Arc<Inner>);

pub struct Inner {
    pub organisation: Organisation,
    pub(crate) calendar: Calendar,
    asides: OnceLock<Vec<Arc<dyn Aside>>>,
    deliver: OnceLock<Arc<dyn Deliver>>,
    unread: store::Kept<Uuid, Version, u32>,
    reading_unread: store::Gather<Uuid, u32>,
    /// The first page of a person's notices, and how many there are in all.
    pub(crate) newest: store::Kept<Uuid, Version, Arc<(Vec<Notice>, u64)>>,
    badges: store::Kept<Uuid, Seen, Badge>,
    kept: RwLock<Option<(Version, Arc<Kept>)>>,
}

impl std::ops::Deref for Inbox {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Inbox {
    #[must_use]
    pub fn new(organisation: Organisation) -> Self {
        Self(Arc::new(Inner {
            organisation,
            calendar: Calendar::official(),
            asides: OnceLock::new(),
            deliver: OnceLock::new(),
            unread: store::Kept::new(MOST_KEPT),
            reading_unread: store::Gather::default(),
            newest: store::Kept::new(MOST_KEPT),
            badges: store::Kept::new(MOST_KEPT),
            kept: RwLock::default(),
        }))
    }

    /// Introduces what stands beside the tasks of the desk, in this order; done once, at start.
    pub fn introduce(&self, asides: Vec<Arc<dyn Aside>>) {
        // A second introduction would be a defect of the application; the first one stays.
        let _ = self.asides.set(asides);
    }

    /// Connects whoever sends notices out of the house; done once, at start. Without it they are read in the house only.
    pub fn connect(&self, deliver: Arc<dyn Deliver>) {
        let _ = self.deliver.set(deliver);
    }

    pub(crate) fn asides(&self) -> &[Arc<dyn Aside>] {
        self.asides.get().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn deliverer(&self) -> Option<&dyn Deliver> {
        self.deliver.get().map(|d| &**d)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        self.organisation.store()
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.organisation.today()
    }

    /// Everything that waits for this reader: at the unions where a post gives the power or is the office asked for, at those
    /// whose books they keep, and for the reader himself; then what waits elsewhere and is followed. The most urgent first;
    /// several of one kind that may be told as one are one.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn waiting(&self, scope: &Scope) -> Outcome<Vec<Task>> {
        let seats = Seats::of(scope, &*self.kept().await?);
        waiting::waiting(self.store().read(), &seats).await
    }

    /// How many rows wait for this reader, for the navigation; from memory while nothing has changed anywhere.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn badge(&self, scope: &Scope) -> Outcome<Badge> {
        if scope.held().is_empty() {
            return Ok(Badge::default());
        }
        // Versions only grow, so their sum changes with each. Posts decide whom a task reaches, unions whose books are kept.
        let versions = self.store().versions();
        let version = TASKS.iter().chain(&["posts", "organisation"]).map(|name| versions.get(name)).sum();
        let today = self.today();
        let read = async || {
            let tasks = self.waiting(scope).await?;
            let own = || tasks.iter().filter(|t| !t.is_followed);
            Ok(Badge { count: own().count() as u64, is_due: own().any(|t| group(t, today) == Group::Now) })
        };
        self.badges.get_or(scope.person, (version, today), read).await
    }

    pub(crate) async fn seats(&self, scope: &Scope) -> Outcome<Seats> {
        Ok(Seats::of(scope, &*self.kept().await?))
    }

    /// As [`crate::unread`], from memory while nothing has changed: every signed-in page asks.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn unread(&self, person: Uuid) -> Outcome<u32> {
        let version = self.store().versions().get(version_of(person));
        let store = self.store().clone();
        let read = async || {
            let read = move |people: Vec<Uuid>| {
                let store = store.clone();
                async move { read::unread_of_all(&store, &people).await }
            };
            Ok(self.reading_unread.get(person, read).await?.unwrap_or(0))
        };
        self.unread.get_or(person, version, read).await
    }

    /// Which unions' books are kept by which.
    async fn kept(&self) -> Outcome<Arc<Kept>> {
        // The number is read before the tree, so that a tree newer than its number is read again rather than an older one kept.
        let version = self.store().versions().get("organisation");
        let known = self.kept.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, kept)) = known.filter(|(v, _)| *v == version) {
            return Ok(kept);
        }
        let federation = &self.organisation.federation;
        federation.refresh(self.store()).await?;
        let mut kept = Kept::default();
        for union in federation.root().map(|root| federation.within(root.id)).unwrap_or_default() {
            if let Some(keeper) = union.kept_by {
                kept.entry(keeper).or_default().push(union.id);
            }
        }
        let kept = Arc::new(kept);
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some((version, Arc::clone(&kept)));
        Ok(kept)
    }
}
