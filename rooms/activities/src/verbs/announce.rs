use agenda::NewItem;
use organisation::Scope;
use serde_json::json;
use signups::{NewAllotment, NewShare};
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::{remind, walk};
use crate::rows::activity::{self, Activity};
use crate::rows::meeting::{self, Meeting};
use crate::rows::programme;
use crate::rules::announcement::{self, Announcement, Plan};
use crate::rules::places;
use crate::{Activities, sight};

/// How announcing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It stands now.
    New(Uuid),
    /// It stood already: the same form came twice.
    Already(Uuid),
}

/// Announces an activity for people to come to: what it is, when it meets, and, where one signs up, its places. The activity,
/// its timetable, its places and its entries on the agenda are written in one transaction. Needs the power to run activities by
/// more than a team leader's post, since it speaks for the whole union.
///
/// The id comes from the form, so a form sent twice is one activity.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("activities-announce-key-taken")` when the id belongs
/// to another's activity.
pub async fn announce(a: &Activities, scope: &Scope, actor: &Actor, form: &Announcement) -> Outcome<Announced> {
    announce_besides(a, scope, actor, form, Besides::default()).await
}

/// What an announcement brings along that its form does not ask.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Besides {
    /// Places kept for those who got none the time before.
    pub missed: Option<NewShare>,
    /// The route it follows.
    pub route: Option<Uuid>,
}

/// As [`announce`], with what it brings along.
pub(crate) async fn announce_besides(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    form: &Announcement,
    besides: Besides,
) -> Outcome<Announced> {
    let plan = announcement::read(form, a.store().now()).map_err(Fault::Invalid)?;
    sight::require_to_announce(scope, plan.union)?;
    if let Some(done) = already(a, scope, &plan).await? {
        return Ok(done);
    }
    let mut faults = checked(a, &plan).await?;
    let ids = a.store().ids();
    let allotment = plan.places.as_ref().map(|p| places::allotment(&plan, p, ids.new_id(a.store().now()), scope.person));
    let allotment = allotment.map(|of| NewAllotment { shares: besides.missed.into_iter().collect(), ..of });
    faults.extend(allotment.as_ref().map(NewAllotment::faults).map(places::beside_the_form).unwrap_or_default());
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let actor = Actor { on_behalf: scope.on_behalf(plan.union), ..actor.clone() };
    let (plan, allotment, person) = (&plan, allotment.as_ref(), scope.person);
    let written = a.store().write("activities.announce", &actor, |tx| async move {
        let meetings: Vec<Meeting> = (1..).zip(&plan.meetings).map(|(n, at)| planned(plan, n, *at, tx.new_id())).collect();
        let row = announced(plan, &meetings, allotment.map(|a| a.id), person, tx.now());
        activity::insert(&tx, &row).await?;
        meeting::insert(&tx, &meetings).await?;
        if let Some(allotment) = allotment {
            signups::open(&tx, allotment).await?;
        }
        for meeting in &meetings {
            agenda::publish(&tx, &item(&row, meeting)).await?;
            remind::before(&tx, meeting).await?;
        }
        if let Some(route) = besides.route {
            walk::follow(&tx, route, plan.id).await?;
        }
        let (meetings, places) = (meetings.len(), allotment.map(|a| a.places));
        tx.record("activity", plan.id, json!({ "union": plan.union, "kind": row.kind, "meetings": meetings, "places": places }));
        Ok(())
    });
    match written.await {
        Ok(()) => Ok(Announced::New(plan.id)),
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) if name == "act_activity_id_key" => {
            already(a, scope, plan).await?.ok_or(Fault::Conflict("activities-announce-key-taken"))
        }
        Err(fault) => Err(fault),
    }
}

async fn already(a: &Activities, scope: &Scope, plan: &Plan) -> Outcome<Option<Announced>> {
    match activity::get(a.store().read(), plan.id).await? {
        None => Ok(None),
        Some(it) if it.union_id == plan.union && it.recorded_by == Some(scope.person) => Ok(Some(Announced::Already(it.id))),
        Some(_) => Err(Fault::Conflict("activities-announce-key-taken")),
    }
}

/// What the tree has to say about it.
async fn checked(a: &Activities, plan: &Plan) -> Outcome<Vec<FieldFault>> {
    let (federation, mut faults) = (a.federation(), Vec::new());
    if federation.get(plan.union).ok_or(Fault::NotFound)?.has_ended() {
        faults.push(FieldFault::new("first", "activities-union-ended"));
    }
    if let Some(id) = plan.programme {
        let today = a.today().0;
        let open = programme::get(a.store().read(), id)
            .await?
            .is_some_and(|p| federation.is_within(plan.union, p.union_id) && p.from_day <= today && today < p.until_day);
        if !open {
            faults.push(FieldFault::new("programme", "activities-programme-unknown"));
        }
    }
    Ok(faults)
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
        venue: None,
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
