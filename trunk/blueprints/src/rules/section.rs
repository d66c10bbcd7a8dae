//! A table of a blueprint as a room reads it, key by key. Whoever reads says what he expects; what is wrong is gathered with
//! its line, and what nobody read is a problem too.

use std::ops::RangeInclusive;

use super::tree::{Entry, Node, Value};

/// The longest text of one key, characters.
const LONGEST: usize = 2_000;
/// Items of one list.
const MOST_ITEMS: usize = 200;

/// What is wrong with a text, and in which line (from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    /// Message key, of this crate or of the room.
    pub key: &'static str,
    pub values: Vec<(&'static str, String)>,
}

impl Problem {
    #[must_use]
    pub fn new(line: usize, key: &'static str) -> Self {
        Self { line, key, values: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The problem as a message for the reader.
    #[must_use]
    pub fn say(&self, v: &i18n::Voice) -> String {
        v.say(&i18n::Message { key: self.key, values: self.values.clone() })
    }
}

/// One table while it is read.
#[derive(Debug)]
pub struct Section<'a> {
    line: usize,
    entries: &'a [Entry],
    read: Vec<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Section<'a> {
    pub(crate) fn new(line: usize, entries: &'a [Entry]) -> Self {
        Self { line, entries, read: Vec::new(), problems: Vec::new() }
    }

    fn entry(&mut self, key: &str) -> Option<&'a Entry> {
        let found = self.entries.iter().find(|entry| entry.key == key)?;
        self.read.push(&found.key);
        Some(found)
    }

    /// Whether the key is there; reading it is still to be done.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Something the room has to say about a key, in the key's line; in the table's where it is missing.
    pub fn complain(&mut self, key: &str, problem: &'static str) {
        let line = self.entries.iter().find(|entry| entry.key == key).map_or(self.line, |entry| entry.line);
        self.problems.push(Problem::new(line, problem).with("key", key));
    }

    /// The key must be there.
    pub fn demand(&mut self, key: &'static str) {
        if !self.has(key) {
            self.problems.push(Problem::new(self.line, "blueprints-key-missing").with("key", key));
        }
    }

    fn expect<T>(&mut self, key: &str, want: &'static str, take: impl FnOnce(&'a Node) -> Option<T>) -> Option<T> {
        let entry = self.entry(key)?;
        let taken = take(&entry.node);
        if taken.is_none() {
            self.problems.push(Problem::new(entry.line, want).with("key", key));
        }
        taken
    }

    /// A text of at most 2,000 characters.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.expect(key, "blueprints-wants-text", |node| match &node.value {
            Value::Text(text) if text.chars().count() <= LONGEST && is_clean(text) => Some(text.trim().to_owned()),
            _ => None,
        })
    }

    /// A whole number within bounds.
    pub fn number(&mut self, key: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let (least, most) = (*bounds.start(), *bounds.end());
        let entry = self.entry(key)?;
        match &entry.node.value {
            Value::Whole(n) if bounds.contains(n) => Some(*n),
            _ => {
                let problem = Problem::new(entry.line, "blueprints-wants-number").with("key", key);
                self.problems.push(problem.with("least", least).with("most", most));
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        self.expect(key, "blueprints-wants-flag", |node| match node.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// Yuan, as a number or a text: `240`, `19.90`, `"19.90"`; answered as it was written.
    pub fn money(&mut self, key: &str) -> Option<String> {
        self.expect(key, "blueprints-wants-money", |node| {
            let text = match &node.value {
                Value::Whole(n) => n.to_string(),
                Value::Decimal(text) | Value::Text(text) => text.clone(),
                _ => return None,
            };
            codes::money::parse_fen(&text).ok().filter(|fen| *fen >= 0).map(|_| text)
        })
    }

    /// One of these words.
    pub fn one_of(&mut self, key: &str, words: &[&'static str]) -> Option<&'static str> {
        let entry = self.entry(key)?;
        let word = match &entry.node.value {
            Value::Text(text) => words.iter().copied().find(|word| word == text),
            _ => None,
        };
        if word.is_none() {
            let problem = Problem::new(entry.line, "blueprints-wants-word").with("key", key);
            self.problems.push(problem.with("words", words.join(" ")));
        }
        word
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        let text = |node: &Node| match &node.value {
            Value::Text(text) if text.chars().count() <= LONGEST && is_clean(text) => Some(text.trim().to_owned()),
            _ => None,
        };
        self.expect(key, "blueprints-wants-texts", |node| match &node.value {
            Value::List(items) if items.len() <= MOST_ITEMS => items.iter().map(text).collect(),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// A table under this key.
    pub fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Section<'_>) -> T) -> Option<T> {
        let inner = self.expect(key, "blueprints-wants-table", |node| match &node.value {
            Value::Table(entries) => Some((node.line, entries)),
            _ => None,
        })?;
        Some(self.inside(inner.0, inner.1, read))
    }

    /// A list of tables under this key.
    pub fn tables<T>(&mut self, key: &str, mut read: impl FnMut(&mut Section<'_>) -> T) -> Vec<T> {
        let items = self.expect(key, "blueprints-wants-tables", |node| match &node.value {
            Value::List(items) if items.len() <= MOST_ITEMS => items
                .iter()
                .map(|item| match &item.value {
                    Value::Table(entries) => Some((item.line, entries)),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>(),
            _ => None,
        });
        items.unwrap_or_default().into_iter().map(|(line, entries)| self.inside(line, entries, &mut read)).collect()
    }

    /// Leaves everything unread without a word.
    pub(crate) fn ignore(&mut self) {
        self.read.extend(self.entries.iter().map(|entry| entry.key.as_str()));
    }

    fn inside<T>(&mut self, line: usize, entries: &[Entry], read: impl FnOnce(&mut Section<'_>) -> T) -> T {
        let mut inner = Section::new(line, entries);
        let found = read(&mut inner);
        self.problems.extend(inner.finish());
        found
    }

    /// Everything that is wrong; what nobody asked for stands there as unknown.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        for entry in self.entries.iter().filter(|entry| !self.read.contains(&entry.key.as_str())) {
            self.problems.push(Problem::new(entry.line, "blueprints-key-unknown").with("key", shown(&entry.key)));
        }
        self.problems
    }
}

/// PostgreSQL cannot store NUL, and no reader sees the others.
fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

fn shown(key: &str) -> String {
    key.chars().filter(|c| !c.is_control()).take(40).collect()
}
