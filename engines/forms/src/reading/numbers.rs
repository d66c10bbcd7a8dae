//! Numbers, amounts and days, as people write them and as programs send them.

use codes::money::{MoneyError, parse_fen};
use codes::{Day, DayError};
use serde_json::Value as Json;

use crate::clean;
use crate::draft::Raw;
use crate::kind::{Date, Decimal, Money, Whole};
use crate::number::{LARGEST, Number};
use crate::problem::Code;
use crate::value::Value;

pub(super) fn whole(limits: &Whole, raw: &Raw) -> Result<Option<Value>, Code> {
    let number = match raw {
        Raw::Json(Json::Number(number)) => number.as_i64().ok_or(Code::NotWhole)?,
        raw => {
            let Some(text) = raw.one(clean::figures)? else {
                return Ok(None);
            };
            let number = written(&text).ok_or(Code::NotWhole)?;
            number.with_places(0).ok_or(Code::NotWhole)?.units
        }
    };
    let (min, max) = (limits.min.unwrap_or(-LARGEST), limits.max.unwrap_or(LARGEST));
    if number < min {
        return Err(Code::NumberTooSmall { min: Number::new(min, 0) });
    }
    if number > max {
        return Err(Code::NumberTooLarge { max: Number::new(max, 0) });
    }
    Ok(Some(Value::Whole(number)))
}

pub(super) fn decimal(limits: &Decimal, raw: &Raw) -> Result<Option<Value>, Code> {
    let places = limits.places;
    let wrong = Code::NotDecimal { places };
    let number = match raw {
        // A JSON number with a point may have been through floating point already; it is refused.
        Raw::Json(Json::Number(number)) => Number::new(number.as_i64().ok_or(wrong.clone())?, 0),
        raw => {
            let Some(text) = raw.one(clean::figures)? else {
                return Ok(None);
            };
            written(&text).ok_or(wrong.clone())?
        }
    };
    let number = number.with_places(places).ok_or(wrong)?;
    let most = Number::new(LARGEST, places);
    let least = Number::new(-LARGEST, places);
    let (min, max) = (limits.min.unwrap_or(least), limits.max.unwrap_or(most));
    if number.by_value(min).is_lt() || number.units < least.units {
        return Err(Code::NumberTooSmall { min });
    }
    if number.by_value(max).is_gt() || number.units > most.units {
        return Err(Code::NumberTooLarge { max });
    }
    Ok(Some(Value::Decimal(number)))
}

pub(super) fn money(limits: &Money, raw: &Raw) -> Result<Option<Value>, Code> {
    let max = limits.max.unwrap_or(LARGEST);
    let fen = match raw {
        Raw::Json(Json::Number(number)) => number.as_i64().ok_or(Code::NotMoney)?,
        // "12" would be yuan to one program and fen to the next.
        Raw::Json(_) => {
            return Err(Code::WrongShape { expected: "integer (fen)" });
        }
        raw => {
            let Some(text) = raw.one(clean::figures)? else {
                return Ok(None);
            };
            parse_fen(&text).map_err(|error| match error {
                MoneyError::TooLarge => Code::MoneyTooLarge { max },
                MoneyError::Empty | MoneyError::Shape | MoneyError::TooFine => Code::NotMoney,
            })?
        }
    };
    if fen < limits.min {
        return Err(Code::MoneyTooSmall { min: limits.min });
    }
    if fen > max {
        return Err(Code::MoneyTooLarge { max });
    }
    Ok(Some(Value::Money(fen)))
}

pub(super) fn day(limits: &Date, raw: &Raw, today: Day) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::figures)? else {
        return Ok(None);
    };
    let day = Day::parse_written(&text).map_err(|error| match error {
        DayError::Shape => Code::NotADay,
        DayError::NoSuchDay => Code::NoSuchDay,
    })?;
    if let Some(min) = limits.min.map(|limit| limit.on(today))
        && day < min
    {
        return Err(Code::TooEarly { min });
    }
    if let Some(max) = limits.max.map(|limit| limit.on(today))
        && day > max
    {
        return Err(Code::TooLate { max });
    }
    Ok(Some(Value::Day(day)))
}

/// `1,234.5`: groups of three or none; blanks between digits, as spreadsheets leave them, are passed over.
fn written(text: &str) -> Option<Number> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches(['-', '+']);
    let mut groups = digits.split(',');
    let is_proper = groups.next().is_some_and(|first| first.len() <= 3) && groups.all(|group| group.len() == 3);
    if digits.contains(',') && !is_proper {
        return None;
    }
    let whole = whole.replace(',', "");
    match fraction {
        Some(fraction) => format!("{whole}.{fraction}").parse().ok(),
        None => whole.parse().ok(),
    }
}
