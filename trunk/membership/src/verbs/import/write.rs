use std::time::Instant;

use codes::Day;
use serde_json::json;
use store::{Actor, Fault, Outcome, Store, Tx};
use uuid::Uuid;

use super::pace::Pace;
use super::{check, open_cells, today};
use crate::rows::import::{self, Import, StagedRow, State};
use crate::rows::ordinal;
use crate::rules::list::entry::{self, Entry};
use crate::verbs::plant::{entered, plant, take_ordinals};

/// What one step of an import came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is more to write.
    More,
    /// Nothing more to do here: done, failed or given up.
    Over,
}

/// Writes the next chunk of an import, or makes the whole visible when all is written. Each step is a transaction of its
/// own that knows how far the one before it came, so a stop between any two loses nothing and repeats nothing, and two
/// processes may work on the same import.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Database`], after which the same step can be tried again.
pub async fn advance_import(store: &Store, id: Uuid) -> Outcome<Step> {
    advance(store, id, &mut Run::default()).await
}

/// Writes an import to its end, whatever that is, and throws away what was staged for it.
///
/// # Errors
/// As [`advance_import`].
pub async fn carry_on(store: &Store, id: Uuid) -> Outcome<()> {
    let mut run = Run::default();
    while advance(store, id, &mut run).await? == Step::More {}
    super::resume::tidy(store, id).await
}

/// What one process remembers from step to step; nothing that must be right.
#[derive(Default)]
pub(super) struct Run {
    /// Where the next chunk begins: behind this row, when so many are done.
    cursor: Option<(i64, i64)>,
    pace: Pace,
}

pub(super) async fn advance(store: &Store, id: Uuid, run: &mut Run) -> Outcome<Step> {
    let import = import::get(store.read(), id).await?.ok_or(Fault::NotFound)?;
    if import.state != State::Writing {
        return Ok(Step::Over);
    }
    if import.done >= import.rows {
        return show(store, &import).await;
    }
    let most = i64::try_from(run.pace.rows()).unwrap_or(100);
    let rows = match run.cursor {
        Some((row, done)) if done == import.done => import::rows_after(store.read(), id, row, most).await?,
        _ => import::rows(store.read(), id, import.done, most).await?,
    };
    let Some(last) = rows.last().map(|r| r.row) else {
        return Err(Fault::Internal(format!("import {id} lacks rows")));
    };
    let done = import.done + i64::try_from(rows.len()).unwrap_or(0);
    let prepared = prepare(store, &import, rows).await?;
    let (prepared, expected) = (&prepared, import.done);
    // The machine's clock, not the house's: a frozen one measures nothing.
    let begun = Instant::now();
    let written = store
        .keep("membership.write_list", |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            // Somebody else wrote this chunk, or the list was given up: look again.
            if held.state == State::Writing && held.done == expected {
                put(&tx, &held, prepared).await?;
                import::set(&tx, id, State::Writing, done, 0, "").await?;
            }
            Ok(())
        })
        .await;
    match written {
        Ok(()) => {
            run.pace.took(begun.elapsed());
            run.cursor = Some((last, done));
            Ok(Step::More)
        }
        Err(Fault::Taken(_)) => fail(store, &import, prepared).await,
        Err(fault) => Err(fault),
    }
}

struct Prepared {
    row: i64,
    entry: Entry,
}

/// Opens and reads the rows of a chunk, away from the threads that serve requests.
async fn prepare(store: &Store, import: &Import, rows: Vec<StagedRow>) -> Outcome<Vec<Prepared>> {
    let (keeper, id) = (store.clone(), import.import);
    let read = move || {
        let read_one = |row: StagedRow| {
            let cells = open_cells(&keeper, id, &row.cells)?;
            // The cells were judged when they were staged; the day to be recorded is already in them.
            let entry = entry::read(&cells, today(&keeper), Day::MIN)
                .map_err(|problems| Fault::Internal(format!("row {} of import {id}: {problems:?}", row.row)))?;
            Ok(Prepared { row: row.row, entry })
        };
        rows.into_iter().map(read_one).collect()
    };
    tokio::task::spawn_blocking(read).await.map_err(|e| Fault::Internal(e.to_string()))?
}

async fn put(tx: &Tx, import: &Import, chunk: &[Prepared]) -> Outcome<()> {
    if import.done == 0 {
        // One block for all of them, so that people of one place stand close together in the sets that count them.
        ordinal::reserve(tx, import.union, import.rows).await?;
    }
    let ordinals = take_ordinals(tx, import.union, chunk.len()).await?;
    let entered = |(prepared, ordinal): (&Prepared, i64)| {
        entered(&prepared.entry, (tx.new_id(), ordinal), import.union, import.started_by, Some(import.import))
    };
    let (people, spells): (Vec<_>, Vec<_>) = chunk.iter().zip(ordinals).map(entered).unzip();
    plant(tx, &people, &spells).await
}

/// The one row that makes everything visible.
async fn show(store: &Store, import: &Import) -> Outcome<Step> {
    let actor = &Actor { person: import.started_by, ..Actor::default() };
    let id = import.import;
    store
        .write("membership.import", actor, |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            tx.record("union", held.union, json!({ "import": id, "people": held.rows }));
            if held.state == State::Writing && held.done >= held.rows {
                import::set(&tx, id, State::Done, held.rows, 0, "").await?;
                tx.bump(crate::people::VERSION);
            }
            Ok(Step::Over)
        })
        .await
}

/// Somebody in the list has signed up, or come in by another list, since it was checked. Nothing of it may stay: the rows in
/// question are marked, and what was written is taken back.
async fn fail(store: &Store, import: &Import, chunk: &[Prepared]) -> Outcome<Step> {
    let keys = store.keyring();
    let mut marked = Vec::new();
    for Prepared { row, entry } in chunk {
        let phones = entry.phone.map(|p| keys.lookups("phone", p.as_str())).unwrap_or_default();
        let numbers = entry.id_number.map(|n| keys.lookups("id_number", n.as_str())).unwrap_or_default();
        if let Some(problem) = check::judge_again(store, import.union, &phones, &numbers).await? {
            marked.push((*row, problem.to_string()));
        }
    }
    let (marked, id, expected) = (&marked, import.import, import.done);
    store
        .keep("membership.fail_import", |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            if held.state != State::Writing || held.done != expected {
                return Ok(Step::More);
            }
            for (row, problem) in marked {
                import::set_problems(&tx, id, *row, problem).await?;
            }
            let bad = i64::try_from(marked.len()).unwrap_or(0);
            import::set(&tx, id, State::Failed, held.done, bad, "membership-import-overtaken").await?;
            Ok(Step::Over)
        })
        .await
}
