//! What this crate says has happened, in the transaction in which it does; whoever subscribes gets it by `jobs`. Payloads
//! hold ids and days only.

use codes::Day;
use serde_json::json;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::founding::FoundingRow;
use crate::rows::term::TermRow;

/// Somebody asks for a union, for the first time or again. Root: the application. `{ parent, by, due }`.
pub const FOUNDING_ASKED: &str = "organisation.founding_asked";
/// An application was decided. Root: the application. `{ parent, by, answer, decided_by, union }`, the answer being
/// `approved`, `returned` or `refused`.
pub const FOUNDING_DECIDED: &str = "organisation.founding_decided";
/// An application was taken back. Root: the application. `{ parent, by }`.
pub const FOUNDING_WITHDRAWN: &str = "organisation.founding_withdrawn";
/// A term of office ends within six, three or one months. Root: the union. `{ union, number, until }`.
pub const TERM_ENDS: &str = "organisation.term_ends";
/// A term of office was entered or corrected. Root: the union. `{ union, number, until }`.
pub const TERM_SET: &str = "organisation.term_set";
/// A union was merged, split or closed and stands at its successor, whose members its members are from that day. Root: the
/// union. `{ union, successor, day }`.
pub const UNION_ENDED: &str = "organisation.union_ended";

pub(crate) async fn founding_asked(tx: &Tx, row: &FoundingRow) -> Outcome<()> {
    let payload = json!({ "parent": row.parent, "by": row.asked_by, "due": row.due_day });
    jobs::emit(tx, row.id, FOUNDING_ASKED, payload).await
}

pub(crate) async fn founding_decided(tx: &Tx, row: &FoundingRow, answer: &str, by: Uuid, union: Option<Uuid>) -> Outcome<()> {
    let payload = json!({ "parent": row.parent, "by": row.asked_by, "answer": answer, "decided_by": by, "union": union });
    jobs::emit(tx, row.id, FOUNDING_DECIDED, payload).await
}

pub(crate) async fn founding_withdrawn(tx: &Tx, row: &FoundingRow) -> Outcome<()> {
    jobs::emit(tx, row.id, FOUNDING_WITHDRAWN, json!({ "parent": row.parent, "by": row.asked_by })).await
}

pub(crate) async fn term_ends(tx: &Tx, term: &TermRow) -> Outcome<()> {
    let payload = json!({ "union": term.union_id, "number": term.number, "until": term.until_day });
    jobs::emit(tx, term.union_id, TERM_ENDS, payload).await
}

pub(crate) async fn term_set(tx: &Tx, union: Uuid, number: i32, until: Day) -> Outcome<()> {
    jobs::emit(tx, union, TERM_SET, json!({ "union": union, "number": number, "until": until.0 })).await
}

pub(crate) async fn union_ended(tx: &Tx, union: Uuid, successor: Uuid, day: Day) -> Outcome<()> {
    jobs::emit(tx, union, UNION_ENDED, json!({ "union": union, "successor": successor, "day": day.0 })).await
}
