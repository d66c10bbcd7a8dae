//! The questions about a venue, asked the same way when it is set up and when it is changed.

use i18n::Voice;
use store::FieldFault;
use ui::{Field, Width};
use web::Ask;

use super::said::DAYS;
use crate::rows::space::Space;
use crate::rows::venue::Venue;
use crate::rules::distance;
use crate::rules::entry::Entry;
use crate::rules::field::{LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT};
use crate::rules::hours;
use crate::rules::kind::{BOOKERS, FACILITIES, VENUE_KINDS, Word};

/// A venue as the form shows it.
pub(super) fn entry_of(venue: &Venue, spaces: &[Space]) -> Entry {
    let week = venue.week();
    let line = |s: &Space| if s.seats > 0 { format!("{} {}", s.name, s.seats) } else { s.name.clone() };
    Entry {
        union: venue.union_id.to_string(),
        kind: venue.kind.clone(),
        name: venue.name.clone(),
        address: venue.address.clone(),
        phone: venue.phone.clone(),
        about: venue.about.clone(),
        lat: venue.lat.map(distance::written).unwrap_or_default(),
        lon: venue.lon.map(distance::written).unwrap_or_default(),
        hours: std::array::from_fn(|n| hours::say(&week.0[n])),
        facilities: venue.facilities().map(str::to_owned).collect(),
        spaces: spaces.iter().map(line).collect::<Vec<_>>().join("\n"),
        bookers: venue.bookers.clone(),
        needs_approval: if venue.needs_approval { "1".into() } else { String::new() },
        loan_days: venue.loan_days.to_string(),
    }
}

fn words(v: &Voice, words: &[Word]) -> Vec<(&'static str, String)> {
    words.iter().map(|w| (w.name, v.t(w.key))).collect()
}

/// What it is and where; when it is open; its spaces and who may book them. The three parts of the form.
pub(super) fn fields(ask: &Ask, entry: &Entry, faults: &[FieldFault]) -> [Vec<Field>; 3] {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let text = |name, key, most: usize| Field::text(name, v.t(key)).attr("maxlength", most).error(error(name));
    let place = vec![
        Field::select("kind", v.t("venues-kind"))
            .choices(words(v, VENUE_KINDS))
            .value(&entry.kind)
            .width(Width::Middle)
            .error(error("kind"))
            .first(),
        text("name", "venues-name", LONGEST_NAME).hint(v.t("venues-name-hint")).value(&entry.name),
        text("address", "venues-address", LONGEST_LINE).value(&entry.address),
        Field::phone("phone", v.t("venues-phone"))
            .optional(v)
            .hint(v.t("venues-phone-hint"))
            .value(&entry.phone)
            .error(error("phone")),
        Field::decimal("lat", v.t("venues-lat"))
            .optional(v)
            .hint(v.t("venues-position-hint"))
            .value(&entry.lat)
            .width(Width::Middle)
            .error(error("lat")),
        Field::decimal("lon", v.t("venues-lon")).optional(v).value(&entry.lon).width(Width::Middle).error(error("lon")),
        Field::checks("facilities", v.t("venues-facilities"))
            .choices(words(v, FACILITIES))
            .values(&entry.facilities)
            .error(error("facilities")),
        Field::long("about", v.t("venues-about"))
            .optional(v)
            .value(&entry.about)
            .attr("maxlength", LONGEST_TEXT)
            .error(error("about")),
    ];
    let hours = DAYS.iter().enumerate().map(|(n, day)| {
        let name = format!("hours_{}", n + 1);
        let field = Field::text(name.as_str(), v.t(day)).value(&entry.hours[n]).width(Width::Middle).error(error(&name));
        if n == 0 { field.hint(v.t("venues-hours-hint")).first() } else { field }
    });
    let booking = vec![
        Field::long("spaces", v.t("venues-spaces"))
            .optional(v)
            .hint(v.t("venues-spaces-hint"))
            .value(&entry.spaces)
            .error(error("spaces"))
            .first(),
        Field::radios("bookers", v.t("venues-bookers")).choices(words(v, BOOKERS)).value(&entry.bookers).error(error("bookers")),
        Field::check("needs_approval", v.t("venues-needs-approval")).ticked(entry.needs_approval == "1"),
        Field::number("loan_days", v.t("venues-loan-days"))
            .hint(v.t("venues-loan-days-hint"))
            .value(&entry.loan_days)
            .width(Width::Small)
            .error(error("loan_days")),
    ];
    [place, hours.collect(), booking]
}
