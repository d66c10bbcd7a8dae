//! A good and a site as they are typed, and how they are read.

use codes::Day;
use store::FieldFault;

use super::field::{self, MOST_FEN, MOST_HEADS, MOST_PIECES, keep};
use super::kinds::source_named;

/// A good that is bought or given for the drive.
#[derive(Clone, Debug, Default)]
pub struct NewGood {
    pub name: String,
    /// `箱`; `件` where nothing is said.
    pub unit: String,
    /// Yuan a piece.
    pub price: String,
    /// A name of [`crate::SOURCES`].
    pub source: String,
    pub pieces: String,
    /// Number of the receipt or the list of donated goods.
    pub receipt: String,
}

#[derive(Clone, Debug)]
pub(crate) struct GoodDraft {
    pub name: String,
    pub unit: String,
    pub price: i64,
    pub source: &'static str,
    pub pieces: i64,
    pub receipt: String,
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn good(g: &NewGood) -> Result<GoodDraft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let name = keep(&mut faults, field::said("name", &g.name, "drives-good-missing"));
    let unit = keep(&mut faults, field::line("unit", &g.unit));
    let price = match g.price.as_str() {
        "" => keep(&mut faults, Err(FieldFault::new("price", "drives-price-missing"))),
        price => keep(&mut faults, field::fen("price", price, MOST_FEN / 100)),
    };
    let source = source_named(&g.source).ok_or_else(|| FieldFault::new("source", "drives-source-unknown"));
    let source = keep(&mut faults, source);
    let pieces = keep(&mut faults, field::number("pieces", &g.pieces, 1, MOST_PIECES));
    let receipt = keep(&mut faults, field::said("receipt", &g.receipt, "drives-receipt-missing"));
    match (name, unit, price, source, pieces, receipt) {
        (Some(name), Some(unit), Some(price), Some(source), Some(pieces), Some(receipt)) => {
            Ok(GoodDraft { name, unit, price, source: source.name, pieces, receipt })
        }
        _ => Err(faults),
    }
}

/// Pieces more (or, below nothing, fewer) of a good, by a receipt.
pub(crate) fn more(pieces: &str, receipt: &str) -> Result<(i64, String), Vec<FieldFault>> {
    let mut faults = Vec::new();
    let n = keep(&mut faults, field::number("pieces", pieces, -MOST_PIECES, MOST_PIECES));
    if n == Some(0) {
        faults.push(FieldFault::new("pieces", "drives-pieces-none"));
    }
    let receipt = keep(&mut faults, field::said("receipt", receipt, "drives-receipt-missing"));
    match (n, receipt) {
        (Some(n), Some(receipt)) if faults.is_empty() => Ok((n, receipt)),
        _ => Err(faults),
    }
}

/// Where and when it is handed out.
#[derive(Clone, Debug, Default)]
pub struct NewSite {
    pub title: String,
    pub place: String,
    /// An employer the union covers, by its id or name; where nothing is said, the only one the union covers.
    pub employer: String,
    pub day: String,
    /// How many are expected; may be empty.
    pub expected: String,
}

#[derive(Clone, Debug)]
pub(crate) struct SiteDraft {
    pub title: String,
    pub place: String,
    /// Id or name, to be looked up.
    pub employer: String,
    pub day: Day,
    pub expected: i64,
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn site(s: &NewSite, from: Day, until: Day, today: Day) -> Result<SiteDraft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let title = keep(&mut faults, field::said("title", &s.title, "drives-site-missing"));
    let place = keep(&mut faults, field::line("place", &s.place));
    let day = keep(&mut faults, field::day("day", &s.day, today));
    if day.is_some_and(|day| !(from..=until).contains(&day)) {
        faults.push(FieldFault::new("day", "drives-day-outside"));
    }
    let employer = keep(&mut faults, field::line("employer", &s.employer));
    let expected = match s.expected.as_str() {
        "" => Some(0),
        n => keep(&mut faults, field::number("expected", n, 0, MOST_HEADS)),
    };
    match (title, place, day, employer, expected) {
        (Some(title), Some(place), Some(day), Some(employer), Some(expected)) if faults.is_empty() => {
            Ok(SiteDraft { title, place, employer, day, expected })
        }
        _ => Err(faults),
    }
}
