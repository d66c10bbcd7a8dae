//! The one way to the content of a meeting and to its minutes. Content is read by whoever finds the meeting; minutes by those who
//! came, by the chair, and by the host union's own officers. Standing above the host shows no minutes.

use organisation::{Power, Scope};
use sea_orm::ConnectionTrait;
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::rows::activity::Activity;
use crate::rows::meeting::Meeting;
use crate::rows::paper::{Paper, Speaker};
use crate::rows::session::Session;
use crate::rows::study::{self, Study};
use crate::rows::{activity, attendance, expected, meeting, plan, session};
use crate::rules::roll::Roll;
use crate::{Activities, rules, sight};

/// A study with what it is about, as a reader may see it.
#[derive(Clone, Debug)]
pub struct StudySeen {
    pub study: Study,
    pub planned: Option<(Activity, Meeting)>,
    /// The session it is, or became.
    pub session: Option<Session>,
    /// May arrange the content: runs the meeting, from a post at the host itself.
    pub is_arranger: bool,
    /// Holds a post at the host itself.
    pub is_of_host: bool,
    pub is_chair: bool,
    /// Came by name.
    pub came: bool,
    /// The names of speakers and chair: for the host's own people and those who came.
    pub sees_names: bool,
}

impl StudySeen {
    /// Drafts are seen by the host's officers and the chair only.
    #[must_use]
    pub fn sees_drafts(&self) -> bool {
        self.is_of_host || self.is_chair
    }

    #[must_use]
    pub fn sees_minutes(&self) -> bool {
        self.study.is_public || self.sees_drafts() || self.came
    }

    /// Writes the minutes: an officer of the host who may arrange the meeting, or the chair.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.is_chair || self.is_arranger
    }

    #[must_use]
    pub fn title(&self) -> &str {
        match (&self.session, &self.planned) {
            (Some(session), _) => &session.title,
            (None, Some((activity, _))) => &activity.title,
            (None, None) => "",
        }
    }

    #[must_use]
    pub fn begins_at(&self) -> i64 {
        match (&self.session, &self.planned) {
            (Some(session), _) => session.begins_at,
            (None, Some((_, meeting))) => meeting.begins_at,
            (None, None) => 0,
        }
    }

    #[must_use]
    pub fn place(&self) -> &str {
        match (&self.session, &self.planned) {
            (Some(session), _) => &session.place,
            (None, Some((_, meeting))) => &meeting.place,
            (None, None) => "",
        }
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/studies/{}", self.study.id)
    }

    /// What it belongs to.
    #[must_use]
    pub fn behind(&self) -> String {
        match (&self.planned, &self.session) {
            (Some((activity, _)), _) => activity.href(),
            (None, Some(session)) => format!("/sessions/{}", session.id),
            (None, None) => "/activities".into(),
        }
    }
}

/// # Errors
/// [`Fault::NotFound`] for whoever finds neither the activity nor the session.
pub(crate) async fn reach(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<StudySeen> {
    let db = a.store().read();
    let study = study::get(db, id).await?.ok_or(Fault::NotFound)?;
    let (planned, session, is_arranger) = match study.activity {
        Some(activity) => {
            let planned = sight::reach_activity(a, scope, activity).await?;
            let meeting = planned.meeting(id)?.clone();
            let session = held(a, &meeting).await?;
            let is_arranger = sight::require_to_announce(scope, study.union_id).is_ok();
            (Some((planned.activity, meeting)), session, is_arranger)
        }
        None => {
            let seen = sight::reach(a, scope, id).await?;
            (None, Some(seen.session), seen.is_editable)
        }
    };
    let came = match &session {
        Some(session) => attendance::has(db, session.id, scope.person).await?,
        None => false,
    };
    let is_of_host = is_of(scope, study.union_id);
    let is_arranger = is_arranger && is_of_host;
    let is_chair = study.chair == Some(scope.person);
    let sees_names = is_of_host || came || is_chair || sight::home_of(a, scope.person).await? == Some(study.union_id);
    Ok(StudySeen { study, planned, session, is_arranger, is_of_host, is_chair, came, sees_names })
}

/// As [`reach`], also for a visitor where the host made the minutes public.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn reach_minutes(a: &Activities, scope: Option<&Scope>, id: Uuid) -> Outcome<StudySeen> {
    let reached = match scope {
        Some(scope) => reach(a, scope, id).await,
        None => Err(Fault::NotFound),
    };
    match reached {
        Ok(seen) if seen.sees_minutes() => Ok(seen),
        Ok(_) => Err(Fault::NotFound),
        Err(Fault::NotFound) => open(a, id).await,
        Err(fault) => Err(fault),
    }
}

