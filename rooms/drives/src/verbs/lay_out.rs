use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::bring_in::open;
use crate::rows::drive::Drive;
use crate::rows::site;
use crate::rules::field;
use crate::rules::things::{self, NewSite, SiteDraft};
use crate::{Drives, sight};

/// Employers of a name that are looked at.
const ALIKE: i64 = 50;

/// Lays out a site: where, on which day of the drive, at which employer.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("drives-is-closed")`.
pub async fn lay_out(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, form: &NewSite) -> Outcome<Uuid> {
    let seen = sight::kept(d, scope, id).await?;
    let draft = things::site(form, Day(seen.from_day), Day(seen.until_day), d.today()).map_err(Fault::Invalid)?;
    let employer = employer(d, &seen, &draft).await?;
    let draft = &draft;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    let written = d.store().write("drives.lay_out", &actor, |tx| async move {
        open(&tx, id).await?;
        let new = tx.new_id();
        site::insert(&tx, id, new, draft, employer).await?;
        tx.record("drive", id, json!({ "site": new, "day": draft.day.0 }));
        Ok(new)
    });
    written.await.map_err(|f| f.or_field("drive_site_drive_id_title_day_key", "title", "drives-site-taken"))
}

/// The employer of the site: one the union covers on that day.
pub(super) async fn employer(d: &Drives, drive: &Drive, draft: &SiteDraft) -> Outcome<Option<Uuid>> {
    let covered = organisation::covered_employers(d.store().read(), drive.union_id, draft.day).await?;
    let found = match (draft.employer.as_str(), field::uuid(&draft.employer)) {
        ("", _) => return Ok(covered.first().copied().filter(|_| covered.len() == 1)),
        (_, Some(id)) => Some(id),
        (name, None) => {
            let alike = organisation::covering(d.store(), name, draft.day, ALIKE).await?;
            let mut own = alike.into_iter().filter(|c| c.union_id == drive.union_id);
            let first = own.next();
            // The shortest name comes first: typed in full, it is meant, however many begin like it.
            let is_clear = first.as_ref().is_some_and(|c| c.name == name) || own.next().is_none();
            first.filter(|_| is_clear).map(|c| c.employer)
        }
    };
    found.filter(|id| covered.contains(id)).map(Some).ok_or_else(|| Fault::field("employer", "drives-employer-unknown"))
}
