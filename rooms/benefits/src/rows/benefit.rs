use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

/// Something members get at merchants.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Benefit {
    pub id: Uuid,
    pub union_id: Uuid,
    pub allotment_id: Uuid,
    pub kind: String,
    pub title: String,
    pub summary: String,
    /// Fen: what it costs others, what a member pays, what the account pays the merchant.
    pub value: i64,
    pub price: i64,
    pub subsidy: i64,
    pub account: Option<Uuid>,
    /// How often one voucher is redeemed.
    pub uses: i32,
    /// Unix milliseconds; the voucher is good from the first up to the second.
    pub valid_from: i64,
    pub valid_until: i64,
    /// When signing up ends.
    pub closes_at: i64,
    /// `open` or `cancelled`.
    pub state: String,
    pub lapsed_at: Option<i64>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Benefit {
    /// What the merchant gets for one voucher, from the member and the union together.
    #[must_use]
    pub fn due(&self) -> i64 {
        self.price + self.subsidy
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state == "cancelled"
    }

    #[must_use]
    pub fn is_valid(&self, now: Instant) -> bool {
        !self.is_cancelled() && (self.valid_from..self.valid_until).contains(&now)
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/benefits/{}", self.id)
    }
}

const COLUMNS: &str = "id, union_id, allotment_id, kind, title, summary, value, price, subsidy, account, uses, valid_from, \
    valid_until, closes_at, state, lapsed_at, recorded_by, recorded_at";
const MOST_ROWS: usize = 64;

pub(crate) async fn insert(tx: &Tx, b: &Benefit, merchants: &[Uuid]) -> Outcome<()> {
    let sql = format!("INSERT INTO ben_benefit ({COLUMNS}) VALUES {}", store::tuples(1, 18));
    let mut values = binds![b.id, b.union_id, b.allotment_id, b.kind.clone(), b.title.clone(), b.summary.clone()].to_vec();
    values.extend(binds![b.value, b.price, b.subsidy, b.account, b.uses, b.valid_from, b.valid_until, b.closes_at]);
    values.extend(binds![b.state.clone(), b.lapsed_at, b.recorded_by, b.recorded_at]);
    run(&**tx, &sql, values).await?;
    for merchant in merchants {
        run(&**tx, "INSERT INTO ben_place (benefit_id, merchant_id) VALUES ($1, $2)", binds![b.id, *merchant]).await?;
    }
    Ok(())
}

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Benefit>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_benefit WHERE id = $1"), binds![id]).await
}

/// Those of some unions, the newest first.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: i64) -> Outcome<Vec<Benefit>> {
    let mut found = Vec::new();
    for some in asked(unions, MOST_ROWS) {
        let sql = format!(
            "SELECT {COLUMNS} FROM ben_benefit WHERE union_id IN ({}) ORDER BY recorded_at DESC, id LIMIT ${}",
            places(1, some.len()),
            some.len() + 1
        );
        let values = some.into_iter().map(Value::from).chain(binds![most]);
        found.extend(all::<Benefit>(db, &sql, values).await?);
    }
    Ok(found)
}

/// Those one can still sign up for, the next to close first.
pub(crate) async fn standing(db: &impl ConnectionTrait, now: Instant, most: i64) -> Outcome<Vec<Benefit>> {
    let sql =
        format!("SELECT {COLUMNS} FROM ben_benefit WHERE closes_at > $1 AND state = 'open' ORDER BY closes_at, id LIMIT $2");
    all(db, &sql, binds![now, most]).await
}

/// Those redeemed at a merchant that run, or have run out since `after`, the latest first.
pub(crate) async fn at_merchant(db: &impl ConnectionTrait, merchant: Uuid, after: Instant, most: i64) -> Outcome<Vec<Benefit>> {
    let sql = "SELECT b.id, b.union_id, b.allotment_id, b.kind, b.title, b.summary, b.value, b.price, b.subsidy, b.account, b.uses, \
        b.valid_from, b.valid_until, b.closes_at, b.state, b.lapsed_at, b.recorded_by, b.recorded_at FROM ben_place p \
        JOIN ben_benefit b ON b.id = p.benefit_id WHERE p.merchant_id = $1 AND b.valid_until > $2 \
        ORDER BY b.recorded_at DESC, b.id LIMIT $3";
    all(db, sql, binds![merchant, after, most]).await
}

/// The benefit of each of these allotments.
pub(crate) async fn of_allotments(db: &impl ConnectionTrait, allotments: &[Uuid]) -> Outcome<Vec<Benefit>> {
    let mut found = Vec::new();
    for some in asked(allotments, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM ben_benefit WHERE allotment_id IN ({})", places(1, some.len()));
        found.extend(all::<Benefit>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

/// Those that have run out and whose subsidies were not looked at since.
pub(crate) async fn run_out(db: &impl ConnectionTrait, now: Instant) -> Outcome<Vec<Benefit>> {
    let sql = format!("SELECT {COLUMNS} FROM ben_benefit WHERE valid_until <= $1 AND lapsed_at IS NULL ORDER BY id");
    all(db, &sql, binds![now]).await
}

/// Says that the unused subsidies were freed, or (`None`) that they are to be looked at again.
pub(crate) async fn lapse(tx: &Tx, id: Uuid, at: Option<Instant>) -> Outcome<()> {
    run(&**tx, "UPDATE ben_benefit SET lapsed_at = $1 WHERE id = $2", binds![at, id]).await?;
    Ok(())
}

pub(crate) async fn cancel(tx: &Tx, id: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE ben_benefit SET state = 'cancelled' WHERE id = $1", binds![id]).await?;
    Ok(())
}
