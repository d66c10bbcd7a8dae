//! Many at once, from two programs on one database: never oversold, nobody twice, numbers without a gap.

use std::collections::BTreeSet;
use std::sync::Arc;

use signups::{Decided, NewAllotment, Refusal};

use super::hall::{Hall, MIGRATIONS, desk};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_crowd_at_the_opening_minute(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed, 150).await);
        let allotment = hall.allot(NewAllotment { waits: 30, ..hall.plain(60) }).await;
        let desks = [hall.desk.clone(), desk(&bed.another_process().await).await];
        let mut asking = Vec::new();
        // Everybody taps twice, the second time at the other program.
        for n in 0..300 {
            let (desk, wish) = (desks[n % 2].clone(), hall.wish(allotment, (n / 2 + n % 2 * 75) % 150, 1));
            asking.push(tokio::spawn(async move { (wish.person, desk.enter(wish).await.unwrap()) }));
        }
        let (mut numbers, mut placed, mut waiting) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for one in asking {
            match one.await.unwrap() {
                (person, Decided::Entered(entry)) => {
                    assert_eq!(entry.person, person);
                    assert!(numbers.insert(entry.number), "number {} was given twice", entry.number);
                    let list = if entry.state == "placed" { &mut placed } else { &mut waiting };
                    assert!(list.insert(person));
                }
                (_, Decided::Already(_) | Decided::Refused(Refusal::Full { .. })) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((placed.len(), waiting.len()), (60, 30));
        assert_eq!(numbers, (1..=90).collect(), "without a gap");
        assert!(placed.is_disjoint(&waiting));
        hall.adds_up().await;
    }

    async fn everybody_comes_and_goes(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed, 24).await);
        let allotment = hall.allot(hall.plain(5)).await;
        let there = desk(&bed.another_process().await).await;
        let coming: Vec<_> = (0..24)
            .map(|n| {
                let (hall, there) = (Arc::clone(&hall), there.clone());
                tokio::spawn(async move {
                    for round in 0..4 {
                        let desk = if (n + round) % 2 == 0 { &hall.desk } else { &there };
                        desk.enter(hall.wish(allotment, n, 1)).await.unwrap();
                        if (n + round) % 3 == 0 {
                            let left = desk.leave(&store::Actor::house(), allotment, hall.people[n]).await;
                            assert!(left.is_ok(), "{left:?}");
                        }
                    }
                })
            })
            .collect();
        for one in coming {
            one.await.unwrap();
        }
        let a = hall.desk.allotment(allotment).await.unwrap();
        assert_eq!(a.taken, 5, "as many wait as would fill it");
        assert!(a.waiting > 0);
        hall.adds_up().await;
    }
}
