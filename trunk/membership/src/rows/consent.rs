use store::{Outcome, Tx, binds, run};
use uuid::Uuid;

/// Records that a person agreed to one kind of sensitive data being kept (PIPL, article 29), unless that stands already.
pub(crate) async fn give(tx: &Tx, person: Uuid, what: &str) -> Outcome<()> {
    let sql = "INSERT INTO member_consent (person, id, what, given_at) SELECT $1, $2, $3, $4 \
        WHERE NOT EXISTS (SELECT 1 FROM member_consent WHERE person = $1 AND what = $3 AND withdrawn_at IS NULL)";
    run(&**tx, sql, binds![person, tx.new_id(), what, tx.now()]).await?;
    Ok(())
}

/// A consent, as its giver sees it.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Consent {
    pub id: Uuid,
    /// `membership`, `id_number`.
    pub what: String,
    pub given_at: store::Instant,
    pub withdrawn_at: Option<store::Instant>,
}

/// What a person has agreed to, the newest first.
pub(crate) async fn of(db: &impl sea_orm::ConnectionTrait, person: Uuid) -> Outcome<Vec<Consent>> {
    let sql = "SELECT id, what, given_at, withdrawn_at FROM member_consent WHERE person = $1 ORDER BY id DESC";
    store::all(db, sql, binds![person]).await
}

/// Takes a consent back; says what it was about.
///
/// # Errors
/// [`store::Fault::NotFound`] where the person has no such consent in force.
pub(crate) async fn withdraw(tx: &Tx, person: Uuid, id: Uuid) -> Outcome<String> {
    let sql = "UPDATE member_consent SET withdrawn_at = $1 WHERE person = $2 AND id = $3 AND withdrawn_at IS NULL";
    if run(&**tx, sql, binds![tx.now(), person, id]).await? == 0 {
        return Err(store::Fault::NotFound);
    }
    let what = store::scalar(&**tx, "SELECT what FROM member_consent WHERE person = $1 AND id = $2", binds![person, id]).await?;
    Ok(what.unwrap_or_default())
}
