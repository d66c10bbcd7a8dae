use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, Printed, Sheet};

/// One sheet a table; the first row says what of, the last where from.
pub(super) fn write(printed: &Printed) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for (place, sheet) in printed.sheets.iter().enumerate() {
        let page = book.add_worksheet().set_name(name(place, &sheet.title))?;
        fill(page, printed, sheet)?;
    }
    if printed.sheets.is_empty() {
        book.add_worksheet().write(0, 0, &printed.title)?;
    }
    book.save_to_buffer()
}

/// A sheet's name has at most 31 characters, none of `[]:*?/\`, and stands once.
fn name(place: usize, title: &str) -> String {
    let plain: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(24).collect();
    if place == 0 { plain } else { format!("{} {plain}", place + 1) }
}

fn fill(page: &mut Worksheet, printed: &Printed, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let right = Format::new().set_bold().set_align(FormatAlign::Right);
    page.write_with_format(0, 0, &printed.title, &bold)?;
    page.write(1, 0, &printed.says)?;
    for (column, head) in (0_u16..).zip(&sheet.heads) {
        page.write_with_format(3, column, &head.label, if head.is_number { &right } else { &bold })?;
        page.set_column_width(column, if column == 0 { 30 } else { 12 })?;
    }
    page.set_freeze_panes(4, 1)?;
    let mut row = 4;
    let numbers = Format::new().set_num_format("#,##0.##").set_align(FormatAlign::Right);
    for cells in sheet.rows.iter().chain([&sheet.foot].into_iter().filter(|foot| !foot.is_empty())) {
        for (column, cell) in (0_u16..).zip(cells) {
            put(page, row, column, cell, &numbers)?;
        }
        row += 1;
    }
    page.write(row + 1, 0, &printed.source)?;
    Ok(())
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, numbers: &Format) -> Result<(), XlsxError> {
    match cell.number {
        Some(number) => page.write_number_with_format(row, column, number, numbers)?,
        // Always as text: a name that begins with = is no formula.
        None => page.write_string(row, column, &cell.text)?,
    };
    Ok(())
}
