//! Puts changes into the pages and the sets beside them.

use std::collections::BTreeMap;

use store::{Outcome, Tx};
use tally::{Page, Risen, Spill, blocks, unite, without};

use crate::rows::fold::FoldRow;
use crate::rows::page::{self, PageKey, Paged, SetKey, damaged};

/// A spill on its way: the place of its page in the list, and its blocks.
struct Beside {
    page: usize,
    spill: Spill,
}

impl Beside {
    fn key(&self, pages: &[Paged], block: i64) -> SetKey {
        let page = &pages[self.page];
        let kind = i32::try_from(self.spill.set).unwrap_or(0);
        SetKey { node: page.key.node, page: page.id, slice: self.spill.slice.clone(), kind, block }
    }
}

pub(crate) async fn apply(tx: &Tx, row: &mut FoldRow, risen: Risen<PageKey>) -> Outcome<()> {
    let mut keys: Vec<PageKey> = risen.keys().copied().collect();
    keys.sort_unstable();
    let mut known: BTreeMap<PageKey, Paged> = page::load(&**tx, &keys).await?.into_iter().map(|p| (p.key, p)).collect();
    let (mut pages, mut beside) = (Vec::with_capacity(keys.len()), Vec::new());
    for (key, slices) in risen.into_iter().collect::<BTreeMap<_, _>>() {
        let mut paged = known.remove(&key).unwrap_or_else(|| {
            row.last_page += 1;
            Paged { key, id: row.last_page, page: Page::default() }
        });
        for (slice, delta) in slices {
            let spills = paged.page.add(&slice, delta);
            beside.extend(spills.into_iter().map(|spill| Beside { page: pages.len(), spill }));
        }
        pages.push(paged);
    }
    let mut sets: BTreeMap<SetKey, Option<Vec<u8>>> = BTreeMap::new();
    for one in &beside {
        for (block, _) in blocks(&one.spill.come).chain(blocks(&one.spill.gone)) {
            sets.insert(one.key(&pages, block), None);
        }
    }
    let stored = page::load_sets(&**tx, &sets.keys().collect::<Vec<_>>()).await?;
    for (key, members) in stored {
        sets.insert(key, Some(members));
    }
    for one in &beside {
        let (mut come, mut gone) = (0, 0);
        for (block, part) in blocks(&one.spill.gone) {
            let Some(stored) = sets.get_mut(&one.key(&pages, block)) else { continue };
            if let Some(bytes) = stored.take() {
                let (left, went) = without(&bytes, part).map_err(damaged)?;
                *stored = left;
                gone += went;
            }
        }
        for (block, part) in blocks(&one.spill.come) {
            let Some(stored) = sets.get_mut(&one.key(&pages, block)) else { continue };
            let (bytes, new) = unite(stored.as_deref(), part).map_err(damaged)?;
            *stored = Some(bytes);
            come += new;
        }
        pages[one.page].page.counted(&one.spill.slice, one.spill.set, come, gone);
    }
    page::save_sets(tx, &sets).await?;
    page::save(tx, &pages).await
}
