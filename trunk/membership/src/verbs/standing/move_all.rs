use codes::Day;
use jobs::Job;
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Outcome, Store, Tx};
use uuid::Uuid;

use crate::Membership;
use crate::rows::spell;

/// The members of a union that has ended become members of the one that takes its place, from a day on: when an employer
/// ends, its union ends and its members keep their membership (Trade Union Law, article 13). A few statements, however many
/// they are; what was counted before that day stays where it was. Asked twice, the second time moves nobody.
///
/// The transaction also needs its audit line. Says how many were moved.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn move_all(tx: &Tx, from: Uuid, to: Uuid, day: Day, by: Option<Uuid>) -> Outcome<u64> {
    tx.bump(crate::people::VERSION);
    spell::move_all(tx, from, to, day, by).await
}

/// What `organisation` says when a union was merged, split or closed.
#[derive(Deserialize)]
struct Ended {
    union: Uuid,
    successor: Uuid,
    day: i32,
}

/// Unions that ended one after the other before the first was heard of; more than this is a circle.
const LONGEST_CHAIN: usize = 32;

/// Follows the end of a union, once for each: its members go to the successor, and on from there where that has ended too.
///
/// # Errors
/// [`store::Fault::Database`]; the job is then tried again.
pub(crate) async fn follow(m: &Membership, job: &Job, store: &Store) -> Outcome<()> {
    let ended: Ended = job.payload_as()?;
    let federation = &m.organisation.federation;
    federation.refresh(store).await?;
    let mut ways = vec![(ended.union, ended.successor, Day(ended.day))];
    while let Some((_, at, _)) = ways.last().copied().filter(|_| ways.len() < LONGEST_CHAIN)
        && let Some(next) = federation.get(at)
        && let Some(successor) = next.successor
    {
        ways.push((at, successor, next.ended));
    }
    let ways = &ways;
    store
        .write("membership.move_all", &Actor::house(), |tx| async move {
            for (from, to, day) in ways {
                let people = move_all(&tx, *from, *to, *day, None).await?;
                tx.record("union", *from, json!({ "to": to, "day": day.0, "people": people }));
            }
            job.once(&tx).await
        })
        .await
}
