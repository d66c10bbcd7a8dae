use sheets::{Bounds, Unreadable};

use super::{Gather, MOST_CELLS, MOST_COLUMNS, MOST_IN_CELL, Refusal};

/// Unpacked, the largest list has some 100 MB. A file that swells beyond this is no list.
const BOUNDS: Bounds =
    Bounds { unpacked: 256 * 1024 * 1024, parts: 2_000, cells: MOST_CELLS, columns: MOST_COLUMNS, letters: MOST_IN_CELL };

/// Reads the cells of the first sheet.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Refusal> {
    sheets::read(bytes, &BOUNDS, tell, |number, cells| gather.row(number, cells))
}

fn tell(why: Unreadable) -> Refusal {
    match why {
        Unreadable::WrongType => "membership-import-file-wrong-type",
        Unreadable::Broken => "membership-import-file-unreadable",
        Unreadable::Large => "membership-import-file-large",
        Unreadable::Empty => "membership-import-file-no-rows",
    }
}
