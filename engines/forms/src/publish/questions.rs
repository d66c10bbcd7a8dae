//! Flaws of single questions: their keys, words, limits and options.

use super::{MOST_COLUMNS, MOST_OPTIONS, checks, count, key, text, unique};
use crate::flaw::{Fault, Flaw};
use crate::form::Form;
use crate::kind::{Choice, Kind, LongText, ShortText, Table};
use crate::limits::DayLimit;
use crate::number::{LARGEST, Number};
use crate::question::Question;

pub(super) fn flaws(form: &Form, flaws: &mut Vec<Flaw>) {
    for question in form.questions() {
        flaws_of_one(&question.key, question, flaws);
    }
}

fn flaws_of_one(place: &str, question: &Question, flaws: &mut Vec<Flaw>) {
    key(place, &question.key, flaws);
    text(place, &question.label, flaws);
    if let Some(hint) = &question.hint {
        text(&format!("{place} hint"), hint, flaws);
    }
    let is_demanded = question.required || question.require_if.is_some();
    let is_heading = matches!(question.answer, Kind::Heading(_));
    if is_heading && (is_demanded || question.sensitive || !question.seen_by.is_empty()) {
        flaws.push(Flaw::new(place, Fault::HeadingDemands));
    }
    match &question.answer {
        Kind::ShortText(short) => {
            crossing(place, short.min > short.max, flaws);
            range(place, (1..=ShortText::LONGEST).contains(&short.max), "1 to 500 characters", flaws);
        }
        Kind::LongText(long) => {
            crossing(place, long.min > long.max, flaws);
            range(place, (1..=LongText::LONGEST).contains(&long.max), "1 to 20,000 characters", flaws);
        }
        Kind::Whole(whole) => {
            limits(place, whole.min, whole.max, flaws);
            whole.unit.iter().for_each(|unit| text(place, unit, flaws));
        }
        Kind::Decimal(decimal) => {
            range(place, (1..=Number::MOST_PLACES).contains(&decimal.places), "1 to 6 digits after the point", flaws);
            let fits = |limit: Option<Number>| limit.is_none_or(|limit| limit.with_places(decimal.places).is_some());
            range(place, fits(decimal.min) && fits(decimal.max), "no more digits than the answer may have", flaws);
            if let (Some(min), Some(max)) = (decimal.min, decimal.max) {
                crossing(place, min.by_value(max).is_gt(), flaws);
            }
            decimal.unit.iter().for_each(|unit| text(place, unit, flaws));
        }
        Kind::Money(money) => limits(place, Some(money.min), money.max, flaws),
        Kind::Date(date) => {
            if let (Some(DayLimit::Day(min)), Some(DayLimit::Day(max))) = (date.min, date.max) {
                crossing(place, min > max, flaws);
            }
        }
        Kind::ChooseOne(one) => options(place, &one.options, flaws),
        Kind::ChooseMany(many) => {
            options(place, &many.options, flaws);
            let most = many.max.map_or(many.options.len(), usize::from);
            crossing(place, usize::from(many.min) > most || most == 0, flaws);
        }
        Kind::File(file) => {
            crossing(place, file.min > file.max, flaws);
            range(place, (1..=100).contains(&file.max), "1 to 100 files", flaws);
            range(place, file.max_bytes > 0, "at least one byte", flaws);
        }
        Kind::Table(table) => flaws_of_table(place, question, table, flaws),
        Kind::YesNo(_)
        | Kind::Phone(_)
        | Kind::IdNumber(_)
        | Kind::CreditCode(_)
        | Kind::Reference(_)
        | Kind::Signature(_)
        | Kind::Heading(_) => {}
    }
}

fn flaws_of_table(place: &str, question: &Question, table: &Table, flaws: &mut Vec<Flaw>) {
    crossing(place, table.min > table.max, flaws);
    range(place, (1..=Table::MOST_ROWS).contains(&table.max), "1 to 200 rows", flaws);
    count(place, "columns", table.columns.len(), MOST_COLUMNS, flaws);
    unique(place, table.columns.iter().map(|column| column.key.as_str()), flaws);
    for column in &table.columns {
        let place = format!("{place}.{}", column.key);
        if matches!(column.answer, Kind::Table(_)) {
            // Looking further inside would follow an author as deep as he nests.
            flaws.push(Flaw::new(place, Fault::TableInTable));
        } else {
            flaws_of_one(&place, column, flaws);
        }
    }
    let columns: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
    checks(&question.key, &table.checks, &columns, flaws);
}

fn options(place: &str, options: &[Choice], flaws: &mut Vec<Flaw>) {
    count(place, "options", options.len(), MOST_OPTIONS, flaws);
    unique(place, options.iter().map(|option| option.key.as_str()), flaws);
    for option in options {
        let place = format!("{place} option {}", option.key);
        key(&place, &option.key, flaws);
        text(&place, &option.label, flaws);
    }
}

fn limits(place: &str, min: Option<i64>, max: Option<i64>, flaws: &mut Vec<Flaw>) {
    let fits = |limit: Option<i64>| limit.is_none_or(|limit| (-LARGEST..=LARGEST).contains(&limit));
    range(place, fits(min) && fits(max), "at most 15 digits", flaws);
    if let (Some(min), Some(max)) = (min, max) {
        crossing(place, min > max, flaws);
    }
}

fn crossing(place: &str, crosses: bool, flaws: &mut Vec<Flaw>) {
    if crosses {
        flaws.push(Flaw::new(place, Fault::LimitsCross));
    }
}

fn range(place: &str, is_inside: bool, most: &'static str, flaws: &mut Vec<Flaw>) {
    if !is_inside {
        flaws.push(Flaw::new(place, Fault::LimitOutOfRange(most)));
    }
}
