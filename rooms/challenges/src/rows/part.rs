use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

/// Somebody who takes part, or did.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Part {
    pub challenge_id: Uuid,
    pub person: Uuid,
    pub ordinal: i64,
    /// `joined` or `withdrawn`.
    pub state: String,
    /// Sealed, millimetres.
    pub height: Option<Vec<u8>>,
    pub nickname: Option<String>,
    pub team: Option<Uuid>,
    pub ranked_at: Option<i64>,
    pub joined_at: i64,
}

impl Part {
    pub fn is_joined(&self) -> bool {
        self.state == "joined"
    }

    pub fn is_ranked(&self) -> bool {
        self.is_joined() && self.ranked_at.is_some()
    }
}

const COLUMNS: &str = "challenge_id, person, ordinal, state, height, nickname, team, ranked_at, joined_at";

pub(crate) async fn get(db: &impl ConnectionTrait, challenge: Uuid, person: Uuid) -> Outcome<Option<Part>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_part WHERE challenge_id = $1 AND person = $2");
    one(db, &sql, binds![challenge, person]).await
}

/// The person's part, held until the commit: what is measured and the taking back of the consent come one after the other.
pub(crate) async fn lock(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<Option<Part>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_part WHERE challenge_id = $1 AND person = $2");
    tx.lock(&sql, binds![challenge, person]).await
}

/// Everybody who takes part, in the order in which they joined.
pub(crate) async fn joined(db: &impl ConnectionTrait, challenge: Uuid) -> Outcome<Vec<Part>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_part WHERE challenge_id = $1 AND state = 'joined' ORDER BY joined_at, ordinal");
    all(db, &sql, binds![challenge]).await
}

pub(crate) async fn count_joined(db: &impl ConnectionTrait, challenge: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM chl_part WHERE challenge_id = $1 AND state = 'joined'";
    Ok(scalar(db, sql, binds![challenge]).await?.unwrap_or(0))
}

/// Where a person takes part, or did.
pub(crate) async fn challenges_of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        challenge_id: Uuid,
    }
    let sql = "SELECT challenge_id FROM chl_part WHERE person = $1 ORDER BY challenge_id";
    Ok(all::<Row>(db, sql, binds![person]).await?.into_iter().map(|r| r.challenge_id).collect())
}

/// Joins, for the first time or anew.
pub(crate) async fn put(tx: &Tx, p: &Part) -> Outcome<()> {
    let sql = "INSERT INTO chl_part (challenge_id, person, ordinal, state, height, joined_at) VALUES ($1, $2, $3, 'joined', $4, $5) \
        ON CONFLICT (challenge_id, person) DO UPDATE SET state = 'joined', height = excluded.height, joined_at = excluded.joined_at";
    run(&**tx, sql, binds![p.challenge_id, p.person, p.ordinal, p.height.clone(), p.joined_at]).await?;
    Ok(())
}

pub(crate) async fn withdraw(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<()> {
    let sql = "UPDATE chl_part SET state = 'withdrawn', height = NULL, nickname = NULL, team = NULL, ranked_at = NULL \
        WHERE challenge_id = $1 AND person = $2";
    run(&**tx, sql, binds![challenge, person]).await?;
    Ok(())
}

/// In the ranking under this nickname and in this team, or (without a nickname) out of it.
pub(crate) async fn rank(tx: &Tx, p: &Part) -> Outcome<()> {
    let sql = "UPDATE chl_part SET nickname = $1, team = $2, ranked_at = $3 WHERE challenge_id = $4 AND person = $5";
    run(&**tx, sql, binds![p.nickname.clone(), p.team, p.ranked_at, p.challenge_id, p.person]).await?;
    Ok(())
}

/// The kept heights of a challenge, when its measurements are thrown away.
pub(crate) async fn forget_heights(tx: &Tx, challenge: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE chl_part SET height = NULL WHERE challenge_id = $1", binds![challenge]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM chl_part WHERE challenge_id = $1 AND person = $2", binds![challenge, person]).await?;
    Ok(())
}
