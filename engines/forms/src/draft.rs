//! What somebody sent, sorted by question but not yet understood.
//!
//! A draft keeps what was typed, also where it is wrong, so that a page can be shown again as it was left.

mod json;
mod pairs;

use std::collections::BTreeMap;
use std::fmt;

use crate::clean;
use crate::path::Path;
use crate::problem::Code;

/// Most fields of one submission; a form of [`MOST_QUESTIONS`](crate::MOST_QUESTIONS) with its largest table has fewer.
pub const MOST_FIELDS: usize = 10_000;
/// Largest submission, names and values together, in bytes.
pub const MOST_BYTES: usize = 1024 * 1024;

/// Made by [`Draft::from_pairs`], [`Draft::from_page`], [`Draft::from_json`] or [`Draft::from_answers`]; understood by
/// [`Draft::read`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub(crate) cells: Cells,
    pub(crate) tables: BTreeMap<String, RawTable>,
    /// JSON only: names the form does not have.
    pub(crate) strangers: Vec<Path>,
}

/// By key of the question or column.
pub(crate) type Cells = BTreeMap<String, Raw>;

/// One answer as it came. Its `Debug` says nothing of it, so that nothing typed can slip into a log.
#[derive(Clone, PartialEq)]
pub(crate) enum Raw {
    /// From fields of a page or a spreadsheet, by people.
    Written(Vec<String>),
    /// From programs.
    Json(serde_json::Value),
}

/// A table as it came.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RawTable {
    Rows(Vec<RawRow>),
    /// JSON only: not a list.
    Misshapen,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RawRow {
    Cells(Cells),
    /// JSON only: not an object.
    Misshapen,
}

impl Draft {
    /// How many rows of the table were sent, blank ones included; row `n` of a page is `household.n.…`.
    pub fn row_count(&self, table: &str) -> usize {
        match self.tables.get(table) {
            Some(RawTable::Rows(rows)) => rows.len(),
            _ => 0,
        }
    }

    /// What was written into the field, to be shown again; nothing for answers that came as JSON.
    pub fn written(&self, path: &Path) -> &[String] {
        let raw = match (&path.row, &path.column) {
            (Some(row), Some(column)) => match self.tables.get(&path.question) {
                Some(RawTable::Rows(rows)) => match rows.get(*row) {
                    Some(RawRow::Cells(cells)) => cells.get(column),
                    _ => None,
                },
                _ => None,
            },
            _ => self.cells.get(&path.question),
        };
        match raw {
            Some(Raw::Written(texts)) => texts,
            _ => &[],
        }
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Raw {
    /// Whether nothing was answered.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Raw::Written(texts) => texts.iter().all(|text| clean::is_blank(text)),
            Raw::Json(serde_json::Value::Null) => true,
            Raw::Json(serde_json::Value::String(text)) => clean::is_blank(text),
            Raw::Json(serde_json::Value::Array(list)) => list.is_empty(),
            Raw::Json(_) => false,
        }
    }

    /// The one text that was given, made clean; `None` where nothing was.
    ///
    /// # Errors
    /// Several different texts, or JSON that is no string.
    pub(crate) fn one(&self, clean: fn(&str) -> String) -> Result<Option<String>, Code> {
        match self {
            Raw::Written(texts) => {
                let mut given = texts.iter().map(|text| clean(text)).filter(|text| !text.is_empty());
                let first = given.next();
                if given.any(|other| Some(&other) != first.as_ref()) {
                    return Err(Code::OneAnswerOnly);
                }
                Ok(first)
            }
            Raw::Json(serde_json::Value::Null) => Ok(None),
            Raw::Json(serde_json::Value::String(text)) => Ok(Some(clean(text)).filter(|text| !text.is_empty())),
            Raw::Json(_) => Err(Code::WrongShape { expected: "string" }),
        }
    }

    /// The texts that were given, made clean, each once, in their order.
    ///
    /// # Errors
    /// JSON that is no list of strings.
    pub(crate) fn several(&self, clean: fn(&str) -> String) -> Result<Vec<String>, Code> {
        let wrong = Code::WrongShape { expected: "list of strings" };
        let given: Vec<String> = match self {
            Raw::Written(texts) => texts.iter().map(|text| clean(text)).collect(),
            Raw::Json(serde_json::Value::Null) => Vec::new(),
            Raw::Json(serde_json::Value::Array(list)) => {
                let texts = list.iter().map(|item| item.as_str().map(clean));
                texts.collect::<Option<_>>().ok_or(wrong)?
            }
            Raw::Json(_) => return Err(wrong),
        };
        let mut once: Vec<String> = Vec::new();
        for text in given {
            // Lists are short; past this the answer is refused as too long anyway.
            if !text.is_empty() && once.len() <= 1_000 && !once.contains(&text) {
                once.push(text);
            }
        }
        Ok(once)
    }
}
