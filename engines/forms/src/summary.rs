//! Answers laid out for reading: review pages, printed forms, rows of an export.
//!
//! Parts, not sentences: the web edge puts them into the reader's language.

use codes::Day;

use crate::answers::Answers;
use crate::kind::Kind;
use crate::limits::Referent;
use crate::number::Number;
use crate::path::Path;
use crate::publish::Published;
use crate::question::Question;
use crate::text::Text;
use crate::value::{Value, Values};

/// What is shown of sensitive answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Everything: to the person, and to whom the form names.
    All,
    /// Enough for the holder to recognise it: `138****5678`; what has no mask is withheld.
    Masked,
    /// That there is an answer, no more.
    Withheld,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub path: Path,
    /// Key of the section.
    pub section: &'a str,
    pub question: &'a Question,
    /// Never empty.
    pub parts: Vec<Part<'a>>,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Asked, not answered.
    Nothing,
    Text(&'a str),
    Number {
        number: Number,
        unit: Option<&'a Text>,
    },
    /// Fen.
    Money(i64),
    Day(Day),
    Yes,
    No,
    /// Label of a chosen option.
    Chosen(&'a Text),
    /// To be looked up by the caller.
    Reference {
        to: Referent,
        id: &'a str,
    },
    /// Opaque id.
    File(&'a str),
    /// The typed name, or the id of the drawn strokes.
    Signature(&'a str),
    /// A table: how many rows follow, each cell on a line of its own.
    Rows(usize),
    Masked(String),
    Withheld,
}

impl Answers {
    /// Every question that was asked, in the order of the form, headings left out; unanswered ones as
    /// [`Part::Nothing`]. A table gives one line with its number of rows, then the cells row by row.
    pub fn summary<'a>(&'a self, form: &'a Published, showing: Showing) -> Vec<Line<'a>> {
        let review = self.review(form);
        let mut lines = Vec::new();
        for section in &form.sections {
            for question in &section.questions {
                let path = Path::question(&question.key);
                if !review.is_asked(&path) || matches!(question.answer, Kind::Heading(_)) {
                    continue;
                }
                lines.push(line(&section.key, path, question, self, showing));
                if question.is_sensitive() && showing != Showing::All {
                    continue;
                }
                for (number, row) in self.rows(&question.key).iter().enumerate() {
                    for column in question.columns() {
                        let path = Path::cell(&question.key, number, &column.key);
                        if review.is_asked(&path) && !matches!(column.answer, Kind::Heading(_)) {
                            lines.push(line(&section.key, path, column, row, showing));
                        }
                    }
                }
            }
        }
        lines
    }
}

fn line<'a>(section: &'a str, path: Path, question: &'a Question, values: &'a Values, showing: Showing) -> Line<'a> {
    let parts = match values.get(&question.key) {
        None => vec![Part::Nothing],
        Some(value) if question.is_sensitive() => guarded(&question.answer, value, showing),
        Some(value) => open(&question.answer, value),
    };
    Line { path, section, question, parts }
}

fn guarded<'a>(kind: &'a Kind, value: &'a Value, showing: Showing) -> Vec<Part<'a>> {
    match (showing, value) {
        (Showing::All, value) => open(kind, value),
        (Showing::Masked, Value::Phone(phone)) => vec![Part::Masked(phone.masked())],
        (Showing::Masked, Value::IdNumber(number)) => vec![Part::Masked(number.masked())],
        (Showing::Masked | Showing::Withheld, _) => vec![Part::Withheld],
    }
}

fn open<'a>(kind: &'a Kind, value: &'a Value) -> Vec<Part<'a>> {
    let unit = match kind {
        Kind::Whole(whole) => whole.unit.as_ref(),
        Kind::Decimal(decimal) => decimal.unit.as_ref(),
        _ => None,
    };
    let label = |key: &String| kind.options().iter().find(|option| option.key == *key).map(|option| &option.label);
    let part = match value {
        Value::Text(text) => Part::Text(text),
        Value::Whole(number) => Part::Number { number: Number::new(*number, 0), unit },
        Value::Decimal(number) => Part::Number { number: *number, unit },
        Value::Money(fen) => Part::Money(*fen),
        Value::Day(day) => Part::Day(*day),
        Value::Flag(flag) => {
            if *flag {
                Part::Yes
            } else {
                Part::No
            }
        }
        Value::Choice(key) => label(key).map_or(Part::Text(key), Part::Chosen),
        Value::Choices(keys) => {
            return keys.iter().map(|key| label(key).map_or(Part::Text(key), Part::Chosen)).collect();
        }
        Value::Phone(phone) => Part::Text(phone.as_str()),
        Value::IdNumber(number) => Part::Text(number.as_str()),
        Value::CreditCode(code) => Part::Text(code.as_str()),
        Value::Reference(id) => match kind {
            Kind::Reference(reference) => Part::Reference { to: reference.to, id },
            _ => Part::Text(id),
        },
        Value::Files(ids) => return ids.iter().map(|id| Part::File(id)).collect(),
        Value::Signature(signature) => Part::Signature(signature),
        Value::Table(rows) => Part::Rows(rows.len()),
    };
    vec![part]
}
