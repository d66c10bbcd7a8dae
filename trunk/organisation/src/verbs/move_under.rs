use codes::Day;
use serde::Deserialize;
use serde_json::json;
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::acting::Acting;
use crate::power::Power;
use crate::rows::{change, edge, state, union};
use crate::rules::reading::{self, Reading};
use crate::rules::{day, standing};

/// Where a union moves, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Moving {
    /// The new parent: name, code or id.
    pub to: String,
    /// The id chosen where `to` left several.
    pub to_choice: String,
    /// From which day, `yyyy-mm-dd`.
    pub day: String,
    pub words: String,
}

/// Moves a union, with everything below it, under another parent from a day on: its leading edge goes there, totals follow
/// from that day, past days stay with the old parent. Whoever moves it organises above both parents. A union never comes to
/// stand below itself.
///
/// # Errors
/// [`Fault::Invalid`] beside `to`, `day`, `words`; [`Fault::Conflict`] when one of the two has ended or the union is a root.
pub async fn move_under(by: &Acting<'_>, union: Uuid, form: &Moving) -> Outcome<()> {
    let moved = by.above(union)?;
    let mut reading = Reading::default();
    let to = reading.keep(by.named("to", &form.to, &form.to_choice));
    if let Some(to) = &to {
        reading.keep(standing::below("to", moved.kind, moved.level, to.kind, to.level));
        if !by.scope.may(Power::Organise, to.id) {
            reading.wrong(store::FieldFault::new("to", "organisation-union-not-yours"));
        }
    }
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let Some(to) = to.map(|u| u.id) else { return Err(Fault::field("to", "organisation-union-missing")) };
    let words = words.as_str();
    by.house
        .store()
        .write("organisation.move", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            state::living(&tx, union).await?;
            let parent = state::living(&tx, to).await?;
            let open = edge::open_of(&tx, union).await?;
            let leading = open.into_iter().find(|e| e.leads).ok_or(Fault::Conflict("organisation-root-stays"))?;
            if leading.parent == to {
                return Err(Fault::field("to", "organisation-union-already-there"));
            }
            let checks =
                [day::not_before("day", since, Day(leading.from_day)), day::not_before_founding("day", since, parent.founded())];
            let faults: Vec<_> = checks.into_iter().filter_map(Result::err).collect();
            if !faults.is_empty() {
                return Err(Fault::Invalid(faults));
            }
            if to == union || edge::stands_above(&tx, union, to, leading.line, since).await? {
                return Err(Fault::field("to", "organisation-union-circle"));
            }
            edge::turn(&tx, &leading, since, to, true).await?;
            change::insert(&tx, union, "moved", since, Some(to), words, Some(by.person())).await?;
            tx.bump(crate::federation::VERSION);
            tx.record("union", union, json!({ "day": since.0, "from": leading.parent, "to": to }));
            Ok(())
        })
        .await?;
    by.seen().await
}
