//! The roll-up: one statement an answer, so every cut in it sees the same facts.

use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Value, all, binds};
use uuid::Uuid;

use crate::figures::{By, FiguresQuery, Lens, Line, Tree};

mod rolled;

use rolled::{Number, PEOPLE, UNIONS, UNITS, gather};
pub(crate) use rolled::{Rolled, RowKey};

/// The tree of the question as the common table expression `under (union_id, child_id, from_day, until_day)`; binds `$1` and
/// `$2`.
fn under(query: &FiguresQuery) -> String {
    let text = match query.tree {
        Tree::AsItWas => organisation::sql::AS_IT_WAS,
        Tree::AsItIs => organisation::sql::AS_IT_IS,
    };
    match query.line {
        Line::Leading => text.to_owned(),
        Line::Of(line) => text.replace("e.leads = TRUE", &format!("e.line = {line}")),
    }
}

/// The statement's beginning up to and including the common table expression `seen`, one row a fact that counts, with its
/// binds. `more` are conditions on `f`, beginning with `AND`, without binds.
///
/// CROSS JOIN keeps SQLite from reading all facts first: whoever asks for a county must not pay for the nation.
pub(crate) fn seen(query: &FiguresQuery, today: Day, more: &str) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = binds![query.union, today.0, query.period.from.0, query.period.until.0].into();
    let mut conditions = String::new();
    let mut only = |column: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.push(value);
            conditions.push_str(&format!(" AND f.{column} = ${}", values.len()));
        }
    };
    only("kind", query.filter.kind.clone().map(Value::from));
    only("setting", query.filter.setting.clone().map(Value::from));
    only("programme", query.filter.programme.map(Value::from));
    only("channel", query.filter.channel.clone().map(Value::from));
    let at = match query.lens {
        Lens::HeldBy => "host",
        Lens::MembersOf => "home",
    };
    let sql = format!(
        "{}, seen (event, child_id, what, said, day, month, host, home, ordinal, unit, quantity, kind, programme, setting) AS \
         (SELECT f.event, u.child_id, f.what, CASE WHEN f.source = 'report' THEN 1 ELSE 0 END, f.day, f.month, f.host, f.home, \
         f.ordinal, f.unit, f.quantity, f.kind, f.programme, f.setting FROM under u CROSS JOIN ledger_fact f \
         WHERE f.{at} = u.union_id AND f.day >= u.from_day AND f.day < u.until_day AND f.day >= $3 AND f.day < $4{conditions}{more} AND NOT EXISTS \
         (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id))",
        under(query)
    );
    (sql, values)
}

/// The columns that name a row of this cut: id, month, text; and what it is grouped by.
fn key(by: By) -> (String, &'static str) {
    let column = match by {
        By::Total => "",
        By::Children => "s.child_id",
        By::Months => "s.month",
        By::Kinds => "s.kind",
        By::Settings => "s.setting",
        By::Programmes => "s.programme",
    };
    let or_none = |is: bool, kind: &str| if is { column.to_owned() } else { format!("CAST(NULL AS {kind})") };
    let id = or_none(matches!(by, By::Children | By::Programmes), "UUID");
    let month = or_none(by == By::Months, "INTEGER");
    let text = or_none(matches!(by, By::Kinds | By::Settings), "TEXT");
    (format!("{id} AS key_id, {month} AS key_month, {text} AS key_text"), column)
}

/// Facts of one place in every cut, added up once: what the cuts add up further is a hundred times fewer rows.
const ADDED: &str = ", added (child_id, month, kind, setting, programme, what, said, n, facts, first_day, last_day) AS \
    (SELECT s.child_id, s.month, s.kind, s.setting, s.programme, s.what, s.said, SUM(s.quantity), COUNT(*), MIN(s.day), MAX(s.day) \
    FROM seen s GROUP BY s.child_id, s.month, s.kind, s.setting, s.programme, s.what, s.said), \
    touched (child_id, month, kind, setting, programme, union_id) AS \
    (SELECT DISTINCT s.child_id, s.month, s.kind, s.setting, s.programme, COALESCE(s.home, s.host) FROM seen s WHERE s.said = 0)";

