//! How each box of a form is read, and what is said when it cannot be.

use codes::{Day, money, numerals};
use store::FieldFault;
use uuid::Uuid;

/// The longest title, name, place, receipt or reason, in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest plan.
pub const LONGEST_TEXT: usize = 2_000;
/// More money than this in one drive is a slip of the pen: a hundred million yuan.
pub const MOST_FEN: i64 = 10_000_000_000;
/// More pieces than this at once is one too.
pub const MOST_PIECES: i64 = 1_000_000;
/// And more heads.
pub const MOST_HEADS: i64 = 100_000;
/// A drive lies within so many years of today.
const YEARS: i32 = 3;

pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}

/// One line of at most [`LONGEST_NAME`] characters.
pub(crate) fn line(field: &str, text: &str) -> Result<String, FieldFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > LONGEST_NAME {
        return Err(FieldFault::new(field, "drives-text-long").with("most", LONGEST_NAME));
    }
    Ok(text)
}

/// As [`line`], and not empty.
pub(crate) fn said(field: &str, text: &str, missing: &'static str) -> Result<String, FieldFault> {
    let text = line(field, text)?;
    if text.is_empty() { Err(FieldFault::new(field, missing)) } else { Ok(text) }
}

/// A sum of money, fen; nothing typed is nothing.
pub(crate) fn fen(field: &str, text: &str, most: i64) -> Result<i64, FieldFault> {
    if text.is_empty() {
        return Ok(0);
    }
    let fen = money::parse_fen(text).ok().filter(|fen| (0..=most).contains(fen));
    fen.ok_or_else(|| FieldFault::new(field, "drives-money-unreadable"))
}

/// A whole number within bounds; Chinese numerals are numbers too, and a minus sign where the bounds allow it.
pub(crate) fn number(field: &str, text: &str, least: i64, most: i64) -> Result<i64, FieldFault> {
    let fault = || FieldFault::new(field, "drives-number-range").with("least", least).with("most", most);
    let text = codes::width::narrow(text);
    let (sign, digits) = text.strip_prefix(['-', '−']).map_or((1, text.as_str()), |rest| (-1, rest));
    let n = numerals::parse(digits.trim_end_matches(['人', '名', '位', '份', '件', '箱', '瓶', '盒'])).map_err(|_| fault())?;
    i64::try_from(n).ok().map(|n| n * sign).filter(|n| (least..=most).contains(n)).ok_or_else(fault)
}

pub(crate) fn day(field: &str, text: &str, today: Day) -> Result<Day, FieldFault> {
    let day = Day::parse_written(text).ok().filter(|d| (d.year() - today.year()).abs() <= YEARS);
    day.ok_or_else(|| FieldFault::new(field, "drives-day-unreadable"))
}

/// The revision the reader saw.
pub(crate) fn revision(text: &str) -> Result<i32, store::Fault> {
    text.parse().map_err(|_| store::Fault::Conflict("drives-changed-meanwhile"))
}

/// The reason of a correction, which whoever opens a figure may read.
pub(crate) fn reason(text: &str) -> Result<String, store::Fault> {
    said("reason", text, "drives-reason-missing").map_err(|fault| store::Fault::Invalid(vec![fault]))
}

pub(crate) fn keep<T>(faults: &mut Vec<FieldFault>, read: Result<T, FieldFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}
