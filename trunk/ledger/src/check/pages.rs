//! Whether the pages say what the facts say: every month is folded anew and compared, cell by cell.

use std::collections::BTreeMap;

use store::{Outcome, Store};
use tally::{Delta, Held, Members, Page};

use crate::cells::AtHand;
use crate::cells::gather::{Gather, Given};
use crate::rows::page::{self, PageKey, Paged, damaged};
use crate::rows::{fold, loose, way};

/// Folds every month anew from the facts and compares; answers one line for each difference, for the operator, in English.
/// All is read from one snapshot, so that the house may go on meanwhile. A month of the whole country is held in memory at a time.
///
/// # Errors
/// [`store::Fault::Database`]; a page that cannot be read.
pub async fn check_tally(store: &Store) -> Outcome<Vec<String>> {
    let db = store.snapshot().await?;
    let mut found = Vec::new();
    let (row, ways, numbers) = (fold::read(&db).await?, way::folded_by(&db).await?, AtHand::default().numbers(&db).await?);
    let mut astray = 0;
    let mut months = loose::months(&db).await?;
    months.extend(page::months(&db).await?);
    months.sort_unstable();
    months.dedup();
    for month in months {
        let mut gather = Gather::by(&ways, Given::after(&numbers, row.last_number));
        for fact in loose::folded_in(&db, month).await? {
            gather.take(&fact);
        }
        astray += gather.astray;
        let (risen, unknown) = gather.rise();
        if !unknown.is_empty() {
            found.push(format!("tally: month {month}: {} unions or employers of folded facts have no number", unknown.len()));
        }
        let mut risen: BTreeMap<PageKey, BTreeMap<String, Delta>> = risen.into_iter().collect();
        for paged in page::of_month(&db, month).await? {
            let wanted = risen.remove(&paged.key).unwrap_or_default();
            found.extend(compare(&db, &paged, wanted).await?);
        }
        found.extend(risen.keys().map(|key| format!("tally: {key:?}: there is no page, but facts")));
    }
    if astray != row.astray {
        found.push(format!("tally: {} facts are said to be astray, and {astray} are", row.astray));
    }
    db.close().await;
    Ok(found)
}

async fn compare(db: &store::Snapshot<'_>, paged: &Paged, mut wanted: BTreeMap<String, Delta>) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut says = |slice: &str, what: &str| found.push(format!("tally: {:?}, slice `{slice}`: {what}", paged.key));
    let beside = beside(db, paged).await?;
    for (slice, cell) in paged.page.cells() {
        let Some(delta) = wanted.remove(slice) else {
            says(slice, "a cell, but no facts");
            continue;
        };
        if cell.sums != delta.sums || cell.days != delta.days {
            says(slice, "the sums are others");
        }
        for (set, held) in cell.held.iter().enumerate() {
            let members: Vec<i64> = match held {
                Held::Flat(all) => all.clone(),
                Held::Blocks(_) => beside.get(&(slice.to_owned(), set)).map(|m| m.iter().collect()).unwrap_or_default(),
            };
            if members != delta.come[set] || held.len() != members.len() as u64 {
                says(
                    slice,
                    &format!(
                        "set {set} has {} members and says {}, facts say {}",
                        members.len(),
                        held.len(),
                        delta.come[set].len()
                    ),
                );
            }
        }
    }
    for slice in wanted.keys() {
        says(slice, "facts, but no cell");
    }
    Ok(found)
}

async fn beside(db: &store::Snapshot<'_>, paged: &Paged) -> Outcome<BTreeMap<(String, usize), Members>> {
    let kept = |page: &Page| -> Vec<(String, usize)> {
        let sets = |(slice, cell): (&str, &tally::Cell)| {
            let is_beside = |held: &Held| matches!(held, Held::Blocks(_));
            let sets: Vec<usize> = (0..tally::SETS).filter(|set| is_beside(&cell.held[*set])).collect();
            sets.into_iter().map(|set| (slice.to_owned(), set)).collect::<Vec<_>>()
        };
        page.cells().flat_map(sets).collect()
    };
    let kept = kept(&paged.page);
    let wanted: Vec<(i64, i64, &str, i32)> =
        kept.iter().map(|(slice, set)| (paged.key.node, paged.id, slice.as_str(), i32::try_from(*set).unwrap_or(0))).collect();
    let mut found: BTreeMap<(String, usize), Members> = BTreeMap::new();
    for (key, bytes) in page::sets(db, &wanted).await? {
        let set = usize::try_from(key.kind).unwrap_or(0);
        found.entry((key.slice, set)).or_default().unite(key.block, &bytes).map_err(damaged)?;
    }
    Ok(found)
}
