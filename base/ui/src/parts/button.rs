use askama::Template;

use crate::html::component;
use crate::{Icon, icon};

/// A button: a link that looks like one, a form of its own that posts, or the submit of the form around it.
///
/// ```
/// # use ui::Button;
/// let remind = Button::post("/circulars/31/reminders", "提醒逾期的18家").main().ask("每家只发一条，发给经办人。");
/// let sheet = Button::link("/figures.xlsx", "表格");
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "ui/button.html")]
pub struct Button {
    act: Act,
    label: String,
    look: Vec<&'static str>,
    icon: Option<&'static str>,
    ask: Option<String>,
    name: Option<(String, String)>,
    hidden: Vec<(String, String)>,
    disabled: bool,
}
component!(Button);

#[derive(Clone, Debug)]
enum Act {
    Link(String),
    Post(String),
    Submit,
    Opens(String),
}

impl Button {
    fn new(act: Act, label: impl Into<String>) -> Self {
        Self {
            act,
            label: label.into(),
            look: vec!["btn"],
            icon: None,
            ask: None,
            name: None,
            hidden: Vec::new(),
            disabled: false,
        }
    }

    /// Goes to another place.
    #[must_use]
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Act::Link(href.into()), label)
    }

    /// Posts to an address; brings its own form, so it must not stand inside another.
    #[must_use]
    pub fn post(action: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Act::Post(action.into()), label)
    }

    /// Submits the form it stands in.
    #[must_use]
    pub fn submit(label: impl Into<String>) -> Self {
        Self::new(Act::Submit, label)
    }

    /// Opens the [`crate::Dialog`] of this id.
    #[must_use]
    pub fn opens(dialog: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Act::Opens(dialog.into()), label)
    }

    /// The one primary action of the screen, in red.
    #[must_use]
    pub fn main(self) -> Self {
        self.look("btn-main")
    }

    /// Small, for rows and tables.
    #[must_use]
    pub fn small(self) -> Self {
        self.look("btn-s")
    }

    /// Without a frame: the lesser of two.
    #[must_use]
    pub fn text(self) -> Self {
        self.look("btn-text")
    }

    /// As wide as what it stands in.
    #[must_use]
    pub fn wide(self) -> Self {
        self.look("btn-wide")
    }

    fn look(mut self, class: &'static str) -> Self {
        self.look.push(class);
        self
    }

    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// Asks before it acts, where there is a script; without one it acts at once, so what cannot be undone needs a
    /// [`crate::Dialog`] or a page of its own.
    #[must_use]
    pub fn ask(mut self, question: impl Into<String>) -> Self {
        self.ask = Some(question.into());
        self
    }

    /// Name and value that the button itself adds to the form.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.name = Some((name.into(), value.to_string()));
        self
    }

    /// A value that a posting button carries along.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.hidden.push((name.into(), value.to_string()));
        self
    }

    /// Cannot be pressed; the label says why or when.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    fn class(&self) -> String {
        self.look.join(" ")
    }

    fn drawn(&self) -> Option<Icon> {
        self.icon.map(|name| icon(name).small())
    }
}
