use askama::Template;

use crate::Html;
use crate::html::component;

/// Where a number comes from: of what, since when, out of how many records. Stands under every figure, table and chart.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/source.html")]
pub struct Source {
    text: Html,
    links: Vec<Html>,
}
component!(Source);

/// The source in words; the word 出处 is set before it.
#[must_use]
pub fn source(text: impl Into<Html>) -> Source {
    Source { text: text.into(), links: Vec::new() }
}

impl Source {
    /// To the records themselves, or to how they are counted.
    #[must_use]
    pub fn link(mut self, href: impl AsRef<str>, label: impl Into<Html>) -> Self {
        self.links.push(Html::link(href, label));
        self
    }
}
