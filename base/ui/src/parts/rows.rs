use askama::Template;

use crate::html::component;
use crate::{Empty, Html, icon};

/// A list: one thing a row, its facts below the name, its state and act at the end.
///
/// ```
/// # use ui::{Row, Rows, State};
/// let rows = Rows::new([
///     Row::new("手机摄影入门（冬季晚班）").to("/activities/7").on("19", "周四")
///         .fact("明天20:00开放").fact("自付96元").end(State::NotDue.says("未开放")),
/// ]);
/// ```
#[derive(Clone, Debug, Default, Template)]
#[template(path = "ui/rows.html")]
pub struct Rows {
    rows: Vec<Row>,
    tight: bool,
    empty: Option<Empty>,
}
component!(Rows);

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    title: Html,
    href: Option<String>,
    lead: Option<Html>,
    facts: Vec<Html>,
    end: Vec<Html>,
    acts: Vec<Html>,
}

impl Rows {
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }

    /// Closer together, for a side column.
    #[must_use]
    pub fn tight(mut self) -> Self {
        self.tight = true;
        self
    }

    /// What stands there instead when there are no rows.
    #[must_use]
    pub fn or(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    fn has_lead(&self) -> bool {
        self.rows.iter().any(|row| row.lead.is_some())
    }
}

impl Row {
    #[must_use]
    pub fn new(title: impl Into<Html>) -> Self {
        Self { title: title.into(), href: None, lead: None, facts: Vec::new(), end: Vec::new(), acts: Vec::new() }
    }

    /// Where the row leads; the whole row can be touched.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A day before the row: the large figure and the small word under it (`19`, `周四`).
    #[must_use]
    pub fn on(mut self, large: impl Into<Html>, small: impl Into<Html>) -> Self {
        self.lead = Some(Html::trusted(format!("<b>{}</b>{}", large.into(), small.into())));
        self
    }

    /// An icon before the row, with the word of the room under it.
    #[must_use]
    pub fn icon(mut self, name: &str, word: impl Into<Html>) -> Self {
        self.lead = Some(Html::from(icon(name)).then(word));
        self
    }

    /// A fact below the name. Anything goes in: text, a state, a clock of days.
    #[must_use]
    pub fn fact(mut self, fact: impl Into<Html>) -> Self {
        self.facts.push(fact.into());
        self
    }

    /// At the end of the row: a state, a small button.
    #[must_use]
    pub fn end(mut self, end: impl Into<Html>) -> Self {
        self.end.push(end.into());
        self
    }

    /// One of the quiet acts in a line of their own below the row, so that several leave its name the room it needs.
    #[must_use]
    pub fn act(mut self, act: impl Into<Html>) -> Self {
        self.acts.push(act.into());
        self
    }
}
