//! Reading the keys of rows, and the one form in which a table goes under the veil: both the page that shows it and the walk
//! up from a child must hide the same rows.

use uuid::Uuid;

use super::answer::{Key, Row};
use super::query::By;
use crate::rows::roll_up::PeopleOf;
use crate::rules::veil::{FEWEST, veil};

impl Key {
    /// The text of a kind or a setting; empty for every other key.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Kind(text) | Self::Setting(text) => text,
            _ => "",
        }
    }
}

pub(super) fn key_of(union: Uuid, by: By, id: Option<Uuid>, month: Option<i32>, text: Option<&str>) -> Key {
    let text = || text.unwrap_or_default().to_owned();
    match by {
        By::Total => Key::Total,
        By::Children => match id {
            Some(id) if id != union => Key::Union(id),
            _ => Key::Own,
        },
        By::Months => Key::Month(month.unwrap_or_default()),
        By::Kinds => Key::Kind(text()),
        By::Settings => Key::Setting(text()),
        By::Programmes => Key::Programme(id),
    }
}

/// A table as the veil sees it: rows with anybody in them, in an order that does not depend on who asks.
#[derive(Clone)]
pub(super) struct Cut {
    total: i64,
    rows: Vec<(Key, i64)>,
}

pub(super) struct Veiled {
    pub total: bool,
    hidden: Vec<Key>,
}

impl Veiled {
    /// Nothing is hidden.
    pub fn is_thin(&self) -> bool {
        !self.total && self.hidden.is_empty()
    }

    pub fn hides(&self, key: &Key) -> bool {
        self.hidden.contains(key)
    }
}

fn place(key: &Key) -> (u8, Uuid, i32, &str) {
    match key {
        Key::Total | Key::Own => (0, Uuid::nil(), 0, ""),
        Key::Union(id) => (1, *id, 0, ""),
        Key::Programme(id) => (1, id.unwrap_or_default(), 0, ""),
        Key::Month(month) => (1, Uuid::nil(), *month, ""),
        Key::Kind(text) | Key::Setting(text) => (1, Uuid::nil(), 0, text),
    }
}

impl Cut {
    fn new(total: i64, mut rows: Vec<(Key, i64)>) -> Self {
        rows.retain(|(_, people)| *people > 0);
        rows.sort_by(|a, b| place(&a.0).cmp(&place(&b.0)));
        Self { total, rows }
    }

    pub fn of_rows(total: &Row, rows: &[Row]) -> Self {
        let number = |row: &Row| row.counted.people.number().unwrap_or(FEWEST);
        Self::new(number(total), rows.iter().map(|row| (row.key.clone(), number(row))).collect())
    }

    pub fn of_people(union: Uuid, by: By, people: Vec<PeopleOf>) -> Self {
        let total = people.iter().find(|p| p.cut == 0).map_or(0, |p| p.people);
        let rows = people.iter().filter(|p| p.cut != 0);
        let rows = rows.map(|p| (key_of(union, by, p.key_id, p.key_month, p.key_text.as_deref()), p.people));
        Self::new(total, rows.collect())
    }

    pub fn veil(&self, total_hidden: bool) -> Veiled {
        let people: Vec<i64> = self.rows.iter().map(|(_, people)| *people).collect();
        let veil = veil(self.total, &people, total_hidden);
        let hidden = self.rows.iter().zip(&veil.rows).filter(|(_, hidden)| **hidden).map(|((key, _), _)| key.clone());
        Veiled { total: veil.total, hidden: hidden.collect() }
    }
}
