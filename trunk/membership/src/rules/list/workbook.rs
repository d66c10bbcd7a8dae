use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, Reader as _, Xlsx};
use codes::Day;
use zip::ZipArchive;

use super::{Gather, MOST_COLUMNS, Refusal, clean};

/// Unpacked, the largest list has some 100 MB. A file that swells beyond this is no list.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// A workbook has a dozen parts, one with many pictures some hundred.
const MOST_PARTS: usize = 2_000;
/// From here on a floating-point number no longer holds every digit: an ID number typed as a number is lost.
const EXACT: f64 = 1e15;

/// Reads the cells of the first sheet one by one: a sheet that claims a million columns costs nothing.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Refusal> {
    const UNREADABLE: Refusal = "membership-import-file-unreadable";
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| "membership-import-file-wrong-type")?;
    let sheet = book.sheet_names().first().cloned().ok_or("membership-import-file-no-rows")?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(|_| UNREADABLE)?;
    let mut cells: Vec<(usize, String)> = Vec::new();
    let mut row = 0;
    while let Some(cell) = reader.next_cell().map_err(|_| UNREADABLE)? {
        let (at, column) = cell.get_position();
        // Within a row columns only ever grow; one that does not begins another row of the same number.
        if at != row || cells.last().is_some_and(|(last, _)| *last >= column as usize) {
            gather.row(i64::from(row) + 1, &cells)?;
            cells.clear();
            row = at;
        }
        let text = say(cell.get_value());
        if !text.is_empty() {
            gather.count()?;
            if (column as usize) < MOST_COLUMNS {
                cells.push((column as usize, text));
            }
        }
    }
    gather.row(i64::from(row) + 1, &cells)
}

/// Unpacks every part into nothing, to know before anything is kept how large it becomes: what the file says of itself may
/// be a lie.
fn measure(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "membership-import-file-wrong-type")?;
    if archive.len() > MOST_PARTS {
        return Err("membership-import-file-large");
    }
    let mut left = MOST_UNPACKED;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| "membership-import-file-unreadable")?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| "membership-import-file-unreadable")?;
        left = left.checked_sub(size).ok_or("membership-import-file-large")?;
    }
    Ok(())
}

fn say(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Int(n) => n.to_string(),
        // The mark tells the rules that digits are missing.
        DataRef::Float(n) if n.abs() >= EXACT => format!("≈{n:.0}").chars().take(40).collect(),
        DataRef::Float(n) if n.fract() == 0.0 => format!("{n:.0}"),
        DataRef::Float(n) => n.to_string(),
        DataRef::DateTime(at) if !at.is_duration() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Day::from_ymd(i32::from(year), u32::from(month), u32::from(day))
                .map_or_else(|| at.as_f64().to_string(), |d| d.to_string())
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::Error(_) => "#".into(),
        DataRef::Empty => String::new(),
    }
}
