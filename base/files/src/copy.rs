use std::path::Path;
use std::sync::Arc;

use object_store::memory::InMemory;
use object_store::{Error, ObjectStore, ObjectStoreExt as _};
use store::{Outcome, Store, all, binds};

use crate::Files;
use crate::place::{fault, folder, path_of};

/// Looked up in one go.
const AT_ONCE: i64 = 100;

/// What a copy came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Contents that lie there now and did not before.
    pub new: u64,
    /// Contents that lay there already: the same hash is the same content.
    pub there: u64,
    /// Attached, but nowhere to be found.
    pub missing: u64,
}

#[derive(sea_orm::FromQueryResult)]
pub(crate) struct Object {
    pub hash: String,
}

impl Files {
    /// Puts every content that is attached into a folder beside a copy of the database. A folder used again is only added to,
    /// so that the second copy takes as long as what came since.
    ///
    /// # Errors
    /// [`store::Fault::Database`], [`store::Fault::Internal`].
    pub async fn copy_to(&self, to: &Path) -> Outcome<Copied> {
        copy(&self.0.store, &*self.0.objects, &*folder(to)?).await
    }

    /// Brings back from such a folder whatever is attached and does not lie where it should; no folder is one without content.
    ///
    /// # Errors
    /// [`store::Fault::Database`], [`store::Fault::Internal`].
    pub async fn bring_back(&self, from: &Path) -> Outcome<Copied> {
        let from = if from.is_dir() { folder(from)? } else { Arc::new(InMemory::new()) };
        copy(&self.0.store, &*from, &*self.0.objects).await
    }
}

/// The next contents attached, in the order of their hashes.
pub(crate) async fn next(store: &Store, after: &str) -> Outcome<Vec<Object>> {
    let sql = "SELECT hash FROM file_attached WHERE hash > $1 GROUP BY hash ORDER BY hash LIMIT $2";
    all(store.read(), sql, binds![after, AT_ONCE]).await
}

async fn copy(store: &Store, from: &dyn ObjectStore, to: &dyn ObjectStore) -> Outcome<Copied> {
    let (mut copied, mut after) = (Copied::default(), String::new());
    loop {
        let found = next(store, &after).await?;
        let Some(last) = found.last() else { return Ok(copied) };
        after.clone_from(&last.hash);
        for object in found {
            let path = path_of(&object.hash);
            match to.head(&path).await {
                Ok(_) => copied.there += 1,
                Err(Error::NotFound { .. }) => match from.get(&path).await {
                    Ok(content) => {
                        to.put(&path, content.bytes().await.map_err(fault)?.into()).await.map_err(fault)?;
                        copied.new += 1;
                    }
                    Err(Error::NotFound { .. }) => copied.missing += 1,
                    Err(error) => return Err(fault(error)),
                },
                Err(error) => return Err(fault(error)),
            }
        }
    }
}
