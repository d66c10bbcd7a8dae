use askama::Template;

use crate::Html;
use crate::html::component;

/// What happened and what will, in order: dots filled for what is over, dark for now, open for what comes.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "ui/timeline.html")]
pub struct Timeline {
    moments: Vec<Moment>,
}
component!(Timeline);

#[derive(Clone, Debug)]
struct Moment {
    class: &'static str,
    when: String,
    what: Html,
    about: Option<Html>,
}

impl Timeline {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// It is over.
    #[must_use]
    pub fn past(self, when: impl Into<String>, what: impl Into<Html>) -> Self {
        self.moment("ok", when.into(), what.into())
    }

    /// It is going on.
    #[must_use]
    pub fn now(self, when: impl Into<String>, what: impl Into<Html>) -> Self {
        self.moment("now", when.into(), what.into())
    }

    /// It comes.
    #[must_use]
    pub fn ahead(self, when: impl Into<String>, what: impl Into<Html>) -> Self {
        self.moment("", when.into(), what.into())
    }

    /// A second line under the moment said last.
    #[must_use]
    pub fn about(mut self, about: impl Into<Html>) -> Self {
        if let Some(last) = self.moments.last_mut() {
            last.about = Some(about.into());
        }
        self
    }

    fn moment(mut self, class: &'static str, when: String, what: Html) -> Self {
        self.moments.push(Moment { class, when, what, about: None });
        self
    }
}
