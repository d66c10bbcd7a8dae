//! The one way to a programme. It is a name and figures: posts of the union that began it, of those above and of those below read
//! it, and so does every member there, and whoever something of it is for.

use codes::Day;
use organisation::Scope;
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::house::Planned;
use crate::rows::programme::{self, Programme};
use crate::rows::{activity, meeting};
use crate::{Activities, sight};

/// Activities of a programme shown to whoever may come.
const SHOWN: i64 = 60;

/// # Errors
/// [`Fault::NotFound`] for whoever it is not for.
pub(crate) async fn reach(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Programme> {
    let it = programme::get(a.store().read(), id).await?.ok_or(Fault::NotFound)?;
    if reaches_by_post(a, scope, &it) {
        return Ok(it);
    }
    let home = sight::home_of(a, scope.person).await?;
    if home.is_some_and(|home| a.federation().is_within(home, it.union_id)) || !offered(a, id, home, 1).await?.is_empty() {
        return Ok(it);
    }
    Err(Fault::NotFound)
}

/// Whether a post of the reader's reaches the union that began it, or stands below that union and so may use it.
pub(crate) fn reaches_by_post(a: &Activities, scope: &Scope, it: &Programme) -> bool {
    scope.reaches(it.union_id) || scope.held().iter().any(|h| a.federation().is_within(h.union, it.union_id))
}

/// As [`reach`], for whoever keeps it: who may announce for the union that began it.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn reach_to_keep(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Programme> {
    let it = programme::get(a.store().read(), id).await?.filter(|it| scope.reaches(it.union_id)).ok_or(Fault::NotFound)?;
    sight::require_to_announce(scope, it.union_id)?;
    Ok(it)
}

/// What of a programme is for members of this union, with its timetables: the next first, then what is over, the latest first.
pub(crate) async fn activities_for(a: &Activities, id: Uuid, home: Option<Uuid>) -> Outcome<Vec<Planned>> {
    let db = a.store().read();
    let all = offered(a, id, home, SHOWN).await?;
    let mut meetings = meeting::of_all(db, &all.iter().map(|it| it.id).collect::<Vec<_>>()).await?;
    let plan = |activity: activity::Activity| {
        let own = meetings.extract_if(.., |m| m.activity_id == activity.id).collect();
        Planned { meetings: own, season: None, activity }
    };
    Ok(all.into_iter().map(plan).collect())
}

async fn offered(a: &Activities, id: Uuid, home: Option<Uuid>, most: i64) -> Outcome<Vec<activity::Activity>> {
    // Whoever belongs nowhere is nobody's member: nothing is for him.
    let Some(home) = home else { return Ok(Vec::new()) };
    let line: Vec<Uuid> = a.federation().path(home).iter().map(|u| u.id).collect();
    activity::of_programme_for(a.store().read(), id, &line, a.store().now(), most).await
}

/// The programmes a union and those above it have running on a day.
pub(crate) async fn running(a: &Activities, union: Uuid, day: Day) -> Outcome<Vec<Programme>> {
    let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
    programme::open_at(a.store().read(), &line, day).await
}
