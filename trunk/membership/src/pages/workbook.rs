//! Spreadsheets to take away. Every cell is text: a number with eighteen digits stays whole, `=1+1` stays what it is.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::{Fault, Outcome};

/// One sheet: its name, its heads, its rows.
pub struct Sheet {
    pub name: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Excel's own limits (ECMA-376 practice): letters in a sheet's name, and what may not be among them.
const MOST_IN_NAME: usize = 31;

/// Writes a workbook, away from the threads that serve requests.
///
/// # Errors
/// [`Fault::Internal`].
pub async fn write(sheets: Vec<Sheet>) -> Outcome<Vec<u8>> {
    let write = move || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        for sheet in &sheets {
            put(book.add_worksheet(), sheet)?;
        }
        book.save_to_buffer()
    };
    tokio::task::spawn_blocking(write)
        .await
        .map_err(|e| Fault::Internal(e.to_string()))?
        .map_err(|e| Fault::Internal(e.to_string()))
}

fn put(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let name: String = sheet.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(MOST_IN_NAME).collect();
    page.set_name(name)?;
    // Text even where a reader types into an empty cell: an ID number would lose its last digits otherwise.
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold().set_num_format("@");
    for (column, head) in (0u16..).zip(&sheet.heads) {
        page.set_column_format(column, &text)?;
        page.set_column_width(column, 18)?;
        page.write_string_with_format(0, column, head, &bold)?;
    }
    for (line, row) in (1u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(line, column, cell, &text)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A file to keep. `name` is ASCII.
#[must_use]
pub fn attachment(name: &str, mime: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The kind of a workbook, as a browser is told it.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
