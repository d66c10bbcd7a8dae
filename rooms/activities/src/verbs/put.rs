//! Announcing inside somebody's transaction: the common ground of one activity and of a season of them.

use agenda::NewItem;
use organisation::Scope;
use serde_json::json;
use signups::{Claim, NewAllotment, NewOccasion, NewShare};
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;
use venues::Occupation;

use super::remind;
use crate::rows::activity::{self, Activity};
use crate::rows::arranged;
use crate::rows::booking::{self, Booking};
use crate::rows::meeting::{self, Meeting};
use crate::rows::programme;
use crate::rules::announcement::Plan;
use crate::rules::field::LONGEST_PLACE;
use crate::rules::places::{self, Drawn};
use crate::{Activities, sight};

/// An activity about to be written: compared with the tree, the venues and the desk.
pub(super) struct Ready {
    pub plan: Plan,
    allotment: Option<NewAllotment>,
    draw: Option<Drawn>,
}

/// What binds the places of an activity to those of others.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    pub claim: Option<Claim>,
    /// Places for whoever missed others.
    pub kept: Vec<NewShare>,
}

/// Compares a plan with what stands.
///
/// # Errors
/// [`Fault::Invalid`] with a line for every field.
pub(super) async fn ready(a: &Activities, scope: &Scope, mut plan: Plan, bound: &Bound) -> Outcome<Ready> {
    let mut faults = checked(a, &plan).await?;
    faults.extend(place(a, &mut plan).await?);
    let (mut allotment, mut draw) = (None, None);
    if let Some(places) = &plan.places {
        let known = organisation::lines(a.store().read()).await?;
        match places.groups.resolve(a.federation(), &known) {
            Err(more) => faults.extend(more),
            Ok(named) => {
                let id = allotment_of(plan.id);
                let new = places::allotment(&plan, places, (id, scope.person), &named, (bound.claim.clone(), &bound.kept));
                faults.extend(places::beside_the_form(new.faults()));
                allotment = Some(new);
            }
        }
        if let Some(earlier) = places.groups.missed() {
            faults.extend(missed(a, scope, earlier).await?);
        }
        draw.clone_from(&places.draw);
    }
    if faults.is_empty() { Ok(Ready { plan, allotment, draw }) } else { Err(Fault::Invalid(faults)) }
}

/// The places of an activity are known by it, so that those of another can be named before they stand.
pub(super) fn allotment_of(activity: Uuid) -> Uuid {
    Uuid::new_v5(&activity, b"places")
}

/// Writes the activity, its timetable, its bookings, its places and its entries on the agenda, in a transaction whose audit line
/// it writes too.
///
/// # Errors
/// [`Fault::Invalid`] beside `venue` where a room is not to be had, `beacon_named` and `beacon_falls_at` where a draw cannot be
/// prepared; `Taken` where the activity stands already.
pub(super) async fn put(tx: &Tx, scope: &Scope, ready: &Ready) -> Outcome<()> {
    let plan = &ready.plan;
    let meetings: Vec<Meeting> = (1..).zip(&plan.meetings).map(|(n, at)| planned(plan, n, *at, tx.new_id())).collect();
    let row = announced(plan, &meetings, ready.allotment.as_ref().map(|a| a.id), scope.person, tx.now());
    activity::insert(tx, &row).await?;
    meeting::insert(tx, &meetings).await?;
    if let Some((venue, space)) = plan.venue.and_then(|p| p.space.map(|space| (p.venue, space))) {
        for meeting in &meetings {
            occupy(tx, scope, &row, meeting, (venue, space)).await?;
        }
    }
    if let Some(allotment) = &ready.allotment {
        signups::open(tx, allotment).await?;
        signups::occasions(tx, allotment.id, &meetings.iter().map(occasion).collect::<Vec<_>>()).await?;
        match &ready.draw {
            Some(Drawn::Number { named, falls_at }) => signups::prepare_draw(tx, allotment.id, named, *falls_at).await?,
            Some(Drawn::Seals { open_until }) => signups::prepare_sealed_draw(tx, allotment.id, *open_until).await?,
            None => {}
        }
    }
    for meeting in &meetings {
        agenda::publish(tx, &item(&row, meeting)).await?;
        remind::before(tx, meeting).await?;
    }
    arranged::mark(tx, plan.id).await?;
    let (meetings, places) = (meetings.len(), ready.allotment.as_ref().map(|a| a.places));
    tx.record("activity", plan.id, json!({ "union": plan.union, "kind": row.kind, "meetings": meetings, "places": places }));
    Ok(())
}

/// Books a room for a meeting, and remembers which.
///
/// # Errors
/// [`Fault::Invalid`] beside `venue`.
pub(super) async fn occupy(
    tx: &Tx,
    scope: &Scope,
    of: &Activity,
    meeting: &Meeting,
    (venue, space): (Uuid, Uuid),
) -> Outcome<()> {
    let wanted = Occupation {
        venue,
        space,
        from: meeting.begins_at,
        until: meeting.ends_at(),
        union: of.union_id,
        event: meeting.id,
        purpose: of.title.clone(),
    };
    let beside = |fault: FieldFault| match fault.key {
        "venues-taken" => FieldFault::new("venue", "activities-venue-taken").with("n", meeting.n),
        _ => FieldFault { field: "venue".into(), ..fault },
    };
    let taken = venues::occupy(tx, scope, &wanted).await.map_err(|fault| match fault {
        Fault::Invalid(faults) => Fault::Invalid(faults.into_iter().map(beside).collect()),
        other => other,
    })?;
    booking::insert(tx, &Booking { activity_id: of.id, meeting: meeting.id, venue, space, booking: taken.booking }).await
}

