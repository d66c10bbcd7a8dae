//! The citizen's identity number (公民身份号码), GB 11643-1999.
//!
//! Reads what a form or a spreadsheet holds and says exactly what is wrong with it. It never looks an area up: old
//! area codes stay valid for life, so an unknown one is no error. The numbers of 15 digits ended in 2013 and are
//! refused by their length.

use std::fmt;

use crate::Day;
use crate::width::narrow_char;

/// GB 11643 weights of the first 17 digits: 2^(17−i) mod 11 (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check symbol by the remainder 0–10.
const CHECK_SYMBOLS: &[u8; 11] = b"10X98765432";

/// A number whose date and check digit hold. Its `Debug` is masked, so that it cannot slip into a log.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdNumber {
    symbols: [u8; 18],
    birthday: Day,
}

/// As the number records it: the seventeenth digit is odd for men, even for women.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    Female,
    Male,
}

/// Why a text is not an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdNumberError {
    /// It has this many symbols, not 18.
    #[error("an identity number has 18 symbols, this has {0}")]
    Length(usize),
    /// The symbol at this place (1–18) is no digit; X is allowed only as the last.
    #[error("symbol {0} is not a digit")]
    Symbol(usize),
    /// Places 7–14 are no day of the calendar.
    #[error("places 7 to 14 are not a date")]
    Date,
    /// The last symbol does not fit the others: most likely a slip in typing one of the 18.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl IdNumber {
    /// Reads 18 symbols; spaces, full-width forms and a lower-case x are accepted.
    ///
    /// # Errors
    /// The first of [`IdNumberError`] that applies, in the order they are listed there.
    pub fn parse(text: &str) -> Result<IdNumber, IdNumberError> {
        let mut symbols = [0u8; 18];
        let mut length = 0;
        let mut wrong = None;
        for symbol in text.chars().map(narrow_char).filter(|c| !c.is_whitespace()) {
            if length < 18 {
                let upper = symbol.to_ascii_uppercase();
                if upper.is_ascii_digit() || (length == 17 && upper == 'X') {
                    symbols[length] = upper as u8;
                } else {
                    wrong = wrong.or(Some(length + 1));
                }
            }
            length += 1;
        }
        if length != 18 {
            return Err(IdNumberError::Length(length));
        }
        if let Some(place) = wrong {
            return Err(IdNumberError::Symbol(place));
        }
        let number = |range: std::ops::Range<usize>| symbols[range].iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'));
        let birthday = Day::from_ymd(number(6..10) as i32, number(10..12), number(12..14)).ok_or(IdNumberError::Date)?;
        if symbols[17] != check_symbol(&symbols) {
            return Err(IdNumberError::CheckDigit);
        }
        Ok(IdNumber { symbols, birthday })
    }

    /// All 18 symbols, X in upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.symbols).unwrap_or_default()
    }

    pub fn birthday(&self) -> Day {
        self.birthday
    }

    pub fn sex(&self) -> Sex {
        if self.symbols[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The six-digit division code at the time of issue; it may have been abolished since.
    pub fn area(&self) -> &str {
        &self.as_str()[..6]
    }

    /// First three and last four symbols: enough for the holder to recognise it, too little to guess the birthday.
    pub fn masked(&self) -> String {
        let text = self.as_str();
        format!("{}***********{}", &text[..3], &text[14..])
    }
}

/// The check symbol for the first 17 digits (ASCII), for whoever makes up numbers for a demo.
pub fn check_symbol(symbols: &[u8; 18]) -> u8 {
    let sum: u32 = symbols.iter().zip(WEIGHTS).map(|(d, weight)| u32::from(d.wrapping_sub(b'0')) * weight).sum();
    CHECK_SYMBOLS[(sum % 11) as usize]
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.masked())
    }
}
