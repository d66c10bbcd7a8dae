//! What keeps a form from being published: told to its author, all at once.

use std::fmt;

/// One thing wrong with a form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Keys of question and column, then the part: `household.income show_if`; `section work`; `check spouse`.
    pub place: String,
    pub fault: Fault,
}

/// What is wrong. Displayed in plain English, for authors of blueprints.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error(
        "`{0}` is not a key: a small letter, then small letters, digits and `_`, at most 40, and no word of the condition language"
    )]
    BadKey(String),
    #[error("the key `{0}` is used twice")]
    DuplicateKey(String),
    #[error("versions count from 1")]
    NoVersion,
    #[error("a text must be there in Chinese and in English")]
    MissingText,
    #[error("a text has more than {0} characters")]
    TextTooLong(usize),
    #[error("there are no {0}")]
    Empty(&'static str),
    #[error("there are more than {max} {what}")]
    TooMany { what: &'static str, max: usize },
    #[error("the smallest allowed is larger than the largest allowed")]
    LimitsCross,
    #[error("a limit lies outside what the kind can take ({0})")]
    LimitOutOfRange(&'static str),
    #[error("a table cannot stand in a table")]
    TableInTable,
    #[error("a heading is not answered, so it can be neither required, nor sensitive, nor seen")]
    HeadingDemands,
    #[error("a check must stand at a question of the form, or at a column of its table; `{0}` is neither")]
    CheckNowhere(String),
    #[error("there is no question `{0}`")]
    UnknownName(String),
    #[error("`{0}` is not asked before this; only earlier answers can be looked at")]
    NotEarlier(String),
    #[error("the conditions run in a circle: {}", .0.join(" → "))]
    Circle(Vec<String>),
    #[error("`{0}` is not a yes-or-no question; compare it with something")]
    NotYesNo(String),
    #[error("`{name}` ({kind}) cannot be used here; expected {expected}")]
    WrongKind { name: String, kind: &'static str, expected: &'static str },
    #[error("`{option}` is not an option of `{question}`")]
    NotAnOption { question: String, option: String },
    #[error("`{left}` and `{right}` cannot be compared")]
    NotComparable { left: String, right: String },
    #[error("`{0}` has no order; only = and != make sense")]
    NoOrder(String),
}

impl Flaw {
    pub(crate) fn new(place: impl Into<String>, fault: Fault) -> Flaw {
        Flaw { place: place.into(), fault }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl std::error::Error for Flaw {}
