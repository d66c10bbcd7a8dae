use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

/// A shop a union has an agreement with.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Merchant {
    pub id: Uuid,
    pub union_id: Uuid,
    pub name: String,
    pub credit_code: String,
    pub kind: String,
    /// Where it is looked for: a district or town.
    pub area: String,
    /// The address.
    pub place: String,
    /// For the union alone.
    pub contact: String,
    pub recorded_by: Option<Uuid>,
    /// Unix milliseconds.
    pub recorded_at: i64,
}

const COLUMNS: &str = "id, union_id, name, credit_code, kind, area, place, contact, recorded_by, recorded_at";
const MOST_ROWS: usize = 64;

pub(crate) async fn insert(tx: &Tx, m: &Merchant) -> Outcome<()> {
    let sql = format!("INSERT INTO ben_merchant ({COLUMNS}) VALUES {}", store::tuples(1, 10));
    let mut values = binds![m.id, m.union_id, m.name.clone(), m.credit_code.clone(), m.kind.clone(), m.area.clone()].to_vec();
    values.extend(binds![m.place.clone(), m.contact.clone(), m.recorded_by, m.recorded_at]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Merchant>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_merchant WHERE id = $1"), binds![id]).await
}

/// The merchant, held until the commit: of two statements one comes after the other.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Merchant>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM ben_merchant WHERE id = $1"), binds![id]).await
}

/// Those of some unions, by name.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid]) -> Outcome<Vec<Merchant>> {
    let mut found = Vec::new();
    for some in asked(unions, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM ben_merchant WHERE union_id IN ({}) ORDER BY name, id", places(1, some.len()));
        found.extend(all::<Merchant>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

/// Those where a benefit is redeemed, by name.
pub(crate) async fn of_benefit(db: &impl ConnectionTrait, benefit: Uuid) -> Outcome<Vec<Merchant>> {
    let sql = "SELECT m.id, m.union_id, m.name, m.credit_code, m.kind, m.area, m.place, m.contact, m.recorded_by, m.recorded_at \
        FROM ben_place p JOIN ben_merchant m ON m.id = p.merchant_id WHERE p.benefit_id = $1 ORDER BY m.name, m.id";
    all(db, sql, binds![benefit]).await
}
