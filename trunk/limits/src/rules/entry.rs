//! A limit as it is typed, and how it is read.

use codes::{Day, money};
use store::FieldFault;
use uuid::Uuid;

use super::item::{Form, Item, Period, item_named};

/// The longest name of a document, in characters.
pub const LONGEST_DOCUMENT: usize = 120;
/// More than this to one person is a slip of the pen: a million yuan.
pub const MOST_FEN: i64 = 100_000_000;
/// A document is at most so many years old, and comes into force at most so many years ahead.
const YEARS_BACK: i32 = 40;
const YEARS_AHEAD: i32 = 3;

/// What a form or a JSON body says.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub union: String,
    /// A name of [`crate::ITEMS`].
    pub item: String,
    /// `a-time` or `a-year`.
    pub period: String,
    /// Yuan: `2200`, `2,200元`.
    pub yuan: String,
    /// `goods`, `vouchers` or `cash`.
    pub form: String,
    /// Name and number of the document that sets it.
    pub document: String,
    /// `2026-01-01`.
    pub from: String,
}

/// A limit as it is meant.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub union: Uuid,
    pub item: Item,
    pub period: Period,
    pub fen: i64,
    pub form: Form,
    pub document: String,
    pub from: Day,
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn read(e: &Entry, today: Day) -> Result<Draft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut wrong = |field: &str, key| faults.push(FieldFault::new(field, key));
    let union = Uuid::try_parse(&e.union).ok().filter(|id| !id.is_nil());
    if union.is_none() {
        wrong("union", "limits-union-unknown");
    }
    let item = item_named(&e.item);
    if item.is_none() {
        wrong("item", "limits-item-unknown");
    }
    let period = Period::from_name(&e.period);
    if period.is_none() {
        wrong("period", "limits-period-unknown");
    }
    let fen = money::parse_fen(&e.yuan).ok().filter(|fen| (0..=MOST_FEN).contains(fen));
    if fen.is_none() {
        wrong("yuan", "limits-yuan-unreadable");
    }
    let form = Form::from_name(&e.form);
    if form.is_none() {
        wrong("form", "limits-form-unknown");
    }
    let document = e.document.split_whitespace().collect::<Vec<_>>().join(" ");
    if document.is_empty() {
        wrong("document", "limits-document-missing");
    }
    let from = Day::parse_written(&e.from).ok().filter(|d| (d.year() - today.year()).abs() <= YEARS_BACK);
    match from {
        None => wrong("from", "limits-from-unreadable"),
        Some(from) if from.year() > today.year() + YEARS_AHEAD => wrong("from", "limits-from-far"),
        Some(_) => {}
    }
    if document.chars().count() > LONGEST_DOCUMENT {
        faults.push(FieldFault::new("document", "limits-document-long").with("most", LONGEST_DOCUMENT));
    }
    match (union, item, period, fen, form, from) {
        (Some(union), Some(item), Some(period), Some(fen), Some(form), Some(from)) if faults.is_empty() => {
            Ok(Draft { union, item, period, fen, form, document, from })
        }
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_says_what_is_wrong_with_it() {
        let today = Day(20_776);
        let fields = |e: &Entry| read(e, today).err().unwrap_or_default().into_iter().map(|f| f.field).collect::<Vec<_>>();
        assert_eq!(fields(&Entry::default()), ["union", "item", "period", "yuan", "form", "document", "from"]);
        let good = Entry {
            union: Uuid::from_u128(7).to_string(),
            item: "festival".into(),
            period: "a-year".into(),
            yuan: "2,200元".into(),
            form: "vouchers".into(),
            document: "皖工办〔2025〕3号".into(),
            from: "2025-01-01".into(),
        };
        assert_eq!(read(&good, today).unwrap().fen, 220_000);
        for yuan in ["-1", "一千", "1e9", "1000000.01", "", "9".repeat(400).as_str()] {
            assert_eq!(fields(&Entry { yuan: yuan.into(), ..good.clone() }), ["yuan"], "{yuan}");
        }
        assert_eq!(fields(&Entry { from: "2126-01-01".into(), ..good.clone() }), ["from"]);
        assert_eq!(fields(&Entry { document: "号".repeat(121), ..good }), ["document"]);
    }
}
