use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, cases, places, run};
use uuid::Uuid;

use crate::rules::room::Group;

/// A group with places of its own, or with a cap.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Share {
    /// From 1, in order; an entry names its group by it.
    pub n: i32,
    /// `union` or `missed`.
    pub kind: String,
    /// The union, or the earlier allotment.
    pub whose: Uuid,
    pub most: i64,
    pub taken: i64,
    pub waiting: i64,
}

impl Share {
    pub(crate) fn group(&self) -> Group {
        Group { most: self.most, taken: self.taken, waiting: self.waiting }
    }
}

/// The groups of an allotment, by their number.
pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Vec<Share>> {
    let sql = "SELECT n, kind, whose, most, taken, waiting FROM desk_share WHERE allotment_id = $1 ORDER BY n";
    all(db, sql, binds![allotment]).await
}

pub(crate) async fn insert(tx: &Tx, allotment: Uuid, shares: &[Share]) -> Outcome<()> {
    let sql = "INSERT INTO desk_share (allotment_id, n, kind, whose, most, taken, waiting) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    for s in shares {
        run(&**tx, sql, binds![allotment, s.n, s.kind.clone(), s.whose, s.most, s.taken, s.waiting]).await?;
    }
    Ok(())
}

/// Writes those counters that changed; the allotment is held.
pub(crate) async fn count(tx: &Tx, allotment: Uuid, before: &[Share], after: &[Group]) -> Outcome<()> {
    let changed: Vec<(i32, &Group)> = before
        .iter()
        .zip(after)
        .filter(|(share, group)| share.group() != **group)
        .map(|(share, group)| (share.n, group))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut next = 1;
    let (taken, waiting) = (cases("n", changed.len(), &mut next), cases("n", changed.len(), &mut next));
    let sql = format!(
        "UPDATE desk_share SET taken = {taken}, waiting = {waiting} WHERE allotment_id = ${next} AND n IN ({})",
        places(next + 1, changed.len())
    );
    let mut values: Vec<Value> = Vec::with_capacity(changed.len() * 5 + 1);
    values.extend(changed.iter().flat_map(|(n, group)| binds![*n, group.taken]));
    values.extend(changed.iter().flat_map(|(n, group)| binds![*n, group.waiting]));
    values.push(allotment.into());
    values.extend(changed.iter().map(|(n, _)| Value::from(*n)));
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// Places kept for groups that nobody of them took are everybody's from now on.
pub(crate) async fn release(tx: &Tx, allotment: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE desk_share SET most = taken WHERE allotment_id = $1", binds![allotment]).await?;
    Ok(())
}
