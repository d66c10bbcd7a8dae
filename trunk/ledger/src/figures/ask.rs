use std::sync::Arc;

use codes::Day;
use organisation::Federation;
use store::{Outcome, Store};
use uuid::Uuid;

use super::answer::{Answer, Key, Row, Sheet, Table};
use super::from_cells;
use super::kept::{Kept, Stamp};
use super::query::{By, FiguresQuery, Line, Sight};
use super::words::{Cut, key_of};
use crate::cells::AtHand;
use crate::rows::roll_up::{self, PeopleOf, Rolled};
use crate::rules::veil::FEWEST;
use crate::verbs::fold::{self, Folded, STEP};

mod hidden;
mod veil;

/// The one who answers questions about figures; cheap to clone.
#[derive(Clone)]
pub struct Figures {
    pub(super) store: Store,
    pub(super) federation: Federation,
    pub(super) at_hand: AtHand,
    kept: Arc<Kept>,
}

/// More months than this in one question are a slip: the federation is a hundred years old.
const MOST_MONTHS: i32 = 1_300;

impl Figures {
    #[must_use]
    pub fn new(store: Store, federation: Federation) -> Self {
        Self { store, federation, at_hand: AtHand::default(), kept: Arc::default() }
    }

    pub(super) fn today(&self) -> Day {
        Day::from_unix_ms(self.store.now())
    }

