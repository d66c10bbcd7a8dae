use codes::{IdNumber, Mobile};
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use super::{open_cells, write};
use crate::rows::import::{self, State};
use crate::rules::list::columns::Column;

/// A check that has not shown a sign of life for so long has lost its process, and with it the file.
const LOST_AFTER_MS: i64 = 60_000;
/// Lists checked and never started, and the rows of failed ones, are kept so long for the officer to look at.
const KEPT_MS: i64 = 7 * 86_400_000;
/// Staged rows thrown away, and people taken back, at once.
const CHUNK: i64 = 400;
const DISCARDED: i64 = 2_000;

/// Finishes or takes back what a stopped process left in the middle, and throws away what is kept no longer. Called at
/// start and now and then; several processes may call it at once. Says how many imports it dealt with.
///
/// # Errors
/// [`Fault::Database`].
pub async fn resume_imports(store: &Store) -> Outcome<usize> {
    let mut dealt = 0;
    for import in import::unfinished(store.read()).await? {
        let lost = store.now() - import.touched_at >= LOST_AFTER_MS;
        match import.state {
            State::Checking if lost => drop_lost(store, import.import).await?,
            State::Checking => continue,
            State::Writing => write::carry_on(store, import.import).await?,
            _ => tidy(store, import.import).await?,
        }
        dealt += 1;
    }
    for import in import::stale(store.read(), store.now() - KEPT_MS).await? {
        discard(store, import.import).await?;
        dealt += 1;
    }
    Ok(dealt)
}

async fn drop_lost(store: &Store, id: Uuid) -> Outcome<()> {
    store
        .keep("membership.drop_import", |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            if held.state == State::Checking && held.touched_at + LOST_AFTER_MS <= tx.now() {
                import::set(&tx, id, State::Dropped, 0, held.problems, "membership-import-interrupted").await?;
            }
            Ok(())
        })
        .await?;
    discard(store, id).await
}

/// Cleans up after an import that is over: what a failed or dropped one has written is taken back, what was staged for one
/// that is done or dropped is thrown away.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn tidy(store: &Store, id: Uuid) -> Outcome<()> {
    let Some(import) = import::get(store.read(), id).await? else { return Ok(()) };
    if matches!(import.state, State::Failed | State::Dropped) {
        while take_back(store, id).await? {}
    }
    if matches!(import.state, State::Done | State::Dropped) {
        discard(store, id).await?;
    }
    Ok(())
}

/// Takes back the last people written; says whether there may be more.
async fn take_back(store: &Store, id: Uuid) -> Outcome<bool> {
    let Some(import) = import::get(store.read(), id).await? else { return Ok(false) };
    if import.done == 0 {
        return Ok(false);
    }
    let from = (import.done - CHUNK).max(0);
    let rows = import::rows(store.read(), id, from, import.done - from).await?;
    let keys = store.keyring();
    let mut hashes: Vec<(&'static str, Vec<u8>)> = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        let cells = open_cells(store, id, &row.cells)?;
        if let Ok(phone) = Mobile::parse(&cells[Column::Phone as usize]) {
            hashes.extend(keys.lookups("phone", phone.as_str()).into_iter().map(|h| ("member_phone", h)));
        }
        if let Ok(number) = IdNumber::parse(&cells[Column::IdNumber as usize]) {
            hashes.extend(keys.lookups("id_number", number.as_str()).into_iter().map(|h| ("member_id_number", h)));
        }
    }
    let (hashes, expected) = (&hashes, import.done);
    store
        .keep("membership.take_back_list", |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            if held.done != expected || !matches!(held.state, State::Failed | State::Dropped) {
                return Ok(true);
            }
            let mut people = Vec::new();
            for table in ["member_phone", "member_id_number"] {
                let mine: Vec<Vec<u8>> = hashes.iter().filter(|(t, _)| *t == table).map(|(_, h)| h.clone()).collect();
                people.extend(import::known(&*tx, table, &mine).await?.into_iter().map(|(_, person)| person));
            }
            people.sort_unstable();
            people.dedup();
            import::take_back(&tx, id, &people, hashes).await?;
            import::set(&tx, id, held.state, from, held.problems, &held.words).await?;
            Ok(from > 0)
        })
        .await
}

async fn discard(store: &Store, id: Uuid) -> Outcome<()> {
    loop {
        let gone = store.keep("membership.discard_list", |tx| async move { import::discard(&tx, id, DISCARDED).await }).await?;
        if gone == 0 {
            return Ok(());
        }
    }
}
