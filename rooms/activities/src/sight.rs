//! The one way to a session or an activity: through the reader's scope. Who stands above sees counts; names are seen by the union that runs
//! the session and, each for its own people, by the unions they belong to.

use std::collections::HashSet;

use ledger::CoHost;
use organisation::{Office, Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Activities;
use crate::house::Planned;
use crate::rows::season::{Course, Season};
use crate::rows::session::Session;
use crate::rows::{activity, attendance, cohost, meeting, season, session};

/// Whose names a reader sees on a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    Nobody,
    /// Everybody who came: the union that runs it.
    Everybody,
    /// These people only: the reader's own team, or the people of a co-hosting union.
    These(HashSet<Uuid>),
}

impl Names {
    #[must_use]
    pub fn shows(&self, person: Uuid) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everybody => true,
            Self::These(people) => people.contains(&person),
        }
    }

    #[must_use]
    pub fn is_any(&self) -> bool {
        *self != Self::Nobody
    }
}

/// A session as a reader may see it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub session: Session,
    pub co_hosts: Vec<CoHost>,
    pub names: Names,
    /// May be corrected, entered and retracted by this reader.
    pub is_editable: bool,
}

/// The session, if the reader's posts reach its host or a co-host, or the reader is a member there or came to it.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub async fn reach(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Seen> {
    let db = a.store().read();
    let session = session::get(db, id).await?.ok_or(Fault::NotFound)?;
    let co_hosts = cohost::of(db, id).await?;
    let unions: Vec<Uuid> = std::iter::once(session.union_id).chain(co_hosts.iter().filter_map(|c| c.union)).collect();
    if !unions.iter().any(|u| scope.reaches(*u)) {
        let home = home_of(a, scope.person).await?;
        let is_member = home.is_some_and(|home| unions.contains(&home));
        if !is_member && !attendance::has(db, id, scope.person).await? {
            return Err(Fault::NotFound);
        }
    }
    let names = names(a, scope, &session, &unions).await?;
    let is_editable = !session.is_retracted() && may_correct(scope, &session).is_ok();
    Ok(Seen { session, co_hosts, names, is_editable })
}

/// As [`reach`], for whoever may change it.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it, `Conflict("activities-is-retracted")`.
pub async fn reach_to_change(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Seen> {
    let seen = reach(a, scope, id).await?;
    may_correct(scope, &seen.session)?;
    if seen.session.is_retracted() {
        return Err(Fault::Conflict("activities-is-retracted"));
    }
    Ok(seen)
}

/// An announced activity, if it is for this reader, his posts reach its host, or he asked for a place in it.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub(crate) async fn reach_activity(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Planned> {
    let db = a.store().read();
    let activity = activity::get(db, id).await?.ok_or(Fault::NotFound)?;
    if !scope.reaches(activity.union_id) && !is_for(a, &activity, home_of(a, scope.person).await?) {
        let asked = match activity.allotment {
            Some(allotment) => a.signups.entry_of(allotment, scope.person).await?.is_some(),
            None => false,
        };
        if !asked {
            return Err(Fault::NotFound);
        }
    }
    let season = season::of_activities(db, &[id]).await?.remove(&id);
    Ok(Planned { meetings: meeting::of(db, id).await?, season, activity })
}

