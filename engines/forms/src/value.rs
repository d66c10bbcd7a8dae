//! One typed answer, and answers by key.
//!
//! Values are normalised and within the kind's shape; whether they fit a form is said by reading them with it.

use std::collections::BTreeMap;

use codes::{CreditCode, Day, IdNumber, Mobile};

use crate::number::Number;

/// An answer. Phones and ID numbers mask themselves in `Debug`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Short or long text: NFC, trimmed, lines ended by `\n`, no control characters.
    Text(String),
    Whole(i64),
    /// With exactly the question's digits after the point.
    Decimal(Number),
    /// Fen.
    Money(i64),
    Day(Day),
    Flag(bool),
    /// Key of the option.
    Choice(String),
    /// Keys, in the order of the options, each once; never empty.
    Choices(Vec<String>),
    Phone(Mobile),
    IdNumber(IdNumber),
    CreditCode(CreditCode),
    /// Opaque id.
    Reference(String),
    /// Opaque ids in the order given, each once; never empty.
    Files(Vec<String>),
    /// The typed name, or the opaque id of the drawn strokes.
    Signature(String),
    /// Rows with at least one answer each; never empty.
    Table(Vec<Values>),
}

/// Answers by the key of their question or column; what was not answered or not asked is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, Value>);

impl Value {
    /// Whole, decimal or (in yuan) money as an exact number.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Value::Whole(whole) => Some(Number::new(*whole, 0)),
            Value::Decimal(number) => Some(*number),
            Value::Money(fen) => Some(Number::new(*fen, 2)),
            _ => None,
        }
    }

    /// What is kept as text: texts, codes, ids, signatures, a chosen key.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Choice(text) | Value::Reference(text) | Value::Signature(text) => Some(text),
            Value::Phone(phone) => Some(phone.as_str()),
            Value::IdNumber(number) => Some(number.as_str()),
            Value::CreditCode(code) => Some(code.as_str()),
            _ => None,
        }
    }

    /// How many choices, files or rows; 1 for a single answer.
    pub fn count(&self) -> usize {
        match self {
            Value::Choices(keys) | Value::Files(keys) => keys.len(),
            Value::Table(rows) => rows.len(),
            _ => 1,
        }
    }
}

impl Values {
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// By key, in the order of keys (not of the form).
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub(crate) fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// The answer as text, where its kind is kept as text: see [`Value::as_text`].
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    pub fn whole(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Whole(whole) => Some(*whole),
            _ => None,
        }
    }

    /// Fen.
    pub fn money(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Money(fen) => Some(*fen),
            _ => None,
        }
    }

    pub fn day(&self, key: &str) -> Option<Day> {
        match self.get(key)? {
            Value::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// `None` where neither yes nor no was said.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Chosen keys or ids of files; empty where there are none.
    pub fn list(&self, key: &str) -> &[String] {
        match self.get(key) {
            Some(Value::Choices(keys) | Value::Files(keys)) => keys,
            _ => &[],
        }
    }

    /// Rows of a table; empty where there are none.
    pub fn rows(&self, key: &str) -> &[Values] {
        match self.get(key) {
            Some(Value::Table(rows)) => rows,
            _ => &[],
        }
    }

    pub fn phone(&self, key: &str) -> Option<Mobile> {
        match self.get(key)? {
            Value::Phone(phone) => Some(*phone),
            _ => None,
        }
    }

    pub fn id_number(&self, key: &str) -> Option<IdNumber> {
        match self.get(key)? {
            Value::IdNumber(number) => Some(*number),
            _ => None,
        }
    }

    pub fn credit_code(&self, key: &str) -> Option<CreditCode> {
        match self.get(key)? {
            Value::CreditCode(code) => Some(*code),
            _ => None,
        }
    }
}
