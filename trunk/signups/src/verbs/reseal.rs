//! After the keys were renewed: answers are sealed anew with the newest key.

use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use crate::rows::entry::{self, Old};
use crate::sheet::sealed_at;

/// Rows written in one transaction; a few milliseconds.
const AT_ONCE: i64 = 100;

/// Seals anew whatever is still under an older key; says how many answers that were, and how many do not open and stay. May run
/// beside everything else and be broken off anywhere.
///
/// # Errors
/// [`store::Fault::Database`]; what was done until then stays done.
pub async fn reseal(store: &Store) -> Outcome<(u64, u64)> {
    let (mut values, mut stuck) = (0, 0);
    if !store.keyring().has_old() {
        return Ok((values, stuck));
    }
    let outcome = walk(store, &mut values, &mut stuck).await;
    if values + stuck > 0 {
        store
            .write("signups.reseal", &Actor::house(), |tx| async move {
                tx.record("house", Uuid::nil(), json!({ "values": values, "stuck": stuck }));
                Ok(())
            })
            .await?;
    }
    outcome.map(|()| (values, stuck))
}

async fn walk(store: &Store, values: &mut u64, stuck: &mut u64) -> Outcome<()> {
    let mark = mark(store);
    let mut after = (Uuid::nil(), 0);
    loop {
        let old = entry::under_other_keys(store.read(), &mark, after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after = (last.allotment_id, last.number);
        let mut anew: Vec<(&Old, String)> = Vec::with_capacity(old.len());
        for one in &old {
            let place = sealed_at(one.allotment_id, one.person);
            let sealed = hex::decode(&one.answers).ok().and_then(|s| store.keyring().renewed(place, store.ids(), &s).ok());
            match sealed {
                Some(sealed) => anew.extend(sealed.map(|sealed| (one, hex::encode(sealed)))),
                // One broken value must not keep all others under the old key for ever.
                None => *stuck += 1,
            }
        }
        let anew = &anew;
        if !anew.is_empty() {
            let written = store.keep("signups.reseal_values", |tx| async move {
                let mut written = 0;
                for (one, sealed) in anew {
                    written += entry::seal_anew(&tx, one, sealed).await?;
                }
                Ok(written)
            });
            *values += written.await?;
        }
    }
}

/// How answers under the newest key begin.
fn mark(store: &Store) -> String {
    hex::encode(store.keyring().sealing_mark())
}

/// How many answers are still sealed with an older key than the newest, with where they stand; nothing where there are none.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn under_old_keys(store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
    let count = entry::count_under_other_keys(store.read(), &mark(store)).await?;
    Ok(if count > 0 { vec![("desk_entry.answers", count)] } else { Vec::new() })
}
