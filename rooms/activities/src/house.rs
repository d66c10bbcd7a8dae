use std::collections::HashMap;
use std::sync::Arc;

use blueprints::Blueprints;
use codes::Day;
use files::Files;
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
const UPCOMING: usize = 60;

/// What the screens and verbs of this room share; cheap to clone.
#[derive(Clone)]
pub struct Activities {
    pub membership: Membership,
    pub signups: Signups,
    pub venues: Venues,
    pub blueprints: Blueprints,
    pub files: Files,
    upcoming: Arc<Upcoming>,
    reading_upcoming: Arc<Gather<Uuid, Announced>>,
    lately: Arc<Lately>,
    reading_lately: Arc<Gather<(Latest, Uuid), Vec<Session>>>,
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

    /// The meeting it is listed by: the next one, else the latest.
    pub fn shown(&self, now: i64) -> Option<&Meeting> {
        self.next(now).or_else(|| self.meetings.iter().max_by_key(|m| m.begins_at))
    }

    /// Its place in a list that begins with what comes next and ends with what is longest over.
    pub fn place_in_list(&self, now: i64) -> (bool, i64, Uuid) {
        let at = self.shown(now).map_or(self.activity.last_at, |m| m.begins_at);
        let is_over = self.activity.is_cancelled() || self.next(now).is_none();
        (is_over, if is_over { -at } else { at }, self.activity.id)
    }
}

/// What one union has announced, in the order in which it ends.
type Announced = Arc<[Arc<Planned>]>;
/// By the union that announced it, while no activity has changed, on one day.
type Upcoming = Kept<Uuid, (Version, Day), Announced>;
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
    pub fn new(membership: Membership, signups: Signups, venues: Venues, blueprints: Blueprints, files: Files) -> Self {
        Self {
            membership,
            signups,
            venues,
            blueprints,
            files,
            upcoming: Arc::new(Kept::new(MOST_KEPT)),
            reading_upcoming: Arc::default(),
            lately: Arc::new(Kept::new(MOST_KEPT)),
            reading_lately: Arc::default(),
            lists: Arc::new(Kept::new(MOST_LISTS)),
        }
    }

    /// What a union and those above it have announced, with its timetable, in the order in which it ends; from memory while no
    /// activity has changed and the day is the same, so some of it may be over by now.
    pub(crate) async fn upcoming(&self, union: Uuid) -> Outcome<Vec<Arc<Planned>>> {
        let line: Vec<Uuid> = self.federation().path(union).iter().map(|u| u.id).collect();
        let mut found = Vec::new();
        for union in line {
            found.extend(self.announced_by(union).await?.iter().cloned());
        }
        found.sort_by_key(|p| (p.activity.last_at, p.activity.id));
        found.truncate(UPCOMING);
        Ok(found)
    }

    /// Each union's own are kept once for all those below it, and read together for whoever looks in the same moment.
    async fn announced_by(&self, union: Uuid) -> Outcome<Announced> {
        let stamp = (self.store().versions().get(activity::VERSION), self.today());
        let (store, since) = (self.store().clone(), self.today().start_unix_ms());
        let of_these = move |unions: Vec<Uuid>| {
            let store = store.clone();
            async move { planned(&store, &unions, since).await }
        };
        let read = async || Ok(self.reading_upcoming.get(union, of_these).await?.unwrap_or_default());
        self.upcoming.get_or(union, stamp, read).await
    }

    /// The latest sessions of a union or a person, newest first; from memory while no session has changed.
    pub(crate) async fn latest(&self, whose: Latest, id: Uuid) -> Outcome<Arc<[Session]>> {
        let version = self.store().versions().get(session::VERSION);
        let store = self.store().clone();
        // Together with everybody else who looks in this moment.
        let of_these = move |asked: Vec<(Latest, Uuid)>| {
            let store = store.clone();
            async move {
                let of = |whose| asked.iter().filter(|(w, _)| *w == whose).map(|(_, id)| *id).collect::<Vec<_>>();
                let held = session::latest_of(store.read(), &of(Latest::Held), LATELY).await?;
                let came_to = attendance::latest_of(store.read(), &of(Latest::CameTo), MINE).await?;
                let held = held.into_iter().map(|(id, sessions)| ((Latest::Held, id), sessions));
                Ok(held.chain(came_to.into_iter().map(|(id, sessions)| ((Latest::CameTo, id), sessions))).collect())
            }
        };
        let read = async || Ok(self.reading_lately.get((whose, id), of_these).await?.unwrap_or_default().into());
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

/// What some unions have announced, each for itself, with timetables and seasons; `since`: what was over by then is left out.
async fn planned(store: &Store, unions: &[Uuid], since: i64) -> Outcome<HashMap<Uuid, Announced>> {
    let db = store.read();
    let all = activity::upcoming(db, unions, since, i64::try_from(UPCOMING).unwrap_or(i64::MAX)).await?;
    let ids: Vec<Uuid> = all.iter().map(|a| a.id).collect();
    let seasons = season::of_activities(db, &ids).await?;
    let mut meetings: HashMap<Uuid, Vec<Meeting>> = HashMap::new();
    for one in meeting::of_all(db, &ids).await? {
        meetings.entry(one.activity_id).or_default().push(one);
    }
    let mut found: HashMap<Uuid, Vec<Arc<Planned>>> = HashMap::new();
    for activity in all {
        let (meetings, season) = (meetings.remove(&activity.id).unwrap_or_default(), seasons.get(&activity.id).copied());
        found.entry(activity.union_id).or_default().push(Arc::new(Planned { activity, meetings, season }));
    }
    Ok(found.into_iter().map(|(union, all)| (union, all.into())).collect())
}
