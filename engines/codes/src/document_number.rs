//! Numbers of official documents (发文字号), GB/T 9704-2012, 7.2.5: 总工办发〔2026〕12号.
//!
//! Reads the ways people type one and writes the one way the standard asks for: six-cornered brackets, the year in full,
//! no 第 and no leading zeros.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::width::narrow;

/// The earliest year read; older papers carry other numbering.
const FIRST_YEAR: u16 = 1949;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    /// The issuing body's abbreviation, 总工办发; may be empty.
    pub issuer: String,
    pub year: u16,
    /// Counts from 1 within issuer and year.
    pub number: u32,
}

/// Why a text is not a document number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNumberError {
    /// Not of the shape issuer〔year〕number号.
    #[error("not of the form 〔2026〕12号")]
    Shape,
    /// The year is not a full year from 1949 on.
    #[error("not a full year")]
    Year,
    /// The number is 0 or has more than nine digits.
    #[error("numbers count from 1")]
    Number,
}

impl DocumentNumber {
    /// Reads a document number with any kind of bracket around the year, with or without 第, 号 and leading zeros,
    /// also in full-width digits.
    ///
    /// # Errors
    /// See [`DocumentNumberError`].
    pub fn parse(text: &str) -> Result<DocumentNumber, DocumentNumberError> {
        use DocumentNumberError::{Number, Shape, Year};
        let text: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
        // The last bracket, because an issuer's own abbreviation may hold one too.
        let (issuer, rest) = text.rsplit_once(['〔', '[', '(', '【', '﹝']).ok_or(Shape)?;
        let (year, number) = rest.split_once(['〕', ']', ')', '】', '﹞']).ok_or(Shape)?;
        let year = year.strip_suffix('年').unwrap_or(year);
        let number = number.strip_prefix('第').unwrap_or(number);
        let number = number.strip_suffix(['号', '號']).unwrap_or(number);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(number) {
            return Err(Shape);
        }
        let year: u16 = if year.len() == 4 {
            year.parse().map_err(|_| Year)?
        } else {
            return Err(Year);
        };
        if year < FIRST_YEAR {
            return Err(Year);
        }
        let number = number.trim_start_matches('0');
        if number.is_empty() || number.len() > 9 {
            return Err(Number);
        }
        Ok(DocumentNumber { issuer: issuer.to_owned(), year, number: number.parse().map_err(|_| Number)? })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.issuer, self.year, self.number)
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;
    fn from_str(text: &str) -> Result<DocumentNumber, DocumentNumberError> {
        DocumentNumber::parse(text)
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = DocumentNumberError;
    fn try_from(text: String) -> Result<DocumentNumber, DocumentNumberError> {
        DocumentNumber::parse(&text)
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> String {
        number.to_string()
    }
}
