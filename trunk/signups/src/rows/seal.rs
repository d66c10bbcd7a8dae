use draw::{Contribution, Hash, Seed};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use super::draw::Draw;

/// A draw decided by sealed seeds: its round, and until when they are sealed and opened (unix milliseconds).
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Sealing {
    pub round: i32,
    pub seal_until: i64,
    pub open_until: i64,
}

/// One who was asked to seal a seed.
#[derive(Clone, FromQueryResult)]
pub struct Witness {
    pub n: i32,
    pub person: Uuid,
    pub capacity: String,
    pub(crate) is_named: i32,
    pub asked_at: i64,
    pub refused_at: Option<i64>,
    /// Published when he sealed, hexadecimal.
    pub commitment: Option<String>,
    pub sealed_at: Option<i64>,
    pub(crate) seed: Option<Vec<u8>>,
    pub opened_at: Option<i64>,
}

/// The seed is a secret until the draw has been held, and a log is read before that.
impl std::fmt::Debug for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Witness").field("n", &self.n).field("sealed_at", &self.sealed_at).finish_non_exhaustive()
    }
}

impl Witness {
    /// As the page and the record name him: his number and in which capacity he was asked.
    #[must_use]
    pub fn by(&self) -> String {
        format!("{} {}", self.n, self.capacity)
    }

    #[must_use]
    pub fn has_sealed(&self) -> bool {
        self.sealed_at.is_some()
    }

    #[must_use]
    pub fn has_opened(&self) -> bool {
        self.opened_at.is_some()
    }

    /// Agreed that his name stands on the public page.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.is_named == 1
    }

    /// As the record holds it; nothing for one who did not seal.
    pub(crate) fn contribution(&self) -> Outcome<Option<Contribution>> {
        let (Some(commitment), Some(sealed_at)) = (&self.commitment, self.sealed_at) else { return Ok(None) };
        let commitment = commitment.parse().map_err(|e| Fault::Internal(format!("commitment of {}: {e}", self.n)))?;
        let seed = match self.seed.as_deref().map(<[u8; 32]>::try_from) {
            None => None,
            Some(Ok(bytes)) => Some(Seed(Hash(bytes))),
            Some(Err(_)) => return Err(Fault::Internal("a seed that is not 32 bytes".into())),
        };
        Ok(Some(Contribution { by: self.by(), commitment, sealed_at, seed }))
    }
}

/// A draw that had to be prepared anew, as it stood then.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Lapse {
    pub round: i32,
    /// `seals`: too few sealed; `openings`: too few opened.
    pub why: String,
    pub commitment: String,
    pub seal_until: i64,
    pub open_until: i64,
    pub sealed: i32,
    pub opened: i32,
    pub prepared_at: i64,
    pub lapsed_at: i64,
}

pub(crate) async fn sealing(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Option<Sealing>> {
    one(db, "SELECT round, seal_until, open_until FROM desk_sealing WHERE allotment_id = $1", binds![allotment]).await
}

pub(crate) async fn prepare(tx: &Tx, allotment: Uuid, of: &Sealing) -> Outcome<()> {
    let sql = "INSERT INTO desk_sealing (allotment_id, round, seal_until, open_until) VALUES ($1, $2, $3, $4)";
    run(&**tx, sql, binds![allotment, of.round, of.seal_until, of.open_until]).await?;
    Ok(())
}

/// The witnesses of a round, by number.
pub(crate) async fn witnesses(db: &impl ConnectionTrait, allotment: Uuid, round: i32) -> Outcome<Vec<Witness>> {
    let sql = "SELECT n, person, capacity, is_named, asked_at, refused_at, commitment, sealed_at, seed, opened_at \
        FROM desk_witness WHERE allotment_id = $1 AND round = $2 ORDER BY n";
    all(db, sql, binds![allotment, round]).await
}

pub(crate) async fn ask(tx: &Tx, allotment: Uuid, round: i32, w: &Witness, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO desk_witness (allotment_id, round, n, person, capacity, is_named, asked_by, asked_at) \
        VALUES ($1, $2, $3, $4, $5, 0, $6, $7)";
    run(&**tx, sql, binds![allotment, round, w.n, w.person, w.capacity.clone(), by, w.asked_at]).await?;
    Ok(())
}

pub(crate) async fn refuse(tx: &Tx, allotment: Uuid, round: i32, n: i32) -> Outcome<()> {
    let sql = "UPDATE desk_witness SET refused_at = $1 WHERE allotment_id = $2 AND round = $3 AND n = $4";
    run(&**tx, sql, binds![tx.now(), allotment, round, n]).await?;
    Ok(())
}

pub(crate) async fn seal(tx: &Tx, (id, round, n): (Uuid, i32, i32), commitment: &Hash, is_named: bool) -> Outcome<()> {
    let sql = "UPDATE desk_witness SET commitment = $1, sealed_at = $2, is_named = $3, refused_at = NULL \
        WHERE allotment_id = $4 AND round = $5 AND n = $6 AND sealed_at IS NULL";
    run(&**tx, sql, binds![commitment.to_string(), tx.now(), i32::from(is_named), id, round, n]).await?;
    Ok(())
}

pub(crate) async fn open(tx: &Tx, (id, round, n): (Uuid, i32, i32), seed: &Seed) -> Outcome<()> {
    let sql = "UPDATE desk_witness SET seed = $1, opened_at = $2 \
        WHERE allotment_id = $3 AND round = $4 AND n = $5 AND opened_at IS NULL";
    run(&**tx, sql, binds![seed.0.0.to_vec(), tx.now(), id, round, n]).await?;
    Ok(())
}

/// The rounds that came to nothing, in order.
pub(crate) async fn lapses(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Vec<Lapse>> {
    let sql = "SELECT round, why, commitment, seal_until, open_until, sealed, opened, prepared_at, lapsed_at \
        FROM desk_draw_lapse WHERE allotment_id = $1 ORDER BY round";
    all(db, sql, binds![allotment]).await
}

/// Ends a round that came to nothing: it is written down, and what decided it is gone. What witnesses sealed stays with its round.
pub(crate) async fn lapse(tx: &Tx, allotment: Uuid, lapse: &Lapse, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO desk_draw_lapse (allotment_id, round, why, commitment, seal_until, open_until, sealed, opened, \
        prepared_at, lapsed_at, done_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let mut values = binds![allotment, lapse.round, lapse.why.clone(), lapse.commitment.clone(), lapse.seal_until].to_vec();
    values.extend(binds![lapse.open_until, lapse.sealed, lapse.opened, lapse.prepared_at, lapse.lapsed_at, by]);
    run(&**tx, sql, values).await?;
    run(&**tx, "DELETE FROM desk_sealing WHERE allotment_id = $1", binds![allotment]).await?;
    Ok(())
}

/// Another seed of the house, and another number or hour, in place of those of a round that came to nothing.
pub(crate) async fn renew(tx: &Tx, allotment: Uuid, of: &Draw) -> Outcome<()> {
    let sql = "UPDATE desk_draw SET seed = $1, commitment = $2, named = $3, falls_at = $4, prepared_at = $5 \
        WHERE allotment_id = $6 AND held_at IS NULL";
    let values = binds![of.seed.clone(), of.commitment.clone(), of.named.clone(), of.falls_at, of.prepared_at, allotment];
    run(&**tx, sql, values).await?;
    Ok(())
}
