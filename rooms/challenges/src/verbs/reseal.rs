//! After the keys were renewed: measurements and heights are sealed anew with the newest key.

use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use super::seal::{height_at, value_at};
use crate::rows::{measure, part};

/// Rows written in one transaction; a few milliseconds.
const AT_ONCE: i64 = 100;

/// Seals anew whatever is still under an older key; says how many values that were, and how many do not open and stay. May run
/// beside everything else and be broken off anywhere: what was changed meanwhile is left to whoever changed it.
///
/// # Errors
/// [`store::Fault::Database`]; what was done until then stays done.
pub async fn reseal(store: &Store) -> Outcome<(u64, u64)> {
    let (mut values, mut stuck) = (0, 0);
    if !store.keyring().has_old() {
        return Ok((values, stuck));
    }
    let mut outcome = walk_values(store, &mut values, &mut stuck).await;
    if outcome.is_ok() {
        outcome = walk_heights(store, &mut values, &mut stuck).await;
    }
    if values + stuck > 0 {
        store
            .write("challenges.reseal", &Actor::house(), |tx| async move {
                tx.record("house", Uuid::nil(), json!({ "values": values, "stuck": stuck }));
                Ok(())
            })
            .await?;
    }
    outcome.map(|()| (values, stuck))
}

async fn walk_values(store: &Store, values: &mut u64, stuck: &mut u64) -> Outcome<()> {
    let mark = store.keyring().sealing_mark();
    let mut after = (Uuid::nil(), Uuid::nil(), i32::MIN);
    loop {
        let old = measure::sealed_below(store.read(), &mark, after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after = (last.challenge_id, last.person, last.day);
        let mut anew = Vec::with_capacity(old.len());
        for one in &old {
            let at = value_at(one.challenge_id, one.person, one.day);
            match store.keyring().renewed(at, store.ids(), &one.value) {
                Ok(Some(sealed)) => anew.push((one, sealed)),
                Ok(None) => {}
                // One broken value must not keep all others under the old key for ever.
                Err(_) => *stuck += 1,
            }
        }
        let anew = &anew;
        if anew.is_empty() {
            continue;
        }
        *values += store
            .keep("challenges.reseal_values", |tx| async move {
                let mut written = 0;
                for (one, sealed) in anew {
                    written += measure::replace(&tx, one, sealed).await?;
                }
                Ok(written)
            })
            .await?;
    }
}

async fn walk_heights(store: &Store, values: &mut u64, stuck: &mut u64) -> Outcome<()> {
    let mark = store.keyring().sealing_mark();
    let mut after = (Uuid::nil(), Uuid::nil());
    loop {
        let old = part::sealed_below(store.read(), &mark, after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after = (last.challenge_id, last.person);
        let mut anew = Vec::with_capacity(old.len());
        for one in &old {
            match store.keyring().renewed(height_at(one.challenge_id, one.person), store.ids(), &one.height) {
                Ok(Some(sealed)) => anew.push((one, sealed)),
                Ok(None) => {}
                Err(_) => *stuck += 1,
            }
        }
        let anew = &anew;
        if anew.is_empty() {
            continue;
        }
        *values += store
            .keep("challenges.reseal_heights", |tx| async move {
                let mut written = 0;
                for (one, sealed) in anew {
                    written += part::replace_height(&tx, one, sealed).await?;
                }
                Ok(written)
            })
            .await?;
    }
}

/// How many values of each place are still sealed with an older key than the newest; places without any are left out.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn under_old_keys(store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
    let mark = store.keyring().sealing_mark();
    let values = measure::count_sealed_below(store.read(), &mark).await?;
    let heights = part::count_sealed_below(store.read(), &mark).await?;
    Ok([("measurement", values), ("height", heights)].into_iter().filter(|(_, count)| *count > 0).collect())
}
