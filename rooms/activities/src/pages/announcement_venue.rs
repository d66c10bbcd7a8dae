//! Where an activity is: a venue looked for by words, and the room of it that is booked for every meeting.

use organisation::Scope;
use store::{FieldFault, Outcome};
use ui::Field;
use uuid::Uuid;
use venues::{Venue, Wanted};
use web::Ask;

use crate::rules::announcement::Announcement;
use crate::rules::places;
use crate::{Activities, sight};

/// Venues offered to choose from.
const MOST: usize = 12;

pub(super) async fn venue(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    union: Uuid,
    form: &Announcement,
    faults: &[FieldFault],
) -> Outcome<Vec<Field>> {
    let (v, db) = (&ask.v, a.store().read());
    let words =
        Field::text("venue_words", v.t("activities-venue-words")).optional(v).value(&form.venue_words).attr("maxlength", 60);
    let mut found: Vec<Venue> = Vec::new();
    if !form.venue_words.is_empty() {
        let wanted = Wanted { words: form.venue_words.clone(), ..Wanted::default() };
        found.extend(venues::find(&a.venues, &wanted).await?.into_iter().take(MOST).map(|f| f.venue));
    }
    // What was chosen stays to be seen, whatever is looked for now.
    if let Ok(Some(chosen)) = places::venue(&form.venue)
        && found.iter().all(|f| f.id != chosen.venue)
    {
        found.extend(venues::get(db, chosen.venue).await?.filter(|v| !v.is_closed()));
    }
    let error = ask.error(faults, "venue");
    if found.is_empty() {
        let hint = if form.venue_words.is_empty() { "activities-venue-words-hint" } else { "activities-venue-none" };
        return Ok(vec![words.hint(v.t(hint)).error(error)]);
    }
    let words = words.hint(v.t("activities-venue-words-hint"));
    let mut choice = Field::radios("venue", v.t("activities-venue"))
        .hint(v.t("activities-venue-hint"))
        .choice("", v.t("activities-venue-unchosen"))
        .value(&form.venue)
        .error(error);
    for venue in found {
        let keeps = sight::require_to_announce(scope, venue.union_id).is_ok();
        let is_within = union == venue.union_id || a.federation().is_within(union, venue.union_id);
        let may_book = keeps || matches!((venue.bookers.as_str(), is_within), ("officers" | "all", _) | ("within", true));
        choice = choice.choice_with(venue.id, venue.name.as_str(), v.t("activities-venue-only"));
        if may_book {
            let asks = venue.needs_approval && !keeps;
            let hint = v.t(if asks { "activities-venue-asks" } else { "activities-venue-books" });
            for space in venues::spaces(db, venue.id).await?.into_iter().filter(|s| s.closed_at.is_none()) {
                choice = choice.choice_with(
                    format!("{}/{}", venue.id, space.id),
                    format!("{}　{}", venue.name, space.name),
                    hint.as_str(),
                );
            }
        }
    }
    Ok(vec![words, choice])
}
