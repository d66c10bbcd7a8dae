use bytes::Bytes;
use files::Accept;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::bring_in::open;
use crate::rows::site;
use crate::{Drives, sight};

/// Of one site: enough to show what was handed out, too few to be a duty.
pub(crate) const MOST_PHOTOS: usize = 9;

/// Keeps a photo of a site. Nobody has to: a site counts without one, and no figure asks for it. Answers its id.
///
/// # Errors
/// By the scope; [`Fault::NotFound`] for no such site; [`Fault::Invalid`] beside `file`: no picture, here already, nine are
/// there; `Conflict("drives-is-closed")`.
pub async fn add_photo(
    d: &Drives,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    at: Uuid,
    sent: Option<(String, Bytes)>,
) -> Outcome<Uuid> {
    let seen = sight::kept(d, scope, id).await?;
    let there = site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let taken = d.files.take(sent, Accept::Pictures).await?;
    let (taken, title, person) = (&taken, there.title.as_str(), scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    let written = d.store().write("drives.add_photo", &actor, |tx| async move {
        open(&tx, id).await?;
        let here = files::attached(&*tx, id).await?.into_iter().filter(|f| f.part == Some(at)).count();
        if here >= MOST_PHOTOS {
            return Err(Fault::Invalid(vec![FieldFault::new("file", "drives-photos-full").with("n", MOST_PHOTOS)]));
        }
        let file = files::attach(&tx, id, Some(at), taken, title, Some(person)).await?;
        tx.record("drive", id, json!({ "site": at, "photo": file }));
        Ok(file)
    });
    match written.await {
        Err(Fault::Taken(name)) if name == files::TWICE => Err(Fault::field("file", "files-twice")),
        other => other,
    }
}

/// Takes a photo off again; also after the drive was closed, since somebody on it may ask for that at any time.
///
/// # Errors
/// By the scope; [`Fault::NotFound`] when it does not hang there.
pub async fn remove_photo(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, file: Uuid) -> Outcome<()> {
    let seen = sight::kept(d, scope, id).await?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.remove_photo", &actor, |tx| async move {
            if !files::detach(&tx, id, file).await? {
                return Err(Fault::NotFound);
            }
            tx.record("drive", id, json!({ "photo": file }));
            Ok(())
        })
        .await
}
