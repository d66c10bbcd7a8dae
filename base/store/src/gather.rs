use std::collections::HashMap;
use std::hash::Hash;

use crate::{Outcome, Together};

/// Keys asked for in one query.
const MOST: usize = 256;

/// Rows by their key, read for many at once: when sign-up opens, thousands of people whom this process has not met today ask
/// who they are.
pub struct Gather<K, V>(Together<K, Option<V>>);

impl<K, V> Default for Gather<K, V>
where
    K: Send + 'static,
    V: Send + 'static,
{
    fn default() -> Self {
        Self(Together::default())
    }
}

impl<K, V> Gather<K, V>
where
    K: Eq + Hash + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// What `read` finds for this key, `None` where it finds nothing. `read` is given all keys asked for meanwhile, some of
    /// them perhaps twice.
    ///
    /// # Errors
    /// As [`Together::ask`].
    pub async fn get<F, Fut>(&self, key: K, read: F) -> Outcome<Option<V>>
    where
        F: Fn(Vec<K>) -> Fut + Send + 'static,
        Fut: Future<Output = Outcome<HashMap<K, V>>> + Send + 'static,
    {
        let answer = move |keys: Vec<K>| {
            let reading = read(keys.clone());
            async move {
                let found = reading.await?;
                Ok(keys.iter().map(|key| found.get(key).cloned()).collect())
            }
        };
        self.0.ask(key, MOST, answer).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_key_gets_its_own_row_or_none() {
        let gather = Gather::<u32, u32>::default();
        let read = |keys: Vec<u32>| async move { Ok(keys.into_iter().filter(|k| k % 2 == 0).map(|k| (k, k * 10)).collect()) };
        let (one, two, again) = tokio::join!(gather.get(1, read), gather.get(2, read), gather.get(2, read));
        assert_eq!([one.ok(), two.ok(), again.ok()], [Some(None), Some(Some(20)), Some(Some(20))]);
    }
}
