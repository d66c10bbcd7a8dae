//! Drafts from fields of a page: `work` → `courier`, `household.2.income` → `1500`.

use std::collections::BTreeMap;

use super::{Cells, Draft, MOST_BYTES, MOST_FIELDS, Raw, RawRow, RawTable};
use crate::answers::Answers;
use crate::kind::Kind;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;

/// Rows are numbered with at most this many digits.
const ROW_DIGITS: usize = 4;

impl Draft {
    /// Takes decoded fields in any order; a name may come several times. Rows keep the order of their numbers, gaps
    /// (rows removed on the page) close. Fields the form does not know are passed over: a page has others too.
    ///
    /// # Errors
    /// More than [`MOST_FIELDS`] or [`MOST_BYTES`].
    pub fn from_pairs<N, V>(form: &Published, pairs: impl IntoIterator<Item = (N, V)>) -> Result<Draft, Problem>
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut cells = Cells::new();
        let mut tables: BTreeMap<String, BTreeMap<u16, Cells>> = BTreeMap::new();
        let mut bytes = 0;
        for (count, (name, value)) in pairs.into_iter().enumerate() {
            let (name, value) = (name.as_ref(), value.into());
            bytes += name.len() + value.len();
            if count >= MOST_FIELDS {
                return Err(Problem::at(Path::form(), Code::TooManyFields { max: MOST_FIELDS }));
            }
            if bytes > MOST_BYTES {
                return Err(Problem::at(Path::form(), Code::TooManyBytes { max: MOST_BYTES }));
            }
            match field(form, name) {
                Some(Field::Question) => push(&mut cells, name, value),
                Some(Field::Cell { table, row, column }) => {
                    push(tables.entry(table.to_owned()).or_default().entry(row).or_default(), column, value);
                }
                None => {}
            }
        }
        let rows = |rows: BTreeMap<u16, Cells>| RawTable::Rows(rows.into_values().map(RawRow::Cells).collect());
        let tables = tables.into_iter().map(|(key, found)| (key, rows(found))).collect();
        Ok(Draft { cells, tables, strangers: Vec::new() })
    }

    /// Takes the fields of one section's page and everything else from what was answered before.
    ///
    /// # Errors
    /// As [`Draft::from_pairs`].
    pub fn from_page<N, V>(
        form: &Published,
        section: &str,
        pairs: impl IntoIterator<Item = (N, V)>,
        before: &Answers,
    ) -> Result<Draft, Problem>
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let is_here = |name: &str| {
            let question = name.split('.').next().unwrap_or_default();
            form.section(section).is_some_and(|section| section.questions.iter().any(|found| found.key == question))
        };
        let kept = before.pairs().into_iter().filter(|(name, _)| !is_here(name));
        let page = pairs.into_iter().map(|(name, value)| (name.as_ref().to_owned(), value.into()));
        Draft::from_pairs(form, kept.chain(page.filter(|(name, _)| is_here(name))))
    }

    /// The fields as they would stand on the page, for changing answers given before.
    ///
    /// # Errors
    /// None for answers to this form.
    pub fn from_answers(form: &Published, answers: &Answers) -> Result<Draft, Problem> {
        Draft::from_pairs(form, answers.pairs())
    }
}

enum Field<'a> {
    Question,
    Cell { table: &'a str, row: u16, column: &'a str },
}

fn field<'a>(form: &Published, name: &'a str) -> Option<Field<'a>> {
    let mut parts = name.split('.');
    let (key, row, column, rest) = (parts.next()?, parts.next(), parts.next(), parts.next());
    let question = form.question(key)?;
    match (&question.answer, row, column, rest) {
        (Kind::Heading(_), ..) => None,
        (Kind::Table(_), Some(row), Some(column), None) => {
            let is_number = row.len() <= ROW_DIGITS && row.bytes().all(|b| b.is_ascii_digit());
            let row = row.parse().ok().filter(|_| is_number)?;
            form.column(key, column).map(|_| Field::Cell { table: key, row, column })
        }
        (Kind::Table(_), ..) => None,
        (_, None, None, None) => Some(Field::Question),
        _ => None,
    }
}

fn push(cells: &mut Cells, key: &str, value: String) {
    match cells.entry(key.to_owned()).or_insert_with(|| Raw::Written(Vec::new())) {
        Raw::Written(texts) => texts.push(value),
        Raw::Json(_) => {}
    }
}
