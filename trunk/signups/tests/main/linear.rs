//! Short concurrent histories against a counting semaphore: whatever the desk answers to people who come and go at the same
//! time must be what it would have answered to them one after the other.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use signups::{Decided, NewAllotment, Refusal, Signups};
use stateright::semantics::{ConsistencyTester, LinearizabilityTester, SequentialSpec};
use store::{Actor, Fault};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, desk};

const HISTORIES: usize = 1_000;
/// Histories under way at once, each on an allotment of its own: their requests meet in the same batches.
const AT_ONCE: usize = 20;
const PEOPLE: usize = 5;
const ACTS: usize = 4;
const PLACES: usize = 2;

/// So many places, and who has one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Semaphore {
    has_place: BTreeSet<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Act {
    Enter(usize),
    Leave(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Told {
    Placed,
    Already,
    Full,
    Left,
    Nowhere,
}

impl SequentialSpec for Semaphore {
    type Op = Act;
    type Ret = Told;

    fn invoke(&mut self, act: &Act) -> Told {
        match *act {
            Act::Enter(who) if self.has_place.contains(&who) => Told::Already,
            Act::Enter(_) if self.has_place.len() == PLACES => Told::Full,
            Act::Enter(who) => {
                self.has_place.insert(who);
                Told::Placed
            }
            Act::Leave(who) if self.has_place.remove(&who) => Told::Left,
            Act::Leave(_) => Told::Nowhere,
        }
    }
}

async fn carry_out(hall: &Hall, desk: &Signups, allotment: Uuid, act: Act) -> Told {
    match act {
        Act::Enter(who) => match desk.enter(hall.wish(allotment, who, 1)).await.unwrap() {
            Decided::Entered(entry) if entry.state == "placed" => Told::Placed,
            Decided::Already(_) => Told::Already,
            Decided::Refused(Refusal::Full { .. }) => Told::Full,
            other => panic!("{other:?}"),
        },
        Act::Leave(who) => match desk.leave(&Actor::house(), allotment, hall.people[who]).await {
            Ok(_) => Told::Left,
            Err(Fault::NotFound) => Told::Nowhere,
            Err(other) => panic!("{other:?}"),
        },
    }
}

/// One history; the seed says who does what.
async fn history(hall: Arc<Hall>, desks: [Signups; 2], allotment: Uuid, seed: usize) -> usize {
    let tester = Arc::new(Mutex::new(LinearizabilityTester::new(Semaphore { has_place: BTreeSet::new() })));
    let acting: Vec<_> = (0..PEOPLE)
        .map(|who| {
            let (hall, tester, desk) = (Arc::clone(&hall), Arc::clone(&tester), desks[(who + seed) % 2].clone());
            tokio::spawn(async move {
                for n in 0..ACTS {
                    // Who comes and who goes is scattered by the seed; asking again while one stands there is among it.
                    let goes = (seed / 3 + who * 5 + n * (seed % 7 + 1)).is_multiple_of(3);
                    let act = if goes { Act::Leave(who) } else { Act::Enter(who) };
                    tester.lock().unwrap().on_invoke(who, act).unwrap();
                    let told = carry_out(&hall, &desk, allotment, act).await;
                    tester.lock().unwrap().on_return(who, told).unwrap();
                }
            })
        })
        .collect();
    for one in acting {
        one.await.unwrap();
    }
    let tester = tester.lock().unwrap();
    assert!(tester.is_consistent(), "history {seed} cannot have happened one after the other: {tester:?}");
    tester.len()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn histories_are_linearizable(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed, PEOPLE).await);
        let desks = [hall.desk.clone(), desk(&bed.another_process().await).await];
        let mut acts = 0;
        for from in (0..HISTORIES).step_by(AT_ONCE) {
            let mut under_way = Vec::new();
            for seed in from..from + AT_ONCE {
                let allotment = hall.allot(NewAllotment { waits: 0, ..hall.plain(PLACES as i64) }).await;
                under_way.push(tokio::spawn(history(Arc::clone(&hall), desks.clone(), allotment, seed)));
            }
            for one in under_way {
                acts += one.await.unwrap();
            }
        }
        assert_eq!(acts, HISTORIES * PEOPLE * ACTS);
        hall.adds_up().await;
    }

    async fn the_checker_finds_a_place_given_twice(_bed: Bed) {
        let mut tester = LinearizabilityTester::new(Semaphore { has_place: BTreeSet::new() });
        for who in 0..=PLACES {
            tester.on_invret(who, Act::Enter(who), Told::Placed).unwrap();
        }
        assert!(!tester.is_consistent());
    }
}
