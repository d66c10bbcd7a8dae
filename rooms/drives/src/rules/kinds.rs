//! The kinds of drive and the sources of its money. Data: nothing in the house decides by them.

/// A kind of drive, which is also the kind of its sessions in the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As facts and tables write it.
    pub name: &'static str,
    /// The message that names it for people.
    pub key: &'static str,
}

/// All kinds, in the order of the form.
pub const KINDS: &[Kind] = &[
    Kind { name: "cooling", key: "drives-kind-cooling" },
    Kind { name: "warmth", key: "drives-kind-warmth" },
    Kind { name: "festival", key: "drives-kind-festival" },
    Kind { name: "condolence", key: "drives-kind-condolence" },
];

/// The kind of this name.
#[must_use]
pub fn kind_named(name: &str) -> Option<Kind> {
    KINDS.iter().copied().find(|k| k.name == name)
}

/// Where money comes from; what one source pays for is never mixed with another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub name: &'static str,
    pub key: &'static str,
}

/// All sources, in the order of the form.
pub const SOURCES: [Source; 5] = [
    Source { name: "own", key: "drives-source-own" },
    Source { name: "higher", key: "drives-source-higher" },
    Source { name: "treasury", key: "drives-source-treasury" },
    Source { name: "employer", key: "drives-source-employer" },
    Source { name: "donations", key: "drives-source-donations" },
];

/// The source of this name.
#[must_use]
pub fn source_named(name: &str) -> Option<Source> {
    SOURCES.into_iter().find(|s| s.name == name)
}
