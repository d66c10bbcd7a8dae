use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use store::{Fault, Outcome};

use crate::{Cell, Head};

/// The kind of such a file, as a browser is told it.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Excel's own limits (ECMA-376 practice): letters in a sheet's name, and what may not be among them.
const MOST_IN_NAME: usize = 31;
const NOT_IN_NAME: &str = "[]:*?/\\'";

/// One sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    name: String,
    title: String,
    says: Vec<String>,
    heads: Vec<Head>,
    rows: Vec<Vec<Cell>>,
    source: String,
}

impl Sheet {
    /// A sheet of this name, which no other of the workbook has.
    #[must_use]
    pub fn new(name: impl Into<String>, heads: impl IntoIterator<Item = Head>) -> Self {
        Self { name: name.into(), heads: heads.into_iter().collect(), ..Self::default() }
    }

    /// A sheet of texts.
    #[must_use]
    pub fn texts(name: impl Into<String>, heads: impl IntoIterator<Item = String>, rows: Vec<Vec<String>>) -> Self {
        let sheet = Self::new(name, heads.into_iter().map(Head::text));
        rows.into_iter().fold(sheet, Self::row)
    }

    /// Stands above the table.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// A line above the table, below its title.
    #[must_use]
    pub fn says(mut self, line: impl Into<String>) -> Self {
        self.says.push(line.into());
        self
    }

    #[must_use]
    pub fn row<C: Into<Cell>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// A line below the table: where it comes from.
    #[must_use]
    pub fn source(mut self, line: impl Into<String>) -> Self {
        self.source = line.into();
        self
    }
}

/// Writes a workbook, away from the threads that serve requests.
///
/// # Errors
/// [`Fault::Internal`]: two sheets of one name, more rows than a sheet holds.
pub async fn workbook(sheets: Vec<Sheet>) -> Outcome<Vec<u8>> {
    tokio::task::spawn_blocking(move || write(&sheets))
        .await
        .map_err(|e| Fault::Internal(e.to_string()))?
        .map_err(|e| Fault::Internal(e.to_string()))
}

fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        put(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn put(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let name: String = sheet.name.chars().filter(|c| !NOT_IN_NAME.contains(*c)).take(MOST_IN_NAME).collect();
    page.set_name(name)?;
    // Text even where a reader types into an empty cell: an ID number would lose its last digits otherwise.
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold().set_num_format("@");
    let bold_number = Format::new().set_bold().set_align(FormatAlign::Right);
    let number = Format::new().set_num_format("#,##0.##").set_align(FormatAlign::Right);
    let mut row = 0;
    for (line, format) in [(&sheet.title, &bold)].into_iter().chain(sheet.says.iter().map(|line| (line, &text))) {
        if !line.is_empty() {
            page.write_string_with_format(row, 0, line, format)?;
            row += 1;
        }
    }
    if row > 0 {
        row += 1;
    }
    for (column, head) in (0u16..).zip(&sheet.heads) {
        if !head.is_number {
            page.set_column_format(column, &text)?;
        }
        page.set_column_width(column, head.width)?;
        page.write_string_with_format(row, column, &head.label, if head.is_number { &bold_number } else { &bold })?;
    }
    row += 1;
    // What a row is of stays in sight where it is read across numbers.
    let held = u16::from(sheet.heads.iter().any(|head| head.is_number) && !sheet.rows.is_empty());
    page.set_freeze_panes(row, held)?;
    for cells in &sheet.rows {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Number(value) => page.write_number_with_format(row, column, *value, &number)?,
                Cell::Text(words) | Cell::Written(words) if words.is_empty() => page,
                Cell::Text(words) | Cell::Written(words) => page.write_string_with_format(row, column, words, &text)?,
            };
        }
        row += 1;
    }
    if !sheet.source.is_empty() {
        page.write_string_with_format(row + 1, 0, &sheet.source, &text)?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    fn read(sheets: &[Sheet]) -> Vec<(String, Vec<Vec<Data>>)> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(write(sheets).unwrap())).unwrap();
        book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[_]>::to_vec).collect())).collect()
    }

    fn text(words: &str) -> Data {
        Data::String(words.to_owned())
    }

    #[test]
    fn every_text_stays_as_it_is() {
        let long = "11010519491231002X";
        let sheet = Sheet::texts("会员[名单]", ["号码".to_owned(), "姓名".to_owned()], vec![vec![long.into(), "=1+1".into()]]);
        let read = read(&[sheet]);
        assert_eq!(read[0].0, "会员名单");
        assert_eq!(read[0].1, [vec![text("号码"), text("姓名")], vec![text(long), text("=1+1")]]);
    }

    #[test]
    fn numbers_stand_below_their_title_and_above_their_source() {
        let sheet = Sheet::new("a".repeat(40), [Head::text("union").wide(30.0), Head::number("people")])
            .titled("figures")
            .says("of 2026")
            .row([Cell::from("county"), Cell::Number(12.5)])
            .source("counted");
        let read = read(&[sheet]);
        assert_eq!(read[0].0.len(), MOST_IN_NAME);
        let rows = &read[0].1;
        assert_eq!((&rows[0][0], &rows[1][0], &rows[3][1]), (&text("figures"), &text("of 2026"), &text("people")));
        assert_eq!((&rows[4][0], &rows[4][1], &rows[6][0]), (&text("county"), &Data::Float(12.5), &text("counted")));
        assert_eq!((rows[2][0].clone(), rows.len()), (Data::Empty, 7));
    }

    #[test]
    fn two_sheets_of_one_name_are_a_fault_and_no_panic() {
        let twice = [Sheet::new("a", []), Sheet::new("a", [])];
        assert!(write(&twice).is_err());
        assert!(write(&[]).is_ok_and(|bytes| !bytes.is_empty()));
    }
}
