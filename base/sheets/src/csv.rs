use csv::{Error, Terminator, Writer, WriterBuilder};
use store::{Fault, Outcome};

use crate::Cell;

/// The kind of such a file, as a browser is told it.
pub const CSV: &str = "text/csv; charset=utf-8";

/// Spreadsheet programs take a file for UTF-8 by this mark.
const MARK: &str = "\u{feff}";

/// A text of comma-separated values (RFC 4180), written row by row; rows may be of different lengths.
pub struct Csv(Writer<Vec<u8>>);

impl Default for Csv {
    fn default() -> Self {
        Self(WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec()))
    }
}

impl Csv {
    /// # Errors
    /// [`Fault::Internal`].
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) -> Outcome<()> {
        self.0.write_record(cells.into_iter().map(|cell| plain(cell.into()))).map_err(|e: Error| Fault::Internal(e.to_string()))
    }

    /// The whole text in UTF-8, with the mark spreadsheet programs look for.
    ///
    /// # Errors
    /// [`Fault::Internal`].
    pub fn done(self) -> Outcome<Vec<u8>> {
        self.0.into_inner().map_err(|e| Fault::Internal(e.to_string()))
    }
}

/// A text that a spreadsheet program would run as a formula is marked as text.
fn plain(cell: Cell) -> String {
    match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) | Cell::Written(text) => text,
        Cell::Number(number) => number.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(rows: Vec<Vec<Cell>>) -> String {
        let mut csv = Csv::default();
        for row in rows {
            csv.row(row).unwrap();
        }
        String::from_utf8(csv.done().unwrap()).unwrap()
    }

    #[test]
    fn no_cell_is_run_as_a_formula() {
        for bad in ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "\rx"] {
            assert!(plain(bad.into()).starts_with('\''), "{bad}");
        }
        assert_eq!(plain("陈师傅".into()), "陈师傅");
        let row = vec!["=1+1".into(), "张三,\"李四\"".into(), Cell::Number(-2.5), Cell::Written("-96.50".into())];
        assert_eq!(text(vec![row]), "\u{feff}'=1+1,\"张三,\"\"李四\"\"\",-2.5,-96.50\r\n");
    }

    #[test]
    fn rows_are_as_long_as_they_are() {
        let rows = vec![vec!["a".into()], vec!["".into()], vec!["b".into(), "c".into()], vec!["".into(), "".into()]];
        assert_eq!(text(rows), "\u{feff}a\r\n\"\"\r\nb,c\r\n,\r\n");
        assert_eq!(text(Vec::new()), "\u{feff}");
    }
}
