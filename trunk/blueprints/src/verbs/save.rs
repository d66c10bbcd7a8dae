use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::blueprint;
use crate::rules::blueprint::Source;
use crate::rules::section::Problem;
use crate::{Blueprints, sight};

/// Blueprints one union offers; more are no catalogue.
const MOST: i64 = 200;

/// How saving ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The blueprint and its version.
    As(Uuid, i32),
    /// Nothing was saved; what is wrong, by line.
    Not(Vec<Problem>),
}

/// Saves a text as a union's blueprint, for it and all within it. A name the union has already becomes its next version,
/// whatever version the text says; the same text again stays the version it is. One that was withdrawn is offered again.
///
/// # Errors
/// By the scope; `Conflict("blueprints-too-many")`; `Conflict("blueprints-saved-meanwhile")`.
pub async fn save(b: &Blueprints, scope: &Scope, actor: &Actor, union: Uuid, text: &str) -> Outcome<Saved> {
    sight::require(scope, union)?;
    if b.federation().get(union).is_none_or(|u| u.has_ended()) {
        return Err(Fault::NotFound);
    }
    // Pasted or uploaded, the same text is the same version.
    let text = format!("{}\n", text.trim_end());
    let read = match b.read(&text, Source::Folder) {
        Ok(read) => read,
        Err(problems) => return Ok(Saved::Not(problems)),
    };
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    let (read, person) = (&read, scope.person);
    let written = b.store().write("blueprints.save", &actor, |tx| async move {
        let (id, version) = match blueprint::lock_named(&tx, union, &read.name).await? {
            Some(head) => {
                let newest = blueprint::get(&*tx, head.id, None).await?.ok_or(Fault::NotFound)?;
                if newest.text == read.text_as(head.version) && newest.withdrawn_at.is_none() {
                    tx.changes_nothing();
                    return Ok((head.id, head.version));
                }
                blueprint::raise(&tx, head.id, &read.room, head.version + 1).await?;
                (head.id, head.version + 1)
            }
            None => {
                if blueprint::count_offered(&*tx, union).await? >= MOST {
                    return Err(Fault::Conflict("blueprints-too-many"));
                }
                let id = tx.new_id();
                blueprint::insert(&tx, id, union, &read.name, &read.room, person).await?;
                (id, 1)
            }
        };
        blueprint::insert_version(&tx, id, version, &read.text_as(version), person).await?;
        tx.record("blueprint", id, json!({ "union": union, "room": read.room, "version": version }));
        Ok((id, version))
    });
    match written.await {
        Ok((id, version)) => Ok(Saved::As(id, version)),
        // Somebody began one of the same name at the same moment.
        Err(Fault::Taken(_)) => Err(Fault::Conflict("blueprints-saved-meanwhile")),
        Err(fault) => Err(fault),
    }
}
