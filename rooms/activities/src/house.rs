use std::sync::Arc;

use blueprints::Blueprints;
use codes::Day;
use membership::Membership;
use organisation::{Federation, Organisation};
use signups::Signups;
use store::{Gather, Kept, Outcome, Store, Version};
use uuid::Uuid;
use venues::Venues;

use crate::rows::activity::{self, Activity};
use crate::rows::attendance;
use crate::rows::meeting::{self, Meeting};
use crate::rows::season;
use crate::rows::session::{self, Filter, Session, Sum};

/// Unions and people whose latest sessions are kept in memory.
const MOST_KEPT: usize = 20_000;
/// Lists kept in memory; one over a whole county names 2,000 unions, 32 KB.
const MOST_LISTS: usize = 500;
/// Sessions shown of the member's union, and of the member's own.
const LATELY: u64 = 20;
const MINE: u64 = 5;

/// Announced activities shown to a member.
const UPCOMING: i64 = 60;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Activities {
    pub membership: Membership,
    pub signups: Signups,
    pub venues: Venues,
    pub blueprints: Blueprints,
    upcoming: Arc<Upcoming>,
    lately: Arc<Lately>,
    reading_came_to: Arc<Gather<Uuid, Vec<Session>>>,
    lists: Arc<Lists>,
}

/// A page of sessions with what the whole list adds up to.
#[derive(Debug)]
pub(crate) struct Listed {
    pub sum: Sum,
    pub rows: Vec<Session>,
}

/// An announced activity with its timetable.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub activity: Activity,
    pub meetings: Vec<Meeting>,
    /// What it was announced with, where that was said.
    pub season: Option<Uuid>,
}

impl Planned {
    /// The meeting of this id.
    pub fn meeting(&self, id: Uuid) -> Outcome<&Meeting> {
        self.meetings.iter().find(|m| m.id == id).ok_or(store::Fault::NotFound)
    }

    /// The first meeting that is not over.
    pub fn next(&self, now: i64) -> Option<&Meeting> {
        self.meetings.iter().filter(|m| m.is_planned() && m.ends_at() > now).min_by_key(|m| m.begins_at)
    }
}

/// By the union, while neither activities nor the tree have changed, on one day.
type Upcoming = Kept<Uuid, (Version, Version, Day), Arc<[Planned]>>;
/// By what the list is narrowed to, how many are skipped and how many shown.
type Lists = Kept<(Filter, u64, u64), Version, Arc<Listed>>;
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
    pub fn new(membership: Membership, signups: Signups, venues: Venues, blueprints: Blueprints) -> Self {
        Self {
            membership,
            signups,
            venues,
            blueprints,
            upcoming: Arc::new(Kept::new(MOST_KEPT)),
            lately: Arc::new(Kept::new(MOST_KEPT)),
            reading_came_to: Arc::default(),
            lists: Arc::new(Kept::new(MOST_LISTS)),
        }
    }

    /// What a union and those above it have announced, with its timetable, in the order in which it ends; from memory while no
    /// activity has changed and the day is the same, so some of it may be over by now.
    pub(crate) async fn upcoming(&self, union: Uuid) -> Outcome<Arc<[Planned]>> {
        let versions = self.store().versions();
        let stamp = (versions.get(activity::VERSION), versions.get("organisation"), self.today());
        let line: Vec<Uuid> = self.federation().path(union).iter().map(|u| u.id).collect();
        let db = self.store().read();
        let read = async || {
            let all = activity::upcoming(db, &line, self.today().start_unix_ms(), UPCOMING).await?;
            let ids: Vec<Uuid> = all.iter().map(|a| a.id).collect();
            let (meetings, seasons) = (meeting::of_all(db, &ids).await?, season::of_activities(db, &ids).await?);
            let of = |id| meetings.iter().filter(|m| m.activity_id == id).cloned().collect();
            let season = |id| seasons.get(&id).copied();
            Ok(all.into_iter().map(|it| Planned { meetings: of(it.id), season: season(it.id), activity: it }).collect())
        };
        self.upcoming.get_or(union, stamp, read).await
    }

    /// The latest sessions of a union or a person, newest first; from memory while no session has changed.
    pub(crate) async fn latest(&self, whose: Latest, id: Uuid) -> Outcome<Arc<[Session]>> {
        let version = self.store().versions().get(session::VERSION);
        let (db, store) = (self.store().read(), self.store().clone());
        let came_to = move |people: Vec<Uuid>| {
            let store = store.clone();
            async move { attendance::latest_of(store.read(), &people, MINE).await }
        };
        let read = async || {
            Ok(match whose {
                Latest::Held => session::list(db, &Filter { unions: vec![id], ..Filter::default() }, 0, LATELY).await?,
                // Together with everybody else who looks in this moment.
                Latest::CameTo => self.reading_came_to.get(id, came_to).await?.unwrap_or_default(),
            }
            .into())
        };
        self.lately.get_or((whose, id), version, read).await
    }

    /// One page of a list; from memory while no session has changed.
    pub(crate) async fn list(&self, filter: Filter, skip: u64, most: u64) -> Outcome<Arc<Listed>> {
        let version = self.store().versions().get(session::VERSION);
        let (db, asked) = (self.store().read(), filter.clone());
        let read = async || {
            let sum = session::sum(db, &asked).await?;
            Ok(Arc::new(Listed { sum, rows: session::list(db, &asked, skip, most).await? }))
        };
        self.lists.get_or((filter, skip, most), version, read).await
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
