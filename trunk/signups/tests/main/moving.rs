//! What comes free goes to the next in line.

use signups::{Filling, NewAllotment};
use store::{Actor, Fault};
use testkit::NOON;

use super::hall::{HOUR, Hall, MIGRATIONS};

const MINUTE: i64 = 60_000;

testkit::on_both_engines! { MIGRATIONS;
    async fn a_place_given_up_goes_to_the_first_in_line(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let allotment = hall.allot(hall.plain(1)).await;
        for n in 0..4 {
            hall.enter(allotment, n, 1).await;
        }
        hall.leave(allotment, 2).await;
        hall.leave(allotment, 0).await;
        assert_eq!(hall.states(allotment, 0..4).await, ["withdrawn", "placed", "withdrawn", "waiting"]);
        let steps = hall.desk.steps(allotment, 2).await.unwrap();
        assert_eq!(steps.iter().map(|s| (s.what.as_str(), s.place)).collect::<Vec<_>>(), [("placed", 1)]);
        assert_eq!(hall.desk.ahead(&hall.entry(allotment, 3).await).await.unwrap(), 0);
        hall.adds_up().await;
    }

    async fn after_the_last_day_a_place_is_kept_and_the_list_may_still_be_left(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let allotment = hall.allot(hall.plain(1)).await;
        hall.enter(allotment, 0, 1).await;
        hall.enter(allotment, 1, 1).await;
        bed.clock.set(NOON + 20 * HOUR);
        let late = hall.desk.leave(&Actor::house(), allotment, hall.people[0]).await;
        assert!(matches!(late, Err(Fault::Conflict("signups-too-late-to-leave"))), "{late:?}");
        hall.leave(allotment, 1).await;
        assert!(matches!(hall.desk.leave(&Actor::house(), allotment, hall.people[1]).await, Err(Fault::NotFound)));
        assert_eq!(hall.states(allotment, 0..2).await, ["placed", "withdrawn"]);
        hall.adds_up().await;
    }

    async fn an_offer_is_taken_declined_or_runs_out(bed: Bed) {
        let hall = Hall::open(&bed, 5).await;
        let allotment = hall.allot(NewAllotment { offer_minutes: 30, ..hall.plain(1) }).await;
        for n in 0..5 {
            hall.enter(allotment, n, 1).await;
        }
        hall.leave(allotment, 0).await;
        assert_eq!(hall.entry(allotment, 1).await.until_at, Some(NOON + 30 * MINUTE));
        assert_eq!(hall.states(allotment, 1..5).await, ["offered", "waiting", "waiting", "waiting"]);
        // Nobody else can take it, and it is counted as taken.
        assert!(matches!(hall.desk.answer_offer(&Actor::house(), allotment, hall.people[2], true).await, Err(Fault::NotFound)));
        assert_eq!(hall.desk.allotment(allotment).await.unwrap().taken, 1);
        hall.desk.answer_offer(&Actor::house(), allotment, hall.people[1], false).await.unwrap();
        assert_eq!(hall.states(allotment, 1..5).await, ["declined", "offered", "waiting", "waiting"]);
        bed.clock.set(NOON + 30 * MINUTE);
        let over = hall.desk.answer_offer(&Actor::house(), allotment, hall.people[2], true).await;
        assert!(matches!(over, Err(Fault::Conflict("signups-offer-is-over"))), "{over:?}");
        hall.work().await;
        assert_eq!(hall.states(allotment, 1..5).await, ["declined", "expired", "offered", "waiting"]);
        hall.desk.answer_offer(&Actor::house(), allotment, hall.people[3], true).await.unwrap();
        bed.clock.set(NOON + 90 * MINUTE);
        hall.work().await;
        assert_eq!(hall.states(allotment, 1..5).await, ["declined", "expired", "placed", "waiting"]);
    }

    async fn a_place_not_paid_for_goes_on(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let priced = NewAllotment { price: 9_600, pay_minutes: 60, ..hall.plain(1) };
        let allotment = hall.allot(priced).await;
        for n in 0..3 {
            hall.enter(allotment, n, 1).await;
        }
        let first = hall.entry(allotment, 0).await;
        assert_eq!((first.pay.as_str(), first.price, first.until_at), ("due", 9_600, Some(NOON + 60 * MINUTE)));
        bed.clock.set(NOON + 59 * MINUTE);
        hall.work().await;
        assert_eq!(hall.states(allotment, 0..2).await, ["placed", "waiting"]);
        bed.clock.set(NOON + 60 * MINUTE);
        hall.work().await;
        assert_eq!(hall.states(allotment, 0..3).await, ["expired", "placed", "waiting"]);
        assert_eq!(hall.entry(allotment, 1).await.until_at, Some(NOON + 120 * MINUTE), "a new hour for the next");
        bed.clock.set(NOON + 120 * MINUTE);
        hall.work().await;
        assert_eq!(hall.states(allotment, 0..3).await, ["expired", "expired", "placed"]);
    }

    async fn a_family_is_not_overtaken_unless_the_rule_says_so(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        for (filling, states) in [
            (Filling::Strict, ["placed", "withdrawn", "waiting", "waiting"]),
            (Filling::Fit, ["placed", "withdrawn", "waiting", "placed"]),
        ] {
            let allotment = hall.allot(NewAllotment { heads_most: 4, filling, ..hall.plain(4) }).await;
            hall.enter(allotment, 0, 3).await;
            hall.enter(allotment, 1, 1).await;
            hall.enter(allotment, 2, 3).await;
            hall.enter(allotment, 3, 1).await;
            hall.leave(allotment, 1).await;
            assert_eq!(hall.states(allotment, 0..4).await, states, "{filling:?}");
            hall.leave(allotment, 0).await;
            assert_eq!(hall.entry(allotment, 2).await.state, "placed");
            hall.adds_up().await;
        }
    }

    async fn a_newcomer_does_not_pass_who_waits(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let allotment = hall.allot(NewAllotment { heads_most: 2, ..hall.plain(3) }).await;
        assert_eq!(hall.enter(allotment, 0, 2).await.1, "placed");
        assert_eq!(hall.enter(allotment, 1, 2).await.1, "waiting", "one place is left, two are needed");
        assert_eq!(hall.enter(allotment, 2, 1).await.1, "waiting", "the place waits for the first in line");
        hall.adds_up().await;
    }

    async fn called_off_means_for_everybody(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let account = hall.fund(100_000).await;
        let paid = NewAllotment { price: 24_000, subsidy: 14_400, account: Some(account), ..hall.plain(2) };
        let allotment = hall.allot(paid).await;
        for n in 0..3 {
            hall.enter(allotment, n, 1).await;
        }
        assert_eq!(hall.left(account).await, 100_000 - 2 * 14_400);
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, allotment).await }).await.unwrap();
        assert_eq!(hall.states(allotment, 0..3).await, ["cancelled"; 3]);
        assert_eq!(hall.left(account).await, 100_000);
        assert_eq!(hall.refused(allotment, 0, 1).await, signups::Refusal::Cancelled);
        hall.adds_up().await;
    }
}
