use askama::Template;
use i18n::Voice;

use crate::html::component;
use crate::{Icon, icon};

/// A receipt that passes: what was done, and the way to undo it.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/toast.html")]
pub struct Toast {
    text: String,
    link: Option<(String, String)>,
}
component!(Toast);

impl Toast {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), link: None }
    }

    #[must_use]
    pub fn link(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.link = Some((href.into(), label.into()));
        self
    }
}

/// A button that copies a text, where there is a script; the text itself stands beside it for those without.
#[derive(Clone, Template)]
#[template(path = "ui/copy.html")]
pub struct Copy {
    v: Voice,
    text: String,
}
component!(Copy);

impl Copy {
    #[must_use]
    pub fn new(v: &Voice, text: impl Into<String>) -> Self {
        Self { v: v.clone(), text: text.into() }
    }

    fn drawn(&self) -> Icon {
        icon("copy").small()
    }
}
