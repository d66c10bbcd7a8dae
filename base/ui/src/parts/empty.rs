use askama::Template;

use crate::html::component;
use crate::{Button, Html, Icon, icon};

/// An empty list: what is not there, why, and the next step.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/empty.html")]
pub struct Empty {
    picture: Icon,
    says: String,
    hint: Html,
    act: Option<Button>,
}
component!(Empty);

impl Empty {
    #[must_use]
    pub fn new(picture: &str, says: impl Into<String>) -> Self {
        Self { picture: icon(picture), says: says.into(), hint: Html::default(), act: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The next step.
    #[must_use]
    pub fn act(mut self, act: Button) -> Self {
        self.act = Some(act);
        self
    }
}
