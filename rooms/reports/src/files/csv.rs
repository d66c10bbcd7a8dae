use csv::{Terminator, WriterBuilder};

use super::{Cell, Printed};

/// All tables below each other, each under its title, in UTF-8 with the mark that spreadsheet programs look for.
pub(super) fn write(printed: &Printed) -> Result<Vec<u8>, csv::Error> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut csv = WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(&mut out);
    for line in [&printed.title, &printed.says, &printed.source] {
        csv.write_record([plain(line)])?;
    }
    for sheet in &printed.sheets {
        csv.write_record([""])?;
        csv.write_record([plain(&sheet.title)])?;
        csv.write_record(sheet.heads.iter().map(|h| plain(&h.label)))?;
        for row in sheet.rows.iter().chain([&sheet.foot].into_iter().filter(|foot| !foot.is_empty())) {
            csv.write_record(row.iter().map(cell))?;
        }
    }
    csv.flush()?;
    drop(csv);
    Ok(out)
}

fn cell(cell: &Cell) -> String {
    match cell.number {
        Some(number) => number.to_string(),
        None => plain(&cell.text),
    }
}

/// A text that a spreadsheet program would run as a formula is marked as text.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
