//! A list of members in a spreadsheet: reading the file, finding the columns, judging each row. The file comes from outside
//! and may be anything at all, so every reader here is bounded and answers with a sentence for the officer.

pub(crate) mod columns;
pub(crate) mod entry;
mod text;
mod workbook;

use columns::{Cells, Columns};

/// No list is larger; a bigger union brings several.
pub(crate) const MOST_ROWS: usize = 200_000;
/// A heading row is looked for in the first lines only: above it there may be a title.
const HEADING_WITHIN: usize = 10;
/// Longer than any cell of a list; what stands behind is dropped, and what is left is too long for its column.
const MOST_IN_CELL: usize = 200;
/// Cells read at most, empty ones not counted; a list of the largest size has a third of them.
const MOST_CELLS: usize = 6_000_000;
/// Columns further to the right are not looked at.
const MOST_COLUMNS: usize = 256;

/// What a file held: the rows below the headings that are not empty.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) rows: Vec<Line>,
}

impl List {
    /// How many rows there are.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }
}

/// One row and its number in the file, as the officer sees it there.
#[derive(Debug)]
pub(crate) struct Line {
    pub row: i64,
    pub cells: Cells,
}

/// Why a file is not a list; each is a message key.
pub(crate) type Refusal = &'static str;

/// Reads an XLSX workbook (its first sheet) or a CSV text in UTF-8, UTF-16 or GB 18030, whatever the file is called.
/// Takes as long as the file is large: never called on a thread that serves requests.
///
/// # Errors
/// The message key that says what is wrong with the file as a whole.
pub(crate) fn read(bytes: &[u8]) -> Result<List, Refusal> {
    if bytes.is_empty() {
        return Err("membership-import-file-empty");
    }
    let mut gather = Gather::default();
    if bytes.starts_with(b"PK") {
        workbook::read(bytes, &mut gather)?;
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("membership-import-file-old-excel");
    } else {
        text::read(bytes, &mut gather)?;
    }
    gather.finish()
}

/// Takes cells as they come, finds the heading row, keeps the columns that mean something.
#[derive(Default)]
struct Gather {
    columns: Option<Columns>,
    above: usize,
    cells: usize,
    list: List,
}

impl Gather {
    /// One more cell that is not empty.
    fn count(&mut self) -> Result<(), Refusal> {
        self.cells += 1;
        if self.cells > MOST_CELLS { Err("membership-import-file-large") } else { Ok(()) }
    }

    /// One whole row: column (from 0) and text of each cell that is not empty. `number` counts from 1, as in the file.
    fn row(&mut self, number: i64, cells: &[(usize, String)]) -> Result<(), Refusal> {
        if cells.is_empty() {
            return Ok(());
        }
        match &self.columns {
            None => {
                self.columns = Columns::find(cells);
                self.above += 1;
                if self.columns.is_none() && self.above >= HEADING_WITHIN {
                    return Err("membership-import-file-no-headings");
                }
            }
            Some(columns) => {
                let taken = columns.take(cells);
                if taken.iter().any(|c| !c.is_empty()) {
                    if self.list.rows.len() >= MOST_ROWS {
                        return Err("membership-import-file-large");
                    }
                    // A file may number its rows in any way it likes; here they only ever grow.
                    let row = self.list.rows.last().map_or(number, |last| number.max(last.row + 1));
                    self.list.rows.push(Line { row, cells: taken });
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<List, Refusal> {
        if self.columns.is_none() {
            return Err("membership-import-file-no-headings");
        }
        if self.list.rows.is_empty() {
            return Err("membership-import-file-no-rows");
        }
        Ok(self.list)
    }
}

/// A cell's text, as one of a workbook is taken.
fn clean(text: &str) -> String {
    sheets::clean(text, MOST_IN_CELL)
}
