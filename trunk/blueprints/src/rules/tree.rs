//! A TOML text as values that know their line, so that whatever is wrong with one can say where it stands.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::section::Problem;

/// Faults of the text itself that are told at once; more say nothing new.
const MOST_BROKEN: usize = 20;
/// How deep tables may stand in each other; a blueprint needs three.
const DEEPEST: usize = 8;

/// A value, the line it stands in (from 1), and its bytes in the text.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub line: usize,
    pub at: Range<usize>,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    /// As it was written, `19.90`: money is never a float.
    Decimal(String),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A day, or a number beyond all bounds.
    Other,
}

/// A key with its line and value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub line: usize,
    pub node: Node,
}

/// Reads a text.
///
/// # Errors
/// One problem for every place that is no TOML.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let (table, faults) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    if !faults.is_empty() {
        let problem = |fault: &toml::de::Error| {
            let line = fault.span().map_or(1, |span| lines.at(span.start));
            Problem::new(line, "blueprints-not-toml").with("said", first_line(fault.message()))
        };
        return Err(faults.iter().take(MOST_BROKEN).map(problem).collect());
    }
    Ok(entries(&lines, table.get_ref(), 0))
}

fn entries(lines: &Lines, table: &DeTable<'_>, depth: usize) -> Vec<Entry> {
    let mut found: Vec<Entry> = table
        .iter()
        .map(|(key, value)| {
            let line = lines.at(key.span().start);
            Entry { key: key.get_ref().to_string(), line, node: node(lines, value, depth) }
        })
        .collect();
    found.sort_by_key(|entry| entry.line);
    found
}

fn node(lines: &Lines, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
    let at = value.span();
    let read = match value.get_ref() {
        _ if depth > DEEPEST => Value::Other,
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            i64::from_str_radix(&digits, number.radix()).map_or(Value::Other, Value::Whole)
        }
        DeValue::Float(number) => Value::Decimal(number.as_str().replace('_', "")),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Other,
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(lines, item, depth + 1)).collect()),
        DeValue::Table(table) => Value::Table(entries(lines, table, depth + 1)),
    };
    Node { line: lines.at(at.start), at, value: read }
}

/// Where each line ends, in bytes: a text of tens of thousands of values is asked for the line of each.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|end| *end < byte) + 1
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().chars().take(120).collect()
}
