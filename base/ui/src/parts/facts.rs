use askama::Template;

use crate::Html;
use crate::html::component;

/// What is known of one thing: a name and its value in each line.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "ui/facts.html")]
pub struct Facts {
    facts: Vec<(String, Html)>,
}
component!(Facts);

impl Facts {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<Html>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// A line only when there is something to say.
    #[must_use]
    pub fn maybe(self, name: impl Into<String>, value: Option<impl Into<Html>>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }
}
