use object_store::{Error, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use store::{Outcome, all, binds, run, scalar};

use crate::attached::attached_as;
use crate::copy::{Object, next};
use crate::place::{fault, path_of};
use crate::{Attached, Files};

/// How long something taken may wait to be attached: a form is open for hours at most.
const GRACE_MS: i64 = 24 * 60 * 60 * 1000;
/// Looked at in one go.
const AT_ONCE: i64 = 100;

impl Files {
    /// Takes away what is attached nowhere and was not taken in for a day. Answers how many.
    ///
    /// # Errors
    /// [`store::Fault::Database`], [`store::Fault::Internal`]; what is left is found the next night.
    pub async fn sweep(&self) -> Outcome<u64> {
        let (db, before) = (self.0.store.read(), self.0.store.now() - GRACE_MS);
        let sql = "SELECT o.hash FROM file_object o WHERE o.kept_at < $1 AND o.hash > $2 \
            AND NOT EXISTS (SELECT 1 FROM file_attached a WHERE a.hash = o.hash) ORDER BY o.hash LIMIT $3";
        let (mut swept, mut after) = (0, String::new());
        loop {
            let found: Vec<Object> = all(db, sql, binds![before, after.as_str(), AT_ONCE]).await?;
            let Some(last) = found.last() else { return Ok(swept) };
            after.clone_from(&last.hash);
            for object in found {
                swept += u64::from(self.sweep_one(&object.hash, before).await?);
            }
        }
    }

    /// Holds the row while it looks again: whoever takes in the same content now waits, and puts it there anew.
    async fn sweep_one(&self, hash: &str, before: i64) -> Outcome<bool> {
        self.0
            .store
            .keep("files.sweep", |tx| async move {
                let sql = "SELECT hash FROM file_object WHERE hash = $1 AND kept_at < $2";
                let held: Option<Object> = tx.lock(sql, binds![hash, before]).await?;
                let used: Option<i64> = scalar(&*tx, "SELECT 1 FROM file_attached WHERE hash = $1 LIMIT 1", binds![hash]).await?;
                if held.is_none() || used.is_some() {
                    return Ok(false);
                }
                match self.0.objects.delete(&path_of(hash)).await {
                    Ok(()) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(fault(error)),
                }
                run(&*tx, "DELETE FROM file_object WHERE hash = $1", binds![hash]).await?;
                Ok(true)
            })
            .await
    }

    /// The attached files whose content is gone or is no longer what was taken in; every content is read once.
    ///
    /// # Errors
    /// [`store::Fault::Database`], [`store::Fault::Internal`].
    pub async fn check(&self) -> Outcome<Vec<Attached>> {
        let db = self.0.store.read();
        let (mut wrong, mut after) = (Vec::new(), String::new());
        loop {
            let found = next(&self.0.store, &after).await?;
            let Some(last) = found.last() else { return Ok(wrong) };
            after.clone_from(&last.hash);
            for object in found {
                if !self.is_whole(&object.hash).await? {
                    wrong.extend(attached_as(db, &object.hash).await?);
                }
            }
        }
    }

    async fn is_whole(&self, hash: &str) -> Outcome<bool> {
        match self.0.objects.get(&path_of(hash)).await {
            Ok(found) => Ok(hex::encode(Sha256::digest(found.bytes().await.map_err(fault)?)) == hash),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(fault(error)),
        }
    }
}
