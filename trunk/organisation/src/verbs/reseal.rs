//! After the keys were renewed: the contacts of applications are sealed anew with the newest key.

use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use crate::rows::founding;
use crate::verbs::ask_founding::sealed_at;

/// Rows written in one transaction; a few milliseconds.
const AT_ONCE: i64 = 100;

/// Seals anew whatever is still under an older key; says how many values that were, and how many do not open and stay. May
/// run beside everything else and be broken off anywhere: a contact changed meanwhile is left to whoever changed it.
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
            .write("organisation.reseal", &Actor::house(), |tx| async move {
                tx.record("house", Uuid::nil(), json!({ "values": values, "stuck": stuck }));
                Ok(())
            })
            .await?;
    }
    outcome.map(|()| (values, stuck))
}

async fn walk(store: &Store, values: &mut u64, stuck: &mut u64) -> Outcome<()> {
    let mark = store.keyring().sealing_mark();
    let mut after = Uuid::nil();
    loop {
        let old = founding::sealed_below(store.read(), &mark, after, AT_ONCE).await?;
        let Some(last) = old.last() else { return Ok(()) };
        after = last.id;
        let mut anew = Vec::with_capacity(old.len());
        for one in &old {
            match store.keyring().renewed(sealed_at(one.id), store.ids(), &one.contact) {
                Ok(Some(sealed)) => anew.push((one, sealed)),
                Ok(None) => {}
                // One broken value must not keep all others under the old key for ever.
                Err(_) => *stuck += 1,
            }
        }
        let anew = &anew;
        if !anew.is_empty() {
            *values += store
                .keep("organisation.reseal_contacts", |tx| async move {
                    let mut written = 0;
                    for (one, sealed) in anew {
                        written += founding::replace_contact(&tx, one, sealed).await?;
                    }
                    Ok(written)
                })
                .await?;
        }
    }
}

/// How many values of each place are still sealed with an older key than the newest; places without any are left out.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn under_old_keys(store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
    let count = founding::count_sealed_below(store.read(), &store.keyring().sealing_mark()).await?;
    Ok(if count > 0 { vec![("contact", count)] } else { Vec::new() })
}
