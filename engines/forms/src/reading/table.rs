//! Tables: row by row, each row seeing its own earlier cells.

use super::{Demand, Reader, demand};
use crate::condition::Scope;
use crate::draft::{Cells, RawRow, RawTable};
use crate::kind::{Kind, Table};
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::question::Question;
use crate::value::{Value, Values};

/// Most rows of a table that are looked at, spare ones included: more than any page offers.
const MOST_SENT: usize = 2 * Table::MOST_ROWS as usize;

impl Reader<'_> {
    /// Rows in which nothing that is asked was answered are passed over: pages without script offer spare ones.
    pub(super) fn read_table(&mut self, question: &Question, table: &Table, demand: Demand) {
        let path = Path::question(&question.key);
        let draft = self.draft;
        let rows: &[RawRow] = match draft.tables.get(&question.key) {
            Some(RawTable::Rows(rows)) => rows,
            Some(RawTable::Misshapen) => {
                self.problems.push(Problem::at(path, Code::WrongShape { expected: "list of objects" }));
                return;
            }
            None => &[],
        };
        let strangers = draft.strangers.iter().filter(|at| at.column.is_some() && at.question == question.key);
        self.problems.extend(strangers.map(|at| Problem::at(at.clone(), Code::UnknownQuestion)));
        let mut kept = Vec::new();
        let mut numbers = Vec::new();
        let mut given = 0;
        for (number, row) in rows.iter().enumerate() {
            if number >= MOST_SENT {
                let code = Code::TooManyRows { max: table.max };
                self.problems.push(Problem::at(path.clone(), code));
                break;
            }
            let before = self.problems.len();
            let (cells, is_blank) = match row {
                RawRow::Cells(cells) => self.read_row(question, table, number, cells),
                RawRow::Misshapen => {
                    let code = Code::WrongShape { expected: "object" };
                    self.problems.push(Problem::at(Path::row(&question.key, number), code));
                    (Values::default(), false)
                }
            };
            if is_blank {
                self.problems.truncate(before);
                continue;
            }
            given += 1;
            if given > usize::from(table.max) {
                // One message for the table; what is wrong in rows that cannot stay is beside the point.
                self.problems.truncate(before);
                self.problems.push(Problem::at(path.clone(), Code::TooManyRows { max: table.max }));
                break;
            }
            if !cells.is_empty() {
                kept.push(cells);
                numbers.push(number);
            }
        }
        if given == 0 && demand == Demand::Required {
            self.problems.push(Problem::at(path, Code::Required));
        } else if given > 0 && given < usize::from(table.min) {
            self.problems.push(Problem::at(path, Code::TooFewRows { min: table.min }));
        }
        if !kept.is_empty() {
            self.values.put(&question.key, Value::Table(kept));
            self.row_numbers.insert(question.key.clone(), numbers);
        }
    }

    /// The cells, and whether nothing that is asked in the row was answered.
    fn read_row(&mut self, question: &Question, table: &Table, number: usize, cells: &Cells) -> (Values, bool) {
        let mut row = Values::default();
        let mut is_blank = true;
        for column in &table.columns {
            let scope = Scope { today: self.today, answers: &self.values, row: Some((&table.columns, &row)) };
            let Some(demand) = demand(column, &scope) else {
                continue;
            };
            let path = Path::cell(&question.key, number, &column.key);
            self.asked.insert(path.clone(), demand);
            if matches!(column.answer, Kind::Heading(_)) {
                continue;
            }
            is_blank &= cells.get(&column.key).is_none_or(|raw| raw.is_blank());
            if let Some(value) = self.read_single(column, cells, path, demand) {
                row.put(&column.key, value);
            }
        }
        (row, is_blank)
    }
}
