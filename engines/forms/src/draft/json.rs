//! Drafts from JSON, as programs send answers: one object with the keys of the questions.

use serde_json::Value as Json;

use super::{Cells, Draft, MOST_BYTES, Raw, RawRow, RawTable};
use crate::kind::Kind;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;

/// A program that is this wrong is not helped by a longer list.
const MOST_STRANGERS: usize = 100;

impl Draft {
    /// Takes `{"work": "courier", "household": [{"income": 150000}]}`. Per kind: texts, codes, ids, options and days
    /// are strings, decimals strings too, whole numbers integers, money integers in fen, yes-or-no booleans, choices
    /// and files lists of strings, tables lists of objects; `null` is no answer. Names the form does not know become
    /// problems when the draft is read.
    ///
    /// # Errors
    /// More than [`MOST_BYTES`], no JSON, or no object.
    pub fn from_json(form: &Published, text: &str) -> Result<Draft, Problem> {
        if text.len() > MOST_BYTES {
            return Err(Problem::at(Path::form(), Code::TooManyBytes { max: MOST_BYTES }));
        }
        let json = serde_json::from_str(text).map_err(|_| Problem::at(Path::form(), Code::NotJson))?;
        Draft::from_json_value(form, json)
    }

    /// As [`Draft::from_json`], of JSON that was read (and bounded) before.
    ///
    /// # Errors
    /// No object.
    pub fn from_json_value(form: &Published, json: Json) -> Result<Draft, Problem> {
        let Json::Object(members) = json else {
            return Err(Problem::at(Path::form(), Code::WrongShape { expected: "object" }));
        };
        let mut draft = Draft::default();
        for (key, value) in members {
            match form.question(&key).map(|question| &question.answer) {
                Some(Kind::Table(_)) => {
                    let table = table(form, &key, value, &mut draft.strangers);
                    draft.tables.extend(table.map(|table| (key, table)));
                }
                Some(Kind::Heading(_)) | None => stranger(&mut draft.strangers, Path::question(&shortened(&key))),
                Some(_) => {
                    draft.cells.insert(key, Raw::Json(value));
                }
            }
        }
        Ok(draft)
    }
}

fn table(form: &Published, key: &str, value: Json, strangers: &mut Vec<Path>) -> Option<RawTable> {
    let rows = match value {
        Json::Null => return None,
        Json::Array(rows) => rows,
        _ => return Some(RawTable::Misshapen),
    };
    let mut found = Vec::with_capacity(rows.len());
    for (at, row) in rows.into_iter().enumerate() {
        let Json::Object(members) = row else {
            found.push(RawRow::Misshapen);
            continue;
        };
        let mut cells = Cells::new();
        for (column, value) in members {
            match form.column(key, &column).map(|question| &question.answer) {
                None | Some(Kind::Heading(_)) => stranger(strangers, Path::cell(key, at, &shortened(&column))),
                Some(_) => {
                    cells.insert(column, Raw::Json(value));
                }
            }
        }
        found.push(RawRow::Cells(cells));
    }
    Some(RawTable::Rows(found))
}

fn stranger(strangers: &mut Vec<Path>, path: Path) {
    if strangers.len() < MOST_STRANGERS {
        strangers.push(path);
    }
}

/// Enough of a foreign key to recognise it by.
fn shortened(key: &str) -> String {
    key.chars().take(80).collect()
}
