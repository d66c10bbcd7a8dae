//! A blueprint with stops is a study route: it fills in the route's form, and the days are announced from there.

use blueprints::Section;

use super::Set;
use crate::rules::route::{MOST_STOPS, NewRoute, NewStop};

/// What is said of an activity's day, and of no route.
pub(super) const KEYS_OF_A_DAY: [&str; 31] = [
    "form",
    "kind",
    "setting",
    "weekday",
    "hour",
    "days_ahead",
    "weeks",
    "minutes",
    "who",
    "verified",
    "full",
    "member_days",
    "work",
    "signup",
    "places",
    "opens_days",
    "opens_hour",
    "closes_days",
    "withdraw_days",
    "pay_hours",
    "heads_most",
    "waits",
    "offer_hours",
    "policy",
    "beacon_named",
    "falls_hours",
    "open_hours",
    "sharing",
    "share_each",
    "missed_places",
    "venue_words",
];

impl Set {
    pub fn is_route(&self) -> bool {
        !self.stops.is_empty()
    }

    /// A route knows what it is and what it costs; everything else is said when a day is announced.
    pub(super) fn agrees_on_a_route(&self, s: &mut Section<'_>) {
        if !(2..=MOST_STOPS).contains(&self.stops.len()) {
            s.complain("stops", "activities-blueprint-stops-range");
        }
        for key in KEYS_OF_A_DAY {
            if s.has(key) {
                s.complain(key, "activities-blueprint-not-in-route");
            }
        }
    }

    /// The form of a route. `key` and `union` are left to say.
    pub fn route(&self) -> NewRoute {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let price = self.price.as_deref().and_then(|text| codes::money::parse_fen(text).ok());
        let member = price.zip(self.share).map(|(fen, share)| fen - fen * share / 100);
        NewRoute {
            title: text(&self.title),
            summary: text(&self.summary),
            meeting_point: text(&self.place),
            price: text(&self.price),
            member_price: member.map(codes::money::plain).unwrap_or_default(),
            stops: self.stops.clone(),
            ..NewRoute::default()
        }
    }
}

pub(super) fn stop(s: &mut Section<'_>) -> NewStop {
    s.demand("title");
    let text = |text: Option<String>| text.unwrap_or_default();
    NewStop {
        title: text(s.text("title")),
        place: text(s.text("place")),
        minutes: s.number("minutes", 1..=1440).unwrap_or(0),
        sights: text(s.text("sights")),
        offer: text(s.text("offer")),
        code: text(s.text("code")),
    }
}
