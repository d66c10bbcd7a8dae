//! Places are given out once, to whom they are meant for, and to nobody beyond.

use std::collections::{BTreeMap, BTreeSet};

use draw::{Entry, Group, Places, Share};
use proptest::prelude::*;

use crate::{entry, held, lottery};

fn any_places() -> impl Strategy<Value = Places> {
    let groups = || {
        let some = prop::collection::btree_map(0u32..4, 0u32..6, 0..4);
        some.prop_map(|some| some.into_iter().map(|(group, places)| Share { group, places }).collect::<Vec<_>>())
    };
    prop_oneof![
        (0u32..30).prop_map(|places| Places::Open { places }),
        (groups(), 0u32..20)
            .prop_map(|(shares, more)| Places::Shares { places: shares.iter().map(|s| s.places).sum::<u32>() + more, shares }),
        (groups(), 0u32..30).prop_map(|(caps, places)| Places::Caps { places, caps }),
    ]
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(0u32..4, 0..40).prop_map(|groups| (0..).zip(groups).map(|(n, group)| entry(n, group)).collect())
}

proptest! {
    #[test]
    fn a_place_is_given_once(places in any_places(), entries in any_entries(), n in any::<u64>()) {
        let record = held(places.clone(), entries.clone(), lottery("7"), n);
        let drawn: BTreeSet<_> = record.lots.iter().map(|lot| lot.entry).collect();
        prop_assert_eq!(drawn, entries.iter().map(|e| e.entry).collect::<BTreeSet<_>>());
        prop_assert_eq!(record.lots.len(), entries.len());
        let group_of: BTreeMap<_, Group> = entries.iter().map(|e| (e.entry, e.group)).collect();
        let winners: Vec<Group> = record.lots.iter().filter(|lot| lot.waits.is_none()).map(|lot| group_of[&lot.entry]).collect();
        let of = |group: Group| winners.iter().filter(|g| **g == group).count();
        let entered = |group: Group| entries.iter().filter(|e| e.group == group).count();
        prop_assert!(winners.len() <= places.places() as usize);
        match &places {
            Places::Open { places } => prop_assert_eq!(winners.len(), entries.len().min(*places as usize)),
            Places::Shares { places, shares } => {
                prop_assert_eq!(winners.len(), entries.len().min(*places as usize));
                for Share { group, places } in shares {
                    prop_assert!(of(*group) >= entered(*group).min(*places as usize), "group {} got less than its share", group);
                }
            }
            Places::Caps { places, caps } => {
                for cap in caps {
                    prop_assert!(of(cap.group) <= cap.places as usize);
                }
                let cap = |group| caps.iter().find(|cap| cap.group == group).map_or(usize::MAX, |cap| cap.places as usize);
                let takers: usize = (0..4).map(|group| entered(group).min(cap(group))).sum();
                prop_assert_eq!(winners.len(), takers.min(*places as usize));
            }
        }
        let waiting: Vec<u32> = record.lots.iter().filter_map(|lot| lot.waits).collect();
        prop_assert_eq!(waiting, (1..).take(entries.len() - winners.len()).collect::<Vec<u32>>());
    }

    #[test]
    fn the_order_people_entered_in_is_nothing(entries in any_entries().prop_shuffle(), n in any::<u64>()) {
        let mut turned = entries.clone();
        turned.reverse();
        let places = Places::Open { places: 3 };
        prop_assert_eq!(held(places.clone(), entries, lottery("7"), n), held(places, turned, lottery("7"), n));
    }
}
