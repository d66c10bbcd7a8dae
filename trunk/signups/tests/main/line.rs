//! The waiting list by property: whoever waits is passed only by a rule, against a list kept by hand.

use proptest::prelude::*;
use signups::room::{Arrival, Group, Room, Sharing, Waiter};

/// What may happen: somebody comes, somebody with a place goes, somebody leaves the list, places are added.
#[derive(Clone, Debug)]
enum Event {
    Comes { group: Option<usize>, heads: i64 },
    GivesUp(usize),
    StopsWaiting(usize),
    More(i64),
}

fn event(heads_most: i64) -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (proptest::option::of(0usize..2), 1..=heads_most).prop_map(|(group, heads)| Event::Comes { group, heads }),
        3 => (0usize..40).prop_map(Event::GivesUp),
        1 => (0usize..40).prop_map(Event::StopsWaiting),
        1 => (1i64..4).prop_map(Event::More),
    ]
}

fn room(sharing: Sharing, is_strict: bool, places: i64, most: [i64; 2]) -> Room {
    let mut groups = most.map(|most| Group { most, taken: 0, waiting: 0 }).to_vec();
    if sharing == Sharing::None {
        groups.clear();
    }
    Room { sharing, is_strict, places, taken: 0, waiting: 0, waits: 1_000, purse: None, groups }
}

/// Runs the events and checks after each; the list stands in the order of arrival.
fn run(mut room: Room, events: Vec<Event>) -> Result<(), TestCaseError> {
    let (mut placed, mut list): (Vec<(Waiter, Option<usize>)>, Vec<Waiter>) = (Vec::new(), Vec::new());
    for event in events {
        match event {
            Event::Comes { group, heads } => {
                let one = Waiter { group: group.filter(|g| *g < room.groups.len()), heads };
                let before = room.clone();
                match room.arrive(one.group, heads) {
                    Arrival::Placed(pot) => {
                        for ahead in &list {
                            prop_assert!(is_passed_by_rule(&before, *ahead, one, pot), "{one:?} passed {ahead:?} in {before:?}");
                        }
                        placed.push((one, pot));
                    }
                    Arrival::Waits => list.push(one),
                    Arrival::Full => prop_assert!(false, "the list has no end"),
                }
            }
            Event::GivesUp(n) if !placed.is_empty() => {
                let (one, pot) = placed.remove(n % placed.len());
                room.give_back(pot, one.heads);
                advance(&mut room, &mut placed, &mut list)?;
            }
            Event::StopsWaiting(n) if !list.is_empty() => {
                let one = list.remove(n % list.len());
                room.wait(one.group, -1);
                advance(&mut room, &mut placed, &mut list)?;
            }
            Event::More(more) => {
                room.places += more;
                advance(&mut room, &mut placed, &mut list)?;
            }
            Event::GivesUp(_) | Event::StopsWaiting(_) => {}
        }
        let heads: i64 = placed.iter().map(|(one, _)| one.heads).sum();
        prop_assert!(heads == room.taken && room.taken <= room.places, "{heads} heads in {room:?}");
        prop_assert_eq!(room.waiting, list.len() as i64);
        for (g, group) in room.groups.iter().enumerate() {
            let counted: i64 = placed.iter().filter(|(_, pot)| *pot == Some(g)).map(|(one, _)| one.heads).sum();
            prop_assert!(counted == group.taken && group.taken <= group.most, "group {g} of {room:?}");
        }
    }
    Ok(())
}

fn advance(room: &mut Room, placed: &mut Vec<(Waiter, Option<usize>)>, list: &mut Vec<Waiter>) -> Result<(), TestCaseError> {
    let (before, given) = (room.clone(), room.advance(list));
    let mut at = before;
    for (n, pot) in &given {
        for (m, ahead) in list.iter().enumerate().take(*n) {
            let waits_on = !given.iter().any(|(g, _)| *g == m);
            if waits_on {
                prop_assert!(is_passed_by_rule(&at, *ahead, list[*n], *pot), "{:?} passed {ahead:?} in {at:?}", list[*n]);
            }
        }
        at.take(*pot, list[*n].heads);
        placed.push((list[*n], *pot));
    }
    let mut n = 0;
    list.retain(|_| {
        n += 1;
        !given.iter().any(|(g, _)| *g == n - 1)
    });
    // Nobody waits for whom there is room: what is free is given out at once.
    let again = room.clone().advance(list);
    prop_assert!(again.is_empty(), "{again:?} could have had a place in {room:?}");
    Ok(())
}

/// Whether `ahead` could not have had this very place by a rule: it was kept for another group, his own group is at its cap,
/// or the allotment lets a place nobody ahead can use go to the next.
fn is_passed_by_rule(room: &Room, ahead: Waiter, by: Waiter, pot: Option<usize>) -> bool {
    let left = |g: Option<usize>| g.and_then(|g| room.groups.get(g)).map(|g| g.most - g.taken);
    match room.sharing {
        Sharing::Shares if pot.is_some() && ahead.group != pot => true,
        Sharing::Caps if left(ahead.group).is_some_and(|left| left < ahead.heads) => true,
        _ => !room.is_strict && ahead.heads > by.heads,
    }
}

proptest! {
    #[test]
    fn nobody_is_overtaken(is_strict: bool, places in 0i64..12, events in proptest::collection::vec(event(4), 0..80)) {
        run(room(Sharing::None, is_strict, places, [0, 0]), events)?;
    }

    #[test]
    fn nobody_is_overtaken_but_by_a_share(is_strict: bool, places in 0i64..12, events in proptest::collection::vec(event(3), 0..80)) {
        run(room(Sharing::Shares, is_strict, places, [places / 3, places / 4]), events)?;
    }

    #[test]
    fn nobody_is_overtaken_but_by_a_cap(places in 0i64..12, most in (0i64..5, 0i64..5), events in proptest::collection::vec(event(1), 0..80)) {
        run(room(Sharing::Caps, true, places, [most.0, most.1]), events)?;
    }
}
