use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::acting::Acting;
use crate::rows::{change, state, union};
use crate::rules::reading::{self, Reading};
use crate::rules::{day, standing};

/// A union's new name, type and level, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Renaming {
    pub name: String,
    /// `local`, `joint-local`, `township`, `group`, `federation`, `sector`, `national`.
    pub kind: String,
    /// 0 national … 6 group; empty for the level of the kind.
    pub level: String,
    /// From which day, `yyyy-mm-dd`.
    pub day: String,
    /// Why; the document that says so.
    pub words: String,
}

/// Gives a union another name, type or level from a day on; past days keep the old ones. Decided by the union above it
/// (Trade Union Law, article 12). No two living unions directly below one parent bear the same name.
///
/// # Errors
/// [`Fault::Invalid`] beside `name`, `kind`, `level`, `day`, `words`; [`Fault::Conflict`] when the union has ended.
pub async fn rename(by: &Acting<'_>, union: Uuid, form: &Renaming) -> Outcome<()> {
    by.above(union)?;
    let federation = &by.house.federation;
    let mut reading = Reading::default();
    let name = reading.take(reading::name("name", &form.name));
    let placed = reading.keep(standing::read(&form.kind, &form.level));
    let parent = federation.parent(union);
    if let (Some(parent), Some((kind, level))) = (&parent, placed) {
        reading.keep(standing::below("kind", kind, level, parent.kind, parent.level));
        if federation.children(parent.id).iter().any(|u| u.name == name && u.id != union) {
            reading.wrong(FieldFault::new("name", "organisation-name-taken"));
        }
    }
    if let Some((kind, level)) = placed {
        let odd = federation.children(union).into_iter().find(|c| standing::below("kind", c.kind, c.level, kind, level).is_err());
        if let Some(child) = odd {
            reading.wrong(FieldFault::new("kind", "organisation-level-below-child").with("name", &child.name));
        }
    }
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let Some((kind, level)) = placed else { return Err(Fault::field("kind", "organisation-kind-unknown")) };
    let (name, words) = (name.as_str(), words.as_str());
    by.house
        .store()
        .write("organisation.rename", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            let now = state::living(&tx, union).await?;
            day::not_before("day", since, codes::Day(now.state_from)).map_err(|f| Fault::Invalid(vec![f]))?;
            state::begin(&tx, &now, since, name, kind, level).await?;
            change::insert(&tx, union, "renamed", since, None, words, Some(by.person())).await?;
            tx.bump(crate::federation::VERSION);
            tx.record("union", union, json!({ "day": since.0, "kind": kind.name(), "level": level.number() }));
            Ok(())
        })
        .await?;
    by.seen().await
}
