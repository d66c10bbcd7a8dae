use askama::Template;

use crate::html::component;
use crate::{Html, Icon, Kind, icon};

/// A remark on the page: plain, good news, a warning, something wrong. What is wrong comes with what to do.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/note.html")]
pub struct Note {
    kind: Kind,
    picture: Option<&'static str>,
    title: Option<String>,
    text: Html,
    link: Option<Html>,
    announced: bool,
}
component!(Note);

/// A plain remark.
#[must_use]
pub fn note(text: impl Into<Html>) -> Note {
    Note::new(Kind::Plain, text)
}

impl Note {
    #[must_use]
    pub fn new(kind: Kind, text: impl Into<Html>) -> Self {
        Self { kind, picture: None, title: None, text: text.into(), link: None, announced: false }
    }

    #[must_use]
    pub fn good(text: impl Into<Html>) -> Self {
        Self::new(Kind::Good, text)
    }

    #[must_use]
    pub fn warn(text: impl Into<Html>) -> Self {
        Self::new(Kind::Warn, text)
    }

    #[must_use]
    pub fn bad(text: impl Into<Html>) -> Self {
        Self::new(Kind::Bad, text)
    }

    /// The sentence that carries it, in bold before the text.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Where to go on.
    #[must_use]
    pub fn link(mut self, href: impl AsRef<str>, label: impl Into<Html>) -> Self {
        self.link = Some(Html::link(href, label));
        self
    }

    /// Another icon than the kind's own.
    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.picture = Some(name);
        self
    }

    /// Read out when the page opens.
    #[must_use]
    pub fn announced(mut self) -> Self {
        self.announced = true;
        self
    }

    fn class(&self) -> &'static str {
        match self.kind {
            Kind::Plain => "",
            Kind::Good => " good",
            Kind::Warn => " warn",
            Kind::Bad => " bad",
        }
    }

    fn drawn(&self) -> Icon {
        icon(self.picture.unwrap_or(match self.kind {
            Kind::Plain => "info",
            Kind::Good => "check",
            Kind::Warn => "clock",
            Kind::Bad => "alert",
        }))
    }
}
