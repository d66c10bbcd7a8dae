//! The words of the house in Chinese and English.
//!
//! Every crate keeps its own Fluent texts under `locales/` and hands them up as one [`Messages`]; the application loads
//! them all once into [`Words`], and a page speaks through a [`Voice`], which is one language's view of them. Keys are
//! prefixed by their crate (`organisation-tree-title`), so no two rooms can collide. This crate never reads a file at run
//! time and never guesses: a missing key is shown as the key itself, and a test of the application finds it first.

mod days;
mod lang;
mod voice;
mod words;

pub use fluent_bundle::FluentValue;
pub use lang::Lang;
pub use voice::Voice;
pub use words::{Messages, Words};

/// A message to be said later, in the reader's language: a key and its named values.
///
/// Rules and verbs return these instead of text, because they do not know who will read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: &'static str,
    pub values: Vec<(&'static str, String)>,
}

impl Message {
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The same message with one more named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}
