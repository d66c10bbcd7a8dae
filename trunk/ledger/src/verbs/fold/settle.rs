use std::collections::{BTreeMap, HashSet};

use codes::Day;
use store::{Outcome, Tx};
use uuid::Uuid;

use super::take_back;
use crate::cells::AtHand;
use crate::rows::fold::FoldRow;
use crate::rows::tail::NewTail;
use crate::rows::{loose, tail, way};

/// Brings the pages to the tree of today: whatever was folded by an edge that turned out to be another is taken out by the old
/// way and waits in the tail to go the new one. Answers how many facts that were.
pub(super) async fn settle(tx: &Tx, at_hand: &AtHand, row: &mut FoldRow) -> Outcome<usize> {
    let news = way::since(&**tx, (row.edge_seq, row.union_seq)).await?;
    let is_first = (row.edge_seq, row.union_seq) == (0, 0) && row.last_page == 0;
    let mut moved = 0;
    if !is_first {
        let old = way::folded_by(&**tx).await?;
        let mut new = old.clone();
        let mut since: Vec<(Uuid, Option<i32>)> = Vec::new();
        for e in &news.edges {
            // Whoever stood alone until now was a root; what it did before counts as astray from now on.
            let is_alone = !new.has_edges(e.child);
            let day = new.put(e.child, e.edge());
            since.push((e.child, if is_alone { Some(Day::MIN.0) } else { day }));
        }
        for e in &news.ends {
            since.push((e.id, new.end(e.id, e.end())));
        }
        let mut touched: BTreeMap<i32, HashSet<Uuid>> = BTreeMap::new();
        for (union, day) in since {
            let Some(day) = day else { continue };
            let touched = touched.entry(day).or_default();
            // The new tree forgets nobody who ever stood below.
            if !touched.contains(&union) {
                touched.extend(new.ever_within(union));
            }
        }
        let mut facts = Vec::new();
        for (day, unions) in touched {
            let mut unions: Vec<Uuid> = unions.into_iter().collect();
            unions.sort_unstable();
            facts.extend(loose::folded_at(&**tx, &unions, Day(day)).await?);
        }
        facts.sort_by_key(|f| (f.event, f.id));
        facts.dedup_by_key(|f| (f.event, f.id));
        let waits = |f: &loose::Loose| NewTail {
            event: f.event,
            fact: f.id,
            is_gone: false,
            month: Day(f.day).month_key(),
            host: f.host,
        };
        tail::insert(tx, &facts.iter().map(waits).collect::<Vec<_>>()).await?;
        take_back(tx, at_hand, row, &old, &facts).await?;
        moved = facts.len();
    }
    way::keep(tx, &news).await?;
    (row.edge_seq, row.union_seq) = news.seqs;
    Ok(moved)
}
