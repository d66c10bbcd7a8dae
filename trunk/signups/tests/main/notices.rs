//! What people are told, once each.

use signups::NewAllotment;
use store::Actor;
use testkit::NOON;

use super::hall::{Hall, MIGRATIONS};

const MINUTE: i64 = 60_000;

testkit::on_both_engines! { MIGRATIONS;
    async fn what_comes_from_the_list_is_told_and_what_stands_at_once_is_not(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.allot(NewAllotment { offer_minutes: 30, ..hall.plain(1) }).await;
        for n in 0..4 {
            hall.enter(id, n, 1).await;
        }
        hall.leave(id, 0).await;
        hall.work().await;
        assert_eq!(hall.told(1).await, ["signups-notice-offered"]);
        // To the minute: the offer is for half an hour.
        let sql = "SELECT message_values FROM inbox_notice WHERE person = $1";
        let values: String = store::scalar(hall.store.read(), sql, store::binds![hall.people[1]]).await.unwrap().unwrap();
        assert!(values.contains(&format!("{{\"i\":{}}}", NOON + 30 * MINUTE)), "{values}");
        bed.clock.set(NOON + 30 * MINUTE);
        hall.work().await;
        hall.work().await;
        assert_eq!(hall.told(1).await, ["signups-notice-expired", "signups-notice-offered"]);
        assert_eq!(hall.told(2).await, ["signups-notice-offered"]);
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, id).await }).await.unwrap();
        hall.work().await;
        assert_eq!(hall.told(0).await, Vec::<String>::new(), "he had left of himself");
        assert_eq!(hall.told(2).await, ["signups-notice-offered"], "that all is off, and why, is the room's to tell");
        assert_eq!(hall.told(3).await, Vec::<String>::new());
    }

    async fn a_place_from_the_list_says_when_it_is_to_be_paid(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let free = hall.allot(hall.plain(1)).await;
        let priced = hall.allot(NewAllotment { price: 9_600, pay_minutes: 60, ..hall.plain(1) }).await;
        for id in [free, priced] {
            hall.enter(id, 0, 1).await;
            hall.enter(id, 1, 1).await;
            hall.leave(id, 0).await;
            hall.work().await;
        }
        assert_eq!(hall.told(1).await, ["signups-notice-placed", "signups-notice-placed-due"]);
        assert_eq!(hall.told(0).await, Vec::<String>::new());
    }
}
