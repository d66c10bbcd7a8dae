//! The events behind a figure.

use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Value, all, one};
use uuid::Uuid;

use super::roll_up::seen;
use crate::figures::{Behind, FiguresQuery, SessionLine};

#[derive(FromQueryResult)]
struct Counts {
    events: i64,
    facts: i64,
}

/// How many events and facts.
pub(crate) async fn count(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day, behind: Behind) -> Outcome<(i64, i64)> {
    let (sql, values) = seen(query, today, behind.condition());
    let sql = format!("{sql} SELECT COUNT(DISTINCT s.event) AS events, COUNT(*) AS facts FROM seen s");
    let counts: Option<Counts> = one(db, &sql, values).await?;
    Ok(counts.map_or((0, 0), |c| (c.events, c.facts)))
}

#[derive(FromQueryResult)]
struct Line {
    event: Uuid,
    title: Option<String>,
    day: i32,
    host: Option<Uuid>,
    kind: Option<String>,
    place: Option<String>,
    sessions: i64,
    named: i64,
    by_head: i64,
    views: i64,
    reported: i64,
}

/// One page of events, newest first.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    query: &FiguresQuery,
    today: Day,
    behind: Behind,
    size: i64,
    offset: i64,
) -> Outcome<Vec<SessionLine>> {
    let (sql, mut values) = seen(query, today, behind.condition());
    let sum =
        |what: &str| format!("CAST(COALESCE(SUM(CASE WHEN s.said = 0 AND s.what = '{what}' THEN s.quantity END), 0) AS BIGINT)");
    let (size_at, offset_at) = (values.len() + 1, values.len() + 2);
    values.push(Value::from(size));
    values.push(Value::from(offset));
    let sql = format!(
        "{sql}, line (event, day, sessions, named, by_head, views, reported) AS (SELECT s.event, MIN(s.day), {}, {}, {}, {}, \
         CAST(COALESCE(SUM(s.said), 0) AS BIGINT) FROM seen s GROUP BY s.event) \
         SELECT l.event, e.title, l.day, e.host, e.kind, e.place, l.sessions, l.named, l.by_head, l.views, l.reported \
         FROM line l LEFT JOIN ledger_event e ON e.event = l.event ORDER BY l.day DESC, l.event DESC \
         LIMIT ${size_at} OFFSET ${offset_at}",
        sum("held"),
        sum("attended"),
        sum("counted"),
        sum("viewed")
    );
    let lines: Vec<Line> = all(db, &sql, values).await?;
    Ok(lines
        .into_iter()
        .map(|l| SessionLine {
            event: l.event,
            title: l.title.unwrap_or_default(),
            day: Day(l.day),
            host: l.host,
            kind: l.kind.unwrap_or_default(),
            place: l.place.unwrap_or_default(),
            sessions: l.sessions,
            named: l.named,
            by_head: l.by_head,
            views: l.views,
            reported: l.reported,
        })
        .collect())
}
