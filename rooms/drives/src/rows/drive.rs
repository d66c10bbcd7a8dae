use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

use crate::rules::plan::Draft;

/// A drive as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Drive {
    pub id: Uuid,
    /// The union that gives.
    pub union_id: Uuid,
    pub title: String,
    /// A name of [`crate::KINDS`].
    pub kind: String,
    /// A name of [`limits::ITEMS`].
    pub item: String,
    /// Days since 1970-01-01; both belong to it.
    pub from_day: i32,
    pub until_day: i32,
    pub plan: String,
    /// Who filed the plan as it stands.
    pub filed_by: Option<Uuid>,
    /// Unix milliseconds.
    pub filed_at: i64,
    pub approved_by: Option<Uuid>,
    pub approved_at: Option<i64>,
    /// `filed`, `returned`, `approved` or `closed`.
    pub state: String,
    /// Rises with every change of the plan and every decision.
    pub revision: i32,
}

impl Drive {
    /// Goods may be handed out.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.state == "approved"
    }

    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == "closed"
    }
}

const COLUMNS: &str = "id, union_id, title, kind, item, from_day, until_day, plan, filed_by, filed_at, approved_by, approved_at, \
    state, revision";
/// Unions in one query.
const BATCH: usize = 512;

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Drive>> {
    one(db, &format!("SELECT {COLUMNS} FROM drive WHERE id = $1"), binds![id]).await
}

/// The drive, held until the commit: whoever decides or hands out here waits.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Drive>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM drive WHERE id = $1"), binds![id]).await
}

/// The latest drives of these unions.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: usize) -> Outcome<Vec<Drive>> {
    let mut found: Vec<Drive> = Vec::new();
    for some in asked(unions, BATCH) {
        let sql = format!(
            "SELECT {COLUMNS} FROM drive WHERE union_id IN ({}) ORDER BY from_day DESC, id DESC LIMIT {most}",
            places(1, some.len())
        );
        found.extend(all::<Drive>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    found.sort_by_key(|d| std::cmp::Reverse((d.from_day, d.id)));
    found.truncate(most);
    Ok(found)
}

pub(crate) async fn insert(tx: &Tx, id: Uuid, d: &Draft, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO drive (id, union_id, title, kind, item, from_day, until_day, plan, filed_by, filed_at, approved_by, \
        approved_at, state, revision, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL, 'filed', 1, $11)";
    let mut values = binds![id, d.union, d.title.as_str(), d.kind.name, d.item, d.from.0, d.until.0].to_vec();
    values.extend(binds![d.plan.as_str(), by, tx.now(), tx.now()]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// The plan filed anew: it waits for its approval again.
pub(crate) async fn refile(tx: &Tx, id: Uuid, d: &Draft, by: Uuid) -> Outcome<()> {
    let sql = "UPDATE drive SET title = $1, kind = $2, item = $3, from_day = $4, until_day = $5, plan = $6, filed_by = $7, \
        filed_at = $8, approved_by = NULL, approved_at = NULL, state = 'filed', revision = revision + 1 WHERE id = $9";
    let mut values = binds![d.title.as_str(), d.kind.name, d.item, d.from.0, d.until.0, d.plan.as_str()].to_vec();
    values.extend(binds![by, tx.now(), id]);
    run(&**tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn approve(tx: &Tx, id: Uuid, by: Uuid) -> Outcome<()> {
    let sql = "UPDATE drive SET state = 'approved', approved_by = $1, approved_at = $2, revision = revision + 1 WHERE id = $3";
    run(&**tx, sql, binds![by, tx.now(), id]).await?;
    Ok(())
}

pub(crate) async fn set_state(tx: &Tx, id: Uuid, state: &'static str) -> Outcome<()> {
    run(&**tx, "UPDATE drive SET state = $1, revision = revision + 1 WHERE id = $2", binds![state, id]).await?;
    Ok(())
}
