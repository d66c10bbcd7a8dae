//! What a page shows, as rows and cells: the page prints them, and the files hold the same.

mod csv;
mod printed;
mod xlsx;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use store::{Fault, Outcome};

pub use printed::{Cell, Head, Printed, Sheet};

/// The page as a file; `None` when no file was asked for.
///
/// # Errors
/// `Fault::Internal` when the file cannot be made.
pub fn answer(kind: &str, printed: &Printed, name: &str) -> Outcome<Option<Response>> {
    let (bytes, mime, end) = match kind {
        "xlsx" => {
            let bytes = xlsx::write(printed).map_err(|error| Fault::Internal(error.to_string()))?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        "csv" => {
            let bytes = csv::write(printed).map_err(|error| Fault::Internal(error.to_string()))?;
            (bytes, "text/csv; charset=utf-8", "csv")
        }
        _ => return Ok(None),
    };
    // A header holds no Chinese: the name is of the period alone.
    let disposition = format!("attachment; filename=\"figures-{name}.{end}\"");
    Ok(Some(([(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()))
}
