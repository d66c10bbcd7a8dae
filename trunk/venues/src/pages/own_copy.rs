//! What this crate keeps of a person, handed to that person alone.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use super::said;
use crate::Venues;
use crate::rows::{booking, loan};

/// More than anybody books or borrows.
const MOST: i64 = 10_000;

impl Keeper for Venues {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let (db, mut bookings, mut loans) = (self.store().read(), Vec::new(), Vec::new());
            for b in booking::of_person(db, person, 0, MOST).await? {
                let place = crate::get(db, b.venue_id).await?.map(|p| p.name).unwrap_or_default();
                let state = match b.state.as_str() {
                    "asked" => "venues-state-asked",
                    "approved" => "venues-state-approved",
                    "counted" => "venues-state-over",
                    "refused" => "venues-state-refused",
                    "expired" => "venues-state-expired",
                    _ => "venues-state-cancelled",
                };
                bookings.push(vec![place, said::when(v, b.span()), b.purpose.clone(), v.t(state), v.stamp(b.recorded_at)]);
            }
            let day = |day: Option<i32>| day.map(|d| v.iso_date(d)).unwrap_or_default();
            for l in loan::of_person(db, person, MOST).await? {
                let place = crate::get(db, l.venue_id).await?.map(|p| p.name).unwrap_or_default();
                loans.push(vec![place, l.title.clone(), v.stamp(l.asked_at), day(l.lent_day), day(l.due_day), day(l.back_day)]);
            }
            Ok(vec![
                Section {
                    name: "bookings",
                    title: "venues-mine",
                    columns: vec![
                        ("venue", "venues-own-venue"),
                        ("when", "venues-own-when"),
                        ("purpose", "venues-own-purpose"),
                        ("state", "venues-own-state"),
                        ("asked_at", "venues-own-asked"),
                    ],
                    rows: bookings,
                },
                Section {
                    name: "loans",
                    title: "venues-own-loans",
                    columns: vec![
                        ("venue", "venues-own-venue"),
                        ("title", "venues-own-title"),
                        ("asked_at", "venues-own-asked"),
                        ("lent_day", "venues-own-lent"),
                        ("due_day", "venues-own-due"),
                        ("back_day", "venues-own-back"),
                    ],
                    rows: loans,
                },
            ])
        })
    }
}
