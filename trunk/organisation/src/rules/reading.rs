//! Reading the fields of a form: each is read on its own, so that all that is wrong is said at once.

use codes::{CreditCode, DivisionCode, Mobile};
use store::{Fault, FieldFault};

/// Longest name of a union, an employer, a post.
pub(crate) const MOST_NAME: usize = 60;
/// Longest reason, in characters.
pub(crate) const MOST_WORDS: usize = 1_000;
/// Longest address, telephone line or opening hours.
pub(crate) const MOST_LINE: usize = 120;
/// More workers than any employer has.
pub(crate) const MOST_WORKERS: i32 = 5_000_000;

type Read<T> = Result<T, FieldFault>;

/// What was wrong so far.
#[derive(Default)]
pub(crate) struct Reading(Vec<FieldFault>);

impl Reading {
    /// The value, or its default with the fault kept.
    pub fn take<T: Default>(&mut self, read: Read<T>) -> T {
        read.unwrap_or_else(|fault| {
            self.0.push(fault);
            T::default()
        })
    }

    /// As [`Reading::take`], for types without a default.
    pub fn keep<T>(&mut self, read: Read<T>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }

    pub fn wrong(&mut self, fault: FieldFault) {
        self.0.push(fault);
    }

    /// # Errors
    /// [`Fault::Invalid`] with everything that was wrong.
    pub fn done(self) -> Result<(), Fault> {
        if self.0.is_empty() { Ok(()) } else { Err(Fault::Invalid(self.0)) }
    }
}

fn within(field: &str, text: &str, most: usize) -> Read<String> {
    if text.chars().count() > most {
        return Err(FieldFault::new(field, "organisation-text-long").with("most", most));
    }
    Ok(text.to_owned())
}

/// A name of one line that must be there.
pub(crate) fn name(field: &str, text: &str) -> Read<String> {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() < 2 {
        return Err(FieldFault::new(field, "organisation-name-missing"));
    }
    within(field, &one_line, MOST_NAME)
}

/// One line that may be empty.
pub(crate) fn line(field: &str, text: &str, most: usize) -> Read<String> {
    within(field, &text.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// The words of a decision; every change of the federation has some.
pub(crate) fn words(field: &str, text: &str) -> Read<String> {
    if text.trim().is_empty() {
        return Err(FieldFault::new(field, "organisation-words-missing"));
    }
    within(field, text.trim(), MOST_WORDS)
}

/// Words that may be left out.
pub(crate) fn remark(field: &str, text: &str) -> Read<String> {
    within(field, text.trim(), MOST_WORDS)
}

/// A unified social credit code (GB 32100), or none.
pub(crate) fn credit_code(field: &str, text: &str) -> Read<Option<String>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match CreditCode::parse(text) {
        Ok(code) => Ok(Some(code.to_string())),
        Err(codes::credit_code::CreditCodeError::Length(n)) => {
            Err(FieldFault::new(field, "organisation-credit-code-length").with("n", n))
        }
        Err(codes::credit_code::CreditCodeError::Symbol(n)) => {
            Err(FieldFault::new(field, "organisation-credit-code-symbol").with("n", n))
        }
        Err(codes::credit_code::CreditCodeError::CheckSymbol) => Err(FieldFault::new(field, "organisation-credit-code-check")),
    }
}

/// A division code of six or nine digits (GB/T 2260 and the statistical codes), or none.
pub(crate) fn division(field: &str, text: &str) -> Read<Option<String>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    DivisionCode::parse(text).map(|code| Some(code.to_string())).map_err(|_| FieldFault::new(field, "organisation-division-bad"))
}

/// A mobile number, as people are found by.
pub(crate) fn phone(field: &str, text: &str) -> Read<String> {
    if text.trim().is_empty() {
        return Err(FieldFault::new(field, "organisation-phone-missing"));
    }
    Mobile::parse(text).map(|m| m.as_str().to_owned()).map_err(|_| FieldFault::new(field, "organisation-phone-bad"))
}

/// A whole number of people; empty is 0.
pub(crate) fn heads(field: &str, text: &str) -> Read<i32> {
    let text = codes::width::narrow(text.trim()).replace([',', ' '], "");
    if text.is_empty() {
        return Ok(0);
    }
    match text.parse::<i32>() {
        Ok(n) if (0..=MOST_WORKERS).contains(&n) => Ok(n),
        _ => Err(FieldFault::new(field, "organisation-heads-bad")),
    }
}

/// A tick: `1`, `true` or `on`.
pub(crate) fn ticked(text: &str) -> bool {
    matches!(text, "1" | "true" | "on")
}
