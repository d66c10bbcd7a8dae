//! A blueprint with `form = "programme"` begins a programme with several activities of several kinds, one `[[set.activities]]` each.

use blueprints::Section;
use codes::Day;

use super::route::KEYS_OF_A_DAY;
use super::{EVENING, Set, days, hour, instant, written};
use crate::rules::announcement::Announcement;
use crate::rules::kinds::{KINDS, kind_named};
use crate::rules::programme::{FormLine, MOST_FORMS, ProgrammeForm};

/// What a programme says of itself and all its activities share; everything else is said of each activity, or when one is announced
/// by itself.
const KEYS: [&str; 4] = ["form", "kind", "setting", "who"];
const OTHERS: [&str; 8] = ["place", "price", "share", "stops", "questions", "honours", "honour_level", "sectors"];

/// One activity as the blueprint draws it up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn {
    pub title: String,
    kind: Option<&'static str>,
    days_ahead: i64,
    hour: Option<String>,
    weeks: Option<i64>,
    minutes: Option<i64>,
    place: String,
    places: Option<i64>,
}

/// One `[[set.activities]]`: `title`, `kind`, `days_ahead`, `hour`, `weeks`, `minutes`, `place`, `places`.
pub(super) fn drawn(s: &mut Section<'_>) -> Drawn {
    for key in ["title", "kind", "days_ahead"] {
        s.demand(key);
    }
    let kinds: Vec<&'static str> = KINDS.iter().map(|k| k.name).collect();
    Drawn {
        title: s.text("title").unwrap_or_default(),
        kind: s.one_of("kind", &kinds),
        days_ahead: s.number("days_ahead", 1..=365).unwrap_or(1),
        hour: hour(s, "hour"),
        weeks: s.number("weeks", 1..=60),
        minutes: s.number("minutes", 1..=1440),
        place: s.text("place").unwrap_or_default(),
        places: s.number("places", 1..=1_000_000),
    }
}

impl Set {
    pub fn is_programme(&self) -> bool {
        self.form == Some("programme")
    }

    pub(super) fn agrees_on_a_programme(&self, s: &mut Section<'_>, of_a_season: &[&str]) {
        s.demand("activities");
        if self.drawn.len() > MOST_FORMS {
            s.complain("activities", "activities-blueprint-activities-many");
        }
        let of_a_day = KEYS_OF_A_DAY.iter().filter(|key| !KEYS.contains(key));
        for key in of_a_day.chain(of_a_season).chain(&OTHERS) {
            if s.has(key) {
                s.complain(key, "activities-blueprint-not-in-programme");
            }
        }
    }

    /// The form of a programme as it is proposed today. `key` and `union` are left to say.
    pub fn programme(&self, today: Day) -> ProgrammeForm {
        let shared = self.announcement(today);
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let line = |it: &Drawn| FormLine {
            title: it.title.clone(),
            kind: it.kind.unwrap_or_default().to_owned(),
            first: written(instant(Day(today.0.saturating_add(days(it.days_ahead))), it.hour.as_deref().unwrap_or(EVENING))),
            weeks: number(it.weeks.or(Some(1))),
            minutes: number(it.minutes.or(it.kind.and_then(kind_named).map(|k| i64::from(k.minutes)))),
            place: it.place.clone(),
            places: number(it.places),
        };
        ProgrammeForm {
            title: shared.title,
            summary: shared.summary,
            kind: shared.kind,
            shared: Announcement { setting: shared.setting, who: shared.who, ..shared_by_all() },
            forms: self.drawn.iter().map(line).collect(),
            ..ProgrammeForm::default()
        }
    }
}

/// What the activities of one form have in common where nothing else is said: places as people ask, with a waiting list.
pub(crate) fn shared_by_all() -> Announcement {
    Announcement {
        setting: "station".into(),
        who: "subtree".into(),
        heads_most: "1".into(),
        waits: true,
        policy: "first".into(),
        sharing: "none".into(),
        ..Announcement::default()
    }
}
