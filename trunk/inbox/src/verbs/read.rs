use std::collections::HashMap;
use std::sync::Arc;

use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::house::{Inbox, version_of};
use crate::rows::notice::{self as rows, Notice};

/// Notices on a page.
pub(crate) const PAGE: u64 = 30;

/// How many notices this person has not read: one indexed count.
///
/// # Errors
/// [`Fault::Database`].
pub async fn unread(store: &Store, person: Uuid) -> Outcome<u32> {
    Ok(unread_of_all(store, &[person]).await?.remove(&person).unwrap_or(0))
}

/// As [`unread`], of several at once.
pub(crate) async fn unread_of_all(store: &Store, people: &[Uuid]) -> Outcome<HashMap<Uuid, u32>> {
    let counts = rows::unread(store.read(), people).await?;
    Ok(counts.into_iter().map(|(person, n)| (person, u32::try_from(n).unwrap_or(u32::MAX))).collect())
}

impl Inbox {
    /// A page of a person's notices, newest first, and how many there are in all. Pages count from 1 and have thirty.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn notices(&self, person: Uuid, page: u64) -> Outcome<Arc<(Vec<Notice>, u64)>> {
        if page > 1 {
            return self.read_page(person, page).await;
        }
        let version = self.store().versions().get(version_of(person));
        self.newest.get_or(person, version, || self.read_page(person, 1)).await
    }

    async fn read_page(&self, person: Uuid, page: u64) -> Outcome<Arc<(Vec<Notice>, u64)>> {
        let db = self.store().read();
        if page == 1 {
            let first = rows::list(db, person, 0, PAGE.cast_signed()).await?;
            // Most people have one page, which is all there is to count.
            let all = match first.len() as u64 {
                few @ 0..PAGE => few,
                _ => u64::try_from(rows::count(db, person).await?).unwrap_or(0),
            };
            return Ok(Arc::new((first, all)));
        }
        let all = u64::try_from(rows::count(db, person).await?).unwrap_or(0);
        let page = page.clamp(1, all.div_ceil(PAGE).max(1));
        let skip = i64::try_from((page - 1) * PAGE).unwrap_or(0);
        Ok(Arc::new((rows::list(db, person, skip, PAGE.cast_signed()).await?, all)))
    }

    /// Opens one of a person's own notices: it is read from now on.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for another's.
    pub(crate) async fn read_one(&self, person: Uuid, id: Uuid) -> Outcome<Notice> {
        let found = rows::get(self.store().read(), person, id).await?.ok_or(Fault::NotFound)?;
        if found.read_at.is_none() {
            self.store()
                .keep("inbox.read", |tx| async move {
                    if rows::read(&tx, person, id).await? {
                        tx.bump(version_of(person));
                    }
                    Ok(())
                })
                .await?;
        }
        Ok(found)
    }

    /// Marks all of a person's notices read; says how many there were.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub(crate) async fn read_all(&self, person: Uuid) -> Outcome<u64> {
        self.store()
            .keep("inbox.read_all", |tx| async move {
                let n = rows::read_all(&tx, person).await?;
                if n > 0 {
                    tx.bump(version_of(person));
                }
                Ok(n)
            })
            .await
    }
}
