use store::{Outcome, Tx, binds, one, run, scalar};
use uuid::Uuid;

/// A block given to a union: enough for most locals, so that its people stay together.
const BLOCK: i64 = 256;

#[derive(sea_orm::FromQueryResult)]
struct Block {
    first: i64,
    next: i64,
    until: i64,
}

/// Hands out `count` ordinals to people of this union: from its block while that lasts, then from a new one.
///
/// Ordinals are never used again, not even after a deletion.
///
/// # Errors
/// [`store::Fault::Database`]; two processes asking at once wait for each other.
pub(crate) async fn take(tx: &Tx, union: Uuid, count: usize) -> Outcome<Vec<i64>> {
    let mut left = i64::try_from(count).unwrap_or(i64::MAX);
    let mut taken = Vec::with_capacity(count);
    let sql = "SELECT first, next, until FROM member_block WHERE union_id = $1 AND next < until ORDER BY first";
    while left > 0
        && let Some(block) = tx.lock::<Block>(sql, binds![union]).await?
    {
        let some = left.min(block.until - block.next);
        run(&**tx, "UPDATE member_block SET next = next + $1 WHERE first = $2", binds![some, block.first]).await?;
        taken.extend(block.next..block.next + some);
        left -= some;
    }
    if left > 0 {
        let size = BLOCK.max(left);
        let first = new_block(tx, union, size, left).await?;
        taken.extend(first..first + left);
    }
    Ok(taken)
}

/// Puts a block of this size aside for people of this union who are about to come together.
///
/// # Errors
/// As [`take`].
pub(crate) async fn reserve(tx: &Tx, union: Uuid, count: i64) -> Outcome<()> {
    new_block(tx, union, count.max(1), 0).await.map(|_| ())
}

/// The next block begins where the last ends; whoever loses the race for it finds the key taken and looks again.
async fn new_block(tx: &Tx, union: Uuid, size: i64, used: i64) -> Outcome<i64> {
    loop {
        let first: i64 = scalar(&**tx, "SELECT until FROM member_block ORDER BY first DESC LIMIT 1", []).await?.unwrap_or(0);
        let sql = "INSERT INTO member_block (first, union_id, next, until) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        if run(&**tx, sql, binds![first, union, first + used, first + size]).await? == 1 {
            return Ok(first);
        }
        // The winner's row is visible once it has committed, which the insert above waited for.
        let _: Option<Block> = one(&**tx, "SELECT first, next, until FROM member_block WHERE first = $1", binds![first]).await?;
    }
}
