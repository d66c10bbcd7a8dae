//! The tree as SQL, for queries that run where the facts are. Each text is the beginning of a statement; the caller appends
//! one or more further common table expressions (beginning with `, name AS (`) and the final `SELECT`.
//!
//! Both texts give a common table expression **`under (union_id, child_id, from_day, until_day)`**: every union that stood at
//! or below `$1` by its leading edges, under which child of `$1`, during which days (from included, until not). The union
//! itself has one row with itself as its child. A union that moved has several rows, whose days never overlap: a fact of
//! union u on day d belongs to the one row with `union_id = u AND from_day <= d AND until_day > d`.
//!
//! Binds: `$1` the union's id, `$2` today (`Day.0`). The caller's own binds begin at `$3`.
//!
//! ```ignore
//! let sql = format!(
//!     "{} SELECT u.child_id, CAST(SUM(f.quantity) AS BIGINT) AS n FROM under u \
//!      JOIN ledger_fact f ON f.host = u.union_id AND f.day >= u.from_day AND f.day < u.until_day \
//!      WHERE f.day >= $3 AND f.day < $4 GROUP BY u.child_id",
//!     organisation::sql::AS_IT_WAS
//! );
//! store::all(db, &sql, store::binds![union, today.0, from.0, until.0]).await
//! ```
//!
//! Two turns of phrase keep SQLite's planner on the way, which costs the nation's 3,700 unions 7 ms instead of 900. That an edge
//! leads is asked in a `CASE`, of which no index can be made for the moment: it would find by that alone, all edges for each union.
//! And the few unions that have ended are gathered first: among many that have not, it thinks little of the index by successor
//! and reads all unions for each one.
//!
//! Neither text walks a view of a sector line; for the children of one line ask [`crate::Federation::children_in`].

/// The tree as it was on each day: the intervals along the way up are intersected, so a row ends when any edge above it did.
/// From the day a union ended it stands at the one that took its place: what was recorded for it before its end became known,
/// on a day that turned out to be later than that end, is lost to nobody.
pub const AS_IT_WAS: &str = "WITH RECURSIVE below (union_id, child_id, from_day, until_day) AS (\
    SELECT e.child, e.child, e.from_day, e.until_day FROM org_edge e \
    WHERE e.parent = $1 AND e.leads = TRUE AND e.from_day <= $2 \
    UNION ALL \
    SELECT e.child, b.child_id, \
    CASE WHEN e.from_day > b.from_day THEN e.from_day ELSE b.from_day END, \
    CASE WHEN e.until_day < b.until_day THEN e.until_day ELSE b.until_day END \
    FROM below b JOIN org_edge e ON e.parent = b.union_id AND CASE WHEN e.leads = TRUE THEN 1 ELSE 0 END = 1 \
    AND e.from_day < b.until_day AND e.until_day > b.from_day AND e.from_day <= $2\
    ), gone (union_id, successor, ended_day) AS MATERIALIZED (\
    SELECT id, successor, ended_day FROM org_union WHERE successor IS NOT NULL\
    ), under (union_id, child_id, from_day, until_day) AS (\
    SELECT s.union_id, s.child_id, s.from_day, s.until_day FROM (\
    SELECT u.id AS union_id, u.id AS child_id, -1000000 AS from_day, u.ended_day AS until_day FROM org_union u WHERE u.id = $1 \
    UNION ALL SELECT union_id, child_id, from_day, until_day FROM below) s \
    UNION ALL \
    SELECT g.union_id, n.child_id, CASE WHEN g.ended_day > n.from_day THEN g.ended_day ELSE n.from_day END, n.until_day \
    FROM under n JOIN gone g ON g.successor = n.union_id AND g.ended_day < n.until_day)";

/// The tree as it is now: today's leading edges, an ended union at the one that took its place; every row spans all days.
pub const AS_IT_IS: &str = "WITH RECURSIVE below (union_id, child_id) AS (\
    SELECT e.child, e.child FROM org_edge e \
    WHERE e.parent = $1 AND e.leads = TRUE AND e.from_day <= $2 AND e.until_day > $2 \
    UNION ALL \
    SELECT e.child, b.child_id FROM below b JOIN org_edge e ON e.parent = b.union_id AND CASE WHEN e.leads = TRUE THEN 1 ELSE 0 END = 1 \
    AND e.from_day <= $2 AND e.until_day > $2\
    ), gone (union_id, successor, ended_day) AS MATERIALIZED (\
    SELECT id, successor, ended_day FROM org_union WHERE successor IS NOT NULL\
    ), under (union_id, child_id, from_day, until_day) AS (\
    SELECT s.union_id, s.child_id, -1000000, 2000000 FROM (\
    SELECT u.id AS union_id, u.id AS child_id FROM org_union u WHERE u.id = $1 \
    UNION ALL SELECT union_id, child_id FROM below) s \
    UNION ALL \
    SELECT g.union_id, n.child_id, -1000000, 2000000 FROM under n JOIN gone g ON g.successor = n.union_id)";
