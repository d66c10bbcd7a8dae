use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, Reader as _, Xlsx};
use codes::Day;
use zip::ZipArchive;

use super::{COLUMNS, Line, MOST_ROWS};

/// Unpacked, the largest file taken has some 2 MB; one that swells beyond this is none.
const MOST_UNPACKED: u64 = 48 * 1024 * 1024;
const MOST_PARTS: usize = 500;
/// A heading row is looked for in the first lines only: above it there may be a title.
const HEADING_WITHIN: usize = 10;
const MOST_IN_CELL: usize = 120;
const MOST_CELLS: usize = 200_000;
const MOST_COLUMNS: u32 = 64;
/// From here on a floating-point number no longer holds every digit.
const EXACT: f64 = 1e15;

/// Why a file cannot be read; each is a message key.
pub type Refusal = &'static str;

/// Reads the first sheet of an XLSX workbook; `heads` are the names each column of [`COLUMNS`] may have.
///
/// # Errors
/// The message key that says what is wrong with the file as a whole.
pub fn read(bytes: &[u8], heads: &[Vec<String>; COLUMNS.len()]) -> Result<Vec<Line>, Refusal> {
    const UNREADABLE: Refusal = "ledger-file-unreadable";
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| UNREADABLE)?;
    let sheet = book.sheet_names().first().cloned().ok_or("ledger-file-no-rows")?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(|_| UNREADABLE)?;
    let mut gather = Gather { heads, places: None, above: 0, lines: Vec::new() };
    let mut cells: Vec<(u32, String)> = Vec::new();
    let (mut row, mut seen) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(|_| UNREADABLE)? {
        let (at, column) = cell.get_position();
        if at != row {
            gather.row(row, &cells)?;
            cells.clear();
            row = at;
        }
        let text = say(cell.get_value());
        if !text.is_empty() && column < MOST_COLUMNS {
            seen += 1;
            if seen > MOST_CELLS {
                return Err("ledger-file-large");
            }
            cells.push((column, text));
        }
    }
    gather.row(row, &cells)?;
    gather.finish()
}

struct Gather<'a> {
    heads: &'a [Vec<String>; COLUMNS.len()],
    /// The place in [`COLUMNS`] of each column found in the file.
    places: Option<Vec<(u32, usize)>>,
    above: usize,
    lines: Vec<Line>,
}

impl Gather<'_> {
    fn row(&mut self, row: u32, cells: &[(u32, String)]) -> Result<(), Refusal> {
        if cells.is_empty() {
            return Ok(());
        }
        let Some(places) = &self.places else {
            self.above += 1;
            self.places = self.headings(cells);
            return if self.places.is_none() && self.above >= HEADING_WITHIN { Err("ledger-file-no-headings") } else { Ok(()) };
        };
        let mut line = Line { row: i64::from(row) + 1, cells: std::array::from_fn(|_| String::new()) };
        for (column, text) in cells {
            if let Some((_, place)) = places.iter().find(|(c, _)| c == column) {
                line.cells[*place].clone_from(text);
            }
        }
        if line.cells.iter().any(|c| !c.is_empty()) {
            if self.lines.len() >= MOST_ROWS {
                return Err("ledger-file-large");
            }
            self.lines.push(line);
        }
        Ok(())
    }

    /// Union, month and kind must be there; the rest may be missing.
    fn headings(&self, cells: &[(u32, String)]) -> Option<Vec<(u32, usize)>> {
        let place = |text: &str| self.heads.iter().position(|names| names.iter().any(|n| n.eq_ignore_ascii_case(text)));
        let found: Vec<(u32, usize)> = cells.iter().filter_map(|(column, text)| Some((*column, place(text)?))).collect();
        (0..3).all(|needed| found.iter().any(|(_, place)| *place == needed)).then_some(found)
    }

    fn finish(self) -> Result<Vec<Line>, Refusal> {
        match (self.places, self.lines.is_empty()) {
            (None, _) => Err("ledger-file-no-headings"),
            (_, true) => Err("ledger-file-no-rows"),
            _ => Ok(self.lines),
        }
    }
}

/// Unpacks every part into nothing, to know how large it becomes: what the file says of itself may be a lie.
fn measure(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "ledger-file-wrong-type")?;
    if archive.len() > MOST_PARTS {
        return Err("ledger-file-large");
    }
    let mut left = MOST_UNPACKED;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| "ledger-file-unreadable")?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| "ledger-file-unreadable")?;
        left = left.checked_sub(size).ok_or("ledger-file-large")?;
    }
    Ok(())
}

fn clean(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}').take(MOST_IN_CELL).collect()
}

fn say(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) if n.fract() == 0.0 && n.abs() < EXACT => format!("{n:.0}"),
        DataRef::Float(n) => n.to_string(),
        DataRef::DateTime(at) if !at.is_duration() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Day::from_ymd(i32::from(year), u32::from(month), u32::from(day))
                .map_or_else(|| at.as_f64().to_string(), |d| d.to_string())
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::Error(_) => "#".into(),
        DataRef::Empty => String::new(),
    }
}
