//! A table of hashes by which sealed values are found, and its move to a new key.

use std::collections::HashMap;

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{AT_ONCE, Resealed, Sealed};
use crate::schema::Table;
use crate::{Outcome, Store, Tx, Value, all, binds, places, run, scalar};

/// A side table keyed by `hash`, with the owner of the value in a column named as the owner's own primary key.
#[derive(Clone, Copy)]
pub struct Lookup {
    pub table: &'static Table,
    /// The domain of its hashes, as in [`crate::Keyring::lookup`].
    pub domain: &'static str,
    /// What is hashed. The primary key of that table is the owner's id and nothing else.
    pub of: &'static Sealed,
}

#[derive(FromQueryResult)]
struct Old {
    hash: Vec<u8>,
    owner: Uuid,
}

/// What became of a lookup.
enum Moved {
    Yes,
    /// Changed or thrown away meanwhile; nothing to do.
    Gone,
    /// The same value is another owner's already, under the newest key. A person has to look.
    Taken,
}

impl Lookup {
    pub(super) async fn walk(&self, store: &Store, verb: &'static str, run: &mut Resealed) -> Outcome<()> {
        let mut after = Vec::new();
        loop {
            let old = self.old(store, &after).await?;
            let Some(last) = old.last() else { return Ok(()) };
            after.clone_from(&last.hash);
            let mut owners: Vec<Uuid> = old.iter().map(|l| l.owner).collect();
            owners.sort_unstable();
            owners.dedup();
            let values: HashMap<Uuid, String> = self.of.of(store, &owners).await?.into_iter().collect();
            let found = old.len();
            let anew: Vec<(Old, Vec<u8>)> =
                old.into_iter().filter_map(|l| self.newest_hash(store, &l, values.get(&l.owner)?).map(|new| (l, new))).collect();
            run.stuck += (found - anew.len()) as u64;
            let (owners, anew) = (&owners, &anew);
            let (moved, taken) = store
                .keep(verb, |tx| async move {
                    self.hold(&tx, owners).await?;
                    let (mut moved, mut taken) = (0, 0);
                    for (one, new) in anew {
                        match self.put(&tx, one, new).await? {
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

    pub(super) async fn count_old(&self, store: &Store) -> Outcome<i64> {
        let sql = format!("SELECT COUNT(*) FROM {} WHERE hash < $1", self.table.name);
        Ok(scalar(store.read(), &sql, binds![store.keyring().lookup_mark()]).await?.unwrap_or(0))
    }

    async fn old(&self, store: &Store, after: &[u8]) -> Outcome<Vec<Old>> {
        let (table, owner) = (self.table.name, self.of.owner());
        let sql = format!("SELECT hash, {owner} AS owner FROM {table} WHERE hash < $1 AND hash > $2 ORDER BY hash LIMIT $3");
        all(store.read(), &sql, binds![store.keyring().lookup_mark(), after, AT_ONCE]).await
    }

    /// Where a lookup belongs, when it is one of this value at all.
    fn newest_hash(&self, store: &Store, old: &Old, value: &str) -> Option<Vec<u8>> {
        let mut hashes = store.keyring().lookups(self.domain, value).into_iter();
        let newest = hashes.next()?;
        hashes.any(|hash| hash == old.hash).then_some(newest)
    }

    /// Holds the owners until the commit: nobody changes or erases them while their lookups move.
    async fn hold(&self, tx: &Tx, owners: &[Uuid]) -> Outcome<()> {
        #[derive(FromQueryResult)]
        struct Held {
            #[allow(dead_code, reason = "the rows are read for their locks")]
            owner: Uuid,
        }
        let (table, owner, places) = (self.of.table.name, self.of.owner(), places(1, owners.len()));
        let sql = format!("SELECT {owner} AS owner FROM {table} WHERE {owner} IN ({places}) ORDER BY {owner}");
        tx.lock_all::<Held>(&sql, owners.iter().map(|id| Value::from(*id))).await?;
        Ok(())
    }

    /// Puts a lookup under its newest hash.
    async fn put(&self, tx: &Tx, old: &Old, new: &[u8]) -> Outcome<Moved> {
        let (table, owner) = (self.table.name, self.of.owner());
        let held: Option<Uuid> = scalar(&**tx, &format!("SELECT {owner} FROM {table} WHERE hash = $1"), binds![new]).await?;
        if held.is_some_and(|held| held != old.owner) {
            return Ok(Moved::Taken);
        }
        let sql = format!("DELETE FROM {table} WHERE hash = $1 AND {owner} = $2");
        if run(&**tx, &sql, binds![old.hash.clone(), old.owner]).await? == 0 {
            return Ok(Moved::Gone);
        }
        if held.is_none() {
            let sql = format!("INSERT INTO {table} (hash, {owner}) VALUES ($1, $2)");
            run(&**tx, &sql, binds![new, old.owner]).await?;
        }
        Ok(Moved::Yes)
    }
}
