//! Every order is as likely as every other: Pearson's chi-square over many draws, at a level that one run in a thousand of a
//! fair draw would miss; the seeds are fixed, so a run either always passes or never.

use std::collections::BTreeMap;

use draw::Places;

use crate::{entry, held, lottery, sealed};

fn chi_square(seen: impl IntoIterator<Item = u32>, expected: f64) -> f64 {
    seen.into_iter().map(|n| (f64::from(n) - expected).powi(2) / expected).sum()
}

#[test]
fn every_order_of_four_comes_as_often() {
    let draws = 9_600;
    let mut seen: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    let entries: Vec<_> = (0..4).map(|n| entry(n, 0)).collect();
    for n in 0..draws {
        let record = held(Places::Open { places: 1 }, entries.clone(), lottery("03 09 17"), n);
        let order = record.lots.iter().map(|lot| entries.iter().position(|e| e.entry == lot.entry).unwrap()).collect();
        *seen.entry(order).or_default() += 1;
    }
    assert_eq!(seen.len(), 24);
    // 23 degrees of freedom, one in a thousand.
    assert!(chi_square(seen.into_values(), draws as f64 / 24.0) < 49.73);
}

#[test]
fn everybody_of_a_hundred_gets_one_of_ten_places_as_often_whatever_falls() {
    let entries: Vec<_> = (0..100).map(|n| entry(n, 0)).collect();
    // The beacon alone changes, then the seed alone: each must be enough.
    for by_beacon in [true, false] {
        let mut won = vec![0; 100];
        let draws = 1_000;
        for n in 0..draws {
            let beacon = if by_beacon { lottery(&n.to_string()) } else { sealed() };
            let record = held(Places::Open { places: 10 }, entries.clone(), beacon, if by_beacon { 1 } else { n });
            for lot in record.lots.iter().filter(|lot| lot.waits.is_none()) {
                won[entries.iter().position(|e| e.entry == lot.entry).unwrap()] += 1;
            }
        }
        // Ten of a hundred without putting back: the variance is nine tenths of a single place's. 99 degrees of freedom.
        assert!(chi_square(won, draws as f64 / 10.0) / 0.9 < 148.2, "by beacon: {by_beacon}");
    }
}
