use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, SealedAt};
use uuid::Uuid;

use super::tell;
use crate::rows::{change, drive, hand_out, unsigned};
use crate::rules::field;
use crate::{Drives, sight};

/// Why those who have not signed could not. May be empty where everybody has.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// For everybody who has no reason of his own.
    pub reason: String,
    /// Of one hand-out, by its id.
    pub each: Vec<(Uuid, String)>,
}

/// Closes a drive: nothing more is handed out. Whoever received by name and has not signed is written down with the reason, so that
/// the papers say of each line who signed or why nobody did. Signing later, and taking back what was a slip, stay possible, for
/// both show when the papers are put together.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `reason` where somebody has not signed and no reason is given for him (`n` such), on
/// `reason_<hand-out>` that is too long; `Conflict("drives-is-closed")`.
pub async fn close(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, form: &Closing) -> Outcome<()> {
    let seen = sight::kept(d, scope, id).await?;
    let (common, each) = &read(form)?;
    let person = scope.person;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.close", &actor, |tx| async move {
            let stands = drive::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if stands.is_closed() {
                return Err(Fault::Conflict("drives-is-closed"));
            }
            let open: Vec<Uuid> = hand_out::unsigned(&*tx, id).await?.into_iter().map(|h| h.id).collect();
            let own = |of: &Uuid| each.iter().find(|(id, _)| id == of).map_or(common.as_str(), |(_, reason)| reason.as_str());
            let silent = open.iter().filter(|of| own(of).is_empty()).count();
            if silent > 0 {
                return Err(Fault::Invalid(vec![FieldFault::new("reason", "drives-unsigned-reason").with("n", silent)]));
            }
            for of in &open {
                let sealed = tx.store().keyring().seal(unsigned_at(*of), tx.store().ids(), own(of))?;
                unsigned::insert(&tx, id, *of, sealed, person).await?;
            }
            drive::set_state(&tx, id, "closed").await?;
            change::insert(&tx, id, "closed", "", person).await?;
            tell::decided(d, &tx, &stands, None).await?;
            tx.record("drive", id, json!({ "unsigned": open.len() }));
            Ok(())
        })
        .await
}

/// The reasons as they were typed: for all, and of those who have one of their own.
fn read(form: &Closing) -> Outcome<(String, Vec<(Uuid, String)>)> {
    let mut faults = Vec::new();
    let common = field::keep(&mut faults, field::line("reason", &form.reason));
    let mut each = Vec::with_capacity(form.each.len());
    for (of, reason) in &form.each {
        let reason = field::keep(&mut faults, field::line(&format!("reason_{of}"), reason));
        each.extend(reason.filter(|reason| !reason.is_empty()).map(|reason| (*of, reason)));
    }
    match common {
        Some(common) if faults.is_empty() => Ok((common, each)),
        _ => Err(Fault::Invalid(faults)),
    }
}

pub(crate) fn unsigned_at(of: Uuid) -> SealedAt {
    SealedAt { table: "drive_unsigned", row: of, column: "reason" }
}
