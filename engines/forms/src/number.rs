//! Exact decimal numbers: a whole count of units of 10⁻ⁿ, never floating point.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Most digits a number may have, so that sums of millions of answers stay exact.
const MOST_DIGITS: usize = 15;
/// The largest whole number or amount (fen) an answer may be: 15 nines.
pub(crate) const LARGEST: i64 = 999_999_999_999_999;

/// `units` × 10^−`places`: 12.50 is `{ units: 1250, places: 2 }`.
///
/// In JSON the string `"12.50"`. Equality is of the writing (12.5 ≠ 12.50); [`Number::by_value`] compares the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    pub units: i64,
    /// Digits after the point, [`Number::MOST_PLACES`] at most.
    pub places: u8,
}

/// The text is not a number of at most 15 digits, 6 of them after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of at most 15 digits, 6 of them after the point")]
pub struct NotANumber;

impl Number {
    pub const MOST_PLACES: u8 = 6;

    pub const fn new(units: i64, places: u8) -> Number {
        Number { units, places }
    }

    /// Which is greater, whatever their digits after the point.
    pub fn by_value(self, other: Number) -> Ordering {
        let scaled = |number: Number, by: u8| i128::from(number.units) * 10i128.pow(u32::from(by.min(20)));
        scaled(self, other.places).cmp(&scaled(other, self.places))
    }

    /// The same value with that many digits after the point; `None` if digits would be lost or it would overflow.
    pub fn with_places(self, places: u8) -> Option<Number> {
        let units = if places >= self.places {
            let factor = 10i64.checked_pow(u32::from(places - self.places))?;
            self.units.checked_mul(factor)?
        } else {
            let factor = 10i64.checked_pow(u32::from(self.places - places))?;
            (self.units % factor == 0).then(|| self.units / factor)?
        };
        Some(Number { units, places })
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// An optional `-` or `+`, ASCII digits, optionally a point and at least one more digit.
    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let (sign, digits) = match text.as_bytes().first() {
            Some(b'-') => (-1, &text[1..]),
            Some(b'+') => (1, &text[1..]),
            _ => (1, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(NotANumber),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || !is_digits(whole)
            || !is_digits(fraction)
            || fraction.len() > usize::from(Number::MOST_PLACES)
            || whole.trim_start_matches('0').len() + fraction.len() > MOST_DIGITS
        {
            return Err(NotANumber);
        }
        let digits = whole.bytes().chain(fraction.bytes());
        let units = digits.fold(0i64, |units, b| units * 10 + i64::from(b - b'0'));
        Ok(Number { units: sign * units, places: fraction.len() as u8 })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let factor = 10u64.saturating_pow(u32::from(self.places));
        let (whole, rest) = (self.units.unsigned_abs() / factor, self.units.unsigned_abs() % factor);
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{rest:0width$}", width = usize::from(self.places))
    }
}

impl TryFrom<String> for Number {
    type Error = NotANumber;
    fn try_from(text: String) -> Result<Number, NotANumber> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}
