//! How each box of a form is read, and what is said when it cannot be.

use codes::Day;
use codes::money::{MoneyError, parse_fen};
use store::{Fault, FieldFault};
use uuid::Uuid;

/// The longest title, name of a unit, nickname and text, in characters.
pub const LONGEST_TITLE: usize = 80;
pub const LONGEST_UNIT: usize = 10;
pub const LONGEST_NAME: usize = 20;
pub const LONGEST_TEXT: usize = 2_000;

pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}

/// One line, spaces put in order.
pub(crate) fn short(field: &str, text: &str, most: usize) -> Result<String, FieldFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most { Err(FieldFault::new(field, "challenges-text-long").with("most", most)) } else { Ok(text) }
}

/// As [`short`], and not empty.
pub(crate) fn said(field: &str, text: &str, most: usize, missing: &'static str) -> Result<String, FieldFault> {
    match short(field, text, most) {
        Ok(text) if text.is_empty() => Err(FieldFault::new(field, missing)),
        other => other,
    }
}

/// Lines stay lines.
pub(crate) fn long(field: &str, text: &str) -> Result<String, FieldFault> {
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.chars().count() > LONGEST_TEXT {
        Err(FieldFault::new(field, "challenges-text-long").with("most", LONGEST_TEXT))
    } else {
        Ok(text)
    }
}

pub(crate) fn day(field: &str, text: &str) -> Result<Day, FieldFault> {
    Day::parse_written(text).map_err(|_| FieldFault::new(field, "challenges-day-unreadable"))
}

/// An instant, unix milliseconds, from `2026-11-18T07:50` or with a space, full-width signs allowed.
pub(crate) fn moment(field: &str, text: &str) -> Result<i64, FieldFault> {
    let read = || {
        let text = codes::width::narrow(text);
        let (day, time) = text.trim().split_once(['T', ' '])?;
        let day = Day::parse_written(day).ok()?;
        let mut parts = time.trim().splitn(3, ':').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 2));
        let (Some(Some(hour @ 0..24)), Some(Some(minute @ 0..60))) = (parts.next(), parts.next()) else { return None };
        Some(day.start_unix_ms() + i64::from(hour * 60 + minute) * 60_000)
    };
    read().ok_or_else(|| FieldFault::new(field, "challenges-when-unreadable"))
}

/// A whole number.
pub(crate) fn whole(field: &str, text: &str) -> Result<i64, FieldFault> {
    let number = codes::numerals::parse(text).ok().and_then(|n| i64::try_from(n).ok());
    number.ok_or_else(|| FieldFault::new(field, "challenges-number-unreadable"))
}

/// A measure in hundredths: `78.6`, `７８．６０`, `12,345`, `1.2万`. No sign, no exponent, no money.
pub(crate) fn hundredths(field: &str, text: &str) -> Result<i64, FieldFault> {
    let text: String = codes::width::narrow(text).replace('。', ".").chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '万'));
    if !is_plain {
        return Err(FieldFault::new(field, "challenges-value-unreadable"));
    }
    parse_fen(&text).map_err(|error| match error {
        MoneyError::TooFine => FieldFault::new(field, "challenges-value-too-fine"),
        _ => FieldFault::new(field, "challenges-value-unreadable"),
    })
}

/// The revision the reader saw, as it came back in a form.
///
/// # Errors
/// `Conflict("challenges-changed-meanwhile")` where it is no number.
pub(crate) fn revision(text: &str) -> Result<i32, Fault> {
    text.parse().map_err(|_| Fault::Conflict("challenges-changed-meanwhile"))
}

/// Takes what was read, or notes the fault.
pub(crate) fn keep<T>(faults: &mut Vec<FieldFault>, read: Result<T, FieldFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}
