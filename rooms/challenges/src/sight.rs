//! The one way to a challenge: through the reader's scope. To what was measured there is one way more, [`own`], and it leads
//! to the reader's own values only; no post opens another.

use codes::Day;
use organisation::{Office, Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Challenges;
use crate::rows::challenge::{self, Challenge};
use crate::rows::measure::{self, Measure};
use crate::rows::part::{self, Part};
use crate::rules::goal::Course;
use crate::verbs::seal;

/// A challenge as the person who may take part in it sees it.
pub(crate) struct Own {
    pub challenge: Challenge,
    /// Has a place at the desk.
    pub has_place: bool,
    pub part: Option<Part>,
    pub measures: Vec<Measure>,
    /// The values, opened; empty for whoever does not take part.
    pub course: Course,
    /// Millimetres.
    pub height: Option<i64>,
}

impl Own {
    /// Takes part: a place, and the consent standing.
    pub fn takes_part(&self) -> bool {
        self.has_place && self.has_joined()
    }

    pub fn has_joined(&self) -> bool {
        self.part.as_ref().is_some_and(Part::is_joined)
    }

    /// What stands for a day.
    pub fn on(&self, day: Day) -> Option<&Measure> {
        self.measures.iter().find(|m| m.day == day.0)
    }
}

/// A challenge, if it is for this reader, his posts reach its host, or he asked for a place in it.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub(crate) async fn reach(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<Challenge> {
    let it = challenge::get(c.store().read(), id).await?.ok_or(Fault::NotFound)?;
    if scope.reaches(it.union_id) || is_for(c, &it, home_of(c, scope.person).await?) {
        return Ok(it);
    }
    let asked = c.signups.entry_of(it.allotment, scope.person).await?.is_some();
    if asked { Ok(it) } else { Err(Fault::NotFound) }
}

/// As [`reach`], with what is the reader's own.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Internal`] where a value does not open.
pub(crate) async fn own(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<Own> {
    let challenge = reach(c, scope, id).await?;
    let (db, person) = (c.store().read(), scope.person);
    let has_place = has_place(c, &challenge, person).await?;
    let part = part::get(db, id, person).await?;
    let measures = measure::of_person(db, id, person).await?;
    let height = part.as_ref().map(|p| seal::open_height(c.store(), p)).transpose()?.flatten();
    let course = seal::course(c.store(), &challenge, &measures, height)?;
    Ok(Own { challenge, has_place, part, measures, course, height })
}

/// Whether the person stands at the desk with a place.
pub(crate) async fn has_place(c: &Challenges, it: &Challenge, person: Uuid) -> Outcome<bool> {
    Ok(c.signups.entry_of(it.allotment, person).await?.is_some_and(|e| e.stands() && e.has_place()))
}

/// Whether a challenge is for members of this union.
pub(crate) fn is_for(c: &Challenges, it: &Challenge, home: Option<Uuid>) -> bool {
    home.is_some_and(|home| match it.audience() {
        agenda::Audience::Subtree => c.federation().is_within(home, it.union_id),
        _ => true,
    })
}

/// As [`reach`], for whoever runs it.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn reach_to_run(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<Challenge> {
    let it = challenge::get(c.store().read(), id).await?.filter(|it| scope.reaches(it.union_id)).ok_or(Fault::NotFound)?;
    require_to_announce(scope, it.union_id)?;
    Ok(it)
}

/// Speaking for a whole union takes more than a team leader's post.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) fn require_to_announce(scope: &Scope, union: Uuid) -> Outcome<()> {
    scope.require(Power::Run, union)?;
    let federation = scope.federation();
    let keeper = federation.get(union).and_then(|u| u.kept_by);
    let speaks = scope
        .held()
        .iter()
        .filter(|h| h.office != Office::TeamLeader && h.office.has(Power::Run))
        .any(|h| h.union == union || keeper == Some(h.union) || (h.subtree && federation.is_within(union, h.union)));
    if speaks { Ok(()) } else { Err(Fault::Forbidden(Power::Run.name())) }
}

/// Whether the reader may announce something for some union.
pub(crate) fn announces_somewhere(scope: &Scope) -> bool {
    scope.unions_with(Power::Run).iter().any(|u| require_to_announce(scope, *u).is_ok())
}

/// The union that holds this person's membership today.
pub(crate) async fn home_of(c: &Challenges, person: Uuid) -> Outcome<Option<Uuid>> {
    Ok(c.membership.standing(person).await?.and_then(|standing| standing.home))
}
