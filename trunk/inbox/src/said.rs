use codes::Day;
use i18n::{FluentValue, Voice};
use organisation::Federation;
use serde::{Deserialize, Serialize};
use store::{Fault, Instant, Outcome};
use uuid::Uuid;

/// A message of the house takes so many values at most.
const MOST_VALUES: usize = 3;
const LONGEST_TITLE: usize = 200;

/// One value of a message, by what it is. None of them is a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A count; takes part in plurals.
    #[serde(rename = "n")]
    Number(i64),
    /// Said as `11月18日 周三`.
    #[serde(rename = "d")]
    Day(i32),
    /// Unix milliseconds, said as `11月18日 15:06`.
    #[serde(rename = "i")]
    Moment(i64),
    /// Said by its name of the day it is read.
    #[serde(rename = "u")]
    Union(Uuid),
    /// Another message.
    #[serde(rename = "k")]
    Word(String),
    /// The published title of a thing: an activity, a circular.
    #[serde(rename = "t")]
    Title(String),
}

/// A message with its values, to be said to whoever reads it, in his language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    key: String,
    values: Vec<(String, Value)>,
}

impl Said {
    /// The message of this key, of any crate of the house; at most three values may be added.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key: key.to_owned(), values: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name.to_owned(), value));
        self
    }

    #[must_use]
    pub fn number(self, name: &'static str, n: i64) -> Self {
        self.with(name, Value::Number(n))
    }

    #[must_use]
    pub fn day(self, name: &'static str, day: Day) -> Self {
        self.with(name, Value::Day(day.0))
    }

    #[must_use]
    pub fn moment(self, name: &'static str, at: Instant) -> Self {
        self.with(name, Value::Moment(at))
    }

    #[must_use]
    pub fn union(self, name: &'static str, union: Uuid) -> Self {
        self.with(name, Value::Union(union))
    }

    /// The value is itself a message.
    #[must_use]
    pub fn word(self, name: &'static str, key: &'static str) -> Self {
        self.with(name, Value::Word(key.to_owned()))
    }

    /// A title that is published anyway. Never a person's name, and nothing that tells of one.
    #[must_use]
    pub fn title(self, name: &'static str, title: &str) -> Self {
        self.with(name, Value::Title(title.chars().take(LONGEST_TITLE).collect()))
    }

    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    #[must_use]
    pub fn values(&self) -> &[(String, Value)] {
        &self.values
    }

    /// The values as a row keeps them.
    pub(crate) fn kept(&self) -> Outcome<String> {
        if self.values.len() > MOST_VALUES {
            return Err(Fault::Internal(format!("{} has more than {MOST_VALUES} values", self.key)));
        }
        serde_json::to_string(&self.values).map_err(|e| Fault::Internal(e.to_string()))
    }

    /// Several told as one: the message knows `n` and `union`.
    pub(crate) fn of_many(key: String, n: i64, union: Uuid) -> Self {
        Self { key, values: vec![("n".to_owned(), Value::Number(n)), ("union".to_owned(), Value::Union(union))] }
    }

    /// What a row keeps, read back.
    pub(crate) fn read(key: String, values: &str) -> Outcome<Self> {
        let values = serde_json::from_str(values).map_err(|e| Fault::Internal(format!("values of {key}: {e}")))?;
        Ok(Self { key, values })
    }

    /// In the reader's language.
    #[must_use]
    pub fn say(&self, v: &Voice, federation: &Federation) -> String {
        let value = |(name, value): &(String, Value)| {
            let said = match value {
                Value::Number(n) => FluentValue::from(*n),
                Value::Day(day) => FluentValue::from(v.date(*day)),
                Value::Moment(at) => FluentValue::from(v.stamp(*at)),
                Value::Union(union) => FluentValue::from(federation.name(*union)),
                Value::Word(key) => FluentValue::from(v.t(key)),
                Value::Title(title) => FluentValue::from(title.clone()),
            };
            (name.clone(), said)
        };
        let mut values = self.values.iter().map(value);
        match (values.next(), values.next(), values.next()) {
            (None, ..) => v.t(&self.key),
            (Some(a), None, _) => v.t1(&self.key, &a.0, a.1),
            (Some(a), Some(b), None) => v.t2(&self.key, &a.0, a.1, &b.0, b.1),
            (Some(a), Some(b), Some(c)) => v.t3(&self.key, &a.0, a.1, &b.0, b.1, &c.0, c.1),
        }
    }
}
