use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, SealedAt};
use uuid::Uuid;

use crate::rows::hand_out;
use crate::rules::signature;
use crate::{Drives, sight};

/// Whoever received signs: on the screen (`path`, the strokes of [`ui::Signature`]), or on the printed sheet, where there is
/// nothing to keep. A signature on paper may be followed by one on the screen; one on the screen stands.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `signature`; `Conflict("drives-signed-already")`.
pub async fn sign(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, of: Uuid, path: Option<&str>) -> Outcome<()> {
    let (drive, handed) = sight::handed(d, scope, id, of).await?;
    if !handed.is_named() {
        return Err(Fault::NotFound);
    }
    let sealed = match path {
        None => None,
        Some(path) => {
            let path = signature::read(path).map_err(|fault| Fault::Invalid(vec![fault]))?;
            Some(d.store().keyring().seal(signature_at(of), d.store().ids(), &path)?)
        }
    };
    let signed = if sealed.is_some() { "screen" } else { "paper" };
    let sealed = &sealed;
    let actor = Actor { on_behalf: scope.on_behalf(drive.union_id), ..actor.clone() };
    d.store()
        .write("drives.sign", &actor, |tx| async move {
            if !hand_out::sign(&tx, id, of, signed, sealed.clone()).await? {
                return Err(Fault::Conflict("drives-signed-already"));
            }
            tx.record("drive", id, json!({ "hand_out": of, "signed": signed }));
            Ok(())
        })
        .await
}

pub(crate) fn signature_at(id: Uuid) -> SealedAt {
    SealedAt { table: "drive_hand_out", row: id, column: "signature" }
}
