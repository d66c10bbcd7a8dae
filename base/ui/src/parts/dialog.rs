use askama::Template;

use crate::html::component;
use crate::{Field, Html};

/// A question put over the page, opened by [`crate::Button::opens`]. It uses the browser's popover, so it needs no script;
/// behind every dialog stands a page that asks the same, for the engines that know neither.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/dialog.html")]
pub struct Dialog {
    id: String,
    title: String,
    text: Html,
    action: String,
    yes: String,
    no: String,
    main: bool,
    fields: Vec<Html>,
    hidden: Vec<(String, String)>,
}
component!(Dialog);

impl Dialog {
    /// `id` is unique on the page; `title` is the question, `yes` and `no` are the two answers, the first posting to
    /// `action`.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        action: impl Into<String>,
        yes: impl Into<String>,
        no: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            text: Html::default(),
            action: action.into(),
            yes: yes.into(),
            no: no.into(),
            main: false,
            fields: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// What will happen, in one or two sentences.
    #[must_use]
    pub fn text(mut self, text: impl Into<Html>) -> Self {
        self.text = text.into();
        self
    }

    #[must_use]
    pub fn field(mut self, field: &Field) -> Self {
        self.fields.push(field.into());
        self
    }

    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.hidden.push((name.into(), value.to_string()));
        self
    }

    /// The yes is the screen's primary action.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }
}
