//! What the inbox is told: a task for those who approve money, a notice for whoever filed.

use inbox::{NewNotice, NewTask, Room, Said, To};
use organisation::Power;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::Drives;
use crate::rows::drive::Drive;
use crate::rules::plan::Draft;

/// A plan waits for its approval, by somebody else than whoever filed it: at its own union or, where nobody there can, at the nearest
/// one above where somebody can. `revision` makes each filing a matter of its own.
pub(super) async fn waits(d: &Drives, tx: &Tx, draft: &Draft, drive: Uuid, revision: i32, filer: Uuid) -> Outcome<()> {
    let (union, power, title) = (draft.union, Power::ApproveMoney, draft.title.as_str());
    let at = organisation::nearest_with(&**tx, d.federation(), union, power, filer, d.today()).await?.unwrap_or(union);
    let said = Said::new("drives-task-approve").title("title", title);
    let task = NewTask::new(at, key(drive, revision), To::Power(power), Room::Drives, "drives.plan", said)
        .at(format!("/drives/{drive}"), "drives-task-look")
        .about(drive)
        .together("drives-task-approve-many", "/drives");
    inbox::task(tx, &task).await.map(|_| ())
}

fn key(drive: Uuid, revision: i32) -> String {
    format!("drive/{drive}/{revision}")
}

/// Nothing waits any more: somebody decided, or there is nothing left to decide.
pub(super) async fn decided(d: &Drives, tx: &Tx, stands: &Drive, by: Option<Uuid>) -> Outcome<()> {
    if by.is_some() {
        for at in d.federation().path(stands.union_id) {
            inbox::done(tx, at.id, &key(stands.id, stands.revision), by).await?;
        }
    }
    inbox::cancel_about(tx, stands.id).await.map(|_| ())
}

/// Tells whoever filed the plan what became of it.
pub(super) async fn filer(tx: &Tx, drive: &Drive, is_approved: bool) -> Outcome<()> {
    let Some(person) = drive.filed_by else { return Ok(()) };
    let message = if is_approved { "drives-notice-approved" } else { "drives-notice-returned" };
    let key = key(drive.id, drive.revision);
    let said = Said::new(message).title("title", &drive.title);
    let notice = NewNotice::new(person, key, Room::Drives, said, format!("/drives/{}", drive.id));
    inbox::notice(tx, &notice).await.map(|_| ())
}
