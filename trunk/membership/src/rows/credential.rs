use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, SealedAt, Tx, binds, one, run};
use uuid::Uuid;

/// What a person proves himself with besides the telephone.
#[derive(Clone, Default, FromQueryResult)]
pub(crate) struct Credential {
    /// PHC string of argon2id.
    pub password: Option<String>,
    /// Sealed `BASE16 secret` and the last step used.
    pub totp: Option<Vec<u8>>,
}

const SQL: &str = "SELECT password, totp FROM member_person WHERE person = $1";

pub(crate) fn totp_at(person: Uuid) -> SealedAt {
    SealedAt { table: "member_person", row: person, column: "totp" }
}

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Credential>> {
    one(db, SQL, binds![person]).await
}

pub(crate) async fn lock(tx: &Tx, person: Uuid) -> Outcome<Option<Credential>> {
    tx.lock(SQL, binds![person]).await
}

pub(crate) async fn set_password(tx: &Tx, person: Uuid, password: &str) -> Outcome<()> {
    run(&**tx, "UPDATE member_person SET password = $1 WHERE person = $2", binds![password, person]).await?;
    Ok(())
}

pub(crate) async fn set_totp(tx: &Tx, person: Uuid, sealed: Option<Vec<u8>>) -> Outcome<()> {
    run(&**tx, "UPDATE member_person SET totp = $1 WHERE person = $2", binds![sealed, person]).await?;
    Ok(())
}
