//! Places set apart for groups, caps on groups, and those who got none last time.

use signups::{NewAllotment, NewShare};

use super::hall::{Hall, MIGRATIONS};

testkit::on_both_engines! { MIGRATIONS;
    async fn what_is_kept_for_a_union_waits_for_it(bed: Bed) {
        let hall = Hall::open(&bed, 10).await;
        let shares = vec![NewShare::Union { union: hall.union["west"], most: 2 }];
        let allotment = hall.allot(NewAllotment { shares, ..hall.plain(3) }).await;
        // The even ones are of the east: one place is for everybody, two are the west's.
        assert_eq!(hall.enter(allotment, 0, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 2, 1).await.1, "waiting");
        assert_eq!(hall.enter(allotment, 1, 1).await.1, "placed", "the west passes the east by its own places");
        assert_eq!(hall.enter(allotment, 3, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 5, 1).await.1, "waiting");
        // A place of the west's goes back to the west.
        hall.leave(allotment, 1).await;
        assert_eq!(hall.states(allotment, [2, 5]).await, ["waiting", "placed"]);
        // One for everybody goes to whoever waits first.
        hall.enter(allotment, 7, 1).await;
        hall.leave(allotment, 0).await;
        assert_eq!(hall.states(allotment, [2, 7]).await, ["placed", "waiting"]);
        hall.adds_up().await;
    }

    async fn a_cap_holds_its_own_group_back_and_nobody_else(bed: Bed) {
        let hall = Hall::open(&bed, 10).await;
        let shares = vec![NewShare::Union { union: hall.union["east"], most: 1 }];
        let allotment = hall.allot(NewAllotment { shares, is_capped: true, ..hall.plain(3) }).await;
        assert_eq!(hall.enter(allotment, 0, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 2, 1).await.1, "waiting", "the east has its one");
        assert_eq!(hall.enter(allotment, 1, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 3, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 5, 1).await.1, "waiting");
        hall.leave(allotment, 1).await;
        assert_eq!(hall.states(allotment, [2, 5]).await, ["waiting", "placed"], "by the cap, not by rank");
        hall.leave(allotment, 0).await;
        assert_eq!(hall.entry(allotment, 2).await.state, "placed");
        hall.adds_up().await;
    }

    async fn whoever_got_none_last_time_has_places_kept(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let last = hall.allot(hall.plain(1)).await;
        for n in 0..3 {
            hall.enter(last, n, 1).await;
        }
        let shares = vec![NewShare::Missed { allotment: last, most: 1 }];
        let allotment = hall.allot(NewAllotment { shares, ..hall.plain(2) }).await;
        assert_eq!(hall.enter(allotment, 4, 1).await.1, "placed");
        assert_eq!(hall.enter(allotment, 5, 1).await.1, "waiting");
        assert_eq!(hall.enter(allotment, 0, 1).await.1, "waiting", "he had a place last time");
        assert_eq!(hall.enter(allotment, 2, 1).await.1, "placed", "he had waited in vain");
        assert_eq!(hall.enter(allotment, 1, 1).await.1, "waiting", "one place was kept");
        hall.adds_up().await;
    }
}
