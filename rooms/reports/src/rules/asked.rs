//! An address read as a question. Nothing in it can be wrong enough to fail: what is not understood is left out, and the
//! page says so where it matters.

use codes::Day;
use ledger::figures::{Behind, By, FiguresQuery, Filter, Lens, Line, Tree};
use serde::Deserialize;
use ui::Href;
use uuid::Uuid;

use super::span::Span;

/// The query of an address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub period: String,
    pub from: String,
    pub until: String,
    pub lens: String,
    pub tree: String,
    pub line: String,
    pub kind: String,
    pub setting: String,
    pub programme: String,
    pub by: String,
    pub behind: String,
    pub page: String,
    #[serde(rename = "as")]
    pub file: String,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub span: Span,
    pub query: FiguresQuery,
    pub behind: Behind,
    /// From 0.
    pub page: i64,
    /// The period was not understood, and this year stands in its place.
    pub is_misread: bool,
}

const LONGEST: usize = 64;
const MOST_PAGES: i64 = 100_000;

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.chars().take(LONGEST).collect())
}

impl Asked {
    #[must_use]
    pub fn question(&self, union: Uuid, today: Day) -> Question {
        let read = Span::read(&self.period, &self.from, &self.until);
        let is_silent = self.period.is_empty() && self.from.is_empty();
        let span = read.unwrap_or(Span::Calendar(today.year()));
        let query = FiguresQuery {
            union,
            period: span.period(),
            lens: if self.lens == "members" { Lens::MembersOf } else { Lens::HeldBy },
            tree: if self.tree == "now" { Tree::AsItIs } else { Tree::AsItWas },
            line: self.line.parse::<u16>().map_or(Line::Leading, |line| Line::Of(i32::from(line))),
            by: by(&self.by),
            filter: Filter {
                kind: some(&self.kind),
                setting: some(&self.setting),
                programme: self.programme.parse().ok(),
                channel: None,
            },
        };
        Question {
            span,
            query,
            behind: Behind::from_name(&self.behind).unwrap_or_default(),
            page: self.page.parse::<i64>().unwrap_or(1).clamp(1, MOST_PAGES) - 1,
            is_misread: read.is_none() && !is_silent,
        }
    }
}

fn by(name: &str) -> By {
    match name {
        "children" => By::Children,
        "months" => By::Months,
        "kinds" => By::Kinds,
        "settings" => By::Settings,
        "programmes" => By::Programmes,
        _ => By::Total,
    }
}

impl Question {
    /// The same question at another place: `/figures/{union}` and below.
    #[must_use]
    pub fn at(&self, path: impl Into<String>) -> Href {
        let mut href = Href::new(path).with("period", self.span.name());
        if let Span::Range(period) = self.span {
            href = href.with("from", period.from).with("until", period.last());
        }
        if self.query.lens == Lens::MembersOf {
            href = href.with("lens", "members");
        }
        if self.query.tree == Tree::AsItIs {
            href = href.with("tree", "now");
        }
        if let Line::Of(line) = self.query.line {
            href = href.with("line", line);
        }
        let Filter { kind, setting, programme, .. } = &self.query.filter;
        for (name, value) in [("kind", kind), ("setting", setting)] {
            if let Some(value) = value {
                href = href.with(name, value);
            }
        }
        match programme {
            Some(programme) => href.with("programme", programme),
            None => href,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_as_it_was() {
        let asked = Asked {
            period: "2026q3".into(),
            lens: "members".into(),
            tree: "now".into(),
            kind: "lecture".into(),
            line: "7".into(),
            ..Asked::default()
        };
        let question = asked.question(Uuid::nil(), Day(20_775));
        assert_eq!(question.at("/figures/x").to_string(), "/figures/x?period=2026q3&lens=members&tree=now&line=7&kind=lecture");
        assert!(!question.is_misread);
    }

    #[test]
    fn nonsense_is_left_out() {
        let long = "长".repeat(10_000);
        let asked = Asked {
            period: "'; DROP".into(),
            lens: long.clone(),
            line: "-1".into(),
            kind: long,
            programme: "x".into(),
            page: "-99999999999999999999".into(),
            ..Asked::default()
        };
        let question = asked.question(Uuid::nil(), Day(20_775));
        assert!(question.is_misread);
        assert_eq!((question.span, question.page), (Span::Calendar(2026), 0));
        assert_eq!(question.query.filter.kind.map(|k| k.chars().count()), Some(LONGEST));
    }
}
