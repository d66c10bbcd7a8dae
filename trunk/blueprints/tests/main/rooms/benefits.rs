use blueprints::{Reader, Section};

/// The room's part in blueprints.
pub const READER: Reader = Reader {
    room: "benefits",
    title: "benefits-benefits",
    check: |set| drop(Set::read(set)),
    start: |_| "/benefits/new",
    says: |_, _| Vec::new(),
};

/// `[set]` of a blueprint for benefits: what a voucher is worth and what a member pays for it (yuan), what of the difference the
/// union pays (percent), how many there are, how they are given, and how each is used.
#[derive(Clone, Debug, Default)]
#[allow(dead_code, reason = "its room reads it")]
pub struct Set {
    pub title: Option<String>,
    pub value: Option<String>,
    pub price: Option<String>,
    pub share: Option<i64>,
    pub places: Option<i64>,
    pub policy: Option<&'static str>,
    pub uses: Option<i64>,
    pub valid_days: Option<i64>,
    pub per_person: Option<i64>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["title", "value", "price", "places"] {
            s.demand(key);
        }
        Self {
            title: s.text("title"),
            value: s.money("value"),
            price: s.money("price"),
            share: s.number("share", 0..=100),
            places: s.number("places", 1..=1_000_000),
            policy: s.one_of("policy", &["first", "draw"]),
            uses: s.number("uses", 1..=1_000),
            valid_days: s.number("valid_days", 1..=1_100),
            per_person: s.number("per_person", 1..=100),
        }
    }
}
