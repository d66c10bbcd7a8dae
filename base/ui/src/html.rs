use std::fmt;

use askama::filters::{Escaper, Html as HtmlEscaper, HtmlSafe};

/// Text as it will stand in the page: already escaped.
///
/// Slots of components take `impl Into<Html>`: plain text is escaped on the way in, a component goes in as it is. So a
/// list row takes `"第12组"` and `State::Done.says("已报")` alike, and nobody has to remember to escape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Markup the program itself has made or cleaned. Never call it with anything a person has typed.
    #[must_use]
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// A link: both the address and the words are escaped.
    #[must_use]
    pub fn link(href: impl AsRef<str>, words: impl Into<Self>) -> Self {
        Self(format!("<a href=\"{}\">{}</a>", Self::from(href.as_ref()), words.into()))
    }

    /// Words that carry the sentence, set in bold.
    #[must_use]
    pub fn strong(words: impl Into<Self>) -> Self {
        Self(format!("<strong>{}</strong>", words.into()))
    }

    /// This, followed directly by that; the caller puts punctuation between.
    #[must_use]
    pub fn then(mut self, more: impl Into<Self>) -> Self {
        self.0.push_str(&more.into().0);
        self
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        // Writing into a String cannot fail.
        let _ = HtmlEscaper.write_escaped_str(&mut escaped, text);
        Self(escaped)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// Says of a template struct that it is a component: `{{ it }}` prints it unescaped, and every slot takes it.
macro_rules! component {
    ($($name:ident),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}
        impl From<$name> for $crate::Html {
            fn from(component: $name) -> Self {
                Self::trusted(component.to_string())
            }
        }
        impl From<&$name> for $crate::Html {
            fn from(component: &$name) -> Self {
                Self::trusted(component.to_string())
            }
        }
    )+};
}
pub(crate) use component;