    /// What this adds up to, as far as the reader may see it. All rows and the total are of one snapshot.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn ask(&self, query: &FiguresQuery, sight: Sight) -> Outcome<Answer> {
        let cuts: &[By] = if query.by == By::Total { &[] } else { &[query.by] };
        let mut sheet = self.sheet(query, cuts, sight).await?;
        let rows = match sheet.tables.pop() {
            Some(table) => table.rows,
            None => vec![sheet.total.clone()],
        };
        Ok(Answer { total: sheet.total, rows, as_of: sheet.as_of })
    }

    /// Several cuts at once, of one snapshot; `query.by` is not looked at.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn sheet(&self, query: &FiguresQuery, cuts: &[By], sight: Sight) -> Outcome<Sheet> {
        let mut sheet = self.exact(query, cuts).await?;
        if let Sight::Above(top) = sight {
            veil::draw(self, query, top, &mut sheet).await?;
        }
        Ok(sheet)
    }

    /// Every number as it is. For checks, closing and reconciling; never for a page.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn exact(&self, query: &FiguresQuery, cuts: &[By]) -> Outcome<Sheet> {
        let as_of = self.store.now();
        let asked = with_total(cuts);
        // The cut named in the question changes nothing here.
        let key = (query.clone().by(By::Total), asked);
        let stamp = Stamp::now(&self.store).await?;
        if let Some(kept) = self.kept.sheet(stamp, &key) {
            return Ok(Sheet { as_of, ..kept });
        }
        let asked = &key.1;
        let rolled = match from_cells::answer(self, query, asked).await? {
            Some(rolled) => rolled,
            None => roll_up::roll_up(self.store.read(), query, self.today(), asked).await?,
        };
        let sheet = self.lay_out(query, asked, rolled, as_of);
        self.kept.keep_sheet(stamp, key, sheet.clone());
        Ok(sheet)
    }

    /// As [`Figures::exact`], added up from the facts alone: what the cells are compared with.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn from_facts(&self, query: &FiguresQuery, cuts: &[By]) -> Outcome<Sheet> {
        let as_of = self.store.now();
        let asked = with_total(cuts);
        let rolled = roll_up::roll_up(self.store.read(), query, self.today(), &asked).await?;
        Ok(self.lay_out(query, &asked, rolled, as_of))
    }

    /// As [`Figures::exact`], where the cells hold the answer and nothing where they do not: for measuring and comparing.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn from_cells(&self, query: &FiguresQuery, cuts: &[By]) -> Outcome<Option<Sheet>> {
        let as_of = self.store.now();
        let asked = with_total(cuts);
        let rolled = from_cells::answer(self, query, &asked).await?;
        Ok(rolled.map(|rolled| self.lay_out(query, &asked, rolled, as_of)))
    }

    /// Puts up to `most` of the facts recorded lately into the cells, in one transaction; any process may do it at any time.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn fold(&self, most: usize) -> Outcome<Folded> {
        fold::fold(&self.store, &self.at_hand, most).await
    }

    /// Whoever recorded much at once folds as much, so that others do not find it all in the tail. What goes wrong is left to
    /// the schedule: the facts are recorded.
    pub(crate) async fn help(&self, recorded: usize) {
        for _ in 0..recorded.div_ceil(STEP) {
            if let Err(fault) = self.fold(STEP).await {
                tracing::warn!(%fault, "what was recorded is not folded yet");
                return;
            }
        }
    }

    /// Folds until nothing waits.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn fold_all(&self) -> Outcome<()> {
        while self.fold(STEP).await?.is_more {}
        Ok(())
    }

    fn lay_out(&self, query: &FiguresQuery, asked: &[By], rolled: Vec<Rolled>, as_of: store::Instant) -> Sheet {
        let mut total = Row::none(Key::Total);
        let mut days = None;
        let mut tables: Vec<Table> = asked[1..].iter().map(|by| Table { by: *by, rows: Vec::new() }).collect();
        for row in rolled {
            let place = usize::try_from(row.cut).unwrap_or(0);
            match place.checked_sub(1).and_then(|i| tables.get_mut(i)) {
                Some(table) => table.rows.push(read(query, table.by, &row)),
                None => {
                    days = row.days.map(|(first, last)| (Day(first), Day(last)));
                    total = read(query, By::Total, &row);
                }
            }
        }
        for table in &mut tables {
            self.fill(query, table);
        }
        Sheet { total, tables, as_of, days }
    }

    /// How many facts of this selection were corrected (retracted); they are in no figure.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn corrections(&self, query: &FiguresQuery) -> Outcome<i64> {
        let (key, stamp) = (query.clone().by(By::Total), Stamp::now(&self.store).await?);
        if let Some(kept) = self.kept.corrections(stamp, &key) {
            return Ok(kept);
        }
        let corrections = roll_up::corrections(self.store.read(), query, self.today()).await?;
        self.kept.keep_corrections(stamp, key, corrections);
        Ok(corrections)
    }

    /// The people of a union by one cut, as the veil sees them.
    async fn people(&self, query: FiguresQuery, by: By) -> Outcome<Cut> {
        let (key, stamp) = ((query, by), Stamp::now(&self.store).await?);
        if let Some(kept) = self.kept.cut(stamp, &key) {
            return Ok(kept);
        }
        let people = match from_cells::answer(self, &key.0, &[By::Total, by]).await? {
            Some(rolled) => rolled.iter().map(PeopleOf::from).collect(),
            None => roll_up::people(self.store.read(), &key.0, self.today(), by).await?,
        };
        let cut = Cut::of_people(key.0.union, by, people);
        self.kept.keep_cut(stamp, key, cut.clone());
        Ok(cut)
    }

    /// Whether any child has a small number of people in any row of this cut.
    async fn has_few(&self, query: FiguresQuery, by: By) -> Outcome<bool> {
        let (key, stamp) = ((query, by), Stamp::now(&self.store).await?);
        if let Some(kept) = self.kept.few(stamp, &key) {
            return Ok(kept);
        }
        let few = roll_up::has_few(self.store.read(), &key.0, self.today(), by, FEWEST).await?;
        self.kept.keep_few(stamp, key, few);
        Ok(few)
    }

    /// Puts rows in order, and rows of nothing where somebody would look for one: a child or a month without facts.
    fn fill(&self, query: &FiguresQuery, table: &mut Table) {
        match table.by {
            By::Children => {
                let children = match query.line {
                    Line::Leading => self.federation.children(query.union),
                    Line::Of(line) => {
                        let line = u16::try_from(line).unwrap_or(u16::MAX);
                        self.federation.children_in(line, query.union, self.today())
                    }
                };
                for child in children {
                    let key = Key::Union(child.id);
                    if child.founded < query.period.until && !table.rows.iter().any(|r| r.key == key) {
                        table.rows.push(Row::none(key));
                    }
                }
                let place = |id: Uuid| self.federation.get(id).map_or((i32::MAX, u32::MAX), |u| (u.sort_key, u.node));
                table.rows.sort_by_key(|row| match row.key {
                    Key::Union(id) => (0, place(id)),
                    _ => (1, (0, 0)),
                });
            }
            By::Months => {
                let months = query.period.months();
                if months.end().saturating_sub(*months.start()) < MOST_MONTHS {
                    for month in months {
                        let key = Key::Month(month);
                        if !table.rows.iter().any(|r| r.key == key) {
                            table.rows.push(Row::none(key));
                        }
                    }
                }
                table.rows.sort_by_key(|row| if let Key::Month(month) = row.key { month } else { i32::MAX });
            }
            By::Kinds | By::Settings => table.rows.sort_by(|a, b| a.key.text().cmp(b.key.text())),
            By::Programmes => table.rows.sort_by_key(|row| if let Key::Programme(id) = row.key { id } else { None }),
            By::Total => {}
        }
    }
}

/// Every sheet has its total, before the cuts asked for.
fn with_total(cuts: &[By]) -> Vec<By> {
    let mut asked = vec![By::Total];
    asked.extend(cuts.iter().filter(|by| **by != By::Total));
    asked
}

fn read(query: &FiguresQuery, by: By, row: &Rolled) -> Row {
    let key = key_of(query.union, by, row.key_id, row.key_month, row.key_text.as_deref());
    Row { key, counted: row.counted, reported: row.reported }
}
