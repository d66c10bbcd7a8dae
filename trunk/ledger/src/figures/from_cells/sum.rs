//! Adds pages and single facts up into the rows of the cuts.

use std::collections::{BTreeSet, HashMap};

use codes::Day;
use sea_orm::ConnectionTrait;
use store::Outcome;
use tally::{Held, Members, Page, SETS};
use uuid::Uuid;

use crate::cells::Numbers;
use crate::cells::gather::Named;
use crate::figures::query::{By, Filter};
use crate::rows::loose::Loose;
use crate::rows::page::{self, damaged};
use crate::rows::roll_up::{Rolled, RowKey};
use crate::rules::slices::{self, PEOPLE, UNIONS, UNITS};

impl Filter {
    pub(super) fn takes(&self, fact: &Loose) -> bool {
        let is = |asked: &Option<String>, has: &str| asked.as_deref().is_none_or(|asked| asked == has);
        is(&self.kind, &fact.kind)
            && is(&self.setting, &fact.setting)
            && is(&self.channel, &fact.channel)
            && (self.programme.is_none() || self.programme == fact.programme)
    }
}

/// The stored blocks of one set.
type Blocks = Vec<(i64, Vec<u8>)>;

/// A page on its way into the sums.
pub(super) struct Part {
    pub node: i64,
    pub id: i64,
    pub month: i32,
    pub page: Page,
}

#[derive(Default)]
struct Row {
    sums: tally::Sums,
    days: Option<(i32, i32)>,
    /// The cells in it: page and slice.
    cells: Vec<(usize, String)>,
    /// Members of single facts.
    single: [BTreeSet<i64>; SETS],
    /// Units and unions that have no number yet.
    unnumbered: [BTreeSet<Uuid>; SETS],
}

impl Row {
    fn stretch(&mut self, first: i32, last: i32) {
        let (from, until) = self.days.unwrap_or((first, last));
        self.days = Some((from.min(first), until.max(last)));
    }
}

pub(super) struct Sums<'a> {
    cuts: &'a [By],
    numbers: &'a Numbers,
    parts: Vec<Part>,
    rows: HashMap<(usize, RowKey), Row>,
}

fn programme(slice: &str) -> Option<Uuid> {
    Uuid::try_parse(slices::name(slice)).ok()
}

impl<'a> Sums<'a> {
    pub fn new(cuts: &'a [By], numbers: &'a Numbers) -> Self {
        let mut rows = HashMap::new();
        // The total has a row also where there is nothing.
        if let Some(total) = cuts.iter().position(|by| *by == By::Total) {
            rows.insert((total, RowKey::default()), Row::default());
        }
        Self { cuts, numbers, parts: Vec::new(), rows }
    }

    fn places(&self, cuts: &[By]) -> Vec<(usize, By)> {
        self.cuts.iter().copied().enumerate().filter(|(_, by)| cuts.contains(by)).collect()
    }

    /// One fact, told under this child, in these of the cuts.
    pub fn take(&mut self, cuts: &[By], fact: &Loose, child: Uuid) {
        let Some(what) = fact.what() else { return };
        let measure = slices::measure(what, fact.is_said());
        let Named { person, unit, union } = Named::by(fact);
        for (cut, by) in self.places(cuts) {
            let key = match by {
                By::Total => RowKey::default(),
                By::Children => RowKey { id: Some(child), ..RowKey::default() },
                By::Months => RowKey { month: Some(Day(fact.day).month_key()), ..RowKey::default() },
                By::Kinds => RowKey { text: Some(fact.kind.clone()), ..RowKey::default() },
                By::Settings => RowKey { text: Some(fact.setting.clone()), ..RowKey::default() },
                By::Programmes => RowKey { id: fact.programme, ..RowKey::default() },
            };
            let row = self.rows.entry((cut, key)).or_default();
            row.sums.add(measure, fact.quantity, 1);
            row.stretch(fact.day, fact.day);
            row.single[PEOPLE].extend(person);
            for (set, id) in [(UNITS, unit), (UNIONS, union)] {
                match id.map(|id| (id, self.numbers.get(id))) {
                    Some((_, Some(number))) => {
                        row.single[set].insert(number);
                    }
                    Some((id, None)) => {
                        row.unnumbered[set].insert(id);
                    }
                    None => {}
                }
            }
        }
    }

