use askama::Template;

use crate::Html;
use crate::html::component;

/// A whole and its parts on one line, with a key of shape and word. Part and whole come from the same frozen roster.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/meter.html")]
pub struct Meter {
    total: i64,
    parts: Vec<(i64, Fill, String)>,
    height: u32,
    key: bool,
}
component!(Meter);

/// The fill of a part. The hatched ones mean the same matter in a weaker form: nil among reported, planned among late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Done,
    Nil,
    Running,
    Waiting,
    NotApplicable,
    Late,
    LatePlanned,
    Rest,
}

impl Fill {
    fn class(self) -> &'static str {
        match self {
            Self::Done | Self::Nil => "f2",
            Self::Running => "f1",
            Self::Waiting => "f3",
            Self::NotApplicable => "f5",
            Self::Late | Self::LatePlanned => "f4",
            Self::Rest => "f0",
        }
    }

    fn is_hatched(self) -> bool {
        matches!(self, Self::Nil | Self::LatePlanned)
    }
}

impl Meter {
    /// A line that stands for `total`.
    #[must_use]
    pub fn new(total: i64) -> Self {
        Self { total: total.max(0), parts: Vec::new(), height: 12, key: false }
    }

    /// A part of the whole and its words, count included: `已报108`.
    #[must_use]
    pub fn part(mut self, count: i64, fill: Fill, words: impl Into<String>) -> Self {
        self.parts.push((count.max(0), fill, words.into()));
        self
    }

    /// 20 px high, for the figure a page is about.
    #[must_use]
    pub fn tall(mut self) -> Self {
        self.height = 20;
        self
    }

    /// With the key below it.
    #[must_use]
    pub fn with_key(mut self) -> Self {
        self.key = true;
        self
    }

    fn words(&self) -> String {
        let words: Vec<&str> = self.parts.iter().map(|(_, _, w)| w.as_str()).collect();
        words.join("，")
    }

    /// Start and width of each part in per cent, its fill, and whether a seam parts it from the one before.
    fn bars(&self) -> Vec<(String, String, Fill, bool)> {
        let share = |n: i64| n as f64 * 100.0 / self.total.max(1) as f64;
        let mut from = 0;
        let mut bars = Vec::new();
        for &(count, fill, _) in self.parts.iter().filter(|(count, ..)| *count > 0) {
            bars.push((format!("{:.2}", share(from)), format!("{:.2}", share(count)), fill, from > 0));
            from += count;
        }
        bars
    }
}

/// The pattern behind every hatched part; the shells print it once a page.
#[must_use]
pub fn hatch() -> Html {
    Html::trusted(
        "<svg class=\"vh\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"6\" height=\"6\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0v6\"/></pattern>\
         </defs></svg>",
    )
}
