//! Whether a condition holds for given answers: yes, no or unknown.

use std::cmp::Ordering;

use codes::Day;

use super::expression::{Comparison, Expression, Name, Term};
use crate::number::Number;
use crate::question::Question;
use crate::value::{Value, Values};

/// What a condition can see: the answers so far and, inside a table, its row.
pub(crate) struct Scope<'a> {
    pub today: Day,
    pub answers: &'a Values,
    /// Columns of the table and the cells of the row so far.
    pub row: Option<(&'a [Question], &'a Values)>,
}

/// A term's value, made comparable.
enum Atom<'a> {
    Number(Number),
    Day(Day),
    Word(&'a str),
    Flag(bool),
}

impl<'a> Scope<'a> {
    pub fn holds(&self, expression: &Expression) -> Option<bool> {
        match expression {
            Expression::And(parts) => self.settle(parts, false),
            Expression::Or(parts) => self.settle(parts, true),
            Expression::Not(inner) => self.holds(inner).map(|holds| !holds),
            Expression::Yes(name) => match self.value(name)? {
                Value::Flag(flag) => Some(*flag),
                _ => None,
            },
            Expression::Answered(name) => Some(self.value(name).is_some()),
            Expression::Has(name, option) => Some(match self.value(name) {
                Some(Value::Choices(chosen)) => chosen.contains(option),
                _ => false,
            }),
            Expression::Compare(left, comparison, right) => self.compare(left, *comparison, right),
            Expression::In(left, list) => {
                let mut result = Some(false);
                for term in list {
                    match self.compare(left, Comparison::Equal, term) {
                        Some(true) => return Some(true),
                        None => result = None,
                        Some(false) => {}
                    }
                }
                result
            }
        }
    }

    /// "Or" is settled by the first true part, "and" by the first false one; else one unknown makes it unknown.
    fn settle(&self, parts: &[Expression], by: bool) -> Option<bool> {
        let mut result = Some(!by);
        for part in parts {
            match self.holds(part) {
                Some(found) if found == by => return Some(by),
                Some(_) => {}
                None => result = None,
            }
        }
        result
    }

    fn compare(&self, left: &Term, comparison: Comparison, right: &Term) -> Option<bool> {
        let order = match (left, right) {
            // Beside a choice or a yes-or-no a plain name is an option, never a question.
            (Term::Name(left), Term::Name(right)) => match self.value(left)? {
                Value::Choice(chosen) => chosen.as_str().cmp(&right.question),
                Value::Flag(flag) => flag.cmp(&(right.question == "yes")),
                value => atom(value)?.order(&atom(self.value(right)?)?)?,
            },
            _ => self.atom(left)?.order(&self.atom(right)?)?,
        };
        Some(match comparison {
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        })
    }

    fn atom(&self, term: &'a Term) -> Option<Atom<'a>> {
        match term {
            Term::Name(name) => atom(self.value(name)?),
            Term::Number(number) => Some(Atom::Number(*number)),
            Term::Day(day) => Some(Atom::Day(*day)),
            Term::Text(text) => Some(Atom::Word(text)),
            Term::Today => Some(Atom::Day(self.today)),
            Term::Count(name) => Some(whole(self.value(name).map_or(0, Value::count))),
            Term::Sum(name) => Some(Atom::Number(self.sum(name))),
            Term::Length(name) => Some(whole(self.value(name)?.as_text()?.chars().count())),
            Term::Age(name) => {
                let born = match self.value(name)? {
                    Value::Day(day) => *day,
                    Value::IdNumber(number) => number.birthday(),
                    _ => return None,
                };
                Some(Atom::Number(Number::new(born.years_until(self.today).into(), 0)))
            }
        }
    }

    fn value(&self, name: &Name) -> Option<&'a Value> {
        if name.column.is_some() {
            return None;
        }
        match self.row {
            Some((columns, cells)) if columns.iter().any(|column| column.key == name.question) => cells.get(&name.question),
            _ => self.answers.get(&name.question),
        }
    }

    /// Of the cells that were answered. Limits on rows and digits keep it far from overflow.
    fn sum(&self, name: &Name) -> Number {
        let column = name.column.as_deref().unwrap_or_default();
        let cells = self.answers.rows(&name.question).iter().filter_map(|row| row.get(column)?.as_number());
        cells.fold(Number::new(0, 0), |sum, cell| Number::new(sum.units.saturating_add(cell.units), cell.places))
    }
}

fn whole<'a>(count: usize) -> Atom<'a> {
    Atom::Number(Number::new(i64::try_from(count).unwrap_or(i64::MAX), 0))
}

fn atom(value: &Value) -> Option<Atom<'_>> {
    match value {
        Value::Day(day) => Some(Atom::Day(*day)),
        Value::Flag(flag) => Some(Atom::Flag(*flag)),
        Value::Choice(key) => Some(Atom::Word(key)),
        value => value.as_number().map(Atom::Number).or_else(|| value.as_text().map(Atom::Word)),
    }
}

impl Atom<'_> {
    /// `None` for what cannot be compared; publishing has refused such conditions.
    fn order(&self, other: &Atom<'_>) -> Option<Ordering> {
        match (self, other) {
            (Atom::Number(left), Atom::Number(right)) => Some(left.by_value(*right)),
            (Atom::Day(left), Atom::Day(right)) => Some(left.cmp(right)),
            (Atom::Word(left), Atom::Word(right)) => Some(left.cmp(right)),
            (Atom::Flag(left), Atom::Flag(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}
