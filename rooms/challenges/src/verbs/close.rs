use codes::Day;
use jobs::Job;
use ledger::{EventCard, Fact, Source, What};
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, Store, Tx};
use uuid::Uuid;

use super::reckon::{figures, taking_part, write};
use crate::rows::challenge::{self, Challenge};
use crate::rows::{code, figure, measure, part};
use crate::rules::group::Figures;
use crate::rules::veil::Count;
use crate::{Challenges, sight};

pub(crate) const CLOSE: &str = "challenges.close";
/// Throws away what was measured, when it has served.
pub(crate) const THROW_AWAY: &str = "challenges.throw_away";
/// Said when a challenge is over. Root: the challenge.
pub(crate) const CLOSED: &str = "challenges.closed";
/// Measurements are kept for so many days after the end, for their person to look at and take away (PIPL, article 19).
pub const KEPT_DAYS: i64 = 180;
const DAY: i64 = 86_400_000;
/// How often the end is reckoned anew because somebody took his consent back meanwhile.
const TRIES: usize = 5;

/// Closes a challenge whose last day is over: from then on nothing is measured, each person's own outcome stands, the figures
/// of the group are frozen, and the facts are in the ledger. The house does it by itself a few days after the last one.
///
/// To the ledger a challenge is *one session* of its kind, and it counts on its last day: a fact is what has happened, who took
/// part is known at the end only, and the month in which a long challenge began may be closed by then. Whoever measured at
/// least once attended, by ordinal. How many reached the goal is health data: one number without ordinals, and only where it
/// may be said exactly.
///
/// # Errors
/// As [`sight::reach_to_run`]; `challenges-not-over-yet`, `challenges-is-over`.
pub async fn close(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    let seen = sight::reach_to_run(c, scope, id).await?;
    if c.today() <= seen.last() {
        return Err(Fault::Conflict("challenges-not-over-yet"));
    }
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    if end(c, &actor, id, None).await? { Ok(()) } else { Err(Fault::Conflict("challenges-is-over")) }
}

/// The same by the house, when the days for late arrivals are over.
pub(crate) async fn perform(c: &Challenges, job: &Job) -> Outcome<()> {
    if end(c, &Actor::house(), job.root, Some(job)).await? {
        return Ok(());
    }
    c.store().keep("challenges.close", |tx| async move { job.once(&tx).await }).await
}

/// `false`: it was over before.
async fn end(c: &Challenges, actor: &Actor, id: Uuid, job: Option<&Job>) -> Outcome<bool> {
    for _ in 0..TRIES {
        let db = c.store().read();
        let Some(it) = &challenge::get(db, id).await?.filter(Challenge::is_open) else { return Ok(false) };
        let joined = part::count_joined(db, id).await?;
        let taking = taking_part(c, it).await?;
        let came: Vec<(Uuid, i64)> =
            taking.iter().filter(|t| !t.course.points.is_empty()).map(|t| (t.part.person, t.part.ordinal)).collect();
        let facts = facts(c, it, &came).await?;
        let last = figure::last(db, id).await?;
        let figures = figures(it, taking, last.as_ref(), c.store().now(), true);
        let (facts, last, figures) = (&facts, last.as_ref(), &figures);
        let written = c.store().write("challenges.close", actor, |tx| async move {
            if !challenge::lock(&tx, id).await?.is_some_and(|now| now.is_open() && now.revision == it.revision) {
                return Err(Fault::Conflict("challenges-is-over"));
            }
            // Whoever took his consent back while this was reckoned is in none of it.
            if part::count_joined(&*tx, id).await? != joined {
                return Ok(false);
            }
            challenge::close(&tx, id).await?;
            write(&tx, id, last, figures).await?;
            record(&tx, it, facts, figures).await?;
            keep_until(&tx, id).await?;
            tx.record("challenge", id, json!({ "state": "closed", "parts": figures.parts }));
            jobs::emit(&tx, id, CLOSED, json!({})).await?;
            if let Some(job) = job {
                job.once(&tx).await?;
            }
            Ok(true)
        });
        match written.await {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(Fault::Conflict("challenges-is-over")) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Err(Fault::Conflict("challenges-changed-meanwhile"))
}

/// One session with those who measured, on the last day; nothing where nobody did.
async fn facts(c: &Challenges, it: &Challenge, came: &[(Uuid, i64)]) -> Outcome<Vec<Fact>> {
    if came.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<Uuid> = came.iter().map(|(person, _)| *person).collect();
    let homes = membership::home_on(c.store().read(), &people, it.last()).await?;
    let held = Fact { setting: "online".into(), ..Fact::held(it.id, it.last(), it.union_id, it.kind().fact) };
    let attended =
        came.iter().map(|(person, ordinal)| held.attended(*ordinal, homes.get(person).and_then(|h| h.union), Source::Roster));
    Ok(std::iter::once(held.clone()).chain(attended).collect())
}

async fn record(tx: &Tx, it: &Challenge, facts: &[Fact], figures: &Figures) -> Outcome<()> {
    let Some(held) = facts.first() else { return Ok(()) };
    let mut facts = facts.to_vec();
    if let Some((_, Count::Exact(reached))) = figures.ended {
        facts.push(held.also(What::Completed, reached, Source::Headcount));
    }
    let day = match ledger::record(tx, &facts).await {
        // The month of the last day is closed already: it counts on the day on which it is known.
        Err(Fault::Invalid(faults)) if faults.iter().all(|f| f.key == "ledger-month-closed") => {
            let today = Day::from_unix_ms(tx.now());
            facts.iter_mut().for_each(|f| f.day = today);
            ledger::record(tx, &facts).await?;
            today
        }
        other => other.map(|_| it.last())?,
    };
    let card = EventCard {
        event: it.id,
        title: it.title.clone(),
        day,
        host: it.union_id,
        kind: it.kind().fact.into(),
        setting: "online".into(),
        place: String::new(),
        programme: None,
        co_hosts: Vec::new(),
    };
    ledger::describe(tx, &[card]).await
}

/// From now on the measurements are kept for a while only.
pub(super) async fn keep_until(tx: &Tx, id: Uuid) -> Outcome<()> {
    jobs::later(tx, id, THROW_AWAY, json!({}), tx.now() + KEPT_DAYS * DAY, "").await
}

/// The time is up: values and heights go, who took part and the figures of the group stay.
pub(crate) async fn throw_away(job: &Job, store: &Store) -> Outcome<()> {
    store
        .write("challenges.throw_away", &Actor::house(), |tx| async move {
            job.once(&tx).await?;
            let values = measure::delete_all(&tx, job.root).await?;
            part::forget_heights(&tx, job.root).await?;
            code::delete_all(&tx, job.root).await?;
            tx.record("challenge", job.root, json!({ "thrown_away": values }));
            Ok(())
        })
        .await
}
