use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use store::{Fault, Instant, Outcome, SealedAt, Store, Tx, Value, all, binds, one, run, scalar};
use uuid::Uuid;

/// A request to join or to transfer, as its row stands; what the person wrote is opened by [`Application::answers`].
#[derive(Clone, Debug, FromQueryResult)]
pub struct Application {
    pub person: Uuid,
    pub id: Uuid,
    /// `join` or `transfer`.
    pub kind: String,
    /// The union that decides.
    pub union_id: Uuid,
    /// For a transfer, the union that is left.
    pub from_union: Option<Uuid>,
    pub(crate) answers: Vec<u8>,
    pub asked_at: Instant,
    /// The last day for an answer, as `codes::Day`.
    pub due_day: i32,
    /// `asked`, `returned`, `approved`, `refused` or `withdrawn`.
    pub state: String,
    /// What the union asks back.
    pub question: String,
    /// Why it was refused.
    pub reason: String,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<Instant>,
    /// The officer who filled it in for somebody else.
    pub entered_by: Option<Uuid>,
    /// Overdue: the next higher union watches it.
    pub escalated: bool,
}

/// What the person wrote. Sealed as one JSON text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    pub name: String,
    /// Name of the employer, where it is covered by a union.
    pub employer: String,
    /// Where the person mostly works, in his own words.
    pub place: String,
    /// Kinds of work, keys of `rules::join::WORK`.
    pub work: Vec<String>,
    pub id_number: Option<String>,
    /// Further words, such as why somebody transfers.
    pub words: String,
    pub replies: Vec<Reply>,
}

/// A question asked back and what was answered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    pub question: String,
    pub answer: String,
    pub at: Instant,
}

/// Raised with every change of an application.
pub(crate) const VERSION: &str = "applications";

const COLUMNS: &str = "person, id, kind, union_id, from_union, answers, asked_at, due_day, state, question, reason, decided_by, \
    decided_at, entered_by, escalated";
const OPEN: &str = "state IN ('asked', 'returned')";

pub(crate) fn answers_at(id: Uuid) -> SealedAt {
    SealedAt { table: "member_application", row: id, column: "answers" }
}

impl Application {
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "asked" | "returned")
    }

    /// Opens what the person wrote.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the seal does not open.
    pub fn answers(&self, store: &Store) -> Outcome<Answers> {
        let text = store.keyring().open_sealed(answers_at(self.id), &self.answers)?;
        serde_json::from_str(&text).map_err(|e| Fault::Internal(format!("application {}: {e}", self.id)))
    }
}

pub(crate) fn seal(store: &Store, id: Uuid, answers: &Answers) -> Outcome<Vec<u8>> {
    let text = serde_json::to_string(answers).map_err(|e| Fault::Internal(e.to_string()))?;
    store.keyring().seal(answers_at(id), store.ids(), &text)
}

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid, id: Uuid) -> Outcome<Option<Application>> {
    one(db, &format!("SELECT {COLUMNS} FROM member_application WHERE person = $1 AND id = $2"), binds![person, id]).await
}

/// Holds the row until the commit: of two officers one decides first.
pub(crate) async fn lock(tx: &Tx, person: Uuid, id: Uuid) -> Outcome<Option<Application>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM member_application WHERE person = $1 AND id = $2"), binds![person, id]).await
}

/// The application of a person that waits for a decision.
pub(crate) async fn open_of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Application>> {
    one(db, &format!("SELECT {COLUMNS} FROM member_application WHERE person = $1 AND {OPEN} ORDER BY id DESC"), binds![person])
        .await
}

/// All applications of a person, newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<Application>> {
    of_people(db, &[person]).await
}

/// All applications of some people, each person's newest first.
pub(crate) async fn of_people(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<Vec<Application>> {
    let sql = |places| format!("SELECT {COLUMNS} FROM member_application WHERE person IN ({places}) ORDER BY person, id DESC");
    super::person::of_people(db, people, sql).await
}

/// Which applications of some unions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Waiting for the union.
    Asked,
    /// Waiting for the applicant.
    Returned,
    /// Approved, refused or withdrawn.
    Decided,
}

impl Which {
    fn sql(self) -> &'static str {
        match self {
            Self::Asked => "state = 'asked'",
            Self::Returned => "state = 'returned'",
            Self::Decided => "state IN ('approved', 'refused', 'withdrawn')",
        }
    }
}

fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Applications addressed to some unions: the most urgent first, decided ones the latest first.
pub(crate) async fn at(
    db: &impl ConnectionTrait,
    unions: &[Uuid],
    which: Which,
    skip: i64,
    most: i64,
) -> Outcome<Vec<Application>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let order = if which == Which::Decided { "decided_at DESC, id DESC" } else { "due_day, asked_at, id" };
    let sql = format!(
        "SELECT {COLUMNS} FROM member_application WHERE union_id IN ({}) AND {} ORDER BY {order} LIMIT $1 OFFSET $2",
        places(3, unions.len()),
        which.sql()
    );
    all(db, &sql, binds![most, skip].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

pub(crate) async fn count(db: &impl ConnectionTrait, unions: &[Uuid], which: Which) -> Outcome<i64> {
    if unions.is_empty() {
        return Ok(0);
    }
    let sql =
        format!("SELECT COUNT(*) FROM member_application WHERE union_id IN ({}) AND {}", places(1, unions.len()), which.sql());
    Ok(scalar(db, &sql, unions.iter().map(|u| Value::from(*u))).await?.unwrap_or(0))
}

/// Applications nobody answered in time, by the union that owes the answer.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Owed {
    pub union_id: Uuid,
    pub n: i64,
    pub oldest_due_day: i32,
}

/// What is escalated and still open, over the whole house.
pub(crate) async fn owed(db: &impl ConnectionTrait) -> Outcome<Vec<Owed>> {
    let sql = format!(
        "SELECT union_id, COUNT(*) AS n, MIN(due_day) AS oldest_due_day FROM member_application \
         WHERE escalated = TRUE AND {OPEN} GROUP BY union_id ORDER BY union_id"
    );
    all(db, &sql, []).await
}

/// Open applications past their day that nobody has been told of.
pub(crate) async fn overdue(db: &impl ConnectionTrait, today: Day, most: i64) -> Outcome<Vec<Application>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member_application WHERE {OPEN} AND due_day < $1 AND escalated = FALSE ORDER BY due_day, person, id LIMIT $2"
    );
    all(db, &sql, binds![today.0, most]).await
}

/// Marks an application as overdue at this union; `false` when it was decided or handed on since it was read.
pub(crate) async fn escalate(tx: &Tx, one: &Application) -> Outcome<bool> {
    let sql = format!(
        "UPDATE member_application SET escalated = TRUE \
         WHERE person = $1 AND id = $2 AND union_id = $3 AND escalated = FALSE AND {OPEN}"
    );
    tx.bump(VERSION);
    Ok(run(&**tx, &sql, binds![one.person, one.id, one.union_id]).await? == 1)
}

/// An application about to be made.
#[derive(Clone, Debug)]
pub(crate) struct NewApplication<'a> {
    pub person: Uuid,
    pub id: Uuid,
    pub kind: &'static str,
    pub union: Uuid,
    pub from_union: Option<Uuid>,
    pub answers: &'a Answers,
    pub due: Day,
    pub entered_by: Option<Uuid>,
}

pub(crate) async fn insert(tx: &Tx, new: &NewApplication<'_>) -> Outcome<()> {
    let sql = "INSERT INTO member_application (person, id, kind, union_id, from_union, answers, asked_at, due_day, state, question, \
        reason, entered_by, escalated) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', '', '', $9, FALSE)";
    let answers = seal(tx.store(), new.id, new.answers)?;
    let values = binds![new.person, new.id, new.kind, new.union, new.from_union, answers, tx.now(), new.due.0, new.entered_by];
    run(&**tx, sql, values).await?;
    tx.bump(VERSION);
    Ok(())
}

/// What becomes of a locked application.
pub(crate) struct Change<'a> {
    pub state: &'static str,
    pub question: &'a str,
    pub reason: &'a str,
    pub by: Option<Uuid>,
    /// Whether this ends it.
    pub decided: bool,
}

pub(crate) async fn change(tx: &Tx, person: Uuid, id: Uuid, change: &Change<'_>) -> Outcome<()> {
    let sql = "UPDATE member_application SET state = $1, question = $2, reason = $3, decided_by = $4, decided_at = $5 \
        WHERE person = $6 AND id = $7";
    let at = change.decided.then_some(tx.now());
    run(&**tx, sql, binds![change.state, change.question, change.reason, change.by, at, person, id]).await?;
    tx.bump(VERSION);
    Ok(())
}

/// The person has answered a question: the union decides again, the clock was never stopped.
pub(crate) async fn reply(tx: &Tx, person: Uuid, id: Uuid, answers: &Answers) -> Outcome<()> {
    let sql = "UPDATE member_application SET state = 'asked', question = '', answers = $1 WHERE person = $2 AND id = $3";
    run(&**tx, sql, binds![seal(tx.store(), id, answers)?, person, id]).await?;
    tx.bump(VERSION);
    Ok(())
}

/// Another union decides from now on. What the first one asked back falls away, the day it is due stays; whoever stands above
/// the new union has not been told of it.
pub(crate) async fn send_on(tx: &Tx, person: Uuid, id: Uuid, to: Uuid) -> Outcome<()> {
    let sql = "UPDATE member_application SET union_id = $1, state = 'asked', question = '', escalated = FALSE \
        WHERE person = $2 AND id = $3";
    run(&**tx, sql, binds![to, person, id]).await?;
    tx.bump(VERSION);
    Ok(())
}
