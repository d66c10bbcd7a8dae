//! Pages against a naive model: every fact is kept, and each place and slice is counted anew from all of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::prelude::*;
use tally::{Batch, Held, Members, Page, Risen, SETS, block_of, blocks, unite, without};

type Key = (u8, u8);

#[derive(Clone, Debug)]
struct Fact {
    path: Vec<Key>,
    slices: Vec<String>,
    measure: u8,
    quantity: i64,
    day: u8,
    members: [Option<i64>; SETS],
}

/// A tree of two levels above the leaves: 6 leaves, 3 nodes, a root 9; two months.
fn fact() -> impl Strategy<Value = Fact> {
    let member = |most: i64| proptest::option::of(0..most);
    (0..6_u8, 0..2_u8, 0..3_u8, 0..4_u8, 1..100_i64, 1..29_u8, member(3_000_000), member(40), member(6)).prop_map(
        |(leaf, month, kind, measure, quantity, day, person, unit, union)| Fact {
            path: vec![(leaf / 2, month), (9, month)],
            slices: vec![String::new(), format!("k{kind}")],
            measure,
            quantity,
            day,
            // Few different numbers over three blocks, so that people meet again and flat lists overflow.
            members: [person.map(|p| p % 700 * 4_111), unit, union],
        },
    )
}

/// Pages with their blocks beside them, as a caller keeps them.
#[derive(Default)]
struct Kept {
    pages: HashMap<Key, Page>,
    blocks: BTreeMap<(Key, String, usize, i64), Vec<u8>>,
}

impl Kept {
    fn apply(&mut self, risen: Risen<Key>) {
        for (key, slices) in risen {
            let mut page = Page::from_bytes(&self.pages.get(&key).cloned().unwrap_or_default().to_bytes()).unwrap();
            for (slice, delta) in slices {
                for spill in page.add(&slice, delta) {
                    for (block, part) in blocks(&spill.come) {
                        let at = (key, slice.clone(), spill.set, block);
                        let (bytes, new) = unite(self.blocks.get(&at).map(Vec::as_slice), part).unwrap();
                        self.blocks.insert(at, bytes);
                        page.counted(&slice, spill.set, new, 0);
                    }
                    for (block, part) in blocks(&spill.gone) {
                        let at = (key, slice.clone(), spill.set, block);
                        let Some(stored) = self.blocks.get(&at) else { continue };
                        let (left, went) = without(stored, part).unwrap();
                        match left {
                            Some(bytes) => self.blocks.insert(at, bytes),
                            None => self.blocks.remove(&at),
                        };
                        page.counted(&slice, spill.set, 0, went);
                    }
                }
            }
            if page.is_empty() {
                self.pages.remove(&key)
            } else {
                self.pages.insert(key, page)
            };
        }
    }

    fn members(&self, key: Key, slice: &str, set: usize, held: &Held) -> BTreeSet<i64> {
        let mut members = Members::default();
        match held {
            Held::Flat(all) => members.extend(all),
            Held::Blocks(count) => {
                let begin = (key, slice.to_owned(), set, i64::MIN);
                let end = (key, slice.to_owned(), set, i64::MAX);
                for ((.., block), bytes) in self.blocks.range(begin..=end) {
                    members.unite(*block, bytes).unwrap();
                }
                assert_eq!(members.len(), *count);
            }
        }
        members.iter().collect()
    }
}

fn agrees(kept: &Kept, facts: &[Fact]) {
    let mut places: BTreeMap<(Key, String), Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        for key in &fact.path {
            for slice in &fact.slices {
                places.entry((*key, slice.clone())).or_default().push(fact);
            }
        }
    }
    assert_eq!(kept.pages.values().map(|p| p.cells().count()).sum::<usize>(), places.len());
    for ((key, slice), facts) in places {
        let cell = kept.pages[&key].cell(&slice).unwrap();
        let mut sums: BTreeMap<u8, (i64, i64)> = BTreeMap::new();
        for fact in &facts {
            let sum = sums.entry(fact.measure).or_default();
            *sum = (sum.0 + fact.quantity, sum.1 + 1);
        }
        assert_eq!(cell.sums.iter().map(|(m, q, n)| (m, (q, n))).collect::<BTreeMap<_, _>>(), sums);
        let days = (facts.iter().map(|f| f.day).min().unwrap(), facts.iter().map(|f| f.day).max().unwrap());
        assert_eq!(cell.days.bounds(), Some(days));
        for set in 0..SETS {
            let wanted: BTreeSet<i64> = facts.iter().filter_map(|f| f.members[set]).collect();
            assert_eq!(kept.members(key, &slice, set, &cell.held[set]), wanted);
        }
    }
}

