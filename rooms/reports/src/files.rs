//! What a page shows, as rows and cells: the page prints them, and the files hold the same.

mod printed;

use axum::response::Response;
use sheets::{CSV, Csv, XLSX, workbook};
use store::Outcome;

pub use printed::{Cell, Head, Printed, Sheet};

/// A table's number and title are in its sheet's name: so it stands there once, whatever the titles are.
const MOST_OF_TITLE: usize = 24;

/// The page as a file, `name` being that of the period; `None` when no file was asked for.
///
/// # Errors
/// `Fault::Internal` when the file cannot be made.
pub async fn answer(kind: &str, printed: &Printed, name: &str) -> Outcome<Option<Response>> {
    Ok(match kind {
        "xlsx" => Some(web::attachment(&format!("figures-{name}.xlsx"), XLSX, workbook(book(printed)).await?)),
        "csv" => Some(web::attachment(&format!("figures-{name}.csv"), CSV, csv(printed)?)),
        _ => None,
    })
}

/// One sheet a table; the first rows say what of, the last where from.
fn book(printed: &Printed) -> Vec<sheets::Sheet> {
    let sheet = |(place, it): (usize, &Sheet)| {
        let title: String = it.title.chars().take(MOST_OF_TITLE).collect();
        let name = if place == 0 { title } else { format!("{} {title}", place + 1) };
        let width = |column| if column == 0 { 30.0 } else { 12.0 };
        let heads = it.heads.iter().enumerate().map(|(column, head)| head.sheets().wide(width(column)));
        let sheet = sheets::Sheet::new(name, heads).titled(&printed.title).says(&printed.says).source(&printed.source);
        it.lines().fold(sheet, |sheet, cells| sheet.row(cells.iter().map(Cell::sheets)))
    };
    if printed.sheets.is_empty() {
        return vec![sheets::Sheet::new("1", []).titled(&printed.title)];
    }
    printed.sheets.iter().enumerate().map(sheet).collect()
}

/// All tables below each other, each under its title.
fn csv(printed: &Printed) -> Outcome<Vec<u8>> {
    let mut csv = Csv::default();
    for line in [&printed.title, &printed.says, &printed.source] {
        csv.row([line.as_str()])?;
    }
    for sheet in &printed.sheets {
        csv.row([""])?;
        csv.row([sheet.title.as_str()])?;
        csv.row(sheet.heads.iter().map(|head| head.label.as_str()))?;
        for cells in sheet.lines() {
            csv.row(cells.iter().map(Cell::sheets))?;
        }
    }
    csv.done()
}
