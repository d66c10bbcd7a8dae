use askama::Template;

use crate::Html;
use crate::html::component;

/// Figures side by side. They stand apart and are never added; each says below what it counts.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "ui/figs.html")]
pub struct Figs {
    figs: Vec<Fig>,
}
component!(Figs);

/// One figure: `场次　18,236场　▲9.7%，上年度16,623`.
#[derive(Clone, Debug)]
pub struct Fig {
    name: String,
    value: String,
    unit: String,
    href: Option<String>,
    change: Option<(bool, String)>,
    about: Html,
}

impl Figs {
    #[must_use]
    pub fn new(figs: impl IntoIterator<Item = Fig>) -> Self {
        Self { figs: figs.into_iter().collect() }
    }
}

impl Fig {
    /// `value` comes formatted, as from `v.number(…)`.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), unit: String::new(), href: None, change: None, about: Html::default() }
    }

    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Where the facts behind the figure are.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Change against an earlier period, in words (`9.7%`); the arrow says the direction.
    #[must_use]
    pub fn change(mut self, up: bool, by: impl Into<String>) -> Self {
        self.change = Some((up, by.into()));
        self
    }

    /// What it counts, since when, out of how many.
    #[must_use]
    pub fn about(mut self, about: impl Into<Html>) -> Self {
        self.about = about.into();
        self
    }
}
