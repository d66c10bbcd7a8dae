use sheets::{Bounds, Unreadable};

use super::{COLUMNS, Line, MOST_ROWS};

/// Unpacked, the largest file taken has some 2 MB; one that swells beyond this is none.
const BOUNDS: Bounds = Bounds { unpacked: 48 * 1024 * 1024, parts: 500, cells: 200_000, columns: 64, letters: 120 };
/// A heading row is looked for in the first lines only: above it there may be a title.
const HEADING_WITHIN: usize = 10;

/// Why a file cannot be read; each is a message key.
pub type Refusal = &'static str;

/// Reads the first sheet of an XLSX workbook; `heads` are the names each column of [`COLUMNS`] may have.
///
/// # Errors
/// The message key that says what is wrong with the file as a whole.
pub fn read(bytes: &[u8], heads: &[Vec<String>; COLUMNS.len()]) -> Result<Vec<Line>, Refusal> {
    let mut gather = Gather { heads, places: None, above: 0, lines: Vec::new() };
    sheets::read(bytes, &BOUNDS, tell, |number, cells| gather.row(number, cells))?;
    gather.finish()
}

fn tell(why: Unreadable) -> Refusal {
    match why {
        Unreadable::WrongType => "ledger-file-wrong-type",
        Unreadable::Broken => "ledger-file-unreadable",
        Unreadable::Large => "ledger-file-large",
        Unreadable::Empty => "ledger-file-no-rows",
    }
}

struct Gather<'a> {
    heads: &'a [Vec<String>; COLUMNS.len()],
    /// The place in [`COLUMNS`] of each column found in the file.
    places: Option<Vec<(usize, usize)>>,
    above: usize,
    lines: Vec<Line>,
}

impl Gather<'_> {
    fn row(&mut self, row: i64, cells: &[(usize, String)]) -> Result<(), Refusal> {
        let Some(places) = &self.places else {
            self.above += 1;
            self.places = self.headings(cells);
            return if self.places.is_none() && self.above >= HEADING_WITHIN { Err("ledger-file-no-headings") } else { Ok(()) };
        };
        let mut line = Line { row, cells: std::array::from_fn(|_| String::new()) };
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
    fn headings(&self, cells: &[(usize, String)]) -> Option<Vec<(usize, usize)>> {
        let place = |text: &str| self.heads.iter().position(|names| names.iter().any(|n| n.eq_ignore_ascii_case(text)));
        let found: Vec<(usize, usize)> = cells.iter().filter_map(|(column, text)| Some((*column, place(text)?))).collect();
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
