//! Sealed seeds: one who kept his words is enough, who did not open is left out and named, and every bend is told.

use std::collections::BTreeMap;

use draw::{Beacon, Contribution, Flaw, Places, Record, Seed};
use proptest::prelude::*;

use crate::{entry, held, sealed, sealed_by, seed};

fn record(beacon: Beacon) -> Record {
    held(Places::Open { places: 4 }, (0..12).map(|n| entry(n, 0)).collect(), beacon, 2)
}

/// What is said of a record in whose seals something was changed.
fn wrong(change: impl Fn(&mut Vec<Contribution>)) -> Vec<Flaw> {
    bent(|beacon| {
        if let Beacon::Sealed { seeds, .. } = beacon {
            change(seeds);
        }
    })
}

fn bent(change: impl Fn(&mut Beacon)) -> Vec<Flaw> {
    let mut record = record(sealed());
    change(&mut record.beacon);
    record.verify().unwrap_err()
}

fn at(seeds: &[Contribution], by: &str) -> usize {
    seeds.iter().position(|s| s.by == by).unwrap()
}

#[test]
fn each_way_of_bending_the_seals_has_its_name() {
    assert_eq!(wrong(|seeds| seeds.truncate(1)), [Flaw::SealsFew, Flaw::OpenedFew(String::new())]);
    assert_eq!(wrong(|seeds| seeds[1].by = seeds[0].by.clone()), [Flaw::SealsFew]);
    assert_eq!(wrong(|seeds| seeds[1].by = " ".into()), [Flaw::SealsFew]);
    assert_eq!(wrong(|seeds| seeds.swap(0, 1)), [Flaw::SealOrder]);
    assert_eq!(
        wrong(|seeds| seeds.iter_mut().filter(|s| s.by == "公证员").for_each(|s| s.sealed_at = 1_000)),
        [Flaw::SealLate("公证员".into())]
    );
    assert_eq!(
        wrong(|seeds| seeds.iter_mut().filter(|s| s.by == "公证员").for_each(|s| s.seed = Some(seed(5)))),
        [Flaw::SealBroken("公证员".into())]
    );
    let alone = wrong(|seeds| seeds.iter_mut().filter(|s| s.by != "公证员").for_each(|s| s.seed = None));
    let [Flaw::OpenedFew(who)] = &alone[..] else { panic!("{alone:?}") };
    assert!(who.contains("职工代表") && who.contains("骑手代表") && !who.contains("公证员"), "{who}");
    // Somebody is left out, or said not to have opened, or to have sealed at another minute: the lots are others.
    assert_eq!(wrong(|seeds| drop(seeds.remove(1))), [Flaw::Lots]);
    assert_eq!(wrong(|seeds| seeds[1].seed = None), [Flaw::Lots]);
    assert_eq!(wrong(|seeds| seeds[1].sealed_at += 1), [Flaw::Lots]);
    assert_eq!(wrong(|seeds| seeds[1].by.push('甲')), [Flaw::Lots]);
    let times = |of: &dyn Fn(&mut i64, &mut i64)| {
        bent(|beacon| {
            if let Beacon::Sealed { seal_until, open_until, .. } = beacon {
                of(seal_until, open_until);
            }
        })
    };
    assert_eq!(times(&|seal, _| *seal = 999), [Flaw::SealTimes]);
    assert_eq!(times(&|seal, open| *open = *seal), [Flaw::SealTimes]);
    assert_eq!(times(&|_, open| *open += 1), [Flaw::Lots]);
    // Everything that is wrong is said, and not the first only.
    let all = wrong(|seeds| {
        seeds.reverse();
        seeds[0].sealed_at = 5_000;
        let late = seeds[0].by.clone();
        let n = at(seeds, &late);
        seeds[n].seed = Some(seed(9));
    });
    assert!(matches!(&all[..], [Flaw::SealOrder, Flaw::SealLate(a), Flaw::SealBroken(b)] if a == b), "{all:?}");
}