fn fold(kept: &mut Kept, facts: &[Fact]) {
    let mut batch = Batch::default();
    for fact in facts {
        let leaf = batch.leaf(fact.path.iter().map(|key| (*key, fact.slices.clone())).collect());
        batch.take(leaf, fact.measure, fact.quantity, fact.day, fact.members);
    }
    kept.apply(batch.rise());
}

/// Takes facts back: sums by their negative, members that no other fact keeps in.
fn unfold(kept: &mut Kept, gone: &[Fact], stay: &[Fact]) {
    let mut batch = Batch::default();
    for fact in gone {
        let leaf = batch.leaf(fact.path.iter().map(|key| (*key, fact.slices.clone())).collect());
        batch.take_back(leaf, fact.measure, fact.quantity, fact.day);
    }
    let mut risen = batch.rise();
    for fact in gone {
        for key in &fact.path {
            for slice in &fact.slices {
                for (set, member) in fact.members.iter().enumerate() {
                    let is_kept =
                        stay.iter().any(|f| f.members[set] == *member && f.path.contains(key) && f.slices.contains(slice));
                    if let Some(member) = member
                        && !is_kept
                    {
                        let list = &mut risen.get_mut(key).unwrap().entry(slice.clone()).or_default().gone[set];
                        list.push(*member);
                        list.sort_unstable();
                        list.dedup();
                    }
                }
            }
        }
    }
    kept.apply(risen);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn batches_add_up_and_what_is_taken_back_leaves_no_trace(
        facts in proptest::collection::vec(fact(), 1..900), cut in 1..200_usize, every in 2..7_usize,
    ) {
        let mut kept = Kept::default();
        for part in facts.chunks(cut) {
            fold(&mut kept, part);
        }
        agrees(&kept, &facts);
        let (mut gone, mut stay) = (Vec::new(), Vec::new());
        for (i, fact) in facts.into_iter().enumerate() {
            if i % every == 0 { stay.push(fact) } else { gone.push(fact) }
        }
        unfold(&mut kept, &gone, &stay);
        agrees(&kept, &stay);
        unfold(&mut kept, &stay, &[]);
        prop_assert!(kept.pages.is_empty() && kept.blocks.is_empty());
    }

    #[test]
    fn blocks_cut_a_list_and_lose_nobody(mut all in proptest::collection::vec(-3_000_000..9_000_000_i64, 0..300)) {
        all.sort_unstable();
        all.dedup();
        let cut: Vec<i64> = blocks(&all).flat_map(|(block, part)| {
            assert!(part.iter().all(|m| block_of(*m) == block));
            part.to_vec()
        }).collect();
        prop_assert_eq!(&cut, &all);
        let mut members = Members::default();
        members.extend(&all);
        prop_assert_eq!(members.len(), all.len() as u64);
        prop_assert_eq!(members.iter().collect::<Vec<_>>(), all);
    }
}

#[test]
fn what_one_session_shares_is_put_in_once() {
    let mut batch = Batch::default();
    let slices = || vec![String::new(), "k1".to_owned()];
    let leaf = batch.leaf(vec![((0_u8, 0_u8), slices()), ((9, 0), slices())]);
    for person in 0..40 {
        batch.take(leaf, 2, 1, 5, [Some(person), None, Some(7)]);
    }
    assert_eq!(batch.inserts(), 41);
    let risen = batch.rise();
    assert_eq!(risen.len(), 2);
    assert_eq!(risen[&(9, 0)]["k1"].come[0].len(), 40);
}
