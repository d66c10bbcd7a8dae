use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rows::attendance;
use crate::{Activities, Logged, Seen, Session};

/// A session as everybody it is shown to may read it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionJson {
    pub id: Uuid,
    /// The one counting host.
    pub union: Uuid,
    pub title: String,
    pub kind: String,
    pub setting: String,
    /// `2026-11-18`.
    pub day: String,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub minutes: i32,
    pub place: String,
    pub programme: Option<Uuid>,
    /// People known by name.
    pub named: i64,
    /// People counted by head, besides those named.
    pub by_head: i64,
    /// `logged` or `retracted`.
    pub state: String,
    /// Goes back with a correction.
    pub revision: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub co_hosts: Option<Vec<CoHostJson>>,
    /// Only those whose names the reader may see; absent for who may see none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<AttendeeJson>>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CoHostJson {
    /// A union of this house; absent for an outside body.
    pub union: Option<Uuid>,
    pub name: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AttendeeJson {
    pub person: Uuid,
    /// `ticked`, `sheet` or `scan`.
    pub how: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SessionList {
    pub sessions: i64,
    pub named: i64,
    pub by_head: i64,
    pub items: Vec<SessionJson>,
}

/// How logging ended.
#[derive(Serialize, ToSchema)]
pub(crate) struct LoggedJson {
    /// `new`, `already`, `joined` or `asked`.
    pub outcome: String,
    pub id: Option<Uuid>,
    /// With `asked`: sessions that may be the same. Send again with `same`.
    pub alike: Vec<SessionJson>,
}

impl From<Logged> for LoggedJson {
    fn from(logged: Logged) -> Self {
        let (outcome, id, alike) = match logged {
            Logged::New(id) => ("new", Some(id), Vec::new()),
            Logged::Already(id) => ("already", Some(id), Vec::new()),
            Logged::Joined(id) => ("joined", Some(id), Vec::new()),
            Logged::Asked(alike) => ("asked", None, alike.iter().map(SessionJson::of).collect()),
        };
        Self { outcome: outcome.to_owned(), id, alike }
    }
}

impl SessionJson {
    pub fn of(s: &Session) -> Self {
        Self {
            id: s.id,
            union: s.union_id,
            title: s.title.clone(),
            kind: s.kind.clone(),
            setting: s.setting.clone(),
            day: codes::Day(s.day).to_string(),
            begins_at: s.begins_at,
            minutes: s.minutes,
            place: s.place.clone(),
            programme: s.programme,
            named: s.named,
            by_head: s.by_head,
            state: s.state.clone(),
            revision: s.revision,
            co_hosts: None,
            people: None,
        }
    }

    pub async fn whole(a: &Activities, seen: &Seen) -> store::Outcome<Self> {
        let co_hosts = seen
            .co_hosts
            .iter()
            .map(|c| CoHostJson { union: c.union, name: c.union.map_or_else(|| c.name.clone(), |u| a.federation().name(u)) });
        let mut json = Self { co_hosts: Some(co_hosts.collect()), ..Self::of(&seen.session) };
        if seen.names.is_any() {
            let came = attendance::of(a.store().read(), seen.session.id).await?;
            let shown = came.iter().filter(|c| seen.names.shows(c.person));
            json.people = Some(shown.map(|c| AttendeeJson { person: c.person, how: c.how.name().to_owned() }).collect());
        }
        Ok(json)
    }
}
