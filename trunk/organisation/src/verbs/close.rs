use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::ending;
use crate::acting::Acting;
use crate::rows::{edge, state, union};
use crate::rules::day;
use crate::rules::reading::{self, Reading};

/// How a union closes, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Closing {
    /// The union its members go to: name, code or id; empty for the union above it.
    pub to: String,
    pub to_choice: String,
    pub day: String,
    pub words: String,
}

/// Closes a union from a day on. When an employer ends, its union ends and reports up; members keep their membership
/// (Trade Union Law, article 13), so it is said to which union they go, the one above unless another is named. Coverage of
/// employers ends. A union with living unions below it is not closed before they have moved.
///
/// # Errors
/// [`Fault::Invalid`] beside `to`, `day`, `words`; [`Fault::Conflict`] when it has ended, is the root, or unions stand
/// below it.
pub async fn close(by: &Acting<'_>, union: Uuid, form: &Closing) -> Outcome<()> {
    let closing = by.above(union)?;
    let parent = by.house.federation.parent(union).ok_or(Fault::Conflict("organisation-root-stays"))?;
    let mut reading = Reading::default();
    let to = if form.to.is_empty() && form.to_choice.is_empty() {
        Some(parent.clone())
    } else {
        reading.keep(by.named("to", &form.to, &form.to_choice))
    };
    if let Some(to) = &to {
        if to.id == union {
            reading.wrong(FieldFault::new("to", "organisation-union-itself"));
        } else if to.id != parent.id && closing.kind.takes_members() && !to.kind.takes_members() {
            reading.wrong(FieldFault::new("to", "organisation-successor-takes-none"));
        } else if to.id != parent.id && !by.scope.may_change(to.id) {
            reading.wrong(FieldFault::new("to", "organisation-union-not-yours"));
        }
    }
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let Some(to) = to.map(|u| u.id) else { return Err(Fault::field("to", "organisation-union-missing")) };
    let words = words.as_str();
    by.house
        .store()
        .write("organisation.close", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            let now = state::living(&tx, union).await?;
            let successor = state::living(&tx, to).await?;
            day::not_before_founding("day", since, successor.founded()).map_err(|f| Fault::Invalid(vec![f]))?;
            if !edge::open_below(&tx, union).await?.is_empty() {
                return Err(Fault::Conflict("organisation-has-children"));
            }
            ending::coverage_to(&tx, union, since, |_| None).await?;
            ending::end(&tx, &now, since, to, "closed", words, by.person()).await?;
            tx.bump(crate::federation::VERSION);
            tx.record("union", union, json!({ "day": since.0, "members_to": to }));
            Ok(())
        })
        .await?;
    by.seen().await
}
