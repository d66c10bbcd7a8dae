use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::ending;
use crate::acting::Acting;
use crate::rows::{change, edge, state, union};
use crate::rules::day;
use crate::rules::reading::{self, Reading};

/// Into which union another goes, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Merging {
    /// The union that goes on: name, code or id.
    pub to: String,
    pub to_choice: String,
    pub day: String,
    pub words: String,
}

/// Merges a union into another from a day on: it ends and stands at the survivor in today's tree, with its members
/// (`membership` carries them over), its employers and whatever stood below it; its posts end. Decided above both.
///
/// # Errors
/// [`Fault::Invalid`] beside `to`, `day`, `words`; [`Fault::Conflict`] when one of the two has ended.
pub async fn merge(by: &Acting<'_>, union: Uuid, form: &Merging) -> Outcome<()> {
    let going = by.above(union)?;
    let mut reading = Reading::default();
    let to = reading.keep(by.named("to", &form.to, &form.to_choice));
    if let Some(to) = &to {
        if to.id == union {
            reading.wrong(FieldFault::new("to", "organisation-union-itself"));
        } else if !by.scope.may_change(to.id) {
            reading.wrong(FieldFault::new("to", "organisation-union-not-yours"));
        } else if going.kind.takes_members() && !to.kind.takes_members() {
            reading.wrong(FieldFault::new("to", "organisation-successor-takes-none"));
        }
    }
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let Some(to) = to.map(|u| u.id) else { return Err(Fault::field("to", "organisation-union-missing")) };
    let words = words.as_str();
    by.house
        .store()
        .write("organisation.merge", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            let now = state::living(&tx, union).await?;
            let survivor = state::living(&tx, to).await?;
            day::not_before_founding("day", since, survivor.founded()).map_err(|f| Fault::Invalid(vec![f]))?;
            if edge::stands_above(&tx, union, to, 0, since).await? {
                return Err(Fault::field("to", "organisation-union-circle"));
            }
            ending::children_to(&tx, union, to, survivor.kind(), survivor.level(), since).await?;
            ending::coverage_to(&tx, union, since, |_| Some(to)).await?;
            ending::end(&tx, &now, since, to, "merged", words, by.person()).await?;
            change::insert(&tx, to, "took-in", since, Some(union), words, Some(by.person())).await?;
            tx.bump(crate::federation::VERSION);
            tx.record("union", union, json!({ "day": since.0, "survivor": to }));
            tx.record("union", to, json!({ "day": since.0, "took_in": union }));
            Ok(())
        })
        .await?;
    by.seen().await
}
