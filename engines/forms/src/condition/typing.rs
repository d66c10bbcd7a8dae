//! Whether a condition makes sense where it stands: its names exist, come earlier and can be compared.

use super::Condition;
use super::expression::{Comparison, Expression, Name, Term};
use crate::flaw::Fault;
use crate::kind::{Choice, Kind};
use crate::question::Question;

/// Where a condition stands: what it may look at, and what else there is (to say which mistake was made).
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// Questions it may look at.
    pub earlier: &'a [&'a Question],
    /// Columns of its row it may look at.
    pub earlier_columns: &'a [Question],
    /// All questions of the form.
    pub all: &'a [&'a Question],
    /// All columns of its table.
    pub columns: &'a [Question],
}

/// What a term can be compared with.
enum Nature<'a> {
    /// Whole, decimal, a count, an age.
    Number,
    Money,
    /// A number written in the condition: a number or, with two digits at most, yuan.
    Literal {
        places: u8,
    },
    Day,
    Words,
    Flag,
    Choice(&'a [Choice]),
}

/// What looking through a condition found.
pub(crate) struct Findings {
    pub faults: Vec<Fault>,
    /// Questions outside tables it looks at, whether it may or not.
    pub questions: Vec<String>,
}

pub(crate) fn examine(condition: &Condition, standing: &Standing<'_>) -> Findings {
    let mut check = Check { standing, faults: Vec::new(), questions: Vec::new() };
    check.expression(condition.expression());
    Findings { faults: check.faults, questions: check.questions }
}

struct Check<'a> {
    standing: &'a Standing<'a>,
    faults: Vec<Fault>,
    questions: Vec<String>,
}