/// One cut as rows of numbers: the sums by `what`, and the three distinct counts.
fn numbers(cut: usize, by: By) -> String {
    let (key, group) = key(by);
    let begin = format!("SELECT CAST({cut} AS INTEGER) AS cut, {key}");
    let (and_group, only_group) =
        if group.is_empty() { (String::new(), String::new()) } else { (format!("{group}, "), format!(" GROUP BY {group}")) };
    let distinct = |name: &str, of: &str, from: &str| {
        format!(
            " UNION ALL {begin}, '{name}', 0, COUNT(DISTINCT {of}), 0, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER) FROM {from}{only_group}"
        )
    };
    format!(
        "{begin}, s.what AS what, s.said AS said, CAST(SUM(s.n) AS BIGINT) AS n, CAST(SUM(s.facts) AS BIGINT) AS facts, \
         MIN(s.first_day) AS first_day, MAX(s.last_day) AS last_day FROM added s GROUP BY {and_group}s.what, s.said{}{}{}",
        distinct(PEOPLE, "s.ordinal", "seen s WHERE s.what = 'attended' AND s.said = 0"),
        distinct(UNITS, "s.unit", "seen s WHERE s.unit IS NOT NULL AND s.said = 0"),
        distinct(UNIONS, "s.union_id", "touched s"),
    )
}

/// All cuts asked for, in one statement; `Rolled::cut` is the place in `cuts`.
pub(crate) async fn roll_up(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day, cuts: &[By]) -> Outcome<Vec<Rolled>> {
    let (mut sql, values) = seen(query, today, "");
    sql.push_str(ADDED);
    for (cut, by) in cuts.iter().enumerate() {
        sql.push_str(if cut > 0 { " UNION ALL " } else { " " });
        sql.push_str(&numbers(cut, *by));
    }
    let numbers: Vec<Number> = all(db, &sql, values).await?;
    Ok(gather(numbers))
}

/// The distinct people of one row of a cut; `cut` 0 is the total.
#[derive(FromQueryResult)]
pub(crate) struct PeopleOf {
    pub cut: i32,
    pub key_id: Option<Uuid>,
    pub key_month: Option<i32>,
    pub key_text: Option<String>,
    pub people: i64,
}

impl From<&Rolled> for PeopleOf {
    fn from(row: &Rolled) -> Self {
        Self {
            cut: row.cut,
            key_id: row.key_id,
            key_month: row.key_month,
            key_text: row.key_text.clone(),
            people: row.counted.people.number().unwrap_or_default(),
        }
    }
}

/// Only the people, in total and by one cut: what the veil over small numbers is decided from.
pub(crate) async fn people(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day, by: By) -> Outcome<Vec<PeopleOf>> {
    let (mut sql, values) = seen(query, today, " AND f.what = 'attended' AND f.source <> 'report'");
    let people = "COUNT(DISTINCT s.ordinal) AS people FROM seen s";
    let (total, _) = key(By::Total);
    let (columns, group) = key(by);
    sql.push_str(&format!(
        " SELECT CAST(0 AS INTEGER) AS cut, {total}, {people} UNION ALL SELECT 1, {columns}, {people} GROUP BY {group}"
    ));
    all(db, &sql, values).await
}

/// Whether any child (or the union's own facts) has from 1 to `below - 1` people in any row of this cut.
pub(crate) async fn has_few(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day, by: By, below: i64) -> Outcome<bool> {
    let (mut sql, mut values) = seen(query, today, " AND f.what = 'attended' AND f.source <> 'report'");
    values.push(Value::from(below));
    let (_, group) = key(by);
    sql.push_str(&format!(
        " SELECT COUNT(*) FROM (SELECT s.child_id FROM seen s GROUP BY s.child_id, {group} \
         HAVING COUNT(DISTINCT s.ordinal) < ${}) few",
        values.len()
    ));
    Ok(store::scalar::<i64>(db, &sql, values).await?.unwrap_or(0) > 0)
}

/// How many facts of the selection were retracted.
pub(crate) async fn corrections(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day) -> Outcome<i64> {
    let (sql, values) = seen(query, today, "");
    let sql = sql.replace("AND NOT EXISTS", "AND EXISTS") + " SELECT COUNT(*) FROM seen s";
    Ok(store::scalar(db, &sql, values).await?.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use codes::Period;

    use super::*;

    #[test]
    fn a_view_of_one_line_walks_its_own_edges() {
        for tree in [Tree::AsItWas, Tree::AsItIs] {
            let query = FiguresQuery { line: Line::Of(7), tree, ..FiguresQuery::of(Uuid::nil(), Period::calendar_year(2026)) };
            let text = under(&query);
            assert_eq!(text.matches("e.line = 7").count(), 2);
            assert!(!text.contains("leads"));
        }
    }
}
