//! After the keys were renewed: whatever a crate seals, and looks up by a hash, is written anew with the newest key, in small
//! portions beside the daily work. Only then can the old keys be retired.
//!
//! A crate declares what it seals ([`Seals`]); how it is found, renewed and counted stands here once.

mod lookup;
mod sealed;

use serde_json::json;
use uuid::Uuid;

pub use self::lookup::Lookup;
pub use self::sealed::{Row, Sealed};
use crate::{Actor, Outcome, Store};

/// Rows written in one transaction, one or two statements each: a few milliseconds, so that nobody waits for the writer.
const AT_ONCE: i64 = 100;

/// Everything a crate seals.
#[derive(Clone, Copy)]
pub struct Seals {
    /// The name of the act in the audit trail, and of its transactions: `membership.reseal`.
    pub verb: &'static str,
    pub columns: &'static [Sealed],
    pub lookups: &'static [Lookup],
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Values sealed anew.
    pub values: u64,
    /// Lookups put under their newest hash.
    pub lookups: u64,
    /// Left as they were: what does not open, and lookups that lead to nobody or to two owners.
    pub stuck: u64,
}

impl Seals {
    /// Writes whatever is still sealed or looked up with an older key anew with the newest. Values changed meanwhile are left
    /// to whoever changed them, so that it may run beside everything else, itself included, and be broken off anywhere. One
    /// audit line tells what it came to; where there was nothing to do there is none.
    ///
    /// # Errors
    /// [`crate::Fault::Database`]; what was done until then stays done.
    pub async fn renew(&self, store: &Store) -> Outcome<Resealed> {
        let mut run = Resealed::default();
        if !store.keyring().has_old() {
            return Ok(run);
        }
        let outcome = self.everything(store, &mut run).await;
        if run != Resealed::default() {
            store
                .write(self.verb, &Actor::house(), |tx| async move {
                    let mut counts = json!({ "values": run.values, "stuck": run.stuck });
                    if !self.lookups.is_empty() {
                        counts["lookups"] = run.lookups.into();
                    }
                    tx.record("house", Uuid::nil(), counts);
                    Ok(())
                })
                .await?;
        }
        if run.stuck > 0 {
            let verb = self.verb;
            tracing::warn!(verb, stuck = run.stuck, "values that cannot be sealed anew; the old keys cannot be retired");
        }
        outcome.map(|()| run)
    }

    async fn everything(&self, store: &Store, run: &mut Resealed) -> Outcome<()> {
        // Lookups last: what they are made from is then already known to open with the newest key.
        for column in self.columns {
            column.walk(store, self.verb, run).await?;
        }
        for lookup in self.lookups {
            lookup.walk(store, self.verb, run).await?;
        }
        Ok(())
    }

    /// How many values of each place are still sealed, or looked up, with an older key than the newest; places without any are
    /// left out.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn left(&self, store: &Store) -> Outcome<Vec<(&'static str, i64)>> {
        let mut left = Vec::new();
        for column in self.columns {
            left.push((column.name, column.count_old(store).await?));
        }
        for lookup in self.lookups {
            left.push((lookup.table.name, lookup.count_old(store).await?));
        }
        left.retain(|(_, count)| *count > 0);
        Ok(left)
    }
}
