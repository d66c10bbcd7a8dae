use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar, tuples};
use uuid::Uuid;

/// Somebody who belongs to the group that meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Expected {
    pub person: Uuid,
    pub ordinal: i64,
    /// Said beforehand or afterwards that he could not come. No reason is kept.
    pub on_leave: bool,
}

/// Who is expected at a meeting.
pub(crate) async fn of(db: &impl ConnectionTrait, study: Uuid) -> Outcome<Vec<Expected>> {
    all(db, "SELECT person, ordinal, on_leave FROM act_expected WHERE study_id = $1 ORDER BY ordinal", binds![study]).await
}

/// Who is expected at any meeting of an activity.
pub(crate) async fn of_activity(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        person: Uuid,
    }
    let sql = "SELECT DISTINCT e.person AS person FROM act_expected e JOIN act_study s ON s.id = e.study_id WHERE s.activity = $1 ORDER BY person";
    Ok(all::<Row>(db, sql, binds![activity]).await?.into_iter().map(|r| r.person).collect())
}

/// Puts these in the place of those who stood there.
pub(crate) async fn put(tx: &Tx, study: Uuid, people: &[Expected]) -> Outcome<()> {
    run(&**tx, "DELETE FROM act_expected WHERE study_id = $1", binds![study]).await?;
    for some in people.chunks(1_000) {
        let values: Vec<_> = some.iter().flat_map(|e| binds![study, e.ordinal, e.person, e.on_leave]).collect();
        let sql = format!("INSERT INTO act_expected (study_id, ordinal, person, on_leave) VALUES {}", tuples(some.len(), 4));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// The latest other meeting of the same series or of the same group's year that has a group.
pub(crate) async fn latest_like(
    db: &impl ConnectionTrait,
    study: Uuid,
    activity: Option<Uuid>,
    plan: Option<Uuid>,
) -> Outcome<Option<Uuid>> {
    let sql = "SELECT s.id FROM act_study s WHERE s.id <> $1 AND (s.activity = $2 OR s.plan = $3) \
        AND EXISTS (SELECT 1 FROM act_expected e WHERE e.study_id = s.id) ORDER BY s.recorded_at DESC, s.id DESC LIMIT 1";
    scalar(db, sql, binds![study, activity, plan]).await
}

/// One meeting somebody was expected at, as it is handed to that person.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct ExpectedAt {
    pub title: String,
    pub begins_at: i64,
    pub union_id: Uuid,
    pub on_leave: bool,
}

/// All meetings a person was expected at, in order.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<ExpectedAt>> {
    let sql = "SELECT COALESCE(a.title, h.title, '') AS title, COALESCE(m.begins_at, h.begins_at, 0) AS begins_at, s.union_id, \
        e.on_leave FROM act_expected e JOIN act_study s ON s.id = e.study_id \
        LEFT JOIN act_meeting m ON m.activity_id = s.activity AND m.id = s.id \
        LEFT JOIN act_activity a ON a.id = s.activity LEFT JOIN act_session h ON h.id = s.id \
        WHERE e.person = $1 ORDER BY s.recorded_at, s.id";
    all(db, sql, binds![person]).await
}
