use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::line;

/// A line of its own for a sector union, in a transaction that also needs its audit line. `id` is never 0, which is the
/// territorial line.
///
/// # Errors
/// `Fault::Taken("org_line_id_key")`, `Fault::Taken("org_line_key_key")`.
pub async fn add_line(tx: &Tx, id: i32, key: &str, name_zh: &str, name_en: &str, led_by: Uuid) -> Outcome<()> {
    line::insert(tx, id, key, name_zh, name_en, led_by).await?;
    tx.bump(crate::federation::VERSION);
    Ok(())
}
