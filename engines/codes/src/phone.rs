//! Mobile numbers of mainland China: 11 digits starting 13 to 19.
//!
//! Brings the ways people write one to a single form. It does not know which numbers are in use, and fixed lines and
//! foreign numbers are refused.

use std::fmt;

use crate::width::narrow_char;

/// A normalised mobile number. Its `Debug` is masked, so that it cannot slip into a log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mobile([u8; 11]);

/// Why a text is not a mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MobileError {
    /// It holds something besides digits, spaces, dashes, dots, brackets and a leading plus.
    #[error("a mobile number consists of digits")]
    Symbol,
    /// Without the country code it has this many digits, not 11.
    #[error("a mobile number has 11 digits, this has {0}")]
    Length(usize),
    /// It does not start with 13 to 19, or the country code is not 86.
    #[error("not a mobile number of mainland China")]
    Prefix,
}

impl Mobile {
    /// Reads a number with or without +86, 0086 or 86 before it; spaces, dashes, dots, brackets and full-width forms
    /// are accepted.
    ///
    /// # Errors
    /// See [`MobileError`].
    pub fn parse(text: &str) -> Result<Mobile, MobileError> {
        let mut digits = String::with_capacity(16);
        let mut plus = false;
        for symbol in text.chars().map(narrow_char) {
            match symbol {
                '0'..='9' => digits.push(symbol),
                '+' if digits.is_empty() && !plus => plus = true,
                '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
                // Numbers copied from a phone's address book carry invisible direction marks.
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
                _ if symbol.is_whitespace() => {}
                _ => return Err(MobileError::Symbol),
            }
            if digits.len() > 32 {
                return Err(MobileError::Length(digits.len()));
            }
        }
        let local = match (plus, digits.len()) {
            (true, _) => digits.strip_prefix("86").ok_or(MobileError::Prefix)?,
            (false, 15) => digits.strip_prefix("0086").unwrap_or(&digits),
            (false, 13) => digits.strip_prefix("86").unwrap_or(&digits),
            (false, _) => &digits,
        };
        let number: [u8; 11] = local.as_bytes().try_into().map_err(|_| MobileError::Length(local.len()))?;
        if number[0] != b'1' || number[1] < b'3' {
            return Err(MobileError::Prefix);
        }
        Ok(Mobile(number))
    }

    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// `138****5678`.
    pub fn masked(&self) -> String {
        let text = self.as_str();
        format!("{}****{}", &text[..3], &text[7..])
    }

    /// `138 0013 8000`, for reading aloud and comparing.
    pub fn spaced(&self) -> String {
        let text = self.as_str();
        format!("{} {} {}", &text[..3], &text[3..7], &text[7..])
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}