impl<'a> Check<'a> {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::Not(inner) => self.expression(inner),
            Expression::Yes(name) => {
                if let Some(question) = self.look_up(name)
                    && !matches!(question.answer, Kind::YesNo(_))
                {
                    self.faults.push(Fault::NotYesNo(name.to_string()));
                }
            }
            Expression::Answered(name) => {
                self.demand(name, "a question", |kind| !matches!(kind, Kind::Heading(_)));
            }
            Expression::Has(name, option) => {
                let found = self.demand(name, "choose_many", |kind| matches!(kind, Kind::ChooseMany(_)));
                if let Some(question) = found {
                    self.option(name, question.answer.options(), option);
                }
            }
            Expression::Compare(left, comparison, right) => self.compare(left, *comparison, right),
            Expression::In(left, list) => list.iter().for_each(|term| self.compare(left, Comparison::Equal, term)),
        }
    }

    fn look_up(&mut self, name: &Name) -> Option<&'a Question> {
        if name.column.is_some() {
            let table = name.question.clone();
            let expected = "a plain name, or sum(table.column)";
            self.faults.push(Fault::WrongKind { name: table, kind: "table", expected });
            return None;
        }
        let of_row = |columns: &'a [Question]| columns.iter().find(|column| column.key == name.question);
        if of_row(self.standing.columns).is_some() {
            let found = of_row(self.standing.earlier_columns);
            if found.is_none() {
                self.faults.push(Fault::NotEarlier(name.to_string()));
            }
            return found;
        }
        self.question(&name.question)
    }

    fn question(&mut self, key: &str) -> Option<&'a Question> {
        self.questions.push(key.to_owned());
        let found = self.standing.earlier.iter().find(|question| question.key == key);
        if found.is_none() {
            let is_later = self.standing.all.iter().any(|question| question.key == key);
            let key = key.to_owned();
            self.faults.push(if is_later { Fault::NotEarlier(key) } else { Fault::UnknownName(key) });
        }
        found.copied()
    }

    fn demand(&mut self, name: &Name, expected: &'static str, fits: fn(&Kind) -> bool) -> Option<&'a Question> {
        let question = self.look_up(name)?;
        if fits(&question.answer) {
            return Some(question);
        }
        let kind = question.answer.name();
        self.faults.push(Fault::WrongKind { name: name.to_string(), kind, expected });
        None
    }

    fn option(&mut self, question: &Name, options: &[Choice], option: &str) {
        if !options.iter().any(|known| known.key == option) {
            let question = question.to_string();
            self.faults.push(Fault::NotAnOption { question, option: option.to_owned() });
        }
    }

    fn compare(&mut self, left: &Term, comparison: Comparison, right: &Term) {
        let Some(nature) = self.nature(left) else {
            return;
        };
        let has_order = matches!(nature, Nature::Number | Nature::Money | Nature::Literal { .. } | Nature::Day);
        if !has_order && !matches!(comparison, Comparison::Equal | Comparison::Unequal) {
            self.faults.push(Fault::NoOrder(left.to_string()));
        }
        // Beside a choice or a yes-or-no a plain name is an option, never a question.
        if let (Term::Name(name), Term::Name(word)) = (left, right)
            && word.column.is_none()
        {
            match nature {
                Nature::Choice(options) => return self.option(name, options, &word.question),
                Nature::Flag if word.question == "yes" || word.question == "no" => return,
                _ => {}
            }
        }
        let Some(other) = self.nature(right) else {
            return;
        };
        if !nature.is_comparable(&other) {
            self.faults.push(Fault::NotComparable { left: left.to_string(), right: right.to_string() });
        }
    }

    fn nature(&mut self, term: &Term) -> Option<Nature<'a>> {
        match term {
            Term::Name(name) => {
                let question = self.look_up(name)?;
                let nature = nature_of(&question.answer);
                if nature.is_none() {
                    let expected = "a single answer; use count, has or answered";
                    let kind = question.answer.name();
                    self.faults.push(Fault::WrongKind { name: name.to_string(), kind, expected });
                }
                nature
            }
            Term::Number(number) => Some(Nature::Literal { places: number.places }),
            Term::Day(_) | Term::Today => Some(Nature::Day),
            Term::Text(_) => Some(Nature::Words),
            Term::Count(name) => self
                .demand(name, "a table, files or choose_many", |kind| {
                    matches!(kind, Kind::Table(_) | Kind::File(_) | Kind::ChooseMany(_))
                })
                .map(|_| Nature::Number),
            Term::Length(name) => {
                self.demand(name, "a text", |kind| matches!(kind, Kind::ShortText(_) | Kind::LongText(_))).map(|_| Nature::Number)
            }
            Term::Age(name) => self
                .demand(name, "a date or an ID number", |kind| matches!(kind, Kind::Date(_) | Kind::IdNumber(_)))
                .map(|_| Nature::Number),
            Term::Sum(name) => self.sum(name),
        }
    }

    fn sum(&mut self, name: &Name) -> Option<Nature<'a>> {
        let table = self.question(&name.question)?;
        let column = table.columns().iter().find(|column| Some(&column.key) == name.column.as_ref());
        match column.map(|column| &column.answer) {
            Some(Kind::Whole(_) | Kind::Decimal(_)) => Some(Nature::Number),
            Some(Kind::Money(_)) => Some(Nature::Money),
            Some(kind) => {
                let expected = "a column of numbers or money";
                self.faults.push(Fault::WrongKind { name: name.to_string(), kind: kind.name(), expected });
                None
            }
            None => {
                self.faults.push(Fault::UnknownName(name.to_string()));
                None
            }
        }
    }
}

fn nature_of(kind: &Kind) -> Option<Nature<'_>> {
    match kind {
        Kind::Whole(_) | Kind::Decimal(_) => Some(Nature::Number),
        Kind::Money(_) => Some(Nature::Money),
        Kind::Date(_) => Some(Nature::Day),
        Kind::YesNo(_) => Some(Nature::Flag),
        Kind::ChooseOne(one) => Some(Nature::Choice(&one.options)),
        Kind::ShortText(_)
        | Kind::LongText(_)
        | Kind::Phone(_)
        | Kind::IdNumber(_)
        | Kind::CreditCode(_)
        | Kind::Reference(_) => Some(Nature::Words),
        Kind::ChooseMany(_) | Kind::File(_) | Kind::Signature(_) | Kind::Table(_) | Kind::Heading(_) => None,
    }
}

impl Nature<'_> {
    fn is_comparable(&self, other: &Nature<'_>) -> bool {
        match (self, other) {
            (Nature::Money, Nature::Literal { places }) | (Nature::Literal { places }, Nature::Money) => *places <= 2,
            (Nature::Number | Nature::Literal { .. }, Nature::Number | Nature::Literal { .. }) => true,
            (Nature::Money, Nature::Money) | (Nature::Day, Nature::Day) | (Nature::Words, Nature::Words) => true,
            // A choice or a yes-or-no is compared with an option, and that is settled before.
            _ => false,
        }
    }
}
