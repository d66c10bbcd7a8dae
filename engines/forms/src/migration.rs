//! Answers carried from one version of a form into another.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::answers::{Answers, members};
use crate::difference::{What, difference};
use crate::directory::Anything;
use crate::draft::Draft;
use crate::kind::Kind;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;
use crate::question::Question;
use crate::value::{Value, Values};

/// What came of carrying answers over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// To the new version, of the same day.
    pub answers: Answers,
    /// Answers that were left behind; rows as in the old answers.
    pub dropped: Vec<Dropped>,
    /// Demanded by the new version and not answered, though the old one was content.
    pub newly_required: Vec<Path>,
    /// Kept answers whose question is worded differently now: a consent among them should be asked again.
    pub reworded: Vec<Path>,
}

/// An answer left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub path: Path,
    pub why: Why,
}

/// Why an answer was left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The new version has no such question.
    Removed,
    /// The question takes another kind of answer.
    OtherKind,
    /// The new limits or options refuse it.
    Refused(Code),
    /// A signature stands under what was signed.
    Signature,
    /// With these answers the new version does not ask it.
    NotAsked,
}

/// Keeps what was answered to questions that are still the same: same key, same kind, answer within the new limits.
/// The versions may be in either order.
///
/// # Errors
/// Answers to another form or version than `from`, or versions of two forms.
pub fn migrate(answers: &Answers, from: &Published, to: &Published) -> Result<Migration, Problem> {
    if !answers.is_of(from) || from.key != to.key {
        let code = Code::OtherForm { key: answers.form().to_owned(), version: answers.version() };
        return Err(Problem::at(Path::form(), code));
    }
    let mut dropped = Vec::new();
    let mut kept = carried(answers.values(), &|key| from.question(key), &|key| to.question(key), None, &mut dropped);
    let draft = Draft::from_json_value(to, kept.clone())?;
    let first = draft.read(to, answers.answered_on(), &Anything);
    // What the new limits refuse is taken out before reading again, so that nothing depends on it.
    for problem in first.problems.iter().filter(|problem| !problem.code.leaves_the_answer()) {
        take_out(&mut kept, problem);
        dropped.push(Dropped { path: problem.path.clone(), why: Why::Refused(problem.code.clone()) });
    }
    let reading = Draft::from_json_value(to, kept.clone())?.read(to, answers.answered_on(), &Anything);
    let not_asked = paths(&kept).into_iter().filter(|path| !reading.is_asked(path));
    dropped.extend(not_asked.map(|path| Dropped { path, why: Why::NotAsked }));

    let missing = |problems: &[Problem]| -> BTreeSet<Path> {
        problems.iter().filter(|problem| problem.is_missing()).map(|problem| problem.path.clone()).collect()
    };
    let was_missing = missing(&answers.review(from).problems);
    let newly_required = reading
        .problems
        .iter()
        .filter(|problem| problem.is_missing() && !was_missing.contains(&problem.path))
        .map(|problem| problem.path.clone())
        .collect();
    let changes = difference(from, to).into_iter().filter(|change| change.what == What::Wording);
    let is_answered = |path: &Path| match &path.column {
        Some(column) => reading.answers.rows(&path.question).iter().any(|row| row.get(column).is_some()),
        None => reading.answers.get(&path.question).is_some(),
    };
    let reworded = changes.map(|change| change.path).filter(is_answered).collect();
    Ok(Migration { answers: reading.answers, dropped, newly_required, reworded })
}

type Ask<'a> = &'a dyn Fn(&str) -> Option<&'a Question>;

/// The answers as JSON, without those whose question is gone or another now.
fn carried(values: &Values, from: Ask<'_>, to: Ask<'_>, row: Option<(&str, usize)>, dropped: &mut Vec<Dropped>) -> Json {
    let mut kept = Map::new();
    for (key, json) in members(values) {
        let path = match row {
            Some((table, number)) => Path::cell(table, number, &key),
            None => Path::question(&key),
        };
        let (Some(before), Some(after)) = (from(&key), to(&key)) else {
            dropped.push(Dropped { path, why: Why::Removed });
            continue;
        };
        if before.answer.name() != after.answer.name() {
            dropped.push(Dropped { path, why: Why::OtherKind });
            continue;
        }
        if matches!(before.answer, Kind::Signature(_)) {
            dropped.push(Dropped { path, why: Why::Signature });
            continue;
        }
        let json = match values.get(&key) {
            Some(Value::Table(rows)) => {
                let old = |key: &str| before.columns().iter().find(|column| column.key == key);
                let new = |key: &str| after.columns().iter().find(|column| column.key == key);
                let rows = rows.iter().enumerate();
                rows.map(|(number, row)| carried(row, &old, &new, Some((&path.question, number)), dropped)).collect()
            }
            _ => json,
        };
        kept.insert(key, json);
    }
    Json::Object(kept)
}

fn take_out(kept: &mut Json, problem: &Problem) {
    let Problem { path, code } = problem;
    let Some(kept) = kept.as_object_mut() else {
        return;
    };
    if let Code::TooManyRows { max } = code {
        let Some(rows) = kept.get_mut(&path.question).and_then(Json::as_array_mut) else {
            return;
        };
        let has_answers = |row: &Json| row.as_object().is_some_and(|cells| !cells.is_empty());
        let mut count = 0;
        rows.retain(|row| {
            count += usize::from(has_answers(row));
            count <= usize::from(*max)
        });
        return;
    }
    match (path.row, &path.column) {
        (Some(row), Some(column)) => {
            let row = kept.get_mut(&path.question).and_then(|table| table.get_mut(row));
            if let Some(row) = row.and_then(Json::as_object_mut) {
                row.remove(column);
            }
        }
        _ => {
            kept.remove(&path.question);
        }
    }
}

/// Every question, and every cell of every row, that is answered.
fn paths(kept: &Json) -> Vec<Path> {
    let mut paths = Vec::new();
    for (key, value) in kept.as_object().into_iter().flatten() {
        let rows = value.as_array().filter(|rows| rows.iter().any(Json::is_object));
        match rows {
            None => paths.push(Path::question(key)),
            Some(rows) => {
                for (number, row) in rows.iter().enumerate() {
                    let columns = row.as_object().into_iter().flatten();
                    paths.extend(columns.map(|(column, _)| Path::cell(key, number, column)));
                }
            }
        }
    }
    paths
}
