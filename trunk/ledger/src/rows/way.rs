//! The edges and ends of unions: as `organisation` has them, and as the pages were folded by them.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, tuples};
use uuid::Uuid;

use crate::rules::ways::{Edge, End, Ways};

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct EdgeRow {
    pub seq: i64,
    pub line: i32,
    pub child: Uuid,
    pub parent: Uuid,
    pub from_day: i32,
    pub until_day: i32,
    pub leads: bool,
}

impl EdgeRow {
    pub fn edge(&self) -> Edge {
        Edge { line: self.line, parent: self.parent, from: self.from_day, until: self.until_day, leads: self.leads }
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct EndRow {
    pub seq: i64,
    pub id: Uuid,
    pub ended_day: i32,
    pub successor: Option<Uuid>,
}

impl EndRow {
    pub fn end(&self) -> End {
        End { day: self.ended_day, successor: self.successor }
    }
}

/// What was recorded of the tree after these sequences.
pub(crate) struct News {
    pub edges: Vec<EdgeRow>,
    pub ends: Vec<EndRow>,
    /// The sequences this brings up to.
    pub seqs: (i64, i64),
}

/// Unions that have not ended matter only by their sequence.
pub(crate) async fn since(db: &impl ConnectionTrait, seqs: (i64, i64)) -> Outcome<News> {
    let sql = "SELECT seq, line, child, parent, from_day, until_day, leads FROM org_edge WHERE seq > $1 ORDER BY seq";
    let edges: Vec<EdgeRow> = all(db, sql, binds![seqs.0]).await?;
    let sql = "SELECT seq, id, ended_day, successor FROM org_union WHERE seq > $1 AND ended_day < $2 ORDER BY seq";
    let ends: Vec<EndRow> = all(db, sql, binds![seqs.1, codes::Day::OPEN.0]).await?;
    let seqs = (edges.last().map_or(seqs.0, |e| e.seq), ends.last().map_or(seqs.1, |e| e.seq));
    Ok(News { edges, ends, seqs })
}

/// The tree by which the pages were folded.
pub(crate) async fn folded_by(db: &impl ConnectionTrait) -> Outcome<Ways> {
    let mut ways = Ways::default();
    let sql = "SELECT CAST(0 AS BIGINT) AS seq, line, child, parent, from_day, until_day, leads FROM ledger_edge";
    for row in all::<EdgeRow>(db, sql, []).await? {
        ways.put(row.child, row.edge());
    }
    let sql = "SELECT CAST(0 AS BIGINT) AS seq, union_id AS id, ended_day, successor FROM ledger_end";
    for row in all::<EndRow>(db, sql, []).await? {
        ways.end(row.id, row.end());
    }
    Ok(ways)
}

const BATCH: usize = 1_024;

/// From now on the pages are folded by this too.
pub(crate) async fn keep(tx: &Tx, news: &News) -> Outcome<()> {
    for batch in store::portions(&news.edges, BATCH) {
        let row = |e: &EdgeRow| binds![e.child, e.line, e.from_day, e.parent, e.until_day, e.leads];
        let values: Vec<Value> = batch.iter().flat_map(row).collect();
        let sql = format!(
            "INSERT INTO ledger_edge (child, line, from_day, parent, until_day, leads) VALUES {} ON CONFLICT (child, line, from_day) \
             DO UPDATE SET parent = excluded.parent, until_day = excluded.until_day, leads = excluded.leads",
            tuples(batch.len(), 6)
        );
        run(&**tx, &sql, values).await?;
    }
    for batch in store::portions(&news.ends, BATCH) {
        let values: Vec<Value> = batch.iter().flat_map(|e| binds![e.id, e.ended_day, e.successor]).collect();
        let sql = format!(
            "INSERT INTO ledger_end (union_id, ended_day, successor) VALUES {} ON CONFLICT (union_id) \
             DO UPDATE SET ended_day = excluded.ended_day, successor = excluded.successor",
            tuples(batch.len(), 3)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}
