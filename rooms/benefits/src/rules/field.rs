//! How each box of a form is read, and what is said when it cannot be.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;

pub(crate) const LONGEST_NAME: usize = 60;
pub(crate) const LONGEST_LINE: usize = 120;
pub(crate) const LONGEST_TEXT: usize = 1_000;
/// A hundred thousand yuan.
pub(crate) const MOST_FEN: i64 = 10_000_000;

/// Faults gathered while a form is read.
#[derive(Default)]
pub(crate) struct Faults(pub Vec<FieldFault>);

impl Faults {
    pub fn at(&mut self, field: &str, key: &'static str) {
        self.0.push(FieldFault::new(field, key));
    }

    /// A line that must be there, and not too long.
    pub fn line(&mut self, field: &str, text: &str, most: usize, missing: &'static str) -> String {
        let text = self.short(field, text, most);
        if text.is_empty() {
            self.at(field, missing);
        }
        text
    }

    /// A line that may be empty.
    pub fn short(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > most {
            self.0.push(FieldFault::new(field, "benefits-too-long").with("most", most));
        }
        text
    }

    /// Several lines.
    pub fn long(&mut self, field: &str, text: &str) -> String {
        if text.chars().count() > LONGEST_TEXT {
            self.0.push(FieldFault::new(field, "benefits-too-long").with("most", LONGEST_TEXT));
        }
        text.trim().to_owned()
    }

    /// Yuan as fen; 0 where the text is none, which is said.
    pub fn fen(&mut self, field: &str, text: &str) -> i64 {
        match codes::money::parse_fen(text) {
            Ok(fen) if (0..=MOST_FEN).contains(&fen) => fen,
            _ => {
                self.at(field, "benefits-money-unreadable");
                0
            }
        }
    }

    /// A whole number between two, `otherwise` where nothing was typed.
    pub fn number(&mut self, field: &str, text: &str, otherwise: i64, (least, most): (i64, i64)) -> i64 {
        if text.is_empty() {
            return otherwise;
        }
        match codes::numerals::parse(text).ok().and_then(|n| i64::try_from(n).ok()) {
            Some(n) if (least..=most).contains(&n) => n,
            _ => {
                self.0.push(FieldFault::new(field, "benefits-number-range").with("least", least).with("most", most));
                otherwise
            }
        }
    }

    pub fn day(&mut self, field: &str, text: &str) -> Option<Day> {
        let day = Day::parse_written(text).ok().filter(|d| (1990..2100).contains(&d.year()));
        if day.is_none() {
            self.at(field, "benefits-day-unreadable");
        }
        day
    }

    /// One of these words.
    pub fn one_of<'a>(&mut self, field: &str, text: &str, words: impl IntoIterator<Item = &'a str>) -> &'a str {
        let found = words.into_iter().find(|w| *w == text);
        if found.is_none() {
            self.at(field, "benefits-choose-one");
        }
        found.unwrap_or_default()
    }
}

pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}
