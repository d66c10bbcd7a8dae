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
    if !faults.is_empty() {
        let problem = |fault: &toml::de::Error| {
            let line = fault.span().map_or(1, |span| line_of(text, span.start));
            Problem::new(line, "blueprints-not-toml").with("said", first_line(fault.message()))
        };
        return Err(faults.iter().take(MOST_BROKEN).map(problem).collect());
    }
    Ok(entries(text, table.get_ref(), 0))
}

fn entries(text: &str, table: &DeTable<'_>, depth: usize) -> Vec<Entry> {
    let mut found: Vec<Entry> = table
        .iter()
        .map(|(key, value)| {
            let line = line_of(text, key.span().start);
            Entry { key: key.get_ref().to_string(), line, node: node(text, value, depth) }
        })
        .collect();
    found.sort_by_key(|entry| entry.line);
    found
}

fn node(text: &str, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
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
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(text, item, depth + 1)).collect()),
        DeValue::Table(table) => Value::Table(entries(text, table, depth + 1)),
    };
    Node { line: line_of(text, at.start), at, value: read }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().chars().take(120).collect()
}
