//! What the inbox is told: a task for those who approve money, a notice for whoever filed.

use inbox::{NewNotice, NewTask, Room, Said, To};
use organisation::Power;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::drive::Drive;

/// A plan waits for its approval. `revision` makes each filing a matter of its own.
pub(super) async fn waits(tx: &Tx, union: Uuid, drive: Uuid, revision: i32, title: &str) -> Outcome<()> {
    let said = Said::new("drives-task-approve").title("title", title);
    let key = format!("drive/{drive}/{revision}");
    let task = NewTask::new(union, key, To::Power(Power::ApproveMoney), Room::Drives, "drives.plan", said)
        .at(format!("/drives/{drive}"), "drives-task-look")
        .about(drive)
        .together("drives-task-approve-many", "/drives");
    inbox::task(tx, &task).await.map(|_| ())
}

/// Nothing waits any more, by whoever decided.
pub(super) async fn decided(tx: &Tx, union: Uuid, drive: Uuid, by: Option<Uuid>) -> Outcome<()> {
    if let Some(stands) = crate::rows::drive::get(&**tx, drive).await? {
        // The decision raised the revision by one, so the task is that of the one before.
        for revision in [stands.revision - 1, stands.revision] {
            let key = format!("drive/{drive}/{revision}");
            match by {
                Some(_) => inbox::done(tx, union, &key, by).await?,
                None => inbox::cancel(tx, union, &key).await?,
            };
        }
    }
    Ok(())
}

/// Tells whoever filed the plan what became of it.
pub(super) async fn filer(tx: &Tx, drive: &Drive, is_approved: bool) -> Outcome<()> {
    let Some(person) = drive.filed_by else { return Ok(()) };
    let message = if is_approved { "drives-notice-approved" } else { "drives-notice-returned" };
    let key = format!("drive/{}/{}", drive.id, drive.revision);
    let said = Said::new(message).title("title", &drive.title);
    let notice = NewNotice::new(person, key, Room::Drives, said, format!("/drives/{}", drive.id));
    inbox::notice(tx, &notice).await.map(|_| ())
}
