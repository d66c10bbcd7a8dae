//! The author's checks, once everything was read.

use super::Reader;
use crate::condition::Scope;
use crate::form::Check;
use crate::kind::Kind;
use crate::path::Path;
use crate::problem::{Code, Problem};

impl Reader<'_> {
    /// Checks within each row, then those across questions. Only what is certainly broken is said.
    pub(super) fn check_across(&mut self) {
        let form = self.form;
        let mut broken = Vec::new();
        for question in form.questions() {
            let Kind::Table(table) = &question.answer else {
                continue;
            };
            let numbers = self.row_numbers.get(&question.key).map_or(&[][..], Vec::as_slice);
            for (row, number) in self.values.rows(&question.key).iter().zip(numbers) {
                let scope = Scope { today: self.today, answers: &self.values, row: Some((&table.columns, row)) };
                for check in table.checks.iter().filter(|check| check.must.holds(&scope) == Some(false)) {
                    let cell = Path::cell(&question.key, *number, &check.at);
                    broken.push(self.broken(check, cell, Path::row(&question.key, *number)));
                }
            }
        }
        for check in form.checks.iter().filter(|check| check.must.holds(&self.scope()) == Some(false)) {
            broken.push(self.broken(check, Path::question(&check.at), Path::form()));
        }
        self.problems.extend(broken);
    }

    /// Said beside its question or, if that is not asked, of the whole, so that no message is out of sight.
    fn broken(&self, check: &Check, place: Path, whole: Path) -> Problem {
        let is_asked = self.asked.contains_key(&place);
        let code = Code::Check { key: check.key.clone(), says: Box::new(check.says.clone()) };
        Problem::at(if is_asked { place } else { whole }, code)
    }
}
