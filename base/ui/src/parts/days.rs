use askama::Template;
use i18n::Voice;

use crate::html::component;

/// A legal clock: one cell a working day, a gap where days are skipped, today outlined, the last day ochre. The sentence
/// that says the date stands in its label and, if asked for, beside it.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/days.html")]
pub struct Days {
    cells: Vec<Cell>,
    gaps: Vec<bool>,
    says: String,
    small: bool,
    beside: bool,
}
component!(Days);

/// One day of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Past,
    Today,
    Ahead,
    /// The last day, whether it is ahead or over.
    Last,
}

impl Days {
    /// The clock over these working days (days since 1970-01-01, ascending, the last one being the legal end), seen
    /// `today`.
    #[must_use]
    pub fn new(v: &Voice, working: &[i32], today: i32) -> Self {
        let total = working.len() as i64;
        let begun = working.iter().filter(|d| **d <= today).count() as i64;
        let end = working.last().copied().unwrap_or(today);
        let until = v.date(end);
        let says = if begun == 0 {
            v.t2("ui-days-ahead", "total", total, "date", until)
        } else if today > end {
            v.t2("ui-days-over", "total", total, "date", until)
        } else {
            v.t3("ui-days", "day", begun, "total", total, "date", until)
        };
        let cells = working
            .iter()
            .map(|&day| match day {
                _ if day == today => Cell::Today,
                _ if day == end => Cell::Last,
                _ if day < today => Cell::Past,
                _ => Cell::Ahead,
            })
            .collect();
        let gaps = working.iter().enumerate().map(|(i, day)| i > 0 && working[i - 1] + 1 != *day).collect();
        Self { cells, gaps, says, small: false, beside: false }
    }

    /// A clock from ready cells (the flag asks for a gap before the cell) and its sentence.
    #[must_use]
    pub fn of(cells: Vec<(Cell, bool)>, says: impl Into<String>) -> Self {
        let gaps = cells.iter().map(|(_, gap)| *gap).collect();
        let cells = cells.into_iter().map(|(cell, _)| cell).collect();
        Self { cells, gaps, says: says.into(), small: false, beside: false }
    }

    /// For a list row.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// With its sentence beside it.
    #[must_use]
    pub fn in_words(mut self) -> Self {
        self.beside = true;
        self
    }

    fn drawn(&self) -> impl Iterator<Item = String> + '_ {
        self.cells.iter().zip(&self.gaps).map(|(cell, gap)| {
            let cell = match cell {
                Cell::Past => "p",
                Cell::Today => "n",
                Cell::Ahead => "",
                Cell::Last => "x",
            };
            let gap = if *gap { "w" } else { "" };
            format!("{cell} {gap}").trim().to_owned()
        })
    }

    /// The sentence alone: `第4个工作日，共15个，到12月3日 周四`.
    #[must_use]
    pub fn says(&self) -> &str {
        &self.says
    }
}
