//! What a condition is made of, and how it is written down.

use std::fmt;

use codes::Day;

use crate::number::Number;

/// A condition taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// At least two, all of them.
    And(Vec<Expression>),
    /// At least two, one of them.
    Or(Vec<Expression>),
    Not(Box<Expression>),
    /// A yes-or-no question answered yes.
    Yes(Name),
    Answered(Name),
    /// `work = courier`.
    Compare(Term, Comparison, Term),
    /// `work in (courier, rider)`; never empty.
    In(Term, Vec<Term>),
    /// `skills has welding`: the question and the key of the option.
    Has(Name, String),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A question, or beside a choice one of its options.
    Name(Name),
    Number(Number),
    Day(Day),
    Text(String),
    /// The day of answering.
    Today,
    /// Rows, choices or files.
    Count(Name),
    /// Of a column.
    Sum(Name),
    /// Characters.
    Length(Name),
    /// Full years.
    Age(Name),
}

/// `plan`, or `household.income` for a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    pub question: String,
    pub column: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Name {
    pub fn question(key: &str) -> Name {
        Name { question: key.to_owned(), column: None }
    }

    pub fn column(table: &str, column: &str) -> Name {
        Name { question: table.to_owned(), column: Some(column.to_owned()) }
    }
}

impl Expression {
    /// How tightly it binds, so that only the parentheses that are needed are written.
    fn binding(&self) -> u8 {
        match self {
            Expression::Or(_) => 1,
            Expression::And(_) => 2,
            _ => 3,
        }
    }

    fn write_inside(&self, f: &mut fmt::Formatter<'_>, outer: u8) -> fmt::Result {
        if self.binding() <= outer { write!(f, "({self})") } else { write!(f, "{self}") }
    }

    fn write_joined(parts: &[Expression], word: &str, binding: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                write!(f, " {word} ")?;
            }
            part.write_inside(f, binding)?;
        }
        Ok(())
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Or(parts) => Expression::write_joined(parts, "or", 1, f),
            Expression::And(parts) => Expression::write_joined(parts, "and", 2, f),
            Expression::Not(inner) => match inner.as_ref() {
                Expression::In(left, list) => write_list(left, "not in", list, f),
                inner => {
                    f.write_str("not ")?;
                    inner.write_inside(f, 2)
                }
            },
            Expression::Yes(name) => name.fmt(f),
            Expression::Answered(name) => write!(f, "answered({name})"),
            Expression::Compare(left, comparison, right) => {
                write!(f, "{left} {comparison} {right}")
            }
            Expression::In(left, list) => write_list(left, "in", list, f),
            Expression::Has(name, option) => write!(f, "{name} has {option}"),
        }
    }
}

fn write_list(left: &Term, word: &str, list: &[Term], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{left} {word} (")?;
    for (place, term) in list.iter().enumerate() {
        write!(f, "{}{term}", if place > 0 { ", " } else { "" })?;
    }
    f.write_str(")")
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Name(name) => name.fmt(f),
            Term::Number(number) => number.fmt(f),
            Term::Day(day) => day.fmt(f),
            Term::Text(text) => {
                write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
            }
            Term::Today => f.write_str("today"),
            Term::Count(name) => write!(f, "count({name})"),
            Term::Sum(name) => write!(f, "sum({name})"),
            Term::Length(name) => write!(f, "length({name})"),
            Term::Age(name) => write!(f, "age({name})"),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.question)?;
        match &self.column {
            Some(column) => write!(f, ".{column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        })
    }
}
