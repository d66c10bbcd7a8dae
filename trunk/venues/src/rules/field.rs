//! How each box of a form is read, and what is said when it cannot be.

use store::FieldFault;
use uuid::Uuid;

/// The longest name of a venue, a space, a title or an author, and the longest reason, in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest address.
pub const LONGEST_LINE: usize = 120;
/// The longest remark.
pub const LONGEST_TEXT: usize = 600;
/// More heads than this at one booking is a slip of the pen.
pub const MOST_HEADS: i64 = 100_000;
/// More copies of a title than this is one too.
pub const MOST_COPIES: i64 = 10_000;
/// The longest loan, days.
pub const MOST_LOAN_DAYS: i64 = 365;

pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}

/// One line of at most so many characters.
pub(crate) fn line(field: &str, text: &str, most: usize) -> Result<String, FieldFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most { Err(FieldFault::new(field, "venues-text-long").with("most", most)) } else { Ok(text) }
}

/// As [`line`], and not empty.
pub(crate) fn said(field: &str, text: &str, most: usize, missing: &'static str) -> Result<String, FieldFault> {
    let text = line(field, text, most)?;
    if text.is_empty() { Err(FieldFault::new(field, missing)) } else { Ok(text) }
}

/// A whole number within bounds; Chinese numerals are numbers too.
pub(crate) fn number(field: &str, text: &str, least: i64, most: i64, key: &'static str) -> Result<i64, FieldFault> {
    let fault = || FieldFault::new(field, key).with("least", least).with("most", most);
    let n =
        codes::numerals::parse(text.trim_end_matches(['人', '名', '位', '本', '册', '座', '天', '周'])).map_err(|_| fault())?;
    i64::try_from(n).ok().filter(|n| (least..=most).contains(n)).ok_or_else(fault)
}

/// The number of a place, not of a person: landlines and service numbers.
pub(crate) fn phone(text: &str) -> Result<String, FieldFault> {
    let text = line("phone", &codes::width::narrow(text), 24)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || "-+() /".contains(c)) && (3..=16).contains(&digits);
    if !text.is_empty() && !is_number {
        return Err(FieldFault::new("phone", "venues-phone-unreadable"));
    }
    if !text.is_empty() && codes::Mobile::parse(&text).is_ok() {
        return Err(FieldFault::new("phone", "venues-phone-is-somebodys"));
    }
    Ok(text)
}

/// A reason; may be left out where `is_free`.
pub(crate) fn reason(text: &str, is_free: bool) -> Result<String, FieldFault> {
    if is_free { line("reason", text, LONGEST_NAME) } else { said("reason", text, LONGEST_NAME, "venues-reason-missing") }
}

pub(crate) fn keep<T>(faults: &mut Vec<FieldFault>, read: Result<T, FieldFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_places_number_is_no_persons() {
        for good in ["", "0731-12345678", "12351", "(0731) 8888 8888", "400-123-4567"] {
            assert!(phone(good).is_ok(), "{good}");
        }
        for bad in ["13912345678", "139 1234 5678", "１３９１２３４５６７８", "打我电话", "1", "<script>"] {
            assert_eq!(phone(bad).unwrap_err().field, "phone", "{bad}");
        }
    }
}
