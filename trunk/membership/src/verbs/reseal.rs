//! After the keys were renewed: everything sealed, and every lookup, is written anew with the newest key, in small portions
//! beside the daily work. Only then can the old keys be retired.

use std::collections::HashMap;

use serde_json::json;
use store::{Actor, Outcome, SealedAt, Store};
use uuid::Uuid;

use crate::rows::reseal::{self, COLUMNS, Column, LOOKUPS, Lookup, Moved};

/// Rows written in one transaction, one or two statements each: a few milliseconds, so that nobody waits for the writer.
const AT_ONCE: i64 = 100;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Values sealed anew.
    pub values: u64,
    /// Lookups put under their newest hash.
    pub lookups: u64,
    /// Left as they were: what does not open, and lookups that lead to nobody or to two people.
    pub stuck: u64,
}

/// Writes whatever is still sealed or looked up with an older key anew with the newest. Values changed meanwhile are left to
/// whoever changed them, so that it may run beside everything else, itself included, and be broken off anywhere.
///
/// # Errors
/// [`store::Fault::Database`]; what was done until then stays done.
pub async fn reseal(store: &Store) -> Outcome<Resealed> {
    let mut run = Resealed::default();
    if !store.keyring().has_old() {
        return Ok(run);
    }
    let outcome = everything(store, &mut run).await;
    if run != Resealed::default() {
        store
            .write("membership.reseal", &Actor::house(), |tx| async move {
                let counts = json!({ "values": run.values, "lookups": run.lookups, "stuck": run.stuck });
                tx.record("house", Uuid::nil(), counts);
                Ok(())
            })
            .await?;
    }
    outcome.map(|()| run)
}

/// How many values of each place are still sealed, or looked up, with an older key than the newest; places without any are
/// left out.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn under_old_keys(store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
    let (keys, db) = (store.keyring(), store.read());
    let mut left: Vec<(&'static str, i64)> = Vec::new();
    for Column { table, column, .. } in COLUMNS {
        left.push((column, reseal::count_below(db, table, column, &keys.sealing_mark()).await?));
    }
    for (table, _) in LOOKUPS {
        left.push((table, reseal::count_below(db, table, "hash", &keys.lookup_mark()).await?));
    }
    left.retain(|(_, count)| *count > 0);
    Ok(left)
}

async fn everything(store: &Store, run: &mut Resealed) -> Outcome<()> {
    // Lookups last: what they are made from is then already known to open with the newest key.
    for column in &COLUMNS {
        walk(store, column, run).await?;
    }
    for (table, domain) in LOOKUPS {
        move_lookups(store, table, domain, run).await?;
    }
    Ok(())
}

async fn walk(store: &Store, column: &Column, run: &mut Resealed) -> Outcome<()> {
    let (keys, mark) = (store.keyring(), store.keyring().sealing_mark());
    let mut after = None;
    loop {
        let mut old = column.old(store.read(), &mark, after.as_ref(), AT_ONCE).await?;
        let mut anew = Vec::with_capacity(old.len());
        for one in &old {
            match keys.renewed(column.at(one), store.ids(), &one.sealed) {
                Ok(Some(sealed)) => anew.push((one, sealed)),
                Ok(None) => {}
                // One broken value must not keep all others under the old key for ever.
                Err(_) => run.stuck += 1,
            }
        }
        let anew = &anew;
        if !anew.is_empty() {
            run.values += store
                .keep("membership.reseal_values", |tx| async move {
                    let mut written = 0;
                    for (one, sealed) in anew {
                        written += column.replace(&tx, one, sealed).await?;
                    }
                    Ok(written)
                })
                .await?;
        }
        let Some(last) = old.pop() else { return Ok(()) };
        after = Some(last);
    }
}

async fn move_lookups(store: &Store, table: &'static str, domain: &'static str, run: &mut Resealed) -> Outcome<()> {
    let mark = store.keyring().lookup_mark();
    let mut after = Vec::new();
    loop {
        let old = reseal::old_lookups(store.read(), table, &mark, &after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after.clone_from(&last.hash);
        let mut people: Vec<Uuid> = old.iter().map(|l| l.person).collect();
        people.sort_unstable();
        people.dedup();
        let sealed: HashMap<Uuid, Vec<u8>> = reseal::sealed_of(store.read(), domain, &people).await?.into_iter().collect();
        let found = old.len();
        let anew: Vec<(Lookup, Vec<u8>)> =
            old.into_iter().filter_map(|l| newest_hash(store, domain, &l, sealed.get(&l.person)?).map(|new| (l, new))).collect();
        run.stuck += (found - anew.len()) as u64;
        let (people, anew) = (&people, &anew);
        let (moved, taken) = store
            .keep("membership.reseal_lookups", |tx| async move {
                reseal::hold(&tx, people).await?;
                let (mut moved, mut taken) = (0, 0);
                for (one, new) in anew {
                    match reseal::move_lookup(&tx, table, one, new).await? {
                        Moved::Yes => moved += 1,
                        Moved::Taken => taken += 1,
                        Moved::Gone => {}
                    }
                }
                Ok((moved, taken))
            })
            .await?;
        run.lookups += moved;
        run.stuck += taken;
    }
}

/// Where a lookup belongs, when it is one of this value at all.
fn newest_hash(store: &Store, domain: &'static str, old: &Lookup, sealed: &[u8]) -> Option<Vec<u8>> {
    let at = SealedAt { table: "member_person", row: old.person, column: domain };
    let value = store.keyring().open_sealed(at, sealed).ok()?;
    let mut hashes = store.keyring().lookups(domain, &value).into_iter();
    let newest = hashes.next()?;
    hashes.any(|hash| hash == old.hash).then_some(newest)
}
