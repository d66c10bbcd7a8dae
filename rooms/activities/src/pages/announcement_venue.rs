//! Where an activity is: a venue looked for by words, and the room of it that is booked for every meeting.

use organisation::Scope;
use store::{FieldFault, Outcome};
use ui::Field;
use uuid::Uuid;
use venues::{Venue, Wanted};
use web::Ask;

use crate::rules::announcement::Announcement;
use crate::rules::{field, places, series};
use crate::{Activities, sight};

/// Venues offered to choose from.
const MOST: usize = 12;

/// Other venues offered where the one that was chosen is taken.
const MOST_OTHERS: usize = 3;
/// Other venues looked through for them.
const MOST_LOOKED: usize = 40;

/// When it is to be, as far as the form can be read: beginning and end, unix milliseconds.
fn spans(form: &Announcement, now: i64) -> Vec<(i64, i64)> {
    let minutes = field::minutes(&form.minutes).map_or(0, |minutes| i64::from(minutes) * 60_000);
    let begins = series::read(&form.first, &form.weeks, &form.dates, now).unwrap_or_default();
    if minutes == 0 { Vec::new() } else { begins.into_iter().map(|at| (at, at + minutes)).collect() }
}

/// Venues of the same keepers, of the host and of those above it, that have a free space at all of these times.
async fn others(a: &Activities, union: Uuid, found: &[Venue], spans: &[(i64, i64)]) -> Outcome<Vec<Venue>> {
    let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).chain(found.iter().map(|v| v.union_id)).collect();
    let mut free = Vec::new();
    let all = venues::find(&a.venues, &Wanted::default()).await?.into_iter().map(|f| f.venue);
    let near = all.filter(|v| line.contains(&v.union_id) && found.iter().all(|f| f.id != v.id));
    for venue in near.take(MOST_LOOKED) {
        if free.len() < MOST_OTHERS && !venues::free_spaces(a.store().read(), venue.id, spans).await?.is_empty() {
            free.push(venue);
        }
    }
    Ok(free)
}

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
    // Where the room is taken, what is free at these times stands beside it.
    let spans = if error.is_some() { spans(form, ask.now()) } else { Vec::new() };
    if !spans.is_empty() {
        found.extend(others(a, union, &found, &spans).await?);
    }
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
            let free = venues::free_spaces(db, venue.id, &spans).await?;
            for space in venues::spaces(db, venue.id).await?.into_iter().filter(|s| s.closed_at.is_none()) {
                let is_free = free.contains(&space.id);
                let says = match is_free {
                    _ if spans.is_empty() => hint.clone(),
                    true => v.t1("activities-venue-is-free", "hint", hint.as_str()),
                    false => v.t("activities-venue-is-taken"),
                };
                let name = format!("{}　{}", venue.name, space.name);
                choice = choice.choice_with(format!("{}/{}", venue.id, space.id), name, says);
            }
        }
    }
    Ok(vec![words, choice])
}
