use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run, scalar};
use uuid::Uuid;

/// Goods handed to a member, a guest, or so many heads.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HandOut {
    pub drive_id: Uuid,
    pub id: Uuid,
    /// The form it came by.
    pub form: Uuid,
    pub site_id: Uuid,
    pub person: Option<Uuid>,
    pub ordinal: Option<i64>,
    /// A guest's name, sealed.
    pub(crate) guest: Option<Vec<u8>>,
    pub heads: i64,
    pub pieces: i64,
    pub fen: i64,
    /// `open`, `screen`, `paper` or `heads`.
    pub signed: String,
    /// A path, sealed.
    pub(crate) signature: Option<Vec<u8>>,
    /// Unix milliseconds.
    pub given_at: i64,
    pub retracted_at: Option<i64>,
    pub reason: String,
}

impl HandOut {
    #[must_use]
    pub fn is_retracted(&self) -> bool {
        self.retracted_at.is_some()
    }

    /// To a member or a guest, not to heads.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.person.is_some() || self.guest.is_some()
    }
}

/// What stands of a drive or a site. Members by name and others by head are told apart as the ledger tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Sum {
    of: Uuid,
    /// Members by name.
    pub named: i64,
    /// Guests and heads.
    pub by_head: i64,
    pub pieces: i64,
    pub fen: i64,
    /// Not signed yet.
    pub unsigned: i64,
}

impl Sum {
    #[must_use]
    pub fn heads(&self) -> i64 {
        self.named + self.by_head
    }

    /// Fen a head, rounded; nothing for nobody.
    #[must_use]
    pub fn per_head(&self) -> Option<i64> {
        (self.heads() > 0).then(|| (self.fen + self.heads() / 2) / self.heads())
    }
}

const COLUMNS: &str = "drive_id, id, form, site_id, person, ordinal, guest, heads, pieces, fen, signed, signature, given_at, \
    retracted_at, reason";
const SUMS: &str = "CAST(COALESCE(SUM(CASE WHEN person IS NULL THEN 0 ELSE heads END), 0) AS BIGINT) AS named, \
    CAST(COALESCE(SUM(CASE WHEN person IS NULL THEN heads ELSE 0 END), 0) AS BIGINT) AS by_head, \
    CAST(COALESCE(SUM(pieces), 0) AS BIGINT) AS pieces, CAST(COALESCE(SUM(fen), 0) AS BIGINT) AS fen, \
    CAST(COALESCE(SUM(CASE WHEN signed = 'open' THEN 1 ELSE 0 END), 0) AS BIGINT) AS unsigned";
const BATCH: usize = 256;

pub(crate) async fn get(db: &impl ConnectionTrait, drive: Uuid, id: Uuid) -> Outcome<Option<HandOut>> {
    one(db, &format!("SELECT {COLUMNS} FROM drive_hand_out WHERE drive_id = $1 AND id = $2"), binds![drive, id]).await
}

pub(crate) async fn insert(tx: &Tx, h: &HandOut, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO drive_hand_out (drive_id, id, form, site_id, person, ordinal, guest, heads, pieces, fen, signed, \
        signature, given_by, given_at, retracted_at, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, $12, $13, NULL, '')";
    let mut values = binds![h.drive_id, h.id, h.form, h.site_id, h.person, h.ordinal, h.guest.clone(), h.heads].to_vec();
    values.extend(binds![h.pieces, h.fen, h.signed.as_str(), by, h.given_at]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// How many came by one form, retracted ones too.
pub(crate) async fn of_form(db: &impl ConnectionTrait, drive: Uuid, form: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM drive_hand_out WHERE drive_id = $1 AND form = $2";
    Ok(scalar(db, sql, binds![drive, form]).await?.unwrap_or(0))
}

/// What was handed out at a site, in the order it was; retracted ones too.
pub(crate) async fn of_site(db: &impl ConnectionTrait, drive: Uuid, site: Uuid) -> Outcome<Vec<HandOut>> {
    let sql = format!("SELECT {COLUMNS} FROM drive_hand_out WHERE drive_id = $1 AND site_id = $2 ORDER BY given_at, id");
    all(db, &sql, binds![drive, site]).await
}

/// Everything that stands of a drive, in the order it was handed out.
pub(crate) async fn standing(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<HandOut>> {
    let sql = format!("SELECT {COLUMNS} FROM drive_hand_out WHERE drive_id = $1 AND retracted_at IS NULL ORDER BY given_at, id");
    all(db, &sql, binds![drive]).await
}

/// What stands of a drive and was received by name without a signature, in the order it was handed out.
pub(crate) async fn unsigned(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<HandOut>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM drive_hand_out WHERE drive_id = $1 AND retracted_at IS NULL AND signed = 'open' ORDER BY given_at, id"
    );
    all(db, &sql, binds![drive]).await
}

/// What one person received, the latest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, most: i64) -> Outcome<Vec<HandOut>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM drive_hand_out WHERE person = $1 AND retracted_at IS NULL ORDER BY given_at DESC, id LIMIT $2"
    );
    all(db, &sql, binds![person, most]).await
}

pub(crate) async fn sum_of_site(db: &impl ConnectionTrait, drive: Uuid, site: Uuid) -> Outcome<Sum> {
    let sql = format!(
        "SELECT site_id AS of, {SUMS} FROM drive_hand_out WHERE drive_id = $1 AND site_id = $2 AND retracted_at IS NULL GROUP BY site_id"
    );
    Ok(one(db, &sql, binds![drive, site]).await?.unwrap_or_default())
}

/// What stands of each site of a drive; sites without anything are left out.
pub(crate) async fn sums_by_site(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<HashMap<Uuid, Sum>> {
    let sql =
        format!("SELECT site_id AS of, {SUMS} FROM drive_hand_out WHERE drive_id = $1 AND retracted_at IS NULL GROUP BY site_id");
    Ok(all::<Sum>(db, &sql, binds![drive]).await?.into_iter().map(|s| (s.of, s)).collect())
}

/// What stands of each of these drives; drives without anything are left out.
pub(crate) async fn sums(db: &impl ConnectionTrait, drives: &[Uuid]) -> Outcome<HashMap<Uuid, Sum>> {
    let mut found = HashMap::new();
    for some in asked(drives, BATCH) {
        let sql = format!(
            "SELECT drive_id AS of, {SUMS} FROM drive_hand_out WHERE drive_id IN ({}) AND retracted_at IS NULL GROUP BY drive_id",
            places(1, some.len())
        );
        found.extend(all::<Sum>(db, &sql, some.into_iter().map(Value::from)).await?.into_iter().map(|s| (s.of, s)));
    }
    Ok(found)
}

/// `false` when it was retracted before.
pub(crate) async fn retract(tx: &Tx, drive: Uuid, id: Uuid, reason: &str) -> Outcome<bool> {
    let sql = "UPDATE drive_hand_out SET retracted_at = $1, reason = $2 WHERE drive_id = $3 AND id = $4 AND retracted_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), reason, drive, id]).await? > 0)
}

/// `false` when it is signed already, retracted, or of heads.
pub(crate) async fn sign(tx: &Tx, drive: Uuid, id: Uuid, signed: &'static str, signature: Option<Vec<u8>>) -> Outcome<bool> {
    let sql = "UPDATE drive_hand_out SET signed = $1, signature = $2 \
        WHERE drive_id = $3 AND id = $4 AND retracted_at IS NULL AND signed IN ('open', 'paper')";
    Ok(run(&**tx, sql, binds![signed, signature, drive, id]).await? > 0)
}
