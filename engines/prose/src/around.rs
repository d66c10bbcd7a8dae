//! Looking around in a text: characters, clauses, quotes.

use crate::words::marks::{CLOSING_QUOTES, COMMAS, OPENING_QUOTES, STOPS};

/// How far, in bytes, the ends of a clause, a quote or a name are looked for: a text without punctuation costs no more than one with.
const REACH: usize = 360;
/// Within quotes no longer than this, in characters, stands a name.
const LONGEST_NAME: usize = 14;

pub(crate) fn first(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(crate) fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

pub(crate) fn skip_while(text: &str, at: usize, is: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !is(c)).map_or(text.len(), |offset| at + offset)
}

/// Behind one space or none: people type 共 600 余 场.
pub(crate) fn after_space(text: &str, at: usize) -> usize {
    match first(text, at) {
        Some(space @ (' ' | '\u{a0}' | '\u{3000}')) => at + space.len_utf8(),
        _ => at,
    }
}

pub(crate) fn without_space(text: &str) -> &str {
    text.strip_suffix([' ', '\u{a0}', '\u{3000}']).unwrap_or(text)
}

/// The last bytes of `text` within reach.
pub(crate) fn near_end(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first bytes of `text` within reach.
pub(crate) fn near_start(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

/// What stands of the clause before a number; a colon or comma within digits ends nothing here that matters.
pub(crate) fn clause_before(before: &str) -> &str {
    let near = near_end(before);
    near.rfind(COMMAS).map_or(near, |at| &near[at + char_len(near, at)..])
}

pub(crate) fn clause_after(after: &str) -> &str {
    let near = near_start(after);
    near.find(COMMAS).map_or(near, |at| &near[..at])
}

/// What stands of the sentence before a number.
pub(crate) fn sentence_before(before: &str) -> &str {
    let near = near_end(before);
    match near.rfind(STOPS) {
        Some(at) => &near[at + char_len(near, at)..],
        // Of a sentence that begins farther off the first clause in reach is cut, and no clause any more.
        None if near.len() < before.len() => near.find(COMMAS).map_or("", |at| &near[at + char_len(near, at)..]),
        None => near,
    }
}

fn char_len(text: &str, at: usize) -> usize {
    first(text, at).map_or(1, char::len_utf8)
}

/// The quote a number stands right behind.
pub(crate) fn opening_quote(before: &str) -> Option<char> {
    let c = last(before)?;
    if OPENING_QUOTES.contains(&c) {
        return Some(c);
    }
    // A straight quote opens where an even number of them stands before it in its line.
    let line = near_end(before).rsplit('\n').next().unwrap_or_default();
    (c == '"' && line.matches('"').count() % 2 == 1).then_some(c)
}

/// Whether the place between both texts stands within quotes so short that they hold a name.
pub(crate) fn is_in_a_name(before: &str, after: &str) -> bool {
    let (near_before, near_after) = (near_end(before), near_start(after));
    let open = near_before.rfind(|c: char| OPENING_QUOTES.contains(&c) || CLOSING_QUOTES.contains(&c) || c == '\n');
    let close = near_after.find(|c: char| OPENING_QUOTES.contains(&c) || CLOSING_QUOTES.contains(&c) || c == '\n');
    let (Some(open), Some(close)) = (open, close) else { return false };
    let (Some(opening), Some(closing)) = (first(near_before, open), first(near_after, close)) else { return false };
    let is_pair = OPENING_QUOTES.iter().zip(CLOSING_QUOTES).any(|(o, c)| (*o, *c) == (opening, closing));
    let inside = [&near_before[open + opening.len_utf8()..], &near_after[..close]];
    // What is said in whole clauses is speech.
    let is_speech = inside.iter().any(|words| words.contains(COMMAS));
    is_pair && !is_speech && inside.iter().map(|words| words.chars().count()).sum::<usize>() <= LONGEST_NAME
}

/// Whether the place between both texts stands in the title of a book or document.
pub(crate) fn is_in_a_title(before: &str, after: &str) -> bool {
    let (before, after) = (near_end(before), near_start(after));
    let is_open = before.rfind('《') > before.rfind('》');
    let closes = |close: usize| after.find(['《', '\n']).is_none_or(|other| close < other);
    is_open && after.find('》').is_some_and(closes)
}
