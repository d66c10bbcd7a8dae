//! Figures from the cells: whole months from the pages, what stands at the union itself and the ragged ends from the facts, what
//! was recorded since the last fold from the tail; all in one snapshot. Where the cells do not hold the answer (two filters
//! crossed, a tree newer than the pages, a retraction not yet taken out of them), nothing is answered here and the facts are
//! added up as they are.

use codes::{Day, Period};
use sea_orm::ConnectionTrait;
use store::Outcome;

use super::ask::Figures;
use super::query::{By, FiguresQuery, Line, Tree};
use crate::cells::gather::number_of;
use crate::rows::page::{self, End};
use crate::rows::roll_up::Rolled;
use crate::rows::{fold, loose, tail};
use crate::rules::slices;
use crate::rules::ways::Along;

mod cover;
mod sum;

use cover::Cover;
use sum::{Part, Sums};

/// More than this in the tail is added up by the database rather than one by one here; folding is behind then.
const MOST_WAITING: usize = 20_000;
/// More unions than this looked at one by one, and the tree as SQL is the shorter way.
const MOST_UNIONS: usize = 4_096;
/// Before anything the ledger takes (`rules::sound`), at the beginning of a month.
const FIRST_MONTH: i32 = 1_900 * 12;

/// A period as whole months between ragged ends.
struct Cut {
    months: (i32, i32),
    whole: Period,
    ends: Vec<Period>,
}

/// None where there is no whole month in it.
fn cut(period: Period) -> Option<Cut> {
    let from = period.from.max(Day::from_month_key(FIRST_MONTH));
    let until = if period.until >= Day::OPEN { Day::from_month_key(Day::OPEN.month_key() + 1) } else { period.until };
    if until <= from {
        return None;
    }
    let first = if from.day_of_month() == 1 { from.month_key() } else { from.month_key() + 1 };
    let last = until.month_key() - 1;
    let whole = Period::new(Day::from_month_key(first), Day::from_month_key(last + 1));
    let ends = [Period::new(from, whole.from), Period::new(whole.until, until)];
    let ends = ends.into_iter().filter(|p| !p.is_empty()).collect();
    (first <= last).then_some(Cut { months: (first, last), whole, ends })
}

/// The rows of the cuts; none where the facts had better answer.
pub(super) async fn answer(figures: &Figures, query: &FiguresQuery, cuts: &[By]) -> Outcome<Option<Vec<Rolled>>> {
    let Some(slice) = slices::of_filter(&query.filter) else { return Ok(None) };
    let Some(cut) = cut(query.period) else { return Ok(None) };
    let is_held = match query.line {
        Line::Leading => cuts.iter().all(|by| slices::holds(*by, &slice)),
        // A line is not cut any further.
        Line::Of(_) => slice == slices::ALL && cuts.iter().all(|by| matches!(by, By::Total | By::Children | By::Months)),
    };
    if !is_held {
        return Ok(None);
    }
    let db = figures.store.snapshot().await?;
    let found = read(&db, figures, query, &slice, &cut, cuts).await;
    db.close().await;
    found
}

