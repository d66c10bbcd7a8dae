//! Bringing in a whole list of members: the file is read and every row judged (`check`), the officer looks and says go
//! (`start`), the rows are written in chunks that leave room for everybody else (`write`), and become visible by one row.
//! Whatever stops in the middle is finished or taken back (`resume`). All or nothing: a list with one bad row brings nobody.

pub mod bench;
pub mod check;
pub mod list;
mod pace;
pub mod resume;
pub mod start;
pub mod stop;
pub mod write;

use codes::Day;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::rows::import::{self, StagedRow};
use crate::rules::list::columns::Cells;

/// What a person's row looks like outside this crate's tables: opened, with what is wrong with it.
#[derive(Clone, Debug)]
pub struct CheckedRow {
    /// Number of the row in the file.
    pub row: i64,
    /// As in the file, in the order of the template's columns.
    pub cells: Vec<String>,
    /// Message key, and the other row it is about.
    pub problems: Vec<(String, Option<i64>)>,
}

/// Opens staged rows; the officer who brought them sees them again.
pub(crate) fn open(store: &Store, import: Uuid, rows: Vec<StagedRow>) -> Outcome<Vec<CheckedRow>> {
    rows.into_iter()
        .map(|row| {
            let cells = open_cells(store, import, &row.cells)?;
            let problems = row
                .problems
                .split_whitespace()
                .map(|p| match p.split_once(':') {
                    Some((key, n)) => (key.to_owned(), n.parse().ok()),
                    None => (p.to_owned(), None),
                })
                .collect();
            Ok(CheckedRow { row: row.row, cells: cells.to_vec(), problems })
        })
        .collect()
}

fn open_cells(store: &Store, import: Uuid, sealed: &[u8]) -> Outcome<Cells> {
    let text = store.keyring().open_sealed(import::cells_at(import), sealed)?;
    serde_json::from_str(&text).map_err(|e| store::Fault::Internal(e.to_string()))
}

fn today(store: &Store) -> Day {
    Day::from_unix_ms(store.now())
}
