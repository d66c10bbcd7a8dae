use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::bring_in::open;
use super::lay_out::employer;
use crate::rows::{hand_out, site};
use crate::rules::things::{self, NewSite};
use crate::{Drives, sight};

/// Says otherwise where a site is, on which day, at which employer, how many are expected. Only until something was handed out
/// there: from then on it is a session, and what was signed for was signed for there and then.
///
/// # Errors
/// By the scope; [`Fault::NotFound`] for no such site; [`Fault::Invalid`] with a line for every field;
/// `Conflict("drives-site-handed-out")`, also where it was retracted since; `Conflict("drives-is-closed")`.
pub async fn move_site(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, at: Uuid, form: &NewSite) -> Outcome<()> {
    let seen = sight::kept(d, scope, id).await?;
    site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let draft = things::site(form, Day(seen.from_day), Day(seen.until_day), d.today()).map_err(Fault::Invalid)?;
    let employer = employer(d, &seen, &draft).await?;
    let draft = &draft;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    let written = d.store().write("drives.move_site", &actor, |tx| async move {
        // Whoever hands out at this moment holds the drive, too.
        open(&tx, id).await?;
        if !hand_out::of_site(&*tx, id, at).await?.is_empty() {
            return Err(Fault::Conflict("drives-site-handed-out"));
        }
        site::update(&tx, id, at, draft, employer).await?;
        tx.record("drive", id, json!({ "site": at, "day": draft.day.0 }));
        Ok(())
    });
    written.await.map_err(|f| f.or_field("drive_site_drive_id_title_day_key", "title", "drives-site-taken"))
}
