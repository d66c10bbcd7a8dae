//! The unified social credit code of legal persons and other organisations (统一社会信用代码), GB 32100-2015.
//!
//! Checks the form and the check symbol only. It does not restrict the first symbol: provincial unions start with 13,
//! grass-roots unions mostly with 81, employers mostly with 91.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::width::narrow_char;

/// The 31 symbols in the order of their values; I, O, S, V and Z are left out as too like 1, 0, 5, U and 2.
const SYMBOLS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS: u32 = 31;

/// A code whose check symbol holds; 18 symbols, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode([u8; 18]);

/// Why a text is not a credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// It has this many symbols, not 18.
    #[error("a credit code has 18 symbols, this has {0}")]
    Length(usize),
    /// The symbol at this place (1–18) is not among the 31 of the standard.
    #[error("symbol {0} is not allowed in a credit code")]
    Symbol(usize),
    /// The last symbol does not fit the others: most likely a slip in typing one of the 18.
    #[error("the check symbol does not fit")]
    CheckSymbol,
}

impl CreditCode {
    /// Reads 18 symbols; spaces, hyphens, full-width forms and lower case are accepted.
    ///
    /// # Errors
    /// The first of [`CreditCodeError`] that applies, in the order they are listed there.
    pub fn parse(text: &str) -> Result<CreditCode, CreditCodeError> {
        let mut symbols = [0u8; 18];
        let mut length = 0;
        let mut wrong = None;
        for symbol in text.chars().map(narrow_char).filter(|c| !c.is_whitespace() && *c != '-') {
            if length < 18 {
                let upper = symbol.to_ascii_uppercase();
                match u8::try_from(upper) {
                    Ok(byte) if SYMBOLS.contains(&byte) => symbols[length] = byte,
                    _ => wrong = wrong.or(Some(length + 1)),
                }
            }
            length += 1;
        }
        if length != 18 {
            return Err(CreditCodeError::Length(length));
        }
        if let Some(place) = wrong {
            return Err(CreditCodeError::Symbol(place));
        }
        if symbols[17] != check_symbol(&symbols) {
            return Err(CreditCodeError::CheckSymbol);
        }
        Ok(CreditCode(symbols))
    }

    /// All 18 symbols.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Places 1–2: the registering authority and the kind of body (81 = a grass-roots union, 91 = an enterprise …).
    pub fn kind(&self) -> &str {
        &self.as_str()[..2]
    }

    /// Places 3–8: the division code of the registering authority, usually six digits.
    pub fn area(&self) -> &str {
        &self.as_str()[2..8]
    }

    /// Places 9–17: the organisation's own code (GB 11714).
    pub fn organisation(&self) -> &str {
        &self.as_str()[8..17]
    }
}

/// The check symbol for the first 17 symbols (ASCII): (31 − Σ value × 3^(i−1) mod 31) mod 31.
pub fn check_symbol(symbols: &[u8; 18]) -> u8 {
    let mut weight = 1;
    let mut sum = 0;
    for symbol in &symbols[..17] {
        let value = SYMBOLS.iter().position(|s| s == symbol).unwrap_or(0) as u32;
        sum += value * weight;
        weight = weight * 3 % MODULUS;
    }
    SYMBOLS[((MODULUS - sum % MODULUS) % MODULUS) as usize]
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;
    fn from_str(text: &str) -> Result<CreditCode, CreditCodeError> {
        CreditCode::parse(text)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;
    fn try_from(text: String) -> Result<CreditCode, CreditCodeError> {
        CreditCode::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> String {
        code.as_str().to_owned()
    }
}