#[test]
fn who_did_not_open_is_left_out_and_stands_in_the_record() {
    let Beacon::Sealed { seal_until, open_until, mut seeds } = sealed() else { panic!() };
    let silent = at(&seeds, "职工代表");
    seeds[silent].seed = None;
    let with = record(sealed());
    let without = record(Beacon::Sealed { seal_until, open_until, seeds });
    without.verify().unwrap();
    assert_ne!(with.lots, without.lots);
    let text = serde_json::to_string(&without).unwrap();
    assert!(text.contains("职工代表") && text.contains("\"seed\":null"), "{text}");
}

/// One of three kept his seed to himself, whatever the other two and the house agreed on: everybody is drawn as often.
#[test]
fn one_who_kept_his_words_is_enough() {
    let (entries, draws) = ((0..10).map(|n| entry(n, 0)).collect::<Vec<_>>(), 2_000);
    let mut won = BTreeMap::new();
    for n in 0..draws {
        let beacon = sealed_by(&[("公证员", 1), ("职工代表", 10_000 + n), ("骑手代表", 2)]);
        let record = held(Places::Open { places: 1 }, entries.clone(), beacon, 7);
        *won.entry(record.lots[0].entry).or_insert(0_u32) += 1;
    }
    assert_eq!(won.len(), 10);
    let expected = draws as f64 / 10.0;
    // 9 degrees of freedom, one in a thousand.
    assert!(won.into_values().map(|n| (f64::from(n) - expected).powi(2) / expected).sum::<f64>() < 27.88);
}

#[test]
fn words_are_read_as_they_were_meant_and_bind_to_draw_and_person() {
    let of = |words: &str| Seed::of_words("焊工班2026", "1 职工代表", words);
    assert_eq!(of("a3f0-77c1 09BE"), of("A3F0 77C1　09be"));
    assert_eq!(of("今晚 食堂红烧肉"), of("今晚食堂红烧肉"));
    assert_ne!(of("今晚食堂红烧肉"), of("今晚食堂红烧鱼"));
    assert_ne!(of("今晚食堂红烧肉"), Seed::of_words("焊工班2026", "2 职工代表", "今晚食堂红烧肉"));
    assert_ne!(of("今晚食堂红烧肉"), Seed::of_words("焊工班2027", "1 职工代表", "今晚食堂红烧肉"));
}

proptest! {
    /// Any number of people, any of them silent, any one thing bent: a sound record holds, a bent one does not.
    #[test]
    fn a_record_holds_until_anything_in_it_is_bent(
        opened in prop::collection::vec(any::<bool>(), 2..8),
        which in any::<prop::sample::Index>(),
        how in 0_u8..6,
        n in any::<u64>(),
    ) {
        let names: Vec<String> = (1..=opened.len()).map(|n| format!("{n} 职工代表")).collect();
        let of: Vec<(&str, u64)> = names.iter().map(String::as_str).zip((0..).map(|m| n.wrapping_add(m))).collect();
        let Beacon::Sealed { seal_until, open_until, mut seeds } = sealed_by(&of) else { panic!() };
        for (s, is_open) in seeds.iter_mut().zip(&opened) {
            s.seed = s.seed.filter(|_| *is_open);
        }
        let beacon = Beacon::Sealed { seal_until, open_until, seeds };
        let entries = (0..9).map(|n| entry(n, 0)).collect();
        let record = Record::hold("焊工班2026", Places::Open { places: 3 }, 1_000, entries, beacon, seed(1));
        if opened.iter().filter(|is_open| **is_open).count() < 2 {
            prop_assert!(matches!(&record.unwrap_err()[..], [Flaw::OpenedFew(_)]));
            return Ok(());
        }
        let mut record = record.unwrap();
        prop_assert_eq!(record.verify(), Ok(()));
        let sound = record.clone();
        let Beacon::Sealed { seeds, .. } = &mut record.beacon else { panic!() };
        let at = which.index(seeds.len());
        match how {
            0 => seeds[at].by.push('x'),
            1 => seeds[at].sealed_at -= 1,
            2 => seeds[at].commitment.0[7] ^= 1,
            3 => seeds[at].seed = if seeds[at].seed.is_some() { None } else { Some(seed(3)) },
            4 => drop(seeds.remove(at)),
            _ => seeds[at].seed = Some(Seed::of_words("别的抽签", "别人", "别的话")),
        }
        prop_assert_ne!(&record, &sound);
        prop_assert!(record.verify().is_err());
    }
}