    /// The cells of one page that are in the slice asked for or are rows of it, told under this child.
    pub fn add(&mut self, cuts: &[By], part: Part, asked: &str, child: Uuid) {
        let place = self.parts.len();
        for (cut, by) in self.places(cuts) {
            for (slice, cell) in part.page.cells().filter(|(slice, _)| slices::is_row(by, slice, asked)) {
                let key = match by {
                    By::Total => RowKey::default(),
                    By::Children => RowKey { id: Some(child), ..RowKey::default() },
                    By::Months => RowKey { month: Some(part.month), ..RowKey::default() },
                    By::Kinds | By::Settings => RowKey { text: Some(slices::name(slice).to_owned()), ..RowKey::default() },
                    By::Programmes => RowKey { id: programme(slice), ..RowKey::default() },
                };
                let row = self.rows.entry((cut, key)).or_default();
                row.sums.merge(&cell.sums);
                if let Some((first, last)) = cell.days.bounds() {
                    let before = Day::from_month_key(part.month).0 - 1;
                    row.stretch(before + i32::from(first), before + i32::from(last));
                }
                row.cells.push((place, slice.to_owned()));
            }
        }
        self.parts.push(part);
    }

    /// Counts the members, reading the sets that are beside their pages where two of them must be put together.
    pub async fn finish(self, db: &impl ConnectionTrait) -> Outcome<Vec<Rolled>> {
        let Self { parts, rows, .. } = self;
        let held = |(place, slice): &(usize, String), set: usize| -> Option<&Held> {
            parts.get(*place)?.page.cell(slice).map(|cell| &cell.held[set])
        };
        // How many there are is known without looking where a single set is all there is.
        let alone = |row: &Row, set: usize| -> Option<u64> {
            let mut sets = row.cells.iter().filter_map(|cell| held(cell, set)).filter(|h| !h.is_empty());
            let first = sets.next().map_or(0, Held::len);
            (sets.next().is_none() && (row.single[set].is_empty() || first == 0)).then(|| first + row.single[set].len() as u64)
        };
        let mut wanted: BTreeSet<(i64, i64, &str, i32)> = BTreeSet::new();
        for row in rows.values() {
            for set in 0..SETS {
                if alone(row, set).is_some() {
                    continue;
                }
                for cell in &row.cells {
                    if let Some(Held::Blocks(_)) = held(cell, set) {
                        let part = &parts[cell.0];
                        wanted.insert((part.node, part.id, &cell.1, i32::try_from(set).unwrap_or(0)));
                    }
                }
            }
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let mut beside: HashMap<(i64, String, i32), Blocks> = HashMap::new();
        for (key, members) in page::sets(db, &wanted).await? {
            beside.entry((key.page, key.slice, key.kind)).or_default().push((key.block, members));
        }
        let mut rolled = Vec::with_capacity(rows.len());
        for ((cut, key), row) in &rows {
            let mut distinct = [0_i64; SETS];
            for (set, distinct) in distinct.iter_mut().enumerate() {
                let count = match alone(row, set) {
                    Some(count) => count,
                    None => {
                        let mut members = Members::default();
                        row.single[set].iter().for_each(|member| members.insert(*member));
                        for cell in &row.cells {
                            match held(cell, set) {
                                Some(Held::Flat(all)) => members.extend(all),
                                Some(Held::Blocks(_)) => {
                                    let name = (parts[cell.0].id, cell.1.clone(), i32::try_from(set).unwrap_or(0));
                                    for (block, bytes) in beside.get(&name).into_iter().flatten() {
                                        members.unite(*block, bytes).map_err(damaged)?;
                                    }
                                }
                                None => {}
                            }
                        }
                        members.len()
                    }
                };
                *distinct = i64::try_from(count).unwrap_or(i64::MAX) + i64::try_from(row.unnumbered[set].len()).unwrap_or(0);
            }
            let sums = row
                .sums
                .iter()
                .filter_map(|(measure, sum, facts)| slices::what(measure).map(|(what, said)| (what, said, sum, facts)));
            rolled.push(Rolled::of(i32::try_from(*cut).unwrap_or(0), key.clone(), sums, distinct, row.days));
        }
        Ok(rolled)
    }
}
