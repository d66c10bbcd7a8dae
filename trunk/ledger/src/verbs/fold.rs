use codes::Day;
use store::{Outcome, Store, Tx};

use crate::cells::gather::{Gather, Given, Named};
use crate::cells::{AtHand, apply};
use crate::rows::fold::{self, FoldRow};
use crate::rows::loose::{self, Loose};
use crate::rows::{number, tail, way};
use crate::rules::ways::Ways;

mod settle;

/// What one step of folding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Facts put into the pages.
    pub facts: usize,
    /// Facts taken out of them.
    pub taken_back: usize,
    /// How often a member was put into a set on the way.
    pub set_inserts: u64,
    /// More waits.
    pub is_more: bool,
}

/// Facts folded in one transaction, which is to be short (DESIGN, section 2).
pub const STEP: usize = 4_096;
/// Facts taken back in one: each asks who else names the same.
const STEP_BACK: usize = 512;

/// Puts what waits in the tail into the pages, a portion in a transaction of its own. Several processes may fold: one does at a
/// time, the others wait for it. In this order: what was retracted is taken out; what a change of the tree has put elsewhere is
/// taken out and waits again; what is new is put in.
///
/// # Errors
/// `Fault::Database`; a page that cannot be read.
pub(crate) async fn fold(store: &Store, at_hand: &AtHand, most: usize) -> Outcome<Folded> {
    store.keep("ledger.fold", |tx| async move { step(&tx, at_hand, most).await }).await
}

async fn step(tx: &Tx, at_hand: &AtHand, most: usize) -> Outcome<Folded> {
    let mut row = fold::hold(tx).await?;
    let tree = at_hand.tree(&**tx).await?;
    let is_settled = tree.seqs == (row.edge_seq, row.union_seq);
    let gone = tail::next(tx, true, STEP_BACK).await?;
    if !gone.is_empty() {
        let keys: Vec<_> = gone.iter().map(|t| (t.event, t.fact)).collect();
        let facts = loose::of_keys(&**tx, &keys).await?;
        tail::delete(tx, &gone).await?;
        if is_settled {
            take_back(tx, at_hand, &mut row, &tree.ways, &facts).await?;
        } else {
            take_back(tx, at_hand, &mut row, &way::folded_by(&**tx).await?, &facts).await?;
        }
        fold::write(tx, &row).await?;
        return Ok(Folded { taken_back: gone.len(), is_more: true, ..Folded::default() });
    }
    if !is_settled {
        let taken_back = settle::settle(tx, at_hand, &mut row).await?;
        fold::write(tx, &row).await?;
        return Ok(Folded { taken_back, is_more: true, ..Folded::default() });
    }
    let next = tail::next(tx, false, most).await?;
    if next.is_empty() {
        return Ok(Folded::default());
    }
    let keys: Vec<_> = next.iter().map(|t| (t.event, t.fact)).collect();
    let facts = loose::of_keys(&**tx, &keys).await?;
    let numbers = at_hand.numbers(&**tx).await?;
    let mut gather = Gather::by(&tree.ways, Given::after(&numbers, row.last_number));
    facts.iter().for_each(|fact| gather.take(fact));
    let set_inserts = gather.inserts();
    finish(tx, &mut row, gather).await?;
    tail::delete(tx, &next).await?;
    fold::write(tx, &row).await?;
    Ok(Folded { facts: next.len(), taken_back: 0, set_inserts, is_more: next.len() == most })
}

/// Takes folded facts out of the pages again, by the tree they were folded by. They are retracted or in the tail already, so
/// whatever still names one of their members is found among the folded facts of the month.
async fn take_back(tx: &Tx, at_hand: &AtHand, row: &mut FoldRow, ways: &Ways, facts: &[Loose]) -> Outcome<()> {
    let months = distinct(facts.iter().map(|f| Day(f.day).month_key()).collect());
    let mut keeping = Vec::new();
    for month in months {
        let (mut people, mut units, mut unions) = (Vec::new(), Vec::new(), Vec::new());
        for fact in facts.iter().filter(|f| Day(f.day).month_key() == month) {
            let named = Named::by(fact);
            people.extend(named.person);
            units.extend(named.unit);
            unions.extend(named.union);
        }
        let (people, units, unions) = (distinct(people), distinct(units), distinct(unions));
        keeping.extend(loose::keeping(&**tx, month, &people, &units, &unions).await?);
    }
    let numbers = at_hand.numbers(&**tx).await?;
    let mut gather = Gather::by(ways, Given::after(&numbers, row.last_number));
    facts.iter().for_each(|fact| gather.take_back(fact));
    keeping.iter().for_each(|fact| gather.keep(fact));
    finish(tx, row, gather).await
}

fn distinct<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

async fn finish(tx: &Tx, row: &mut FoldRow, gather: Gather<'_, '_>) -> Outcome<()> {
    row.astray += gather.astray;
    let (risen, new) = gather.rise();
    number::insert(tx, &new).await?;
    row.last_number = new.last().map_or(row.last_number, |(_, number)| *number);
    apply::apply(tx, row, risen).await
}
