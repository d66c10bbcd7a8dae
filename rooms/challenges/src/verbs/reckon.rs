//! The figures of the group, reckoned at set moments only: once a week, and for the last time at the end.

use std::collections::{HashMap, HashSet};

use jobs::Job;
use serde_json::json;
use store::{Outcome, Store, Tx};
use uuid::Uuid;

use super::announce::WEEK;
use super::seal;
use crate::Challenges;
use crate::rows::challenge::{self, Challenge};
use crate::rows::figure::{self, Figure};
use crate::rows::measure;
use crate::rows::part::{self, Part};
use crate::rules::goal::Course;
use crate::rules::group::{Figures, Member, Sum, reckon};

pub(crate) const RECKON: &str = "challenges.reckon";

/// Somebody who takes part, with his values opened.
pub(crate) struct Taking {
    pub part: Part,
    pub course: Course,
    written_at: i64,
}

/// Everybody who takes part by now: a place, and the consent standing.
pub(crate) async fn taking_part(c: &Challenges, it: &Challenge) -> Outcome<Vec<Taking>> {
    let db = c.store().read();
    let standing = c.signups.standing_people(it.allotment).await?;
    let placed: HashSet<Uuid> = standing.into_iter().filter(|(.., s)| s == "placed").map(|(person, ..)| person).collect();
    let mut measured: HashMap<Uuid, Vec<measure::Measure>> = HashMap::new();
    for m in measure::of_challenge(db, it.id).await? {
        measured.entry(m.person).or_default().push(m);
    }
    let mut all = Vec::new();
    for part in part::joined(db, it.id).await?.into_iter().filter(|p| placed.contains(&p.person)) {
        let own = measured.remove(&part.person).unwrap_or_default();
        let height = seal::open_height(c.store(), &part)?;
        let written_at = own.iter().map(|m| m.recorded_at).max().unwrap_or(0);
        all.push(Taking { course: seal::course(c.store(), it, &own, height)?, part, written_at });
    }
    Ok(all)
}

/// The figures as they would be shown now.
pub(crate) fn figures(it: &Challenge, taking: Vec<Taking>, last: Option<&Figure>, now: i64, is_end: bool) -> Figures {
    let members: Vec<Member> = taking.into_iter().map(|t| Member { course: t.course, written_at: t.written_at }).collect();
    let before = last.and_then(|f| Some(Sum { total: f.total?, behind: f.behind?, at: f.total_at? }));
    reckon(&members, it.goal(), it.kind(), before, now, is_end)
}

/// Writes them behind the last ones.
pub(crate) async fn write(tx: &Tx, id: Uuid, last: Option<&Figure>, figures: &Figures) -> Outcome<()> {
    let (reached_how, reached) = figures.ended.map_or(("open", None), |(_, count)| count.kept());
    let row = Figure {
        n: last.map_or(1, |f| f.n + 1),
        taken_at: tx.now(),
        parts: figures.parts,
        measured: figures.measured,
        behind: figures.sum.map(|s| s.behind),
        total: figures.sum.map(|s| s.total),
        total_at: figures.sum.map(|s| s.at),
        finished: figures.ended.map(|(finished, _)| finished),
        reached_how: reached_how.into(),
        reached,
    };
    figure::insert(tx, id, &row).await
}

/// Once a week while it runs.
pub(crate) async fn weekly(c: &Challenges, job: &Job, store: &Store) -> Outcome<()> {
    let open = challenge::get(store.read(), job.root).await?.filter(Challenge::is_open);
    let last = figure::last(store.read(), job.root).await?;
    let figures = match &open {
        Some(it) => Some(figures(it, taking_part(c, it).await?, last.as_ref(), store.now(), false)),
        None => None,
    };
    let (figures, last, next_at) = (figures.as_ref(), last.as_ref(), job.due_at + WEEK);
    store
        .keep("challenges.reckon", |tx| async move {
            job.once(&tx).await?;
            let Some(figures) = figures else { return Ok(()) };
            // Closed in between: the last figures stand.
            if !challenge::lock(&tx, job.root).await?.is_some_and(|it| it.is_open()) {
                return Ok(());
            }
            write(&tx, job.root, last, figures).await?;
            jobs::later(&tx, job.root, RECKON, json!({}), next_at.max(tx.now() + 1), "").await
        })
        .await
}
