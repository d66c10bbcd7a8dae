//! Tables to take away: as a workbook (XLSX) and as CSV; and a workbook somebody brings, read within bounds. What a spreadsheet program would make of a cell is decided here once: a
//! text stays a text, a number with eighteen digits stays whole, `=1+1` is no formula.
//!
//! It knows no page and no question: whoever calls says what stands in the cells, in the reader's language.

mod csv;
mod read;
mod workbook;

pub use self::csv::{CSV, Csv};
pub use self::read::{Bounds, Unreadable, clean, read};
pub use self::workbook::{Sheet, XLSX, workbook};

/// What a column is for.
#[derive(Clone, Debug)]
pub struct Head {
    label: String,
    is_number: bool,
    width: f64,
}

impl Head {
    /// A column of texts; whatever somebody types into its empty cells stays a text too.
    #[must_use]
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_number: false, width: 18.0 }
    }

    #[must_use]
    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_number: true, width: 12.0 }
    }

    /// In characters.
    #[must_use]
    pub fn wide(mut self, width: f64) -> Self {
        self.width = width;
        self
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    /// A number already written out as a program reads it: `96.50`.
    Written(String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
