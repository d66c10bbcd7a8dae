//! Whether the ledger agrees with itself: for `unionhall check`.

use organisation::Federation;
use sea_orm::FromQueryResult;
use store::{Outcome, Store, all, scalar};

use crate::figures::{By, Figures, FiguresQuery, Tree};
use codes::{Day, Period};

mod pages;

pub use pages::check_tally;

/// Compares the roll-up of the root with plain sums over the facts, and looks for facts that no figure can find. One line
/// for each disagreement, for the operator, in English; empty when all is well.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn check(store: &Store) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for (what, sql) in QUESTIONS {
        let n: i64 = scalar(store.read(), sql, []).await?.unwrap_or(0);
        if n > 0 {
            found.push(format!("ledger: {n} {what}"));
        }
    }
    let federation = Federation::load(store).await?;
    if let Some(root) = federation.root() {
        found.extend(compare(store, federation, root.id).await?);
    }
    Ok(found)
}

const QUESTIONS: [(&str, &str); 4] = [
    (
        "facts of a host that is no union",
        "SELECT COUNT(*) FROM ledger_fact f WHERE NOT EXISTS (SELECT 1 FROM org_union u WHERE u.id = f.host)",
    ),
    (
        "facts of a home that is no union",
        "SELECT COUNT(*) FROM ledger_fact f WHERE f.home IS NOT NULL AND NOT EXISTS (SELECT 1 FROM org_union u WHERE u.id = f.home)",
    ),
    (
        "facts of an event without a description",
        "SELECT COUNT(*) FROM ledger_fact f WHERE NOT EXISTS (SELECT 1 FROM ledger_event e WHERE e.event = f.event)",
    ),
    (
        "facts of a day before the founding of their host, or after its end where none took its place",
        "SELECT COUNT(*) FROM ledger_fact f JOIN org_union u ON u.id = f.host \
         WHERE f.day < u.founded_day OR (f.day >= u.ended_day AND u.successor IS NULL)",
    ),
];

#[derive(FromQueryResult)]
struct Sums {
    sessions: i64,
    attendances: i64,
    people: i64,
    facts: i64,
}

async fn compare(store: &Store, federation: Federation, root: uuid::Uuid) -> Outcome<Vec<String>> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN f.what = 'held' THEN f.quantity END), 0) AS BIGINT) AS sessions, \
        CAST(COALESCE(SUM(CASE WHEN f.what IN ('attended', 'counted') THEN f.quantity END), 0) AS BIGINT) AS attendances, \
        COUNT(DISTINCT CASE WHEN f.what = 'attended' THEN f.ordinal END) AS people, COUNT(*) AS facts \
        FROM ledger_fact f WHERE f.source <> 'report' AND NOT EXISTS \
        (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)";
    let rows: Vec<Sums> = all(store.read(), sql, []).await?;
    let figures = Figures::new(store.clone(), federation);
    let mut found = Vec::new();
    for (name, tree) in [("as it was", Tree::AsItWas), ("as it is", Tree::AsItIs)] {
        let query = FiguresQuery { tree, ..FiguresQuery::of(root, Period::new(Day::MIN, Day::OPEN)) };
        let sheet = figures.from_facts(&query, &[By::Children]).await?;
        let children = sheet.rows(By::Children);
        let (total, sum) = (sheet.total.counted, |of: fn(&crate::figures::Row) -> i64| children.iter().map(of).sum::<i64>());
        for plain in &rows {
            for (measure, rolled, plain) in [
                ("sessions", total.sessions, plain.sessions),
                ("attendances", total.attendances(), plain.attendances),
                ("people", total.people.number().unwrap_or_default(), plain.people),
                ("facts", total.facts, plain.facts),
                ("sessions of the children", sum(|r| r.counted.sessions), plain.sessions),
                ("attendances of the children", sum(|r| r.counted.attendances()), plain.attendances),
            ] {
                if rolled != plain {
                    found.push(format!("ledger: {measure} {name}: rolled up {rolled}, facts say {plain}"));
                }
            }
        }
    }
    Ok(found)
}
