use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, binds, one, run, scalar};
use uuid::Uuid;

/// What a row of `member_code` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A one-time code on its way to a telephone; one row a minute.
    Code,
    /// Attempts with a password; one row an hour.
    Password,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Password => "password",
        }
    }

    fn slot_ms(self) -> i64 {
        match self {
            Self::Code => 60_000,
            Self::Password => 3_600_000,
        }
    }

    /// The id is the time slot itself, so that two processes at once meet at the primary key.
    fn slot(self, at: Instant) -> Uuid {
        let slot = u128::from(u64::try_from(at / self.slot_ms()).unwrap_or(0));
        Uuid::from_u128((((self as u128) + 1) << 64) | slot)
    }

    /// When the present slot ends.
    fn ends(self, at: Instant) -> Instant {
        (at / self.slot_ms() + 1) * self.slot_ms()
    }
}

#[derive(Clone, FromQueryResult)]
pub(crate) struct Sent {
    pub id: Uuid,
    pub code: Vec<u8>,
    pub sent_at: Instant,
    pub ends_at: Instant,
    pub tries: i32,
}

const NEWEST: &str = "SELECT id, code, sent_at, ends_at, tries FROM member_code \
    WHERE hash = $1 AND purpose = $2 ORDER BY sent_at DESC, id DESC LIMIT 1";

/// The newest code sent to a number.
pub(crate) async fn newest(db: &impl ConnectionTrait, hash: &[u8]) -> Outcome<Option<Sent>> {
    one(db, NEWEST, binds![hash, Purpose::Code.name()]).await
}

/// The same, held until the commit: guesses are counted one after the other.
pub(crate) async fn newest_locked(tx: &Tx, hash: &[u8]) -> Outcome<Option<Sent>> {
    tx.lock(NEWEST, binds![hash, Purpose::Code.name()]).await
}

/// How many codes went to a number since, and when the first of them.
pub(crate) async fn sent_since(db: &impl ConnectionTrait, hash: &[u8], since: Instant) -> Outcome<(i64, Instant)> {
    #[derive(FromQueryResult)]
    struct Row {
        n: i64,
        first: i64,
    }
    let sql = "SELECT COUNT(*) AS n, COALESCE(MIN(sent_at), 0) AS first FROM member_code \
        WHERE hash = $1 AND purpose = $2 AND sent_at > $3";
    let row: Option<Row> = one(db, sql, binds![hash, Purpose::Code.name(), since]).await?;
    Ok(row.map_or((0, 0), |r| (r.n, r.first)))
}

/// The id a code sent now will have; its keyed hash covers it.
pub(crate) fn slot_now(tx: &Tx) -> Uuid {
    Purpose::Code.slot(tx.now())
}

/// Writes a code; says no where one of this minute is there already.
pub(crate) async fn insert(tx: &Tx, hash: &[u8], id: Uuid, code: &[u8], lasts_ms: i64) -> Outcome<bool> {
    let sql = "INSERT INTO member_code (hash, id, code, sent_at, ends_at, tries, purpose) VALUES ($1, $2, $3, $4, $5, 0, $6) \
        ON CONFLICT DO NOTHING";
    let ends = tx.now() + lasts_ms;
    Ok(run(&**tx, sql, binds![hash, id, code, tx.now(), ends, Purpose::Code.name()]).await? == 1)
}

pub(crate) async fn count_try(tx: &Tx, hash: &[u8], id: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE member_code SET tries = tries + 1 WHERE hash = $1 AND id = $2", binds![hash, id]).await?;
    Ok(())
}

/// Uses a code up; says no where somebody else has.
pub(crate) async fn spend(tx: &Tx, hash: &[u8], id: Uuid) -> Outcome<bool> {
    Ok(run(&**tx, "DELETE FROM member_code WHERE hash = $1 AND id = $2", binds![hash, id]).await? == 1)
}

/// Counts an attempt with a password before it is looked at; gives the number of attempts in this hour and when it ends.
pub(crate) async fn count_password(tx: &Tx, hash: &[u8]) -> Outcome<(i32, Instant)> {
    let (id, ends) = (Purpose::Password.slot(tx.now()), Purpose::Password.ends(tx.now()));
    let sql = "INSERT INTO member_code (hash, id, code, sent_at, ends_at, tries, purpose) VALUES ($1, $2, $3, $4, $5, 1, $6) \
        ON CONFLICT (hash, id) DO UPDATE SET tries = member_code.tries + 1";
    let nothing: &[u8] = &[];
    run(&**tx, sql, binds![hash, id, nothing, tx.now(), ends, Purpose::Password.name()]).await?;
    let sql = "SELECT tries FROM member_code WHERE hash = $1 AND id = $2";
    Ok((scalar(&**tx, sql, binds![hash, id]).await?.unwrap_or(0), ends))
}

/// Forgets the attempts of this hour after a right one.
pub(crate) async fn forget_passwords(tx: &Tx, hash: &[u8]) -> Outcome<()> {
    let id = Purpose::Password.slot(tx.now());
    run(&**tx, "DELETE FROM member_code WHERE hash = $1 AND id = $2", binds![hash, id]).await?;
    Ok(())
}

/// Throws away what no limit needs any more.
pub(crate) async fn sweep(tx: &Tx, ended_before: Instant) -> Outcome<u64> {
    run(&**tx, "DELETE FROM member_code WHERE ends_at < $1", binds![ended_before]).await
}
