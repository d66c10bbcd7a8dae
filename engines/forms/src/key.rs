//! What a key may look like: the names of forms, sections, questions, columns, options and checks.
//!
//! Keys stand in conditions, in field names and in JSON, so they are kept plain.

/// Longest key, in characters.
pub const LONGEST_KEY: usize = 40;

/// Words of the condition language, which therefore cannot be keys.
pub const RESERVED: [&str; 11] = ["and", "or", "not", "in", "has", "today", "answered", "count", "sum", "length", "age"];

/// A small letter `a`–`z`, then small letters, digits and `_`, [`LONGEST_KEY`] at most, and no reserved word.
pub fn is_key(text: &str) -> bool {
    looks_like_key(text) && !RESERVED.contains(&text)
}

pub(crate) fn looks_like_key(text: &str) -> bool {
    text.len() <= LONGEST_KEY
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
