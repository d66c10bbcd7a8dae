//! The one way to a drive: through the reader's scope. Who stands above sees its numbers; who received what is seen by the union
//! that hands out, for the power to hand out reaches no further.

use organisation::{Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Drives;
use crate::rows::drive::{self, Drive};
use crate::rows::hand_out::{self, HandOut};

/// Whether the reader hands out for this union, and so sees who received.
pub(crate) fn hands_out(scope: &Scope, union: Uuid) -> bool {
    scope.may(Power::HandOut, union)
}

/// The drive with its numbers.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] without the power to see figures there.
pub(crate) async fn reach(d: &Drives, scope: &Scope, id: Uuid) -> Outcome<Drive> {
    let drive = drive::get(d.store().read(), id).await?.ok_or(Fault::NotFound)?;
    scope.require(Power::SeeFigures, drive.union_id)?;
    Ok(drive)
}

/// The drive, for whoever hands out there.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn kept(d: &Drives, scope: &Scope, id: Uuid) -> Outcome<Drive> {
    let drive = drive::get(d.store().read(), id).await?.ok_or(Fault::NotFound)?;
    scope.require(Power::HandOut, drive.union_id)?;
    Ok(drive)
}

/// One hand-out with its drive, for whoever hands out there.
///
/// # Errors
/// As [`kept`]; [`Fault::NotFound`] for another drive's.
pub(crate) async fn handed(d: &Drives, scope: &Scope, id: Uuid, hand_out: Uuid) -> Outcome<(Drive, HandOut)> {
    let drive = kept(d, scope, id).await?;
    let handed = hand_out::get(d.store().read(), id, hand_out).await?.ok_or(Fault::NotFound)?;
    Ok((drive, handed))
}
