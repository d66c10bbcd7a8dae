//! Codes of administrative divisions: six digits by GB/T 2260 (province, prefecture, county), nine by the statistical
//! division codes (township, street).
//!
//! The code says what lies within what. Which codes exist, what they are called and what became of abolished ones is
//! data, held by a [`DivisionTable`] that the caller fills.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::width::narrow;

/// A six- or nine-digit code. Both forms of one division are equal: 110101 and 110101000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(u32);

/// The level a code's zeros show. A prefecture-level city without counties (东莞, 中山, 儋州) has its townships directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DivisionLevel {
    Province,
    Prefecture,
    County,
    Township,
}

/// Why a text is not a division code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionError {
    /// It has not six or nine digits.
    #[error("a division code has six or nine digits")]
    Shape,
    /// The province part is below 11, or a county is named without its prefecture.
    #[error("no division can have this code")]
    Impossible,
}

impl DivisionCode {
    /// Reads six or nine digits, also full-width; unknown codes are accepted.
    ///
    /// # Errors
    /// See [`DivisionError`].
    pub fn parse(text: &str) -> Result<DivisionCode, DivisionError> {
        let text = narrow(text.trim());
        if !matches!(text.len(), 6 | 9) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DivisionError::Shape);
        }
        let number: u32 = text.parse().map_err(|_| DivisionError::Shape)?;
        let nine = if text.len() == 6 { number * 1000 } else { number };
        let (province, prefecture, county) = (nine / 10_000_000, nine / 100_000 % 100, nine / 1000 % 100);
        let township = nine % 1000;
        if province < 11 || (prefecture == 0 && (county != 0 || township != 0)) {
            return Err(DivisionError::Impossible);
        }
        Ok(DivisionCode(nine))
    }

    pub fn level(self) -> DivisionLevel {
        match self.0 {
            n if n % 1000 != 0 => DivisionLevel::Township,
            n if n % 100_000 != 0 => DivisionLevel::County,
            n if n % 10_000_000 != 0 => DivisionLevel::Prefecture,
            _ => DivisionLevel::Province,
        }
    }

    /// The division the code's digits place it in; `None` for a province.
    pub fn parent(self) -> Option<DivisionCode> {
        let unit = match self.level() {
            DivisionLevel::Province => return None,
            DivisionLevel::Prefecture => 10_000_000,
            DivisionLevel::County => 100_000,
            DivisionLevel::Township => 1000,
        };
        Some(DivisionCode(self.0 / unit * unit))
    }

    /// Whether it is `other` or lies inside it, by the digits.
    pub fn is_within(self, other: DivisionCode) -> bool {
        std::iter::successors(Some(self), |code| code.parent()).any(|code| code == other)
    }

    /// The code as a nine-digit number, for storing and sorting.
    pub fn nine_digits(self) -> u32 {
        self.0
    }
}

impl fmt::Display for DivisionCode {
    /// Nine digits for a township, six for the levels above.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(1000) { write!(f, "{:06}", self.0 / 1000) } else { write!(f, "{:09}", self.0) }
    }
}

impl FromStr for DivisionCode {
    type Err = DivisionError;
    fn from_str(text: &str) -> Result<DivisionCode, DivisionError> {
        DivisionCode::parse(text)
    }
}

impl TryFrom<String> for DivisionCode {
    type Error = DivisionError;
    fn try_from(text: String) -> Result<DivisionCode, DivisionError> {
        DivisionCode::parse(&text)
    }
}

impl From<DivisionCode> for String {
    fn from(code: DivisionCode) -> String {
        code.to_string()
    }
}

/// Names under which the code tables group counties that belong to the province itself; no real place, no union.
const PLACEHOLDERS: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// Whether a name in a division table only groups counties and is no place.
pub fn is_placeholder(name: &str) -> bool {
    PLACEHOLDERS.contains(&name.trim())
}

/// The divisions known, their names, and what became of abolished codes.
#[derive(Clone, Debug, Default)]
pub struct DivisionTable {
    names: BTreeMap<DivisionCode, String>,
    successors: BTreeMap<DivisionCode, DivisionCode>,
}

impl DivisionTable {
    pub fn new() -> DivisionTable {
        DivisionTable::default()
    }

    /// Records a division; a name recorded before for the code is replaced.
    pub fn insert(&mut self, code: DivisionCode, name: impl Into<String>) {
        self.names.insert(code, name.into());
    }

    /// Records that `old` was abolished and `successor` stands in its place. The old name stays readable.
    pub fn retire(&mut self, old: DivisionCode, successor: DivisionCode) {
        self.successors.insert(old, successor);
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name recorded for exactly this code, abolished or not.
    pub fn name(&self, code: DivisionCode) -> Option<&str> {
        self.names.get(&code).map(String::as_str)
    }

    /// The code that stands today for `code`, through as many changes as there were; `None` if neither it nor a successor
    /// is recorded. Of successors that run in a circle, none is of today.
    pub fn resolve(&self, code: DivisionCode) -> Option<DivisionCode> {
        let mut today = code;
        for _ in 0..=self.successors.len() {
            match self.successors.get(&today) {
                Some(next) => today = *next,
                None => return self.names.contains_key(&today).then_some(today),
            }
        }
        None
    }

    /// The nearest recorded division above `code` that is a real place; placeholders are passed over.
    pub fn parent(&self, code: DivisionCode) -> Option<DivisionCode> {
        std::iter::successors(code.parent(), |above| above.parent())
            .find(|above| self.names.get(above).is_some_and(|name| !is_placeholder(name)))
    }

    /// All recorded codes with their names, in the order of the codes, so that parents come before children.
    pub fn iter(&self) -> impl Iterator<Item = (DivisionCode, &str)> {
        self.names.iter().map(|(code, name)| (*code, name.as_str()))
    }
}
