//! Who comes, and what he is told.

use signups::{Clause, Decided, Refusal, Who};
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};

testkit::on_both_engines! { MIGRATIONS;
    async fn places_go_in_the_order_of_asking_and_then_the_list(bed: Bed) {
        let hall = Hall::open(&bed, 5).await;
        let allotment = hall.allot(hall.plain(3)).await;
        for (n, state) in ["placed", "placed", "placed", "waiting", "waiting"].into_iter().enumerate() {
            assert_eq!(hall.enter(allotment, n, 1).await, (n as i64 + 1, state.into()));
        }
        let a = hall.desk.allotment(allotment).await.unwrap();
        assert_eq!((a.taken, a.waiting, a.last, a.full_number), (3, 2, 5, Some(3)));
        hall.adds_up().await;
    }

    async fn asking_twice_is_asking_once(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let allotment = hall.allot(hall.plain(1)).await;
        let wish = hall.wish(allotment, 0, 1);
        let Decided::Entered(first) = hall.desk.enter(wish.clone()).await.unwrap() else { panic!() };
        // The same request again, and another tap on another device.
        for again in [wish.clone(), hall.wish(allotment, 0, 1)] {
            let Decided::Already(known) = hall.desk.enter(again).await.unwrap() else { panic!() };
            assert_eq!(known.number, first.number);
        }
        // A request that was under way while he left does not bring him back; a new one does, at the end.
        hall.leave(allotment, 0).await;
        let Decided::Already(old) = hall.desk.enter(wish).await.unwrap() else { panic!() };
        assert_eq!(old.state, "withdrawn");
        assert_eq!(hall.enter(allotment, 1, 1).await, (2, "placed".into()));
        assert_eq!(hall.enter(allotment, 0, 1).await, (3, "waiting".into()));
        hall.adds_up().await;
    }

    async fn two_people_may_choose_the_same_key(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let allotment = hall.allot(hall.plain(2)).await;
        let mut other = hall.wish(allotment, 1, 1);
        let one = hall.wish(allotment, 0, 1);
        other.key = one.key;
        let (one, other) = tokio::join!(hall.desk.enter(one), hall.desk.enter(other));
        assert!(matches!((one, other), (Ok(Decided::Entered(_)), Ok(Decided::Entered(_)))));
    }

    async fn hours_rule_and_number_are_told_before_anything_is_written(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let west = Who::within(hall.union["west"]);
        let early = hall.allot(signups::NewAllotment { opens_at: NOON + 1, ..hall.plain(1) }).await;
        assert_eq!(hall.refused(early, 0, 1).await, Refusal::Early(NOON + 1));
        let late = hall.allot(signups::NewAllotment { closes_at: NOON, ..hall.plain(1) }).await;
        assert_eq!(hall.refused(late, 0, 1).await, Refusal::Late(NOON));
        let theirs = hall.allot(signups::NewAllotment { who: west, ..hall.plain(1) }).await;
        let unmet = Refusal::Unmet(vec![Clause::Within { unions: vec![hall.union["west"]] }]);
        assert_eq!(hall.refused(theirs, 0, 1).await, unmet, "person 0 is in the east");
        assert_eq!(hall.enter(theirs, 1, 1).await.1, "placed");
        for heads in [0, -1, 2, i32::MAX] {
            assert_eq!(hall.refused(theirs, 1, heads).await, Refusal::Heads(1));
        }
        assert_eq!(hall.refused(Uuid::now_v7(), 0, 1).await, Refusal::Nowhere);
        // To the millisecond, by the clock of the house.
        bed.clock.set(NOON + 1);
        assert_eq!(hall.enter(early, 0, 1).await.1, "placed");
        assert!(matches!(hall.ask(early, 0).await, Decided::Already(_)));
    }

    async fn without_a_list_the_record_says_when_the_last_place_went(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let allotment = hall.allot(signups::NewAllotment { waits: 1, ..hall.plain(1) }).await;
        assert_eq!(hall.enter(allotment, 0, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 1, 1).await.1, "waiting");
        assert_eq!(hall.refused(allotment, 2, 1).await, Refusal::Full { number: 1, at: NOON });
    }

    async fn what_is_wrong_with_an_allotment_stands_at_its_field(bed: Bed) {
        let hall = Hall::open(&bed, 0).await;
        let mut new = hall.plain(0);
        (new.closes_at, new.heads_most, new.price, new.subsidy) = (new.opens_at, 0, -1, 5);
        (new.waits, new.pay_minutes, new.who) = (-1, -1, Who(vec![Clause::MemberDays { days: 0 }]));
        let fields: Vec<String> = new.faults().into_iter().map(|f| f.field).collect();
        assert_eq!(fields, ["places", "closes_at", "heads_most", "price", "subsidy", "who", "waits", "pay_minutes"]);
        assert_eq!(hall.plain(1).faults(), []);
        assert_eq!(HOUR, 3_600_000);
    }
}
