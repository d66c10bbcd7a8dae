use serde_json::Value as Json;
use uuid::Uuid;

use crate::schema::{Table, id, int, text};
use crate::{Instant, Outcome, Tx, Value, binds, portions, run, tuples};

/// The audit trail: who did what to what, when. It holds ids only, never a name or a phone, so it may outlive a person.
pub(crate) const TABLE: Table = Table::by_root(
    "audit",
    "subject",
    &[
        id("subject"),
        id("id"),
        text("kind"),
        text("verb"),
        id("actor").optional(),
        id("on_behalf").optional(),
        int("at"),
        text("detail"),
        text("request").optional(),
    ],
    &["subject", "id"],
)
// No index by actor: it would scatter every line of a storm over the whole tree, for a question asked a few times a year. None by
// instant: the id of a line begins with it, and nothing asks for the lines of all subjects in their order.
.in_key_order();

/// Who is acting. Handed to every verb.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The person's id; `None` for the house itself (schedules, imports from the command line).
    pub person: Option<Uuid>,
    /// The union an officer acts for that has no computer of its own; shown wherever the act is shown.
    pub on_behalf: Option<Uuid>,
    /// The request id, to find the act in the access log.
    pub request: Option<String>,
}

impl Actor {
    /// The house itself: a schedule, an import, the first run.
    #[must_use]
    pub fn house() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn person(person: Uuid) -> Self {
        Self { person: Some(person), ..Self::default() }
    }
}

/// What an act was about: a kind (`union`, `person`, `session` …) and the id of its aggregate's root.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    pub kind: &'static str,
    pub id: Uuid,
}

/// One line of the trail, as read back.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct AuditLine {
    pub subject: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub verb: String,
    pub actor: Option<Uuid>,
    pub on_behalf: Option<Uuid>,
    /// Unix milliseconds.
    pub at: Instant,
    /// JSON object; ids, ordinals and figures only.
    pub detail: String,
}

impl AuditLine {
    /// The newest lines about one subject.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn about(db: &impl sea_orm::ConnectionTrait, subject: Uuid, most: u32) -> Outcome<Vec<Self>> {
        let sql = "SELECT subject, id, kind, verb, actor, on_behalf, at, detail FROM audit WHERE subject = $1 ORDER BY id DESC LIMIT $2";
        crate::all(db, sql, binds![subject, i64::from(most)]).await
    }
}

/// Lines not yet written: they go in just before the commit, together.
pub(crate) struct Pending {
    pub subject: Subject,
    pub detail: Json,
    /// Whose act this line is, where one transaction carries the acts of several.
    pub by: Option<Actor>,
}

const COLUMNS: usize = 9;

/// The largest statement: 1,000 lines are 9,000 binds.
const MOST_LINES: usize = 1_024;

pub(crate) async fn insert(tx: &Tx, verb: &str, actor: &Actor, lines: &[Pending]) -> Outcome<()> {
    for some in portions(lines, MOST_LINES) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * COLUMNS);
        for line in some {
            let by = line.by.as_ref().unwrap_or(actor);
            values.extend(binds![line.subject.id, tx.new_id(), line.subject.kind, verb, by.person, by.on_behalf, tx.now()]);
            values.extend(binds![line.detail.to_string(), by.request.clone()]);
        }
        let sql = format!(
            "INSERT INTO audit (subject, id, kind, verb, actor, on_behalf, at, detail, request) VALUES {}",
            tuples(some.len(), COLUMNS)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}
