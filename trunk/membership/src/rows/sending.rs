use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, Value, all, binds, run};
use uuid::Uuid;

/// That an application was handed on from one union to another.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sending {
    pub application: Uuid,
    pub from_union: Uuid,
    pub to_union: Uuid,
    /// Why; the applicant reads it.
    pub reason: String,
    pub sent_at: Instant,
}

/// A sending about to be written.
pub(crate) struct NewSending<'a> {
    pub person: Uuid,
    pub application: Uuid,
    pub from: Uuid,
    pub to: Uuid,
    pub reason: &'a str,
    pub by: Uuid,
}

pub(crate) async fn insert(tx: &Tx, new: &NewSending<'_>) -> Outcome<()> {
    let sql = "INSERT INTO member_sending (person, id, application, from_union, to_union, reason, sent_by, sent_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = binds![new.person, tx.new_id(), new.application, new.from, new.to, new.reason, new.by, tx.now()];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Whatever applications of these people were handed on, the latest first.
pub(crate) async fn of(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<Vec<Sending>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=people.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT application, from_union, to_union, reason, sent_at FROM member_sending WHERE person IN ({}) \
         ORDER BY sent_at DESC, id DESC",
        places.join(", ")
    );
    all(db, &sql, people.iter().map(|p| Value::from(*p))).await
}

/// The ways of one application, the latest first.
pub(crate) async fn of_application(db: &impl ConnectionTrait, person: Uuid, application: Uuid) -> Outcome<Vec<Sending>> {
    Ok(of(db, &[person]).await?.into_iter().filter(|s| s.application == application).collect())
}
