use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::route::{self, Route, Stop};
use crate::rules::route::{NewRoute, RoutePlan, read};
use crate::{Activities, sight};

/// Makes a study route. Needs the power to run activities by more than a team leader's post. The id comes from the form, so a form
/// sent twice is one route.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `activities-announce-key-taken`.
pub async fn make_route(a: &Activities, scope: &Scope, actor: &Actor, form: &NewRoute) -> Outcome<Uuid> {
    let union = Uuid::try_parse(&form.union).map_err(|_| Fault::NotFound)?;
    sight::require_to_announce(scope, union)?;
    let id = Uuid::try_parse(&form.key).map_err(|_| Fault::field("title", "activities-key-unreadable"))?;
    let plan = read(form).map_err(Fault::Invalid)?;
    if let Some(standing) = route::get(a.store().read(), id).await? {
        let is_mine = standing.union_id == union && standing.recorded_by == Some(scope.person);
        return if is_mine { Ok(id) } else { Err(Fault::Conflict("activities-announce-key-taken")) };
    }
    let (plan, person) = (&plan, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    a.store()
        .write("activities.make_route", &actor, |tx| async move {
            let new = row(plan, (id, id, 1), union, person, tx.now());
            route::insert(&tx, &new, &plan.stops).await?;
            tx.record("route", id, json!({ "union": union, "stops": plan.stops.len() }));
            Ok(id)
        })
        .await
}

/// Changes a route: in place until an activity follows it, from then on as a new version, and those that follow the old one keep
/// it. Answers the id of what stands now.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `activities-changed-meanwhile`; `activities-route-replaced`.
pub async fn change_route(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, form: &NewRoute) -> Outcome<Uuid> {
    let (standing, _) = reach_to_keep(a, scope, id).await?;
    let plan = read(form).map_err(Fault::Invalid)?;
    let revision = super::correct::read_revision(&form.revision)?;
    let (plan, person, union) = (&plan, scope.person, standing.union_id);
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    a.store()
        .write("activities.change_route", &actor, |tx| async move {
            let old = route::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if old.state != "open" {
                return Err(Fault::Conflict("activities-route-replaced"));
            }
            if old.revision != revision {
                return Err(Fault::Conflict("activities-changed-meanwhile"));
            }
            let is_used = !route::outings(&*tx, id).await?.is_empty();
            if !is_used {
                let same = row(plan, (id, old.first, old.version), union, person, old.recorded_at);
                route::update(&tx, &same, &plan.stops).await?;
                tx.record("route", id, json!({ "stops": plan.stops.len() }));
                return Ok(id);
            }
            let next = tx.new_id();
            route::set_state(&tx, id, "replaced").await?;
            route::insert(&tx, &row(plan, (next, old.first, old.version + 1), union, person, tx.now()), &plan.stops).await?;
            tx.record("route", next, json!({ "replaces": id, "stops": plan.stops.len() }));
            Ok(next)
        })
        .await
}

/// Takes a route off the list; those that follow it keep it.
///
/// # Errors
/// By the scope; `activities-route-replaced`.
pub async fn close_route(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    let (standing, _) = reach_to_keep(a, scope, id).await?;
    let actor = Actor { on_behalf: scope.on_behalf(standing.union_id), ..actor.clone() };
    a.store()
        .write("activities.close_route", &actor, |tx| async move {
            let old = route::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if old.state != "open" {
                return Err(Fault::Conflict("activities-route-replaced"));
            }
            route::set_state(&tx, id, "closed").await?;
            tx.record("route", id, json!({ "state": "closed" }));
            Ok(())
        })
        .await
}

/// A route, for members of the union that keeps it and of those below, and for whoever reaches that union by a post.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub(crate) async fn reach_route(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<(Route, Vec<Stop>)> {
    let db = a.store().read();
    let of = route::get(db, id).await?.ok_or(Fault::NotFound)?;
    if !scope.reaches(of.union_id) {
        let home = sight::home_of(a, scope.person).await?;
        let mut is_for = home.is_some_and(|home| a.federation().is_within(home, of.union_id));
        // Whoever was let into an outing of it from elsewhere walks it too.
        if !is_for {
            for outing in route::outings(db, id).await? {
                is_for |= sight::reach_activity(a, scope, outing.activity_id).await.is_ok();
            }
        }
        if !is_for {
            return Err(Fault::NotFound);
        }
    }
    Ok((of, route::stops(db, id).await?))
}

/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn reach_to_keep(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<(Route, Vec<Stop>)> {
    let db = a.store().read();
    let of = route::get(db, id).await?.filter(|r| scope.reaches(r.union_id)).ok_or(Fault::NotFound)?;
    sight::require_to_announce(scope, of.union_id)?;
    Ok((of, route::stops(db, id).await?))
}

fn row(plan: &RoutePlan, (id, first, version): (Uuid, Uuid, i32), union: Uuid, by: Uuid, at: i64) -> Route {
    Route {
        id,
        first,
        version,
        union_id: union,
        title: plan.title.clone(),
        summary: plan.summary.clone(),
        meeting_point: plan.meeting_point.clone(),
        price: plan.price,
        member_price: plan.member_price,
        state: "open".into(),
        revision: 1,
        recorded_by: Some(by),
        recorded_at: at,
    }
}