async fn read(
    db: &impl ConnectionTrait,
    figures: &Figures,
    query: &FiguresQuery,
    slice: &str,
    cut: &Cut,
    cuts: &[By],
) -> Outcome<Option<Vec<Rolled>>> {
    let (today, lens) = (figures.today(), query.lens);
    let (row, tree) = (fold::read(db).await?, figures.at_hand.tree(db).await?);
    if tree.seqs != (row.edge_seq, row.union_seq) || !tree.ways.has_below(query.union) {
        return Ok(None);
    }
    let covers = match (query.tree, query.line) {
        (Tree::AsItWas, line) => {
            let along = match line {
                Line::Leading => Along::Leading,
                Line::Of(line) => Along::Line(line),
            };
            Cover::as_it_was(&tree.ways, query.union, along, cuts)
        }
        (Tree::AsItIs, Line::Leading) if row.astray == 0 && !tree.ways.has_ended(query.union, today.0) => {
            vec![Cover::as_it_is(&tree.ways, query.union, today.0, cuts)]
        }
        (Tree::AsItIs, _) => return Ok(None),
    };
    if covers.iter().any(|c| c.own.len() > MOST_UNIONS) {
        return Ok(None);
    }
    let Some(waiting) = tail::of_months(db, cut.months, MOST_WAITING).await? else { return Ok(None) };
    let keys: Vec<_> = waiting.iter().map(|t| (t.event, t.fact)).collect();
    let late = loose::of_keys(db, &keys).await?;
    let gone: std::collections::HashSet<_> = waiting.iter().filter(|t| t.is_gone).map(|t| t.fact).collect();

    let numbers = figures.at_hand.numbers(db).await?;
    let mut sums = Sums::new(cuts, &numbers);
    for cover in &covers {
        let filter = &query.filter;
        for fact in &late {
            if let Some(child) = cover.place(&tree.ways, fact, lens)
                && filter.takes(fact)
            {
                if gone.contains(&fact.id) {
                    return Ok(None);
                }
                sums.take(&cover.cuts, fact, child);
            }
        }
        let own: Vec<_> = cover.own.keys().copied().collect();
        for fact in loose::at(db, &own, lens, cut.whole, filter).await? {
            if let Some(child) = cover.own_place(&fact, lens) {
                sums.take(&cover.cuts, &fact, child);
            }
        }
        for (end, nodes) in [(End::Node, &cover.leave), (End::Parent, &cover.enter)] {
            let nodes: Vec<i64> = nodes.iter().filter_map(|id| numbers.get(*id)).collect();
            if nodes.is_empty() {
                continue;
            }
            let wanted = |way: i32, name: &str| {
                let asked = cover.slice_on(way, slice);
                asked.is_some_and(|asked| cover.cuts.iter().any(|by| slices::is_row(*by, name, &asked)))
            };
            for paged in page::of(db, end, &nodes, number_of(lens), cut.months, wanted).await? {
                if let Some(asked) = cover.slice_on(paged.key.way, slice)
                    && let Some(node) = numbers.id(paged.key.node)
                {
                    let part = Part { node: paged.key.node, id: paged.id, month: paged.key.month, page: paged.page };
                    sums.add(&cover.cuts, part, &asked, cover.child_of(node));
                }
            }
        }
    }
    for end in &cut.ends {
        let ragged = FiguresQuery { period: *end, ..query.clone() };
        for fact in loose::of_query(db, &ragged, today).await? {
            let child = fact.child_id.unwrap_or(query.union);
            sums.take(cuts, &fact, child);
        }
    }
    sums.finish(db).await.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        Day::from_ymd(y, m, d).unwrap_or(Day::MIN)
    }

    #[test]
    fn a_period_is_whole_months_between_ragged_ends() {
        let year = cut(Period::calendar_year(2026)).map(|c| (c.months, c.ends.len()));
        assert_eq!(year, Some(((2026 * 12, 2026 * 12 + 11), 0)));
        let ragged = cut(Period::new(day(2026, 1, 15), day(2026, 4, 2))).map(|c| (c.months, c.ends));
        let ends = vec![Period::new(day(2026, 1, 15), day(2026, 2, 1)), Period::new(day(2026, 4, 1), day(2026, 4, 2))];
        assert_eq!(ragged, Some(((2026 * 12 + 1, 2026 * 12 + 2), ends)));
        assert!(cut(Period::new(day(2026, 1, 15), day(2026, 2, 20))).is_none());
        assert!(cut(Period::new(day(2026, 2, 1), day(2026, 2, 1))).is_none());
        assert_eq!(cut(Period::new(Day::MIN, Day::OPEN)).map(|c| c.ends.len()), Some(0));
    }
}
