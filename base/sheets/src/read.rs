//! A workbook from outside, which may be anything at all: the cells of its first sheet, within bounds.

use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, Reader as _, Xlsx};
use jiff::civil::Date;
use zip::ZipArchive;

/// From here on a floating-point number no longer holds every digit: an ID number typed as a number is lost.
const EXACT: f64 = 1e15;

/// As much as is taken of a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes of all its parts, unpacked.
    pub unpacked: u64,
    /// Parts: a workbook has a dozen, one with many pictures some hundred.
    pub parts: usize,
    /// Cells, empty ones not counted.
    pub cells: usize,
    /// Columns further to the right are not looked at.
    pub columns: usize,
    /// Characters of a cell; what stands behind is dropped.
    pub letters: usize,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no workbook.
    WrongType,
    /// It is one, and broken.
    Broken,
    /// It is larger than its bounds.
    Large,
    /// It has no sheet.
    Empty,
}

/// Gives the rows of the first sheet that are not empty to `row`: the number, from 1 as in the file, and column (from 0) and
/// text of each cell that is not empty. They are read one by one: a sheet that claims a million columns costs nothing. A number
/// that has lost digits begins with `≈`. Takes as long as the file is large: never called on a thread that serves requests.
///
/// # Errors
/// What `tell` makes of an [`Unreadable`]; whatever `row` answers, which ends the reading.
pub fn read<E>(
    bytes: &[u8],
    bounds: &Bounds,
    tell: impl Fn(Unreadable) -> E,
    mut row: impl FnMut(i64, &[(usize, String)]) -> Result<(), E>,
) -> Result<(), E> {
    measure(bytes, bounds).map_err(&tell)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| tell(Unreadable::WrongType))?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| tell(Unreadable::Empty))?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(|_| tell(Unreadable::Broken))?;
    let mut cells: Vec<(usize, String)> = Vec::new();
    let (mut number, mut seen) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(|_| tell(Unreadable::Broken))? {
        let (at, column) = (cell.get_position().0, cell.get_position().1 as usize);
        // Within a row columns only ever grow; one that does not begins another row of the same number.
        if at != number || cells.last().is_some_and(|(last, _)| *last >= column) {
            if !cells.is_empty() {
                row(i64::from(number) + 1, &cells)?;
            }
            cells.clear();
            number = at;
        }
        let text = say(cell.get_value(), bounds.letters);
        if !text.is_empty() {
            seen += 1;
            if seen > bounds.cells {
                return Err(tell(Unreadable::Large));
            }
            if column < bounds.columns {
                cells.push((column, text));
            }
        }
    }
    if cells.is_empty() { Ok(()) } else { row(i64::from(number) + 1, &cells) }
}

/// Unpacks every part into nothing, to know before anything is kept how large it becomes: what the file says of itself may
/// be a lie.
fn measure(bytes: &[u8], bounds: &Bounds) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::WrongType)?;
    if archive.len() > bounds.parts {
        return Err(Unreadable::Large);
    }
    let mut left = bounds.unpacked;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| Unreadable::Broken)?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| Unreadable::Broken)?;
        left = left.checked_sub(size).ok_or(Unreadable::Large)?;
    }
    Ok(())
}

/// A cell's text without what no column holds: control characters, outer space, endless length.
#[must_use]
pub fn clean(text: &str, letters: usize) -> String {
    text.trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}').take(letters).collect()
}

fn say(value: &DataRef<'_>, letters: usize) -> String {
    match value {
        DataRef::String(text) => clean(text, letters),
        DataRef::SharedString(text) => clean(text, letters),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) if n.abs() >= EXACT => format!("≈{n:.0}").chars().take(40).collect(),
        DataRef::Float(n) if n.fract() == 0.0 => format!("{n:.0}"),
        DataRef::Float(n) => n.to_string(),
        DataRef::DateTime(at) if !at.is_duration() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
            let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
            date.map_or_else(|| at.as_f64().to_string(), |date| date.to_string())
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text, letters),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::Error(_) => "#".into(),
        DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    const BOUNDS: Bounds = Bounds { unpacked: 1 << 20, parts: 50, cells: 100, columns: 4, letters: 10 };

    type Rows = Vec<(i64, Vec<(usize, String)>)>;

    fn rows(bytes: &[u8], bounds: &Bounds) -> Result<Rows, Unreadable> {
        let mut rows = Vec::new();
        read(
            bytes,
            bounds,
            |why| why,
            |number, cells| {
                rows.push((number, cells.to_vec()));
                Ok(())
            },
        )?;
        Ok(rows)
    }

    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write(1, 0, " 一\u{feff}二\u{7} ").unwrap();
        page.write(1, 2, 12.0).unwrap();
        page.write(1, 9, "too far right").unwrap();
        page.write(3, 0, 110_105_194_912_310_020.0_f64).unwrap();
        page.write(3, 1, 1.5).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 11, 18).unwrap();
        page.write_datetime_with_format(3, 2, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        page.write(3, 3, "长".repeat(99)).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_are_read_as_they_are_meant() {
        let read = rows(&book(), &BOUNDS).unwrap();
        let texts = |n: usize| read[n].1.iter().map(|(column, text)| (*column, text.as_str())).collect::<Vec<_>>();
        assert_eq!((read.len(), read[0].0, read[1].0), (2, 2, 4));
        assert_eq!(texts(0), [(0, "一二"), (2, "12")]);
        assert!(texts(1)[0].1.starts_with('≈'), "{:?}", texts(1));
        assert_eq!(texts(1)[1..], [(1, "1.5"), (2, "2026-11-18"), (3, "长长长长长长长长长长")]);
    }

    #[test]
    fn whatever_it_is_it_is_answered() {
        let book = book();
        assert_eq!(rows(b"a,b,c", &BOUNDS), Err(Unreadable::WrongType));
        for end in (0..book.len()).step_by(97) {
            assert!(rows(&book[..end], &BOUNDS).is_err(), "cut at {end}");
        }
        assert_eq!(rows(&book, &Bounds { parts: 2, ..BOUNDS }), Err(Unreadable::Large));
        assert_eq!(rows(&book, &Bounds { unpacked: 99, ..BOUNDS }), Err(Unreadable::Large));
        assert_eq!(rows(&book, &Bounds { cells: 3, ..BOUNDS }), Err(Unreadable::Large));
    }
}
