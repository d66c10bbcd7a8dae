use askama::Template;

use crate::html::component;
use crate::{Icon, icon};

/// What people come for, three in a row; six is a good number.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/doors.html")]
pub struct Doors {
    label: String,
    doors: Vec<(String, Icon, String)>,
}
component!(Doors);

impl Doors {
    /// `label` names the whole for those who hear the page.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), doors: Vec::new() }
    }

    #[must_use]
    pub fn door(mut self, href: impl Into<String>, picture: &str, label: impl Into<String>) -> Self {
        self.doors.push((href.into(), icon(picture), label.into()));
        self
    }
}
