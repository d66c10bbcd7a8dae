use sea_orm::FromQueryResult;
use store::{Outcome, Tx, binds, run};
use uuid::Uuid;

use super::person::{by_id_number, id_number_at, open_id_number};

/// A person whose row is held.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Known {
    pub person: Uuid,
    pub name: String,
}

/// From now on the person counts as registered online, if not before.
pub(crate) async fn mark_registered(tx: &Tx, person: Uuid) -> Outcome<()> {
    let sql = "UPDATE member_person SET registered_at = $1 WHERE person = $2 AND registered_at IS NULL";
    run(&**tx, sql, binds![tx.now(), person]).await?;
    Ok(())
}

/// Gives a person a name who has none yet; says whether it was taken.
pub(crate) async fn name_if_nameless(tx: &Tx, person: Uuid, name: &str) -> Outcome<bool> {
    let sql = "UPDATE member_person SET name = $1, initials = $2 WHERE person = $3 AND name = ''";
    Ok(run(&**tx, sql, binds![name, organisation::initials(name), person]).await? == 1)
}

/// Sets what a person works as, where nothing is known.
pub(crate) async fn work_if_unknown(tx: &Tx, person: Uuid, work: &str) -> Outcome<()> {
    run(&**tx, "UPDATE member_person SET work = $1 WHERE person = $2 AND work = ''", binds![work, person]).await?;
    Ok(())
}

/// Holds a person's row until the commit, so that two acts about one person come one after the other.
pub(crate) async fn lock(tx: &Tx, person: Uuid) -> Outcome<Option<Known>> {
    tx.lock("SELECT person, name FROM member_person WHERE person = $1", binds![person]).await
}

/// Keeps an ID number with a person who has none, unless another person has it; says whether it was kept.
pub(crate) async fn keep_id_number(tx: &Tx, person: Uuid, number: &str) -> Outcome<bool> {
    let (store, keys) = (tx.store(), tx.store().keyring());
    if by_id_number(store, &**tx, number).await?.is_some() || open_id_number(store, &**tx, person).await?.is_some() {
        return Ok(false);
    }
    let sql = "INSERT INTO member_id_number (hash, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    if run(&**tx, sql, binds![keys.lookup("id_number", number), person]).await? == 0 {
        return Ok(false);
    }
    let sealed = keys.seal(id_number_at(person), store.ids(), number)?;
    run(&**tx, "UPDATE member_person SET id_number = $1 WHERE person = $2", binds![sealed, person]).await?;
    Ok(true)
}
