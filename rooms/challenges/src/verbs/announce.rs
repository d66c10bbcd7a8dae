use agenda::NewItem;
use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use super::close::CLOSE;
use super::reckon::RECKON;
use crate::calendar::{LAST_DAY, last_of};
use crate::rows::challenge::{self, Challenge};
use crate::rules::goal::Goal;
use crate::rules::places;
use crate::rules::plan::{self, Draft, Plan};
use crate::{Challenges, sight};

const DAY: i64 = 86_400_000;
/// Figures of the group are reckoned once a week, at three at night.
pub(crate) const WEEK: i64 = 7 * DAY;
const AT_NIGHT: i64 = 3 * 3_600_000;
/// So many days after the last one what was measured without network has arrived, and the challenge is closed.
pub(crate) const GRACE_DAYS: i64 = 3;

/// How announcing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It stands now.
    New(Uuid),
    /// It stood already: the same form came twice.
    Already(Uuid),
}

/// Announces a challenge: what is measured, from when until when, what is held to be reached, and its places. The challenge,
/// its places and its first and last day on the agenda are written in one transaction. Needs the power to run by more than a team
/// leader's post, since it speaks for the whole union.
///
/// A loss of weight asks for one percent a week at most, and ten altogether.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("challenges-key-taken")` when the id belongs to
/// another's challenge.
pub async fn announce(c: &Challenges, scope: &Scope, actor: &Actor, form: &Draft) -> Outcome<Announced> {
    let plan = plan::read(form, c.store().now()).map_err(Fault::Invalid)?;
    sight::require_to_announce(scope, plan.union)?;
    if let Some(done) = already(c, scope, &plan).await? {
        return Ok(done);
    }
    let allotment = places::allotment(&plan, c.store().ids().new_id(c.store().now()), scope.person);
    let mut faults = allotment.faults();
    if c.federation().get(plan.union).ok_or(Fault::NotFound)?.has_ended() {
        faults.push(FieldFault::new("from", "challenges-union-ended"));
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let actor = Actor { on_behalf: scope.on_behalf(plan.union), ..actor.clone() };
    let (plan, allotment, person) = (&plan, &allotment, scope.person);
    let written = c.store().write("challenges.announce", &actor, |tx| async move {
        let row = announced(plan, allotment.id, person, tx.now());
        challenge::insert(&tx, &row).await?;
        signups::open(&tx, allotment).await?;
        match &plan.places.draw {
            Some((Some(named), falls_at)) => signups::prepare_draw(&tx, allotment.id, named, *falls_at).await?,
            Some((None, open_until)) => signups::prepare_sealed_draw(&tx, allotment.id, *open_until).await?,
            None => {}
        }
        on_agenda(&tx, &row).await?;
        plan_work(&tx, &row).await?;
        tx.record("challenge", plan.id, json!({ "union": plan.union, "kind": row.kind, "places": allotment.places }));
        Ok(())
    });
    match written.await {
        Ok(()) => Ok(Announced::New(plan.id)),
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) if name == "chl_challenge_id_key" => {
            already(c, scope, plan).await?.ok_or(Fault::Conflict("challenges-key-taken"))
        }
        Err(fault) => Err(fault),
    }
}

async fn already(c: &Challenges, scope: &Scope, plan: &Plan) -> Outcome<Option<Announced>> {
    match challenge::get(c.store().read(), plan.id).await? {
        None => Ok(None),
        Some(it) if it.union_id == plan.union && it.recorded_by == Some(scope.person) => Ok(Some(Announced::Already(it.id))),
        Some(_) => Err(Fault::Conflict("challenges-key-taken")),
    }
}

fn announced(plan: &Plan, allotment: Uuid, by: Uuid, now: i64) -> Challenge {
    let (goal, least, days) = match plan.goal {
        Goal::Loss { permille } => ("loss", permille, 0),
        Goal::Daily { least, days } => ("daily", least, days),
        Goal::Total { least } => ("total", least, 0),
    };
    Challenge {
        id: plan.id,
        union_id: plan.union,
        kind: plan.kind.name.into(),
        unit: plan.unit.clone(),
        title: plan.title.clone(),
        summary: plan.summary.clone(),
        advice: plan.advice.clone(),
        from_day: plan.from.0,
        last_day: plan.last.0,
        rhythm: plan.rhythm.into(),
        at_scales: plan.at_scales,
        goal: goal.into(),
        least,
        days: i32::try_from(days).unwrap_or(i32::MAX),
        teams: plan.teams,
        audience: plan.audience.name().into(),
        allotment,
        state: "open".into(),
        reason: String::new(),
        closed_at: None,
        revision: 1,
        recorded_by: Some(by),
        recorded_at: now,
    }
}

/// The first figures a week after the beginning, and the end when it has come; said again, they are moved.
pub(super) async fn plan_work(tx: &Tx, it: &Challenge) -> Outcome<()> {
    jobs::later(tx, it.id, RECKON, json!({}), it.from().start_unix_ms() + WEEK + AT_NIGHT, "").await?;
    jobs::later(tx, it.id, CLOSE, json!({}), closes_at(it), "").await
}

/// When it is closed by itself, unix milliseconds.
pub(crate) fn closes_at(it: &Challenge) -> i64 {
    it.last().start_unix_ms() + (1 + GRACE_DAYS) * DAY + AT_NIGHT
}

/// Puts the first and the last day on the agenda, or moves them there.
pub(super) async fn on_agenda(tx: &Tx, it: &Challenge) -> Outcome<()> {
    agenda::publish(tx, &item(it, it.id, it.kind().fact, it.from())).await?;
    agenda::publish(tx, &item(it, last_of(it.id), LAST_DAY.0, it.last())).await.map(|_| ())
}

/// A day of it, as the agenda shows it.
fn item(it: &Challenge, id: Uuid, kind: &str, day: Day) -> NewItem {
    let begins_at = day.start_unix_ms();
    NewItem {
        id,
        union: it.union_id,
        kind: kind.into(),
        setting: "online".into(),
        title: it.title.clone(),
        begins_at,
        ends_at: begins_at + DAY,
        place: String::new(),
        venue: None,
        position: None,
        audience: it.audience(),
        href: it.href(),
    }
}
