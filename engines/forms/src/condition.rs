//! Conditions on answers: `work = courier and not has_employer`.
//!
//! # The language
//! - `and`, `or`, `not`, parentheses; `not` binds closest, `or` loosest.
//! - A yes-or-no question stands for itself: `has_employer`.
//! - `=`, `!=`, `<`, `<=`, `>`, `>=` between a question and an option, a number, a day, a `"text"` or another question:
//!   `work = courier`, `income >= 2000.50` (money in yuan), `end >= start`, `born < 2008-09-01`, `born <= today`.
//! - `work in (courier, rider)`, `work not in (courier, rider)`; `skills has welding` for a question of many choices.
//! - `answered(plan)`; `count(household)` of rows, choices or files; `sum(household.income)` of a column;
//!   `length(story)` in characters; `age(born)` in full years, of a day or an ID number.
//! - Inside a table a plain name means the column of the same row first, then the question outside.
//!
//! # What was not answered
//! A comparison with an answer that was not given is neither true nor false but unknown (Kleene, *Introduction to
//! Metamathematics*, §64); nothing is shown or demanded because of the unknown, and no check is broken by it. `count`, `sum`, `has` and
//! `answered` are always known.
//!
//! Conditions never change anything, look nothing up, and cost no more than their length.

mod evaluate;
mod expression;
mod lexer;
mod parser;
mod typing;

pub use expression::{Comparison, Expression, Name, Term};
pub use parser::ParseError;

pub(crate) use evaluate::Scope;
pub(crate) use typing::{Standing, examine};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest condition, in characters.
pub const LONGEST_CONDITION: usize = 1_000;

/// A condition that reads well; whether its names exist is found when the form is published.
///
/// In JSON the text itself. Writing and reading gives the same condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Condition(Expression);

impl Condition {
    /// # Errors
    /// What was expected, what was found and at which character.
    pub fn parse(text: &str) -> Result<Condition, ParseError> {
        parser::parse(text).map(Condition)
    }

    pub fn expression(&self) -> &Expression {
        &self.0
    }

    /// `None`: unknown, because an answer it needs was not given.
    pub(crate) fn holds(&self, scope: &Scope<'_>) -> Option<bool> {
        scope.holds(&self.0)
    }
}

impl From<Expression> for Condition {
    fn from(expression: Expression) -> Condition {
        Condition(expression)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Condition {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Condition, ParseError> {
        Condition::parse(text)
    }
}

impl TryFrom<String> for Condition {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Condition, ParseError> {
        Condition::parse(&text)
    }
}

impl From<Condition> for String {
    fn from(condition: Condition) -> String {
        condition.to_string()
    }
}
