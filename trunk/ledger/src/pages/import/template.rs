use i18n::Voice;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::house::{Ledger, Word};
use crate::rules::intake::COLUMNS;

/// The workbook to fill in: the headings on the first sheet, the words a cell may hold on the second. Text cells only where
/// text belongs, so that a month is not turned into a day.
pub(super) fn workbook(house: &Ledger, v: &Voice) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name(v.t("ledger-template-sheet"))?;
    for (column, (field, key)) in (0_u16..).zip(COLUMNS) {
        sheet.write_with_format(0, column, v.t(key), &head)?;
        sheet.set_column_width(column, if field == "union" { 32 } else { 14 })?;
        if matches!(field, "union" | "month" | "kind" | "setting") {
            sheet.set_column_format(column, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let sheet = book.add_worksheet().set_name(v.t("ledger-template-words"))?;
    let mut list = |column: u16, key: &str, words: &[Word]| -> Result<(), XlsxError> {
        sheet.write_with_format(0, column, v.t(key), &head)?;
        sheet.set_column_width(column, 20)?;
        for (row, word) in (1_u32..).zip(words) {
            sheet.write(row, column, v.t(word.key))?;
        }
        Ok(())
    };
    list(0, "ledger-column-kind", &house.vocabulary.kinds)?;
    list(1, "ledger-column-setting", &house.vocabulary.settings)?;
    for (row, key) in (0_u32..).zip(["ledger-template-how-month", "ledger-template-how-union", "ledger-template-how-quoted"]) {
        sheet.write(row, 3, v.t(key))?;
    }
    book.save_to_buffer()
}
