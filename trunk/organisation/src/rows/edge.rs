use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, scalar};
use uuid::Uuid;

use super::union::tuples;

/// One dated edge, as the tree is built from it.
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

/// Edges recorded (begun or ended) after `seq`, in the order they were recorded.
pub(crate) async fn since(db: &impl ConnectionTrait, seq: i64) -> Outcome<Vec<EdgeRow>> {
    let sql = "SELECT seq, line, child, parent, from_day, until_day, leads FROM org_edge WHERE seq > $1 ORDER BY seq";
    all(db, sql, binds![seq]).await
}

/// An edge about to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewEdge {
    /// 0 is the territorial line.
    pub line: i32,
    pub child: Uuid,
    pub parent: Uuid,
    pub from: Day,
    pub leading: bool,
}

async fn next_seq(tx: &Tx) -> Outcome<i64> {
    Ok(scalar(&**tx, "SELECT COALESCE(MAX(seq), 0) + 1 FROM org_edge", []).await?.unwrap_or(1))
}

const BATCH: usize = 1_000;

/// Writes edges that begin. The caller holds the tree (`union::hold_tree`).
pub(crate) async fn insert(tx: &Tx, edges: &[NewEdge]) -> Outcome<()> {
    let mut seq = next_seq(tx).await?;
    for rows in edges.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 9);
        for e in rows {
            values.extend(binds![tx.new_id(), seq, e.line, e.child, e.parent, e.from.0, Day::OPEN.0, e.leading, tx.now()]);
            seq += 1;
        }
        let sql = format!(
            "INSERT INTO org_edge (id, seq, line, child, parent, from_day, until_day, leads, recorded_at) VALUES {}",
            tuples(rows.len(), 9, "")
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// An edge that nothing ends yet. No change is dated ahead, so these are the edges in force today.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct OpenEdge {
    pub id: Uuid,
    pub line: i32,
    pub child: Uuid,
    pub parent: Uuid,
    pub from_day: i32,
    pub leads: bool,
}

const OPEN: &str = "SELECT id, line, child, parent, from_day, leads FROM org_edge WHERE until_day = $2 AND";

/// The open edges of a union, one a line.
pub(crate) async fn open_of(tx: &Tx, child: Uuid) -> Outcome<Vec<OpenEdge>> {
    all(&**tx, &format!("{OPEN} child = $1 ORDER BY line"), binds![child, Day::OPEN.0]).await
}

/// The open edges of all unions directly below one.
pub(crate) async fn open_below(tx: &Tx, parent: Uuid) -> Outcome<Vec<OpenEdge>> {
    all(&**tx, &format!("{OPEN} parent = $1 ORDER BY line, child"), binds![parent, Day::OPEN.0]).await
}

/// Ends an edge on a day after it began. The caller holds the tree.
pub(crate) async fn end(tx: &Tx, edge: &OpenEdge, day: Day) -> Outcome<()> {
    let seq = next_seq(tx).await?;
    let sql = "UPDATE org_edge SET until_day = $1, seq = $2, recorded_at = $3 WHERE id = $4";
    run(&**tx, sql, binds![day.0, seq, tx.now(), edge.id]).await?;
    Ok(())
}

/// From `day` on the edge leads elsewhere, or leads the totals or not. One that began on that very day is corrected. The
/// caller holds the tree and has refused earlier days.
pub(crate) async fn turn(tx: &Tx, edge: &OpenEdge, day: Day, parent: Uuid, leads: bool) -> Outcome<()> {
    if edge.from_day == day.0 {
        let seq = next_seq(tx).await?;
        let sql = "UPDATE org_edge SET parent = $1, leads = $2, seq = $3, recorded_at = $4 WHERE id = $5";
        run(&**tx, sql, binds![parent, leads, seq, tx.now(), edge.id]).await?;
        return Ok(());
    }
    end(tx, edge, day).await?;
    insert(tx, &[NewEdge { line: edge.line, child: edge.child, parent, from: day, leading: leads }]).await
}

/// Whether `child` stands somewhere above `from`, by edges of this line or leading ones, on any day from `day` on.
pub(crate) async fn stands_above(tx: &Tx, child: Uuid, from: Uuid, line: i32, day: Day) -> Outcome<bool> {
    let sql = "WITH RECURSIVE above (id) AS (SELECT e.parent FROM org_edge e \
        WHERE e.child = $1 AND (e.line = $2 OR e.leads = TRUE) AND e.until_day > $3 \
        UNION SELECT e.parent FROM above a JOIN org_edge e ON e.child = a.id \
        WHERE (e.line = $2 OR e.leads = TRUE) AND e.until_day > $3) \
        SELECT COUNT(*) FROM above WHERE id = $4";
    let found: Option<i64> = scalar(&**tx, sql, binds![from, line, day.0, child]).await?;
    Ok(found.unwrap_or(0) > 0)
}

/// Whether a union stands in a line on a day: by an edge of its own, or as a parent.
pub(crate) async fn is_in_line(tx: &Tx, union: Uuid, line: i32, day: Day) -> Outcome<bool> {
    let sql =
        "SELECT COUNT(*) FROM org_edge WHERE line = $1 AND (child = $2 OR parent = $2) AND from_day <= $3 AND until_day > $3";
    let found: Option<i64> = scalar(&**tx, sql, binds![line, union, day.0]).await?;
    Ok(found.unwrap_or(0) > 0)
}
