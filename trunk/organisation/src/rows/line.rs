use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// A line that crosses the tree: 0 is the territorial one, the others are led by a sector union.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LineRow {
    pub id: i32,
    pub key: String,
    pub name_zh: String,
    pub name_en: String,
    pub led_by: Option<Uuid>,
}

impl LineRow {
    /// The line's name in the reader's language.
    #[must_use]
    pub fn name(&self, v: &i18n::Voice) -> &str {
        match v.lang() {
            i18n::Lang::Zh => &self.name_zh,
            i18n::Lang::En => &self.name_en,
        }
    }
}

/// All lines, the territorial one first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn list(db: &impl ConnectionTrait) -> Outcome<Vec<LineRow>> {
    all(db, "SELECT id, key, name_zh, name_en, led_by FROM org_line ORDER BY id", []).await
}

pub(crate) async fn insert(tx: &Tx, id: i32, key: &str, name_zh: &str, name_en: &str, led_by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO org_line (id, key, name_zh, name_en, led_by) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![id, key, name_zh, name_en, led_by]).await?;
    Ok(())
}

/// The next free number. The caller holds the tree.
pub(crate) async fn next(tx: &Tx) -> Outcome<i32> {
    Ok(scalar(&**tx, "SELECT COALESCE(MAX(id), 0) + 1 FROM org_line", []).await?.unwrap_or(1))
}

/// A line led by a union that ends is led by its successor.
pub(crate) async fn hand_over(tx: &Tx, from: Uuid, to: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE org_line SET led_by = $1 WHERE led_by = $2", binds![to, from]).await?;
    Ok(())
}
