use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use crate::Outcome;

/// What was read lately, each with the stamp of what it was read from: the versions of its sources, and the day where it
/// depends on one. An answer whose stamp is no longer the present one is read again, so nothing overtaken is ever given.
pub struct Kept<K, S, V> {
    most: usize,
    all: RwLock<HashMap<K, (S, V)>>,
}

impl<K: Eq + Hash, S: PartialEq, V: Clone> Kept<K, S, V> {
    /// Keeps no more than `most` answers; beyond that it begins anew.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, all: RwLock::default() }
    }

    /// The answer kept for `key` while `stamp` holds, else what `read` gives. The caller takes the stamp *before* it calls: a
    /// change in between then makes the answer stale, never wrongly fresh.
    ///
    /// # Errors
    /// Whatever `read` answers; nothing is kept then.
    pub async fn get_or<F, Fut>(&self, key: K, stamp: S, read: F) -> Outcome<V>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Outcome<V>>,
    {
        // The guard must be gone before the query waits, or no handler could.
        let known = {
            let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
            all.get(&key).filter(|(of, _)| *of == stamp).map(|(_, value)| value.clone())
        };
        if let Some(value) = known {
            return Ok(value);
        }
        let value = read().await?;
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= self.most {
            all.clear();
        }
        all.insert(key, (stamp, value.clone()));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::Fault;

    #[tokio::test]
    async fn an_answer_lasts_as_long_as_its_stamp() {
        let kept = Kept::new(2);
        assert_eq!(kept.get_or("a", 1, async || Ok(10)).await.ok(), Some(10));
        assert_eq!(kept.get_or("a", 1, async || Ok(11)).await.ok(), Some(10), "read again though nothing changed");
        assert_eq!(kept.get_or("a", 2, async || Ok(12)).await.ok(), Some(12), "not read again though the stamp changed");
    }

    #[tokio::test]
    async fn a_fault_is_not_kept_and_the_room_is_bounded() {
        let kept = Kept::new(2);
        assert!(kept.get_or(1, (), async || Err::<i32, _>(Fault::NotFound)).await.is_err());
        for key in 0..5 {
            assert_eq!(kept.get_or(key, (), async || Ok(key)).await.ok(), Some(key));
            assert!(kept.all.read().is_ok_and(|all| all.len() <= 2));
        }
    }
}
