//! Reading: a draft understood question by question, in the order of the form.
//!
//! What is not asked is not looked at, so nothing hidden can influence anything.

mod checks;
mod choices;
mod codes_and_ids;
mod numbers;
mod single;
mod table;
mod texts;

use std::collections::BTreeMap;

use codes::Day;

use crate::answers::Answers;
use crate::condition::{Condition, Scope};
use crate::directory::Directory;
use crate::draft::{Cells, Draft, Raw};
use crate::kind::Kind;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;
use crate::question::Question;
use crate::value::{Value, Values};

/// What came of reading a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Everything that was understood, also where other answers are missing or wrong: enough to be kept as unfinished.
    pub answers: Answers,
    /// All problems in the order of the form, checks across questions last.
    pub problems: Vec<Problem>,
    /// What was asked given these answers; rows as they were sent, blank ones included. What is not here is hidden.
    pub asked: BTreeMap<Path, Demand>,
}

/// Whether a question that is asked must be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    Required,
    Optional,
}

impl Draft {
    /// Understands the draft.
    ///
    /// `today` is the day of answering: limits and conditions on it are settled then, once and for all.
    pub fn read(&self, form: &Published, today: Day, directory: &dyn Directory) -> Reading {
        let mut reader = Reader {
            form,
            draft: self,
            directory,
            today,
            values: Values::default(),
            row_numbers: BTreeMap::new(),
            problems: Vec::new(),
            asked: BTreeMap::new(),
        };
        reader.read_all();
        let answers = Answers::new(form, today, reader.values);
        Reading { answers, problems: reader.problems, asked: reader.asked }
    }
}

impl Reading {
    /// The answers, if nothing is wrong and nothing missing.
    ///
    /// # Errors
    /// All problems.
    pub fn complete(self) -> Result<Answers, Vec<Problem>> {
        if self.problems.is_empty() { Ok(self.answers) } else { Err(self.problems) }
    }

    /// Whether everything written so far is right, though some may still be missing.
    pub fn is_right_so_far(&self) -> bool {
        self.problems.iter().all(Problem::is_missing)
    }

    /// What to say beside a field.
    pub fn problems_at<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.path == *path)
    }

    pub fn is_asked(&self, path: &Path) -> bool {
        self.asked.contains_key(path)
    }

    pub fn is_required(&self, path: &Path) -> bool {
        self.asked.get(path) == Some(&Demand::Required)
    }
}

/// Reading in progress.
struct Reader<'a> {
    form: &'a Published,
    draft: &'a Draft,
    directory: &'a dyn Directory,
    today: Day,
    values: Values,
    /// For each table, which row of the draft each kept row was.
    row_numbers: BTreeMap<String, Vec<usize>>,
    problems: Vec<Problem>,
    asked: BTreeMap<Path, Demand>,
}

impl Reader<'_> {
    fn read_all(&mut self) {
        let (form, draft) = (self.form, self.draft);
        for path in draft.strangers.iter().filter(|path| path.column.is_none()) {
            self.problems.push(Problem::at(path.clone(), Code::UnknownQuestion));
        }
        for section in &form.sections {
            let is_shown = section.show_if.as_ref().is_none_or(|show_if| show_if.holds(&self.scope()) == Some(true));
            for question in section.questions.iter().filter(|_| is_shown) {
                self.read_question(question);
            }
        }
        self.check_across();
    }

    fn scope(&self) -> Scope<'_> {
        Scope { today: self.today, answers: &self.values, row: None }
    }

    fn read_question(&mut self, question: &Question) {
        let Some(demand) = demand(question, &self.scope()) else {
            return;
        };
        let path = Path::question(&question.key);
        self.asked.insert(path.clone(), demand);
        match &question.answer {
            Kind::Heading(_) => {}
            Kind::Table(table) => self.read_table(question, table, demand),
            _ => {
                let value = self.read_single(question, &self.draft.cells, path, demand);
                if let Some(value) = value {
                    self.values.put(&question.key, value);
                }
            }
        }
    }

    /// A question that is no table, from the cells of the form or of a row.
    fn read_single(&mut self, question: &Question, cells: &Cells, path: Path, demand: Demand) -> Option<Value> {
        let is_required = demand == Demand::Required;
        let given = cells.get(&question.key).filter(|raw| !raw.is_blank());
        let read = given.map_or(Ok(None), |raw: &Raw| single::read(&question.answer, raw, self.today, self.directory));
        match read {
            Ok(Some(Value::Flag(false))) if is_required && is_consent(question) => {
                self.problems.push(Problem::at(path, Code::ConsentNeeded));
                Some(Value::Flag(false))
            }
            Ok(None) if is_required => {
                self.problems.push(Problem::at(path, Code::Required));
                None
            }
            Ok(value) => value,
            Err(code) => {
                self.problems.push(Problem::at(path, code));
                None
            }
        }
    }
}

fn is_consent(question: &Question) -> bool {
    matches!(&question.answer, Kind::YesNo(yes_no) if yes_no.consent)
}

/// `None` if the question is not asked at all.
fn demand(question: &Question, scope: &Scope<'_>) -> Option<Demand> {
    let holds = |condition: &Condition| condition.holds(scope) == Some(true);
    if !question.show_if.as_ref().is_none_or(holds) {
        return None;
    }
    let is_required = question.required || question.require_if.as_ref().is_some_and(holds);
    Some(if is_required { Demand::Required } else { Demand::Optional })
}
