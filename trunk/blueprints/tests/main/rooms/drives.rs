use blueprints::{Reader, Section};

/// The room's part in blueprints.
pub const READER: Reader = Reader {
    room: "drives",
    title: "drives-drives",
    check: |set| drop(Set::read(set)),
    start: |_| "/drives/new",
    says: |_, _| Vec::new(),
};

/// `[set]` of a blueprint for drives: what is handed out, from whose means, for how much a head (yuan), and what is in it.
#[derive(Clone, Debug, Default)]
#[allow(dead_code, reason = "its room reads it")]
pub struct Set {
    pub title: Option<String>,
    pub item: Option<String>,
    pub source: Option<&'static str>,
    pub budget_per_head: Option<String>,
    pub goods: Vec<String>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["title", "item", "budget_per_head"] {
            s.demand(key);
        }
        Self {
            title: s.text("title"),
            item: s.text("item"),
            source: s.one_of("source", &["union", "employer", "donated"]),
            budget_per_head: s.money("budget_per_head"),
            goods: s.texts("goods"),
        }
    }
}
