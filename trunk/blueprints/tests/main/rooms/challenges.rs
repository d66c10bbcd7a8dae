use blueprints::{Reader, Section};

/// The room's part in blueprints.
pub const READER: Reader = Reader {
    room: "challenges",
    title: "challenges-challenges",
    check: |set| drop(Set::read(set)),
    start: |_| "/challenges/new",
    says: |_, _| Vec::new(),
};

/// `[set]` of a blueprint for challenges: how long, what is aimed at in which measure (percent of weight, days, steps), and for
/// how many.
#[derive(Clone, Debug, Default)]
#[allow(dead_code, reason = "its room reads it")]
pub struct Set {
    pub title: Option<String>,
    pub kind: Option<&'static str>,
    pub weeks: Option<i64>,
    pub goal: Option<i64>,
    pub places: Option<i64>,
    pub measure: Option<&'static str>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["title", "kind", "weeks", "goal", "measure"] {
            s.demand(key);
        }
        Self {
            title: s.text("title"),
            kind: s.one_of("kind", &["weight", "walking"]),
            weeks: s.number("weeks", 1..=52),
            goal: s.number("goal", 1..=10_000_000),
            places: s.number("places", 1..=1_000_000),
            measure: s.one_of("measure", &["percent", "days", "steps"]),
        }
    }
}