/// A season with its courses, as the reader may see them: those of its activities that are for him, or that his posts reach.
///
/// # Errors
/// [`Fault::NotFound`] where none of them is.
pub(crate) async fn reach_season(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<(Season, Vec<(Course, Planned)>)> {
    let db = a.store().read();
    let season = season::get(db, id).await?.ok_or(Fault::NotFound)?;
    let (reaches, home) = (scope.reaches(season.union_id), home_of(a, scope.person).await?);
    let courses = season::courses(db, id).await?;
    let mut meetings = meeting::of_all(db, &courses.iter().map(|c| c.activity_id).collect::<Vec<_>>()).await?;
    let mut seen = Vec::with_capacity(courses.len());
    for course in courses {
        let Some(activity) = activity::get(db, course.activity_id).await? else { continue };
        if reaches || is_for(a, &activity, home) {
            let own = meetings.extract_if(.., |m| m.activity_id == activity.id).collect();
            seen.push((course, Planned { meetings: own, season: Some(id), activity }));
        }
    }
    if seen.is_empty() { Err(Fault::NotFound) } else { Ok((season, seen)) }
}

/// Whether an activity is for members of this union.
pub(crate) fn is_for(a: &Activities, activity: &activity::Activity, home: Option<Uuid>) -> bool {
    home.is_some_and(|home| match activity.audience() {
        agenda::Audience::Subtree => a.federation().is_within(home, activity.union_id),
        _ => true,
    })
}

/// As [`reach_activity`], for whoever runs it.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn reach_to_run(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Planned> {
    let db = a.store().read();
    let activity = activity::get(db, id).await?.filter(|it| scope.reaches(it.union_id)).ok_or(Fault::NotFound)?;
    require_to_announce(scope, activity.union_id)?;
    let season = season::of_activities(db, &[id]).await?.remove(&id);
    Ok(Planned { meetings: meeting::of(db, id).await?, season, activity })
}

/// Speaking for a whole union takes more than a team leader's post.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) fn require_to_announce(scope: &Scope, union: Uuid) -> Outcome<()> {
    scope.require(Power::Run, union)?;
    if leads_a_team_only(scope, union) { Err(Fault::Forbidden(Power::Run.name())) } else { Ok(()) }
}

/// Whether the reader may announce something for some union.
pub(crate) fn announces_somewhere(scope: &Scope) -> bool {
    scope.unions_with(Power::Run).iter().any(|u| require_to_announce(scope, *u).is_ok())
}

/// The union that holds this person's membership today.
pub(crate) async fn home_of(a: &Activities, person: Uuid) -> Outcome<Option<Uuid>> {
    let homes = membership::home_on(a.store().read(), &[person], a.today()).await?;
    Ok(homes.get(&person).and_then(|home| home.union))
}

async fn names(a: &Activities, scope: &Scope, session: &Session, unions: &[Uuid]) -> Outcome<Names> {
    let runs = scope.unions_with(Power::Run).contains(&session.union_id);
    if scope.may(Power::SeePeople, session.union_id) || (runs && session.logged_by == Some(scope.person)) {
        return Ok(Names::Everybody);
    }
    let mut people = HashSet::new();
    for union in unions {
        people.extend(roster(a, scope, *union).await?.into_iter().map(|e| e.person));
    }
    Ok(if people.is_empty() { Names::Nobody } else { Names::These(people) })
}

/// The people of a union whose names this reader may see; none where there are none to see.
///
/// # Errors
/// [`Fault::Database`].
pub async fn roster(a: &Activities, scope: &Scope, union: Uuid) -> Outcome<Vec<membership::RosterEntry>> {
    match membership::roster(a.store(), scope, union).await {
        Err(Fault::NotFound | Fault::Forbidden(_)) => Ok(Vec::new()),
        other => other,
    }
}

/// A team leader corrects what he logged himself; whoever runs the union's activities corrects all of them.
fn may_correct(scope: &Scope, session: &Session) -> Result<(), Fault> {
    scope.require(Power::Run, session.union_id)?;
    if session.logged_by == Some(scope.person) || !leads_a_team_only(scope, session.union_id) {
        Ok(())
    } else {
        Err(Fault::Forbidden(Power::Run.name()))
    }
}

/// Whether the power to run reaches this union by a team leader's post alone.
pub(crate) fn leads_a_team_only(scope: &Scope, union: Uuid) -> bool {
    let federation = scope.federation();
    let keeper = federation.get(union).and_then(|u| u.kept_by);
    !scope
        .held()
        .iter()
        .filter(|h| h.office != Office::TeamLeader && h.office.has(Power::Run))
        .any(|h| h.union == union || keeper == Some(h.union) || (h.subtree && federation.is_within(union, h.union)))
}
