use askama::Template;

use crate::Link;
use crate::html::component;

/// Ways to look at the same thing, side by side; one of them is taken.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/views.html")]
pub struct Views {
    label: String,
    views: Vec<(Link, bool)>,
    joined: bool,
    into: Option<String>,
}
component!(Views);

impl Views {
    /// `label` names the choice for those who hear the page.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), views: Vec::new(), joined: true, into: None }
    }

    #[must_use]
    pub fn view(mut self, href: impl Into<String>, label: impl Into<String>, here: bool) -> Self {
        self.views.push((Link::new(href, label), here));
        self
    }

    /// Set apart, for long names.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.joined = false;
        self
    }

    /// Where there is a script, only the element of this id is renewed.
    #[must_use]
    pub fn swapping(mut self, id: impl Into<String>) -> Self {
        self.into = Some(id.into());
        self
    }
}
