use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, run, scalar};
use uuid::Uuid;

use crate::kind::{Kind, Level};
use crate::rules::initials::initials;

/// A union with its state in force, as the tree is built from it.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct UnionRow {
    pub id: Uuid,
    pub node: i32,
    pub seq: i64,
    pub founded_day: i32,
    pub ended_day: i32,
    pub successor: Option<Uuid>,
    pub credit_code: Option<String>,
    pub division: Option<String>,
    pub kept_by: Option<Uuid>,
    pub name: String,
    pub initials: String,
    pub kind: String,
    pub level: i32,
    pub sort_key: i32,
}

const WITH_STATE: &str = "SELECT u.id, u.node, u.seq, u.founded_day, u.ended_day, u.successor, u.credit_code, u.division, u.kept_by, \
    s.name, s.initials, s.kind, s.level, s.sort_key \
    FROM org_union u JOIN org_state s ON s.union_id = u.id \
    WHERE s.from_day = (SELECT MAX(t.from_day) FROM org_state t WHERE t.union_id = u.id AND (t.from_day <= $1 OR t.from_day = u.founded_day))";

/// Unions founded or changed since the tree was last read (0: all of them), ended ones too, with the state in force on a day
/// (the first state where the union begins later).
pub(crate) async fn since(db: &impl ConnectionTrait, day: Day, seq: i64) -> Outcome<Vec<UnionRow>> {
    all(db, &format!("{WITH_STATE} AND u.seq > $2 ORDER BY u.node"), binds![day.0, seq]).await
}

/// How to reach a union; shown on its page and at the foot of the portal.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Contact {
    pub address: String,
    pub phone: String,
    pub hours: String,
    pub icp: String,
}

pub(crate) async fn contact(db: &impl ConnectionTrait, union: Uuid) -> Outcome<Option<Contact>> {
    one(db, "SELECT address, phone, hours, icp FROM org_union WHERE id = $1", binds![union]).await
}

/// A union about to begin.
#[derive(Clone, Debug)]
pub struct NewUnion {
    pub id: Uuid,
    pub name: String,
    pub kind: Kind,
    pub level: Level,
    pub founded: Day,
    pub credit_code: Option<String>,
    pub division: Option<String>,
    pub kept_by: Option<Uuid>,
    /// Order among its siblings: the order of the administrative codes.
    pub sort_key: i32,
}

async fn next_seq(tx: &Tx) -> Outcome<i64> {
    Ok(scalar(&**tx, "SELECT COALESCE(MAX(seq), 0) + 1 FROM org_union", []).await?.unwrap_or(1))
}

/// Marks a union as changed. The caller holds the tree.
pub(crate) async fn touch(tx: &Tx, union: Uuid) -> Outcome<()> {
    let seq = next_seq(tx).await?;
    run(&**tx, "UPDATE org_union SET seq = $1 WHERE id = $2", binds![seq, union]).await?;
    Ok(())
}

/// Holds every other change of the tree until the commit, and gives the next free node.
pub(crate) async fn next_node(tx: &Tx) -> Outcome<i32> {
    hold_tree(tx).await?;
    Ok(scalar(&**tx, "SELECT COALESCE(MAX(node), -1) + 1 FROM org_union", []).await?.unwrap_or(0))
}

/// Changes of the tree are rare and depend on each other, so they are made one after another: the row of the territorial
/// line is the lock.
pub(crate) async fn hold_tree(tx: &Tx) -> Outcome<()> {
    #[derive(FromQueryResult)]
    struct Line {
        #[allow(dead_code, reason = "the row is read for its lock")]
        id: i32,
    }
    tx.lock::<Line>("SELECT id FROM org_line WHERE id = $1", binds![0]).await?;
    Ok(())
}

/// Binds for one row of `org_union`; SQLite takes 32,766 in one statement.
const BATCH: usize = 1_000;

/// Writes unions with their first state, from `node` on, in the order given.
pub(crate) async fn insert(tx: &Tx, node: i32, unions: &[NewUnion]) -> Outcome<()> {
    let seq = next_seq(tx).await?;
    for (batch, rows) in unions.chunks(BATCH).enumerate() {
        let first = node + i32::try_from(batch * BATCH).unwrap_or(i32::MAX);
        let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 8);
        for (i, u) in rows.iter().enumerate() {
            let node = first + i32::try_from(i).unwrap_or(0);
            values.extend(binds![
                u.id,
                node,
                seq,
                u.founded.0,
                Day::OPEN.0,
                u.credit_code.clone(),
                u.division.clone(),
                u.kept_by
            ]);
        }
        let sql = format!(
            "INSERT INTO org_union (id, node, seq, founded_day, ended_day, credit_code, division, kept_by, address, phone, hours, icp) VALUES {}",
            tuples(rows.len(), 8, ", '', '', '', ''")
        );
        run(&**tx, &sql, values).await?;
        let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 8);
        for u in rows {
            let (kind, level) = (u.kind.name(), u.level.number());
            values.extend(binds![u.id, u.founded.0, Day::OPEN.0, u.name.clone(), initials(&u.name), kind, level, u.sort_key]);
        }
        let sql = format!(
            "INSERT INTO org_state (union_id, from_day, until_day, name, initials, kind, level, sort_key) VALUES {}",
            tuples(rows.len(), 8, "")
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// `($1, $2 …), ($3, …)` for a batch of rows, each with a constant tail.
pub(crate) fn tuples(rows: usize, columns: usize, tail: &str) -> String {
    let mut text = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            if column > 1 {
                text.push_str(", ");
            }
            text.push('$');
            text.push_str(&(row * columns + column).to_string());
        }
        text.push_str(tail);
        text.push(')');
    }
    text
}

/// Sets how to reach a union and under which codes it is known. The caller holds the tree.
pub(crate) async fn set_contact(
    tx: &Tx,
    union: Uuid,
    contact: &Contact,
    credit_code: Option<String>,
    division: Option<String>,
) -> Outcome<()> {
    let sql =
        "UPDATE org_union SET address = $1, phone = $2, hours = $3, icp = $4, credit_code = $5, division = $6 WHERE id = $7";
    let c = contact.clone();
    run(&**tx, sql, binds![c.address, c.phone, c.hours, c.icp, credit_code, division, union]).await?;
    touch(tx, union).await
}

/// Says who keeps a union's books; `None` when it keeps them itself. The caller holds the tree.
pub(crate) async fn set_keeper(tx: &Tx, union: Uuid, keeper: Option<Uuid>) -> Outcome<()> {
    run(&**tx, "UPDATE org_union SET kept_by = $1 WHERE id = $2", binds![keeper, union]).await?;
    touch(tx, union).await
}

/// Ends a union; from `day` on it stands at its successor, who also keeps the books it kept. The caller holds the tree.
pub(crate) async fn end(tx: &Tx, union: Uuid, day: Day, successor: Uuid) -> Outcome<()> {
    let sql = "UPDATE org_union SET ended_day = $1, successor = $2 WHERE id = $3";
    run(&**tx, sql, binds![day.0, successor, union]).await?;
    touch(tx, union).await?;
    let seq = next_seq(tx).await?;
    let sql = "UPDATE org_union SET kept_by = $1, seq = $2 WHERE kept_by = $3";
    run(&**tx, sql, binds![successor, seq, union]).await?;
    Ok(())
}
