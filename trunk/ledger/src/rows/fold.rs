//! The one row that whoever folds holds.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, binds, one, run};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub(crate) struct FoldRow {
    pub edge_seq: i64,
    pub union_seq: i64,
    pub last_page: i64,
    pub last_number: i64,
    pub astray: i64,
}

const SELECT: &str = "SELECT edge_seq, union_seq, last_page, last_number, astray FROM ledger_fold WHERE id = $1";

pub(crate) async fn read(db: &impl ConnectionTrait) -> Outcome<FoldRow> {
    Ok(one(db, SELECT, binds![1]).await?.unwrap_or_default())
}

/// Holds the folding until the commit.
pub(crate) async fn hold(tx: &Tx) -> Outcome<FoldRow> {
    Ok(tx.lock(SELECT, binds![1]).await?.unwrap_or_default())
}

pub(crate) async fn write(tx: &Tx, row: &FoldRow) -> Outcome<()> {
    let sql = "UPDATE ledger_fold SET edge_seq = $1, union_seq = $2, last_page = $3, last_number = $4, astray = $5 WHERE id = 1";
    run(&**tx, sql, binds![row.edge_seq, row.union_seq, row.last_page, row.last_number, row.astray]).await?;
    Ok(())
}
