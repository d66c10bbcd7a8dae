use askama::Template;

use crate::Html;
use crate::html::component;

/// 会签, the countersign sheet: who files and who approves, side by side, never the same person.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "ui/sign.html")]
pub struct Sign {
    hands: Vec<Hand>,
}
component!(Sign);

#[derive(Clone, Debug)]
struct Hand {
    role: String,
    who: String,
    about: Html,
    open: bool,
}

impl Sign {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A signature given: the role, the name, when.
    #[must_use]
    pub fn signed(self, role: impl Into<String>, who: impl Into<String>, about: impl Into<Html>) -> Self {
        self.hand(role.into(), who.into(), about.into(), false)
    }

    /// A signature awaited.
    #[must_use]
    pub fn open(self, role: impl Into<String>, who: impl Into<String>, about: impl Into<Html>) -> Self {
        self.hand(role.into(), who.into(), about.into(), true)
    }

    fn hand(mut self, role: String, who: String, about: Html, open: bool) -> Self {
        self.hands.push(Hand { role, who, about, open });
        self
    }
}
