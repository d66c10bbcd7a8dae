use codes::Day;
use sea_orm::FromQueryResult;
use store::{Outcome, Store, all, binds};
use uuid::Uuid;

/// An employer and the union that covers it, as somebody who works there looks for it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Covering {
    pub employer: Uuid,
    /// The employer's name.
    pub name: String,
    pub union_id: Uuid,
}

/// Employers covered by a union on a day whose name or initials hold the words, the shortest names first. Employers without
/// a union are left out: whoever works there is told nothing about his employer that he did not know.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn covering(store: &Store, words: &str, day: Day, most: i64) -> Outcome<Vec<Covering>> {
    let sql = "SELECT e.id AS employer, e.name, c.union_id FROM org_employer e JOIN org_coverage c ON c.employer = e.id \
        WHERE c.from_day <= $1 AND c.until_day > $1 \
        AND (REPLACE(e.name, $2, '') <> e.name OR REPLACE(e.initials, $3, '') <> e.initials) \
        ORDER BY LENGTH(e.name), e.name, e.id, c.from_day LIMIT $4";
    all(store.read(), sql, binds![day.0, words, words.to_lowercase(), most]).await
}
