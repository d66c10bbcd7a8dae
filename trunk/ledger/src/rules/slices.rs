//! How a fact stands in the cells: its slices, and the numbers of its measures.

use uuid::Uuid;

use crate::fact::What;
use crate::figures::{By, Filter};

/// Which set of a cell is which.
pub const PEOPLE: usize = 0;
pub const UNITS: usize = 1;
pub const UNIONS: usize = 2;

/// The slice of everything.
pub const ALL: &str = "";

/// A measure's number: twice the place in [`What::ALL`], and one more for what was only reported. It stands in every page, so
/// `What::ALL` may grow at its end only.
pub fn measure(what: What, is_said: bool) -> u8 {
    let place = What::ALL.iter().position(|w| *w == what).unwrap_or_default();
    u8::try_from(place * 2 + usize::from(is_said)).unwrap_or(u8::MAX)
}

pub fn what(measure: u8) -> Option<(What, bool)> {
    Some((*What::ALL.get(usize::from(measure / 2))?, measure % 2 == 1))
}

pub fn kind(name: &str) -> String {
    format!("k{name}")
}

pub fn setting(name: &str) -> String {
    format!("s{name}")
}

pub fn channel(name: &str) -> String {
    format!("c{name}")
}

pub fn programme(id: Option<Uuid>) -> String {
    id.map_or_else(|| "p".to_owned(), |id| format!("p{}", id.simple()))
}

/// What came here all the way by one line, which was the leading one.
pub fn line(line: i32) -> String {
    format!("l{line}")
}

/// The slice of one filter; none where two are crossed, of which no cells are kept.
pub fn of_filter(filter: &Filter) -> Option<String> {
    let asked = [
        filter.kind.as_deref().map(kind),
        filter.setting.as_deref().map(setting),
        filter.channel.as_deref().map(channel),
        filter.programme.map(|id| programme(Some(id))),
    ];
    let mut asked = asked.into_iter().flatten();
    let first = asked.next().unwrap_or_else(|| ALL.to_owned());
    if asked.next().is_some() { None } else { Some(first) }
}

/// The letter of the slices that are this cut's rows.
fn letter(by: By) -> Option<char> {
    match by {
        By::Kinds => Some('k'),
        By::Settings => Some('s'),
        By::Programmes => Some('p'),
        By::Total | By::Children | By::Months => None,
    }
}

/// Whether cells hold this cut of this slice: a cut by kind of one setting they do not.
pub fn holds(by: By, slice: &str) -> bool {
    letter(by).is_none_or(|letter| slice.is_empty() || slice.starts_with(letter))
}

/// Whether a cell of this slice is a row of the cut, when `asked` is the slice of the filter.
pub fn is_row(by: By, slice: &str, asked: &str) -> bool {
    match letter(by) {
        Some(letter) if asked.is_empty() => slice.starts_with(letter),
        _ => slice == asked,
    }
}

/// What the row of a cut by kind, setting or programme is about.
pub fn name(slice: &str) -> &str {
    slice.get(1..).unwrap_or_default()
}