/// Gives back the room of a meeting, and says which it was; nothing where none was booked.
pub(super) async fn vacate(tx: &Tx, activity: Uuid, meeting: Uuid) -> Outcome<Option<(Uuid, Uuid)>> {
    let Some(held) = booking::get(&**tx, activity, meeting).await? else { return Ok(None) };
    venues::vacate(tx, held.venue, meeting).await?;
    booking::delete(tx, activity, meeting).await?;
    Ok(Some((held.venue, held.space)))
}

/// What the tree has to say about it.
async fn checked(a: &Activities, plan: &Plan) -> Outcome<Vec<FieldFault>> {
    let (federation, mut faults) = (a.federation(), Vec::new());
    if federation.get(plan.union).ok_or(Fault::NotFound)?.has_ended() {
        faults.push(FieldFault::new("first", "activities-union-ended"));
    }
    if let Some(id) = plan.programme {
        let today = a.today();
        let open = programme::get(a.store().read(), id)
            .await?
            .is_some_and(|p| federation.is_within(plan.union, p.union_id) && p.is_open_on(today));
        if !open {
            faults.push(FieldFault::new("programme", "activities-programme-unknown"));
        }
    }
    Ok(faults)
}

/// The chosen venue says where it is, unless somebody said it otherwise.
async fn place(a: &Activities, plan: &mut Plan) -> Outcome<Option<FieldFault>> {
    let Some(wanted) = plan.venue else { return Ok(None) };
    let unknown = || Ok(Some(FieldFault::new("venue", "activities-venue-unknown")));
    let db = a.store().read();
    let Some(venue) = venues::get(db, wanted.venue).await?.filter(|v| !v.is_closed()) else { return unknown() };
    let mut place = venue.name.clone();
    if let Some(id) = wanted.space {
        let spaces = venues::spaces(db, venue.id).await?;
        let Some(space) = spaces.into_iter().find(|s| s.id == id && s.closed_at.is_none()) else { return unknown() };
        place.push_str(&space.name);
    }
    if plan.place.is_empty() {
        plan.place = place.chars().take(LONGEST_PLACE).collect();
    }
    Ok(None)
}

/// Places can be kept only for those who missed something of the reader's own unions.
async fn missed(a: &Activities, scope: &Scope, earlier: Uuid) -> Outcome<Option<FieldFault>> {
    let unknown = Some(FieldFault::new("missed", "activities-missed-unknown"));
    Ok(match a.signups.allotment(earlier).await {
        Ok(of) if of.room == "activities" && sight::require_to_announce(scope, of.union_id).is_ok() => None,
        Ok(_) | Err(Fault::NotFound) => unknown,
        Err(fault) => return Err(fault),
    })
}

fn planned(plan: &Plan, n: i32, begins_at: i64, id: Uuid) -> Meeting {
    Meeting {
        activity_id: plan.id,
        n,
        id,
        begins_at,
        minutes: plan.minutes,
        place: plan.place.clone(),
        session: None,
        state: "planned".into(),
    }
}

fn announced(plan: &Plan, meetings: &[Meeting], allotment: Option<Uuid>, by: Uuid, now: i64) -> Activity {
    Activity {
        id: plan.id,
        union_id: plan.union,
        programme: plan.programme,
        kind: plan.kind.name.into(),
        setting: plan.setting.name.into(),
        title: plan.title.clone(),
        summary: plan.summary.clone(),
        place: plan.place.clone(),
        venue: plan.venue.map(|p| p.venue),
        audience: plan.audience.name().into(),
        allotment,
        last_at: ends(meetings),
        state: "announced".into(),
        reason: String::new(),
        revision: 1,
        recorded_by: Some(by),
        recorded_at: now,
    }
}

/// When the last of them ends that was not called off.
pub(super) fn ends(meetings: &[Meeting]) -> i64 {
    meetings.iter().filter(|m| m.state != "cancelled").map(Meeting::ends_at).max().unwrap_or(0)
}

/// A meeting as the desk knows it, at whose door people are checked in.
pub(super) fn occasion(meeting: &Meeting) -> NewOccasion {
    NewOccasion {
        n: meeting.n,
        id: meeting.id,
        begins_at: meeting.begins_at,
        ends_at: meeting.ends_at(),
        place: meeting.place.clone(),
        is_cancelled: meeting.state == "cancelled",
    }
}

/// A meeting as the agenda shows it.
pub(super) fn item(activity: &Activity, meeting: &Meeting) -> NewItem {
    NewItem {
        id: meeting.id,
        union: activity.union_id,
        kind: activity.kind.clone(),
        setting: activity.setting.clone(),
        title: activity.title.clone(),
        begins_at: meeting.begins_at,
        ends_at: meeting.ends_at(),
        place: meeting.place.clone(),
        venue: activity.venue,
        position: None,
        audience: activity.audience(),
        href: activity.href(),
    }
}
