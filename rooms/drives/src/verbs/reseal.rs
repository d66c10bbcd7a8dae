//! After the keys were renewed: guests' names and signatures are sealed anew with the newest key.

use serde_json::json;
use store::{Actor, Outcome, SealedAt, Store};
use uuid::Uuid;

use super::hand_out::guest_at;
use super::sign::signature_at;
use crate::rows::sealed::{self, Column};

/// Rows written in one transaction; a few milliseconds.
const AT_ONCE: i64 = 100;

/// Seals anew whatever is still under an older key; says how many values that were, and how many do not open and stay. May run
/// beside everything else and be broken off anywhere.
///
/// # Errors
/// [`store::Fault::Database`]; what was done until then stays done.
pub async fn reseal(store: &Store) -> Outcome<(u64, u64)> {
    let (mut values, mut stuck) = (0, 0);
    if !store.keyring().has_old() {
        return Ok((values, stuck));
    }
    let mut outcome = Ok(());
    for column in Column::ALL {
        outcome = walk(store, column, &mut values, &mut stuck).await;
        if outcome.is_err() {
            break;
        }
    }
    if values + stuck > 0 {
        store
            .write("drives.reseal", &Actor::house(), |tx| async move {
                tx.record("house", Uuid::nil(), json!({ "values": values, "stuck": stuck }));
                Ok(())
            })
            .await?;
    }
    outcome.map(|()| (values, stuck))
}

fn place(column: Column, id: Uuid) -> SealedAt {
    match column {
        Column::Guest => guest_at(id),
        Column::Signature => signature_at(id),
    }
}

async fn walk(store: &Store, column: Column, values: &mut u64, stuck: &mut u64) -> Outcome<()> {
    let mark = store.keyring().sealing_mark();
    let mut after = Uuid::nil();
    loop {
        let old = sealed::below(store.read(), column, &mark, after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after = last.id;
        let mut anew = Vec::with_capacity(old.len());
        for one in &old {
            match store.keyring().renewed(place(column, one.id), store.ids(), &one.value) {
                Ok(Some(sealed)) => anew.push((one, sealed)),
                Ok(None) => {}
                // One broken value must not keep all others under the old key for ever.
                Err(_) => *stuck += 1,
            }
        }
        let anew = &anew;
        if !anew.is_empty() {
            let written = store.keep("drives.reseal_values", |tx| async move {
                let mut written = 0;
                for (one, sealed) in anew {
                    written += sealed::replace(&tx, column, one, sealed).await?;
                }
                Ok(written)
            });
            *values += written.await?;
        }
    }
}

/// How many values of each place are still sealed with an older key than the newest; places without any are left out.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn under_old_keys(store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
    let mut found = Vec::new();
    for column in Column::ALL {
        let count = sealed::count_below(store.read(), column, &store.keyring().sealing_mark()).await?;
        if count > 0 {
            found.push((column.name(), count));
        }
    }
    Ok(found)
}
