use organisation::{Power, Scope, Union};
use std::sync::Arc;
use store::{Actor, Fault, Outcome};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{check, start, stop, write};
use crate::Membership;
use crate::rows::import::{self, Import, State};
use crate::rules::list;
use crate::verbs::reach::acting;

/// Lists up to this size are judged, and written, before the page is answered; larger ones go on by themselves.
const AT_ONCE: i64 = 2_000;
/// One file is unpacked and read at a time: each may take some hundred megabytes.
static READING: Semaphore = Semaphore::const_new(1);

/// Takes a file as an officer sends it: reads it, and judges every row. A large list is judged after the answer; its import
/// says how far it is.
///
/// # Errors
/// [`Fault::NotFound`] and [`Fault::Forbidden`] by the scope; [`Fault::Conflict`] for a union that takes no members;
/// [`Fault::Invalid`] beside `file` when it is no list.
pub async fn import_list(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    union: Uuid,
    file_name: &str,
    bytes: Vec<u8>,
) -> Outcome<Uuid> {
    let union = may_import(m, scope, union)?;
    let list = {
        let _turn = READING.acquire().await.map_err(|e| Fault::Internal(e.to_string()))?;
        // A file that makes the reader fall over is as unreadable as any other.
        let read =
            tokio::task::spawn_blocking(move || list::read(&bytes)).await.unwrap_or(Err("membership-import-file-unreadable"));
        read.map_err(|key| Fault::field("file", key))?
    };
    let (id, rows) =
        (check::check_list(m.store(), &acting(scope, actor, union.id), union.id, file_name, list.count()).await?, list.count());
    let (store, union_id, founded) = (m.store().clone(), union.id, union.founded);
    let judging = async move { check::judge(&store, id, union_id, founded, list).await };
    if i64::try_from(rows).is_ok_and(|rows| rows <= AT_ONCE) {
        judging.await?
    } else {
        by_itself("judging a list", judging)
    }
    Ok(id)
}

/// The union, if a list may be brought to it.
///
/// # Errors
/// As [`import_list`].
pub(crate) fn may_import(m: &Membership, scope: &Scope, union: Uuid) -> Outcome<Arc<Union>> {
    scope.require(Power::Enrol, union)?;
    let union = m.organisation.federation.get(union).filter(|u| !u.has_ended()).ok_or(Fault::NotFound)?;
    if union.kind.takes_members() { Ok(union) } else { Err(Fault::Conflict("membership-union-takes-none")) }
}

/// An import, for whoever may bring lists to its union; for others there is none.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn reach_import(m: &Membership, scope: &Scope, id: Uuid) -> Outcome<Import> {
    let import = import::get(m.store().read(), id).await?.ok_or(Fault::NotFound)?;
    if scope.may(Power::Enrol, import.union) { Ok(import) } else { Err(Fault::NotFound) }
}

/// The officer says go, or go on after an interruption.
///
/// # Errors
/// As [`start::start`].
pub(crate) async fn go(m: &Membership, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    let import = reach_import(m, scope, id).await?;
    start::start(m.store(), &acting(scope, actor, import.union), id).await?;
    let store = m.store().clone();
    let writing = async move { write::carry_on(&store, id).await };
    if import.rows <= AT_ONCE {
        writing.await
    } else {
        by_itself("writing a list", writing);
        Ok(())
    }
}

/// The officer gives the list up.
///
/// # Errors
/// As [`stop::stop`].
pub(crate) async fn give_up(m: &Membership, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    let import = reach_import(m, scope, id).await?;
    stop::stop(m.store(), &acting(scope, actor, import.union), id).await?;
    let store = m.store().clone();
    let tidying = async move { super::resume::tidy(&store, id).await };
    if import.state != State::Writing || import.rows <= AT_ONCE {
        tidying.await
    } else {
        by_itself("taking back a list", tidying);
        Ok(())
    }
}

/// Whatever goes wrong here is found again by `resume_imports`.
fn by_itself(what: &'static str, work: impl Future<Output = Outcome<()>> + Send + 'static) {
    tokio::spawn(async move {
        if let Err(error) = work.await {
            tracing::error!(%error, what);
        }
    });
}
