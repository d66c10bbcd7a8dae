//! What the house knows about opaque ids: handed in, since this engine looks nothing up.

use crate::limits::{FileKind, Referent};

/// Asked while answers are read. Load what it needs beforehand, through the scope of whoever answers: an id the
/// person may not refer to is as unknown as one that does not exist.
pub trait Directory {
    /// Whether the person may refer to it.
    fn knows(&self, referent: Referent, id: &str) -> bool;

    fn file(&self, id: &str) -> FileLookup;
}

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileLookup {
    Unknown,
    /// Known, and not to be checked again.
    Unchecked,
    Is {
        bytes: u64,
        kind: FileKind,
    },
}

/// Takes every well-formed id as known: for answers that were checked when they were given, and for previews.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anything;

impl Directory for Anything {
    fn knows(&self, _referent: Referent, _id: &str) -> bool {
        true
    }

    fn file(&self, _id: &str) -> FileLookup {
        FileLookup::Unchecked
    }
}

/// Knows nothing: for forms without references and files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Directory for Nothing {
    fn knows(&self, _referent: Referent, _id: &str) -> bool {
        false
    }

    fn file(&self, _id: &str) -> FileLookup {
        FileLookup::Unknown
    }
}

/// 1 to 64 ASCII letters, digits, `-`, `_`, `.`, `:`.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
}
