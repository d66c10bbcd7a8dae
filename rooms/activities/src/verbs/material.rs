use bytes::Bytes;
use files::Accept;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::arrange_study::reach_to_arrange;
use crate::Activities;
use crate::rows::study;
use crate::rules::field::{LONGEST_TITLE, short};
use crate::rules::study::MOST_LINES;

/// Hangs a file on what a meeting is about, for whoever finds the meeting to read. Without a title it goes by the file's name.
/// Answers its id.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] beside `file` or `title`: not what is taken, here already, the list is full.
pub async fn add_material(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    title: &str,
    sent: Option<(String, Bytes)>,
) -> Outcome<Uuid> {
    let seen = reach_to_arrange(a, scope, id).await?;
    let title = short("title", title, LONGEST_TITLE, "activities-study-text-long").map_err(|f| Fault::Invalid(vec![f]))?;
    let taken = a.files.take(sent, Accept::Anything).await?;
    let (title, taken, person) = (title.as_str(), &taken, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() };
    let written = a.store().write("activities.add_material", &actor, |tx| async move {
        study::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
        if files::attached(&*tx, id).await?.len() >= MOST_LINES {
            return Err(Fault::Invalid(vec![FieldFault::new("file", "activities-study-files-full").with("n", MOST_LINES)]));
        }
        let file = files::attach(&tx, id, None, taken, title, Some(person)).await?;
        tx.record("study", id, json!({ "file": file }));
        Ok(file)
    });
    match written.await {
        Err(Fault::Taken(name)) if name == files::TWICE => Err(Fault::field("file", "files-twice")),
        other => other,
    }
}

/// Takes a file off again.
///
/// # Errors
/// By the scope; [`Fault::NotFound`] when it does not hang there.
pub async fn remove_material(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, file: Uuid) -> Outcome<()> {
    let seen = reach_to_arrange(a, scope, id).await?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() };
    a.store()
        .write("activities.remove_material", &actor, |tx| async move {
            study::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if !files::detach(&tx, id, file).await? {
                return Err(Fault::NotFound);
            }
            tx.record("study", id, json!({ "file": file }));
            Ok(())
        })
        .await
}
