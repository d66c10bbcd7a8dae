use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Gather, MOST_COLUMNS, Refusal, clean};

/// Bytes looked at to tell a text from anything else.
const HEAD: usize = 4096;

/// Reads comma-, semicolon- or tab-separated text. Spreadsheets on Chinese systems save it as GB 18030, others as UTF-8.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Refusal> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None if bytes[..bytes.len().min(HEAD)].contains(&0) => return Err("membership-import-file-wrong-type"),
        None => match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text,
            None => GB18030.decode_without_bom_handling(bytes).0,
        },
    };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut cells = Vec::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) => return Err("membership-import-file-unreadable"),
        }
        let line = record.position().map_or(0, csv::Position::line);
        cells.clear();
        for (column, cell) in record.iter().enumerate().take(MOST_COLUMNS) {
            let cell = clean(cell);
            if !cell.is_empty() {
                gather.count()?;
                cells.push((column, cell));
            }
        }
        gather.row(i64::try_from(line).unwrap_or(i64::MAX), &cells)?;
    }
}

/// The one of the three that the first lines hold most of.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(3).flat_map(|line| line.chars().take(HEAD)).collect();
    let count = |symbol: u8| head.bytes().filter(|b| *b == symbol).count();
    // The comma wins a draw.
    [b'\t', b';', b','].into_iter().max_by_key(|symbol| count(*symbol)).unwrap_or(b',')
}
