//! Counting answers of many sheets: how often each option, sums of numbers.
//!
//! Exact and in any order; hiding small counts is the caller's. Texts are only counted, never collected.

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::kind::Kind;
use crate::number::Number;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;
use crate::question::Question;
use crate::value::{Value, Values};

/// Counts over sheets of one version of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    form: String,
    version: u32,
    /// Sheets counted.
    pub sheets: u64,
    /// By question; columns of tables over all rows, as [`Path::column`].
    pub counts: BTreeMap<Path, Count>,
}

/// What was answered to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Sheets (of a column: rows) that were asked; those to whom it was hidden are not in it.
    pub asked: u64,
    pub answered: u64,
    pub figures: Figures,
}

/// Figures by the kind of question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// Texts, ids, files and the like: only how many answered.
    #[default]
    None,
    YesNo {
        yes: u64,
        no: u64,
    },
    /// Key of each option in the order of the form, with how often it was chosen.
    Options(Vec<(String, u64)>),
    Numbers(Numbers),
    /// A table: rows altogether.
    Rows(u64),
}

/// Sum and span of whole numbers, decimals or (in fen) money: units of 10^−`places`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Digits after the point of all three; 2 for money.
    pub places: u8,
    pub sum: i128,
    /// Least and largest; both 0 while nothing was answered.
    pub least: i64,
    pub largest: i64,
    count: u64,
}

impl Tally {
    /// Every question and column with zeros.
    pub fn new(form: &Published) -> Tally {
        let mut counts = BTreeMap::new();
        for question in form.questions() {
            counts.extend(zero(question).map(|count| (Path::question(&question.key), count)));
            for column in question.columns() {
                counts.extend(zero(column).map(|count| (Path::column(&question.key, &column.key), count)));
            }
        }
        Tally { form: form.key.clone(), version: form.version, sheets: 0, counts }
    }

    /// Counts one sheet.
    ///
    /// # Errors
    /// A sheet of another form or version; nothing is counted. Carry it over first: [`migrate`](crate::migrate).
    pub fn add(&mut self, form: &Published, answers: &Answers) -> Result<(), Problem> {
        if !answers.is_of(form) || form.key != self.form || form.version != self.version {
            let code = Code::OtherForm { key: answers.form().to_owned(), version: answers.version() };
            return Err(Problem::at(Path::form(), code));
        }
        self.sheets += 1;
        for path in answers.review(form).asked.keys() {
            let (place, values) = match (&path.row, &path.column) {
                (Some(row), Some(column)) => {
                    let Some(row) = answers.rows(&path.question).get(*row) else {
                        continue;
                    };
                    (Path::column(&path.question, column), row)
                }
                _ => (path.clone(), answers.values()),
            };
            if let Some(count) = self.counts.get_mut(&place) {
                count.add(value_at(values, path));
            }
        }
        Ok(())
    }

    /// Adds what was counted elsewhere, so that counting can be shared out.
    ///
    /// # Errors
    /// A tally of another form or version; nothing is added.
    pub fn merge(&mut self, other: &Tally) -> Result<(), Problem> {
        if other.form != self.form || other.version != self.version {
            let code = Code::OtherForm { key: other.form.clone(), version: other.version };
            return Err(Problem::at(Path::form(), code));
        }
        self.sheets += other.sheets;
        for (path, count) in &other.counts {
            self.counts.entry(path.clone()).or_default().merge(count);
        }
        Ok(())
    }
}

fn value_at<'a>(values: &'a Values, path: &Path) -> Option<&'a Value> {
    values.get(path.column.as_deref().unwrap_or(&path.question))
}

/// `None` for headings.
fn zero(question: &Question) -> Option<Count> {
    let numbers = |places| Figures::Numbers(Numbers { places, ..Numbers::default() });
    let figures = match &question.answer {
        Kind::Heading(_) => return None,
        Kind::YesNo(_) => Figures::YesNo { yes: 0, no: 0 },
        Kind::ChooseOne(_) | Kind::ChooseMany(_) => {
            Figures::Options(question.answer.options().iter().map(|option| (option.key.clone(), 0)).collect())
        }
        Kind::Whole(_) => numbers(0),
        Kind::Decimal(decimal) => numbers(decimal.places),
        Kind::Money(_) => numbers(2),
        Kind::Table(_) => Figures::Rows(0),
        _ => Figures::None,
    };
    Some(Count { figures, ..Count::default() })
}

impl Count {
    fn add(&mut self, value: Option<&Value>) {
        self.asked += 1;
        let Some(value) = value else { return };
        self.answered += 1;
        match (&mut self.figures, value) {
            (Figures::YesNo { yes, no }, Value::Flag(flag)) => *if *flag { yes } else { no } += 1,
            (Figures::Options(options), Value::Choice(chosen)) => {
                options.iter_mut().filter(|(key, _)| key == chosen).for_each(|(_, count)| *count += 1);
            }
            (Figures::Options(options), Value::Choices(chosen)) => {
                options.iter_mut().filter(|(key, _)| chosen.contains(key)).for_each(|(_, count)| *count += 1);
            }
            (Figures::Rows(rows), Value::Table(answered)) => *rows += answered.len() as u64,
            (Figures::Numbers(numbers), value) => {
                if let Some(number) = value.as_number() {
                    numbers.add(number);
                }
            }
            _ => {}
        }
    }

    fn merge(&mut self, other: &Count) {
        self.asked += other.asked;
        self.answered += other.answered;
        match (&mut self.figures, &other.figures) {
            (Figures::YesNo { yes, no }, Figures::YesNo { yes: more_yes, no: more_no }) => {
                *yes += more_yes;
                *no += more_no;
            }
            (Figures::Options(options), Figures::Options(more)) => {
                options.iter_mut().zip(more).for_each(|((_, count), (_, more))| *count += more);
            }
            (Figures::Rows(rows), Figures::Rows(more)) => *rows += more,
            (Figures::Numbers(numbers), Figures::Numbers(more)) => numbers.merge(more),
            _ => {}
        }
    }
}

impl Numbers {
    fn add(&mut self, number: Number) {
        let one =
            Numbers { places: number.places, sum: number.units.into(), least: number.units, largest: number.units, count: 1 };
        self.merge(&one);
    }

    fn merge(&mut self, other: &Numbers) {
        if other.count == 0 {
            return;
        }
        (self.least, self.largest) = match self.count {
            0 => (other.least, other.largest),
            _ => (self.least.min(other.least), self.largest.max(other.largest)),
        };
        self.sum += other.sum;
        self.count += other.count;
    }
}
