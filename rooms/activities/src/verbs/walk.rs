//! The day of an outing: stops are reached in order, by whoever walks or for all by whoever leads. Nobody must; what is kept is how
//! many, not when.

use codes::Day;
use ledger::{EventCard, Fact, Source, What};
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::house::Planned;
use crate::rows::activity::Activity;
use crate::rows::route::{self, Outing, Stop};
use crate::rules::route::code;
use crate::{Activities, sight};

/// The activity follows this route, in the transaction that announces it.
///
/// # Errors
/// `activities-route-replaced` where there is a newer version.
pub(super) async fn follow(tx: &Tx, id: Uuid, activity: Uuid) -> Outcome<()> {
    let of = route::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if of.state != "open" {
        return Err(Fault::Conflict("activities-route-replaced"));
    }
    route::follow(tx, id, activity).await
}

/// An outing with the stops of its route.
#[derive(Clone, Debug)]
pub(crate) struct OnRoute {
    pub planned: Planned,
    pub outing: Outing,
    pub stops: Vec<Stop>,
    /// It is today.
    pub is_today: bool,
}

/// # Errors
/// [`Fault::NotFound`] for whoever the activity is not for, and where it follows no route.
pub(crate) async fn on_route(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<OnRoute> {
    let planned = sight::reach_activity(a, scope, id).await?;
    let outing = route::outing(a.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let stops = route::stops(a.store().read(), outing.route_id).await?;
    let today = a.today();
    let is_today = planned.meetings.iter().any(|m| m.state != "cancelled" && Day::from_unix_ms(m.begins_at) == today)
        && !planned.activity.is_cancelled();
    Ok(OnRoute { planned, outing, stops, is_today })
}

/// Whether this person goes along: has a place, or nobody signs up.
pub(crate) async fn goes(a: &Activities, activity: &Activity, person: Uuid) -> Outcome<bool> {
    Ok(match activity.allotment {
        Some(allotment) => a.signups.entry_of(allotment, person).await?.is_some_and(|e| e.state == "placed"),
        None => sight::is_for(a, activity, sight::home_of(a, person).await?),
    })
}

/// Marks the next stop as reached by the reader himself. The last one completes the route: a fact.
///
/// # Errors
/// [`Fault::NotFound`]; `activities-walk-not-today`, `activities-walk-no-place`, `activities-walk-order`;
/// [`Fault::Invalid`] on `code`.
pub async fn mark(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, n: i32, typed: &str) -> Outcome<()> {
    let of = on_route(a, scope, id).await?;
    let stop = today_s(&of, n)?;
    if !goes(a, &of.planned.activity, scope.person).await? {
        return Err(Fault::Conflict("activities-walk-no-place"));
    }
    if !stop.code.is_empty() && code(typed) != stop.code {
        return Err(Fault::Invalid(vec![FieldFault::new("code", "activities-walk-code")]));
    }
    let (of, person) = (&of, scope.person);
    a.store()
        .write("activities.mark", actor, |tx| async move {
            route::lock_outing(&tx, id).await?.ok_or(Fault::NotFound)?;
            let homes = membership::home_on(&*tx, &[person], Day::from_unix_ms(tx.now())).await?;
            let home = homes.get(&person).ok_or(Fault::NotFound)?;
            let before = route::reached(&*tx, id, home.ordinal).await?;
            if before >= n {
                // Tapped twice: reached is reached.
                tx.changes_nothing();
                return Ok(());
            }
            if before + 1 != n {
                return Err(Fault::Conflict("activities-walk-order"));
            }
            let done = advance(&tx, of, n, &[(home.ordinal, home.union)]).await?;
            tx.record("activity", id, json!({ "stop": n, "completed": done }));
            Ok(())
        })
        .await
}

/// Marks the next stop as reached by everybody with a place, as whoever leads the group sees it.
///
/// # Errors
/// As [`sight::reach_to_run`]; `activities-walk-not-today`, `activities-walk-order`.
pub async fn lead(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, n: i32) -> Outcome<()> {
    sight::reach_to_run(a, scope, id).await?;
    let of = on_route(a, scope, id).await?;
    today_s(&of, n)?;
    let people: Vec<Uuid> = match of.planned.activity.allotment {
        Some(allotment) => {
            let standing = a.signups.standing_people(allotment).await?;
            standing.into_iter().filter(|(.., state)| state == "placed").map(|(person, ..)| person).collect()
        }
        None => Vec::new(),
    };
    let (of, people) = (&of, &people);
    let actor = Actor { on_behalf: scope.on_behalf(of.planned.activity.union_id), ..actor.clone() };
    a.store()
        .write("activities.lead", &actor, |tx| async move {
            let outing = route::lock_outing(&tx, id).await?.ok_or(Fault::NotFound)?;
            if outing.reached >= n {
                tx.changes_nothing();
                return Ok(());
            }
            if outing.reached + 1 != n {
                return Err(Fault::Conflict("activities-walk-order"));
            }
            route::lead_to(&tx, id, n).await?;
            let mut behind = Vec::new();
            for home in membership::home_on(&*tx, people, Day::from_unix_ms(tx.now())).await?.into_values() {
                if route::reached(&*tx, id, home.ordinal).await? < n {
                    behind.push((home.ordinal, home.union));
                }
            }
            behind.sort_unstable_by_key(|(ordinal, _)| *ordinal);
            let done = advance(&tx, of, n, &behind).await?;
            tx.record("activity", id, json!({ "stop": n, "led": behind.len(), "completed": done }));
            Ok(())
        })
        .await
}

fn today_s(of: &OnRoute, n: i32) -> Outcome<&Stop> {
    let stop = of.stops.iter().find(|s| s.n == n).ok_or(Fault::NotFound)?;
    if of.is_today { Ok(stop) } else { Err(Fault::Conflict("activities-walk-not-today")) }
}

/// These people have reached stop `n`; those for whom it was the last have completed the route. Answers how many.
async fn advance(tx: &Tx, of: &OnRoute, n: i32, people: &[(i64, Option<Uuid>)]) -> Outcome<usize> {
    let (it, today) = (&of.planned.activity, Day::from_unix_ms(tx.now()));
    let is_last = of.stops.last().is_some_and(|s| s.n == n);
    for (ordinal, _) in people {
        route::reach(tx, it.id, *ordinal, n, is_last.then_some(today.0)).await?;
    }
    if !is_last || people.is_empty() {
        return Ok(0);
    }
    let held = Fact { programme: it.programme, setting: it.setting.clone(), ..Fact::held(it.id, today, it.union_id, &it.kind) };
    let facts: Vec<Fact> = people
        .iter()
        .map(|(ordinal, home)| Fact { ordinal: Some(*ordinal), home: *home, ..held.also(What::Completed, 1, Source::Roster) })
        .collect();
    let card = EventCard {
        event: it.id,
        title: it.title.clone(),
        day: today,
        host: it.union_id,
        kind: it.kind.clone(),
        setting: it.setting.clone(),
        place: it.place.clone(),
        programme: it.programme,
        co_hosts: Vec::new(),
    };
    ledger::describe(tx, &[card]).await?;
    ledger::record(tx, &facts).await?;
    Ok(people.len())
}
