use askama::Template;

use crate::html::component;
use crate::{Html, St};

/// The head of a page: its name, one sentence, its acts.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/head.html")]
pub struct Head {
    title: String,
    state: Option<St>,
    says: Html,
    acts: Vec<Html>,
}
component!(Head);

/// The head of a page with this name.
#[must_use]
pub fn head(title: impl Into<String>) -> Head {
    Head { title: title.into(), state: None, says: Html::default(), acts: Vec::new() }
}

impl Head {
    /// One sentence under the name.
    #[must_use]
    pub fn says(mut self, says: impl Into<Html>) -> Self {
        self.says = says.into();
        self
    }

    #[must_use]
    pub fn state(mut self, state: St) -> Self {
        self.state = Some(state.boxed());
        self
    }

    /// A button at the end of the head; the primary one comes last.
    #[must_use]
    pub fn act(mut self, act: impl Into<Html>) -> Self {
        self.acts.push(act.into());
        self
    }
}

/// The head of a section: a double rule, thick over thin, as a page of a printed book opens.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/sec_head.html")]
pub struct SecHead {
    title: String,
    id: Option<String>,
    count: Option<String>,
    end: Option<Html>,
}
component!(SecHead);

/// The head of a section with this name.
#[must_use]
pub fn sec_head(title: impl Into<String>) -> SecHead {
    SecHead { title: title.into(), id: None, count: None, end: None }
}

impl SecHead {
    /// How many there are, behind the name.
    #[must_use]
    pub fn count(mut self, count: impl ToString) -> Self {
        self.count = Some(count.to_string());
        self
    }

    /// The id of the heading, for `aria-labelledby` and links into the page.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// A link at the end of the line.
    #[must_use]
    pub fn link(mut self, href: impl AsRef<str>, label: impl Into<Html>) -> Self {
        self.end = Some(Html::link(href, label));
        self
    }

    /// A remark at the end of the line.
    #[must_use]
    pub fn aside(mut self, words: impl Into<Html>) -> Self {
        self.end = Some(Html::trusted(format!("<span class=\"faint\">{}</span>", words.into())));
        self
    }
}
