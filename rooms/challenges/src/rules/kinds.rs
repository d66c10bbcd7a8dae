//! What is measured.

/// A kind of challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As the tables write it.
    pub name: &'static str,
    /// As facts and the agenda write it.
    pub fact: &'static str,
    /// The message that names it for people.
    pub key: &'static str,
    /// The message that names its unit; empty where the host says it.
    pub unit: &'static str,
    /// The least and the most a day's value can be, hundredths.
    pub range: (i64, i64),
    /// Whole numbers only.
    pub is_whole: bool,
    /// What figures of the whole group are rounded to, hundredths.
    pub rounding: i64,
}

/// All kinds, in the order of the form. A grown-up weighs 25 to 300 kg; nobody walks more than 100,000 steps or 200 km a day.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "weight",
        fact: "challenge-weight",
        key: "challenges-kind-weight",
        unit: "challenges-unit-kg",
        range: (2_500, 30_000),
        is_whole: false,
        rounding: 100,
    },
    Kind {
        name: "steps",
        fact: "challenge-steps",
        key: "challenges-kind-steps",
        unit: "challenges-unit-steps",
        range: (0, 10_000_000),
        is_whole: true,
        rounding: 100_000,
    },
    Kind {
        name: "distance",
        fact: "challenge-distance",
        key: "challenges-kind-distance",
        unit: "challenges-unit-km",
        range: (0, 20_000),
        is_whole: false,
        rounding: 100,
    },
    Kind {
        name: "custom",
        fact: "challenge-custom",
        key: "challenges-kind-custom",
        unit: "",
        range: (0, 100_000_000),
        is_whole: false,
        rounding: 100,
    },
];

/// The kind of this name; the schema admits no other.
#[must_use]
pub fn kind_named(name: &str) -> Kind {
    KINDS.iter().copied().find(|k| k.name == name).unwrap_or(KINDS[3])
}
