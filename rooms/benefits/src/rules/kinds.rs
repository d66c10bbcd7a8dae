//! Kinds of shops and benefits. Data: a name in the table and a message.

/// A name as the tables write it, and the message that says it to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub name: &'static str,
    pub key: &'static str,
}

const fn word(name: &'static str, key: &'static str) -> Word {
    Word { name, key }
}

/// Kinds, in the order of the form. A kind's place in this list is part of the claim of its benefits, so new ones go to the end.
pub const KINDS: &[Word] = &[
    word("dental", "benefits-kind-dental"),
    word("cinema", "benefits-kind-cinema"),
    word("fitness", "benefits-kind-fitness"),
    word("outing", "benefits-kind-outing"),
    word("food", "benefits-kind-food"),
    word("craft", "benefits-kind-craft"),
    word("health", "benefits-kind-health"),
    word("shopping", "benefits-kind-shopping"),
    word("other", "benefits-kind-other"),
];

/// What facts of this room are called.
pub const FACT_KINDS: &[Word] = &[word("benefit", "benefits-fact-benefit"), word("card-offer", "benefits-fact-card-offer")];

/// Where they take place.
pub const SETTINGS: &[Word] = &[word("merchant", "benefits-setting-merchant")];

/// The message of a kind.
pub(crate) fn key_of(kind: &str) -> &'static str {
    KINDS.iter().find(|k| k.name == kind).map_or("benefits-kind-other", |k| k.key)
}

/// The kind's place in the list, from 1; 0 for none.
pub(crate) fn index_of(kind: &str) -> u128 {
    KINDS.iter().position(|k| k.name == kind).map_or(0, |n| n as u128 + 1)
}
