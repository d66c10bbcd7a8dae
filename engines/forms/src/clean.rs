//! Text as it is kept: without invisible characters, in Unicode's composed form (NFC), trimmed.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// One line: line breaks and tabs become spaces. Letters and full-width punctuation stay as written.
pub(crate) fn line(text: &str) -> String {
    composed(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }))
}

/// Several lines, each ended by `\n`.
pub(crate) fn lines(text: &str) -> String {
    composed(text.replace("\r\n", "\n").replace('\r', "\n").chars())
}

/// A number, code or day: one line with full-width forms brought to ASCII.
pub(crate) fn figures(text: &str) -> String {
    line(&codes::width::narrow(text))
}

/// Whether nothing visible was written.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

fn composed(chars: impl Iterator<Item = char>) -> String {
    // Dropping characters may bring a letter and its mark together, so composing comes last.
    let visible: String = chars.filter(|c| !is_invisible(*c)).collect();
    let trimmed = visible.trim();
    if is_nfc(trimmed) { trimmed.to_owned() } else { trimmed.nfc().collect::<String>().trim().to_owned() }
}

/// Controls (PostgreSQL takes no NUL), direction overrides that make a text read as another, and the byte order mark.
/// Joiners stay: several scripts and emoji need them.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
