use organisation::Power;
use sea_orm::FromQueryResult;
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::address::To;
use crate::verbs::task::NewTask;

/// `false` when this union has a task of this key already, open or closed.
pub(crate) async fn insert(tx: &Tx, new: &NewTask) -> Outcome<bool> {
    let sql = "INSERT INTO inbox_task (union_id, id, key, room, kind, title, title_values, many, many_href, href, act, need, watch_need, \
        watch_href, about, due_day, due_at, received_day, by_hand, open, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', $13, $14, $15, $16, $17, TRUE, $18) \
        ON CONFLICT (union_id, key) DO NOTHING";
    let (many, many_href) = new.together.clone().unwrap_or_default();
    let values = binds![
        new.union,
        tx.new_id(),
        new.key.as_str(),
        new.room.name(),
        new.kind,
        new.title.key(),
        new.title.kept()?,
        many,
        many_href,
        new.href.as_str(),
        new.act,
        new.to.to_string(),
        new.about,
        new.due.day().0,
        new.due.at(),
        new.due.received(),
        new.by_hand,
        tx.now()
    ];
    Ok(run(&**tx, sql, values).await? > 0)
}

/// Opens a closed task of this key again, as it is now; `false` when it is open.
pub(crate) async fn reopen(tx: &Tx, new: &NewTask) -> Outcome<bool> {
    let sql = "UPDATE inbox_task SET open = TRUE, done_at = NULL, done_by = NULL, cancelled_at = NULL, watcher = NULL, watch_need = '', \
        watch_href = '', \
        title = $3, title_values = $4, href = $5, need = $6, due_day = $7, due_at = $8, received_day = $9, created_at = $10 \
        WHERE union_id = $1 AND key = $2 AND open = FALSE";
    let values = binds![
        new.union,
        new.key.as_str(),
        new.title.key(),
        new.title.kept()?,
        new.href.as_str(),
        new.to.to_string(),
        new.due.day().0,
        new.due.at(),
        new.due.received(),
        tx.now()
    ];
    Ok(run(&**tx, sql, values).await? > 0)
}

/// `false` when nothing of this key is open.
pub(crate) async fn finish(tx: &Tx, union: Uuid, key: &str, by: Option<Uuid>) -> Outcome<bool> {
    let sql = "UPDATE inbox_task SET open = FALSE, done_at = $3, done_by = $4 WHERE union_id = $1 AND key = $2 AND open = TRUE";
    Ok(run(&**tx, sql, binds![union, key, tx.now(), by]).await? > 0)
}

pub(crate) async fn cancel(tx: &Tx, union: Uuid, key: &str) -> Outcome<bool> {
    let sql = "UPDATE inbox_task SET open = FALSE, cancelled_at = $3 WHERE union_id = $1 AND key = $2 AND open = TRUE";
    Ok(run(&**tx, sql, binds![union, key, tx.now()]).await? > 0)
}

/// The unions at which something waits about this aggregate.
pub(crate) async fn unions_about(tx: &Tx, about: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct At {
        union_id: Uuid,
    }
    let sql = "SELECT DISTINCT union_id FROM inbox_task WHERE about = $1 AND open = TRUE";
    let rows: Vec<At> = all(&**tx, sql, binds![about]).await?;
    Ok(rows.into_iter().map(|r| r.union_id).collect())
}

/// Closes whatever of this kind waits at a union.
pub(crate) async fn cancel_kind(tx: &Tx, union: Uuid, kind: &str) -> Outcome<u64> {
    let sql = "UPDATE inbox_task SET open = FALSE, cancelled_at = $3 WHERE union_id = $1 AND kind = $2 AND open = TRUE";
    run(&**tx, sql, binds![union, kind, tx.now()]).await
}

/// Whatever waits at a union is followed from another, by the same address and link.
pub(crate) async fn pass_on(tx: &Tx, union: Uuid, successor: Uuid) -> Outcome<u64> {
    let sql = "UPDATE inbox_task SET watcher = $2, watch_need = need, watch_href = href WHERE union_id = $1 AND open = TRUE";
    run(&**tx, sql, binds![union, successor]).await
}

/// Closes whatever waits about this aggregate, at all unions.
pub(crate) async fn cancel_about(tx: &Tx, about: Uuid) -> Outcome<u64> {
    run(&**tx, "UPDATE inbox_task SET open = FALSE, cancelled_at = $2 WHERE about = $1 AND open = TRUE", binds![about, tx.now()])
        .await
}

pub(crate) async fn follow(tx: &Tx, union: Uuid, key: &str, watcher: Uuid, with: Power, href: &str) -> Outcome<bool> {
    let sql =
        "UPDATE inbox_task SET watcher = $3, watch_need = $4, watch_href = $5 WHERE union_id = $1 AND key = $2 AND open = TRUE";
    Ok(run(&**tx, sql, binds![union, key, watcher, To::Power(with).to_string(), href]).await? > 0)
}

/// What decides whether a reader may close a task by hand.
#[derive(FromQueryResult)]
pub(crate) struct Held {
    pub key: String,
    pub need: String,
    pub by_hand: bool,
    pub open: bool,
}

/// Reads a task and holds it until the commit.
pub(crate) async fn hold(tx: &Tx, union: Uuid, id: Uuid) -> Outcome<Option<Held>> {
    tx.lock("SELECT key, need, by_hand, open FROM inbox_task WHERE union_id = $1 AND id = $2", binds![union, id]).await
}