/// Minutes that the host opened to everybody.
async fn open(a: &Activities, id: Uuid) -> Outcome<StudySeen> {
    let db = a.store().read();
    let study = study::get(db, id).await?.filter(|s| s.is_public).ok_or(Fault::NotFound)?;
    let (planned, session) = match study.activity {
        Some(of) => {
            let meeting = meeting::get(db, of, id).await?.ok_or(Fault::NotFound)?;
            let session = held(a, &meeting).await?;
            (activity::get(db, of).await?.map(|activity| (activity, meeting)), session)
        }
        None => (None, session::get(db, id).await?),
    };
    Ok(StudySeen {
        study,
        planned,
        session,
        is_arranger: false,
        is_of_host: false,
        is_chair: false,
        came: false,
        sees_names: false,
    })
}

/// What stands on the minutes besides the words, as it stands now.
pub(crate) async fn paper(db: &impl ConnectionTrait, seen: &StudySeen) -> Outcome<Paper> {
    let content = study::content(db, seen.study.id).await?;
    let topic = topic(db, seen).await?;
    Ok(Paper {
        begins_at: seen.begins_at(),
        place: seen.place().to_owned(),
        topic: topic.map(|(plan, topic)| format!("{plan}　{topic}")).unwrap_or_default(),
        named: seen.session.as_ref().map_or(0, |s| s.named),
        by_head: seen.session.as_ref().map_or(0, |s| s.by_head),
        chair: seen.study.chair_ordinal,
        speakers: content.presenters.into_iter().map(|p| Speaker { ordinal: p.ordinal, name: p.name, title: p.title }).collect(),
        roll: roll(db, seen).await?,
    })
}

/// Who of the group was there, as far as it is known now.
pub(crate) async fn roll(db: &impl ConnectionTrait, seen: &StudySeen) -> Outcome<Roll> {
    let group = expected::of(db, seen.study.id).await?;
    let came: Vec<i64> = match &seen.session {
        Some(session) => attendance::of(db, session.id).await?.into_iter().map(|c| c.ordinal).collect(),
        None => Vec::new(),
    };
    Ok(rules::roll::roll(&group, &came))
}

/// The plan and the topic it takes up, in words.
pub(crate) async fn topic(db: &impl ConnectionTrait, seen: &StudySeen) -> Outcome<Option<(String, String)>> {
    let (Some(id), Some(n)) = (seen.study.plan, seen.study.topic) else { return Ok(None) };
    let Some(of) = plan::get(db, id).await? else { return Ok(None) };
    let topic = plan::topics(db, id).await?.into_iter().find(|t| t.n == n);
    Ok(topic.map(|t| (of.title, t.title)))
}

/// The session a meeting became, while it stands.
async fn held(a: &Activities, meeting: &Meeting) -> Outcome<Option<Session>> {
    Ok(match meeting.session {
        Some(session) => session::get(a.store().read(), session).await?.filter(|s| !s.is_retracted()),
        None => None,
    })
}

/// Whether this reader holds a post at the union itself, or keeps its books.
pub(crate) fn is_of(scope: &Scope, union: Uuid) -> bool {
    let keeper = scope.federation().get(union).and_then(|u| u.kept_by);
    scope.has(Power::Run) && scope.held().iter().any(|h| h.union == union || keeper == Some(h.union))
}
