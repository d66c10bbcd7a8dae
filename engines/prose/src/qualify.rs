//! How exact a number is.

use crate::around::{clause_before, first, without_space};
use crate::figure::Qualifier;
use crate::number::Number;
use crate::words::qualifiers::{AFAR, AFTER, BEFORE, BEFORE_BARE};

/// What stands before the number, and where it begins.
pub(crate) fn before(text: &str, number: &Number) -> Option<(usize, Qualifier)> {
    let text = without_space(text);
    let found = |word: &str, qualifier| (text.len() - word.len(), qualifier);
    match BEFORE.ending(text) {
        Some((word, Some(qualifier))) => return Some(found(word, qualifier)),
        Some((_, None)) => return None,
        None => {}
    }
    let (word, qualifier) = BEFORE_BARE.ending(text).filter(|_| number.is_bare)?;
    qualifier.map(|qualifier| found(word, qualifier))
}

/// What stands behind the measure word, and where it ends.
pub(crate) fn after(text: &str, at: usize) -> Option<(usize, Qualifier)> {
    let (word, qualifier) = AFTER.starting(text.get(at..)?)?;
    // 10人+5人 adds; nothing is more than ten there.
    let adds = word == "+" && first(text, at + 1).is_some_and(char::is_alphanumeric);
    qualifier.filter(|_| !adds).map(|qualifier| (at + word.len(), qualifier))
}

/// 不低于工资总额2.5%: said of a percentage at the beginning of its clause.
pub(crate) fn afar(before: &str) -> Option<Qualifier> {
    AFAR.each(clause_before(before)).last().map(|(_, _, qualifier)| qualifier)
}
