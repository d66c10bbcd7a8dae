use codes::Day;
use sea_orm::ConnectionTrait;
use store::{Outcome, Tx, binds, run, scalar};
use uuid::Uuid;

/// Counts one look at a card for whoever looked and the union he looked for: never whose card it was. The same code looked
/// at twice in a row is one look.
pub(crate) async fn count(tx: &Tx, union: Uuid, day: Day, clerk: Uuid, code: &[u8], valid: bool) -> Outcome<()> {
    let good = i32::from(valid);
    let sql = "INSERT INTO member_card_check (union_id, day, clerk, checked, valid, last_code) VALUES ($1, $2, $3, 1, $4, $5) \
        ON CONFLICT (union_id, day, clerk) DO UPDATE SET checked = member_card_check.checked + 1, \
        valid = member_card_check.valid + $4, last_code = $5 WHERE member_card_check.last_code <> $5";
    run(&**tx, sql, binds![union, day.0, clerk, good, code]).await?;
    Ok(())
}

/// How many cards a clerk has looked at on a day.
pub(crate) async fn of_clerk(db: &impl ConnectionTrait, union: Uuid, day: Day, clerk: Uuid) -> Outcome<i64> {
    let sql = "SELECT CAST(checked AS BIGINT) FROM member_card_check WHERE union_id = $1 AND day = $2 AND clerk = $3";
    Ok(scalar(db, sql, binds![union, day.0, clerk]).await?.unwrap_or(0))
}
