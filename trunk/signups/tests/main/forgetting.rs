//! Answers live no longer than they are needed, and their sums are not worked out anew at every look.

use axum::http::Method;
use signups::{NewAllotment, NewOccasion, Policy, form_of};
use store::{Actor, Outcome};
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};
use super::health::asks;

const DAY: i64 = 24 * HOUR;

impl Hall {
    async fn lie(&self, allotment: Uuid, who: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut all = Vec::new();
        for n in who {
            all.push(!self.entry(allotment, n).await.answers.is_empty());
        }
        all
    }

    /// A meeting of one hour, as it is known from now on.
    async fn meeting(&self, allotment: Uuid, n: i32, begins_at: i64, is_cancelled: bool) {
        let id = Uuid::from_u128(allotment.as_u128() ^ n as u128);
        let new = [NewOccasion { n, id, begins_at, ends_at: begins_at + HOUR, place: "三楼教室".into(), is_cancelled }];
        let new = &new;
        let put = |tx: store::Tx| async move {
            tx.record("allotment", allotment, serde_json::json!({}));
            signups::occasions(&tx, allotment, new).await
        };
        let done: Outcome<()> = self.store.write("test.meeting", &Actor::house(), put).await;
        done.unwrap();
    }

    async fn answering(&self, allotment: Uuid, who: usize, size: &str) {
        let path = format!("/signups/{allotment}");
        self.member(who).await.submit(&path, &[("q1", size), ("q2", "no"), ("health_consent", "1")]).await.is(200);
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn answers_go_a_month_after_the_last_meeting(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let (id, other) = (hall.asking(2).await, hall.asking(2).await);
        hall.occasions(id, &[NOON + 30 * HOUR, NOON + 54 * HOUR]).await;
        // The third was called off and counts for nothing.
        hall.meeting(id, 3, NOON + 60 * DAY, true).await;
        for who in 0..3 {
            hall.answering(id, who, "o1").await;
            hall.answering(other, who, "o1").await;
        }
        assert_eq!(hall.states(id, 0..3).await, ["placed", "placed", "waiting"]);
        // The other has no meeting: it is over when entering closed and nobody can leave any more.
        bed.clock.set(NOON + 24 * HOUR + 30 * DAY - 1);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 0);
        bed.clock.set(NOON + 24 * HOUR + 30 * DAY);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 3);
        assert_eq!((hall.lie(id, 0..3).await, hall.lie(other, 0..3).await), (vec![true; 3], vec![false; 3]));
        // Put off, they are needed for longer.
        hall.meeting(id, 2, NOON + 40 * DAY, false).await;
        bed.clock.set(NOON + 55 * HOUR + 30 * DAY);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 0);
        let over = NOON + 40 * DAY + HOUR + 30 * DAY;
        bed.clock.set(over - 1);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 0);
        let hall = hall.afresh().await;
        hall.officer("county").await.get(&format!("/signups/{id}/desk")).await.is(200).shows("S 2、M 0").hides("自动删除。");
        bed.clock.set(over);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 3);
        assert_eq!(hall.lie(id, 0..3).await, [false; 3]);
        // Nothing is written twice; who has a place and who consented is kept.
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 0);
        let said: i64 = store::scalar(hall.store.read(), "SELECT COUNT(*) FROM audit WHERE verb = 'signups.forget_answers'", []).await.unwrap().unwrap();
        assert_eq!((said, hall.rows("desk_health_consent").await), (2, 6));
        assert_eq!(hall.states(id, 0..3).await, ["placed", "placed", "waiting"]);
        let hall = hall.afresh().await;
        let mut officer = hall.officer("county").await;
        officer.get(&format!("/signups/{id}/desk")).await.is(200).shows("会员0").shows("活动已经结束30天").shows("S 0、M 0").hides("S 2");
        officer.get(&format!("/signups/{id}/list.csv")).await.is(200).hides(",S,");
        let json = officer.api(Method::GET, &format!("/api/v1/signups/{id}/answers"), None, &[]).await.is(200).json();
        assert_eq!((json["forgotten_at"].as_i64(), json["items"][0]["answers"].is_null()), (Some(over), true));
        hall.member(0).await.get(&format!("/signups/{id}")).await.is(200).shows("您有一个名额").hides("撤回同意");
        // From above, nobody learns even that.
        officer.in_english().get(&format!("/signups/{id}/desk")).await.is(200).hides("signups-");
        hall.adds_up().await;
    }

    async fn the_house_does_it_by_itself_at_night(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.asking(1).await;
        hall.answering(id, 0, "o2").await;
        let worker = signups::work(&hall.desk, jobs::Worker::new(hall.store.clone()));
        jobs::drain(&worker).await.unwrap();
        // Entering closed thirty days ago but for a moment.
        bed.clock.set(NOON + 31 * DAY - 1);
        jobs::drain(&worker).await.unwrap();
        assert_eq!(hall.lie(id, [0]).await, [true]);
        bed.clock.advance(DAY);
        jobs::drain(&worker).await.unwrap();
        assert_eq!(hall.lie(id, [0]).await, [false]);
    }

    async fn answers_go_at_once_with_whoever_leaves_or_gets_no_place(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.asking(1).await;
        for who in 0..3 {
            hall.answering(id, who, "o1").await;
        }
        hall.leave(id, 1).await;
        assert_eq!(hall.lie(id, 0..3).await, [true, false, true]);
        // The next moves up with what he answered, and whoever signs up again answers again.
        hall.leave(id, 0).await;
        assert_eq!((hall.states(id, [2]).await, hall.lie(id, 0..3).await), (vec!["placed".to_owned()], vec![false, false, true]));
        hall.member(1).await.post(&format!("/signups/{id}"), &[]).await.is(422).shows("id=\"f-q1-e\"");
        hall.answering(id, 1, "o2").await;
        assert_eq!(hall.lie(id, [1]).await, [true]);
        // Called off, nobody's are needed.
        let cancel = |tx| async move { signups::cancel(&tx, id).await };
        hall.store.write("test.cancel", &Actor::house(), cancel).await.unwrap();
        assert_eq!(hall.lie(id, 0..3).await, [false; 3]);
        // Not drawn, and no list to wait on.
        let draw = NewAllotment { policy: Policy::Draw, waits: 0, asks: form_of(&asks(), &[], 1).unwrap(), ..hall.plain(1) };
        let (draw, closes) = (hall.allot(draw).await, NOON + 24 * HOUR);
        let prepare = |tx| async move { signups::prepare_draw(&tx, draw, "双色球", closes + HOUR).await };
        hall.store.write("test.prepare", &Actor::house(), prepare).await.unwrap();
        for who in 0..3 {
            hall.answering(draw, who, "o1").await;
        }
        hall.leave(draw, 2).await;
        assert_eq!(hall.lie(draw, 0..3).await, [true, true, false]);
        bed.clock.set(closes + 2 * HOUR);
        hall.work().await;
        let hall = hall.afresh().await;
        hall.officer("county").await.submit(&format!("/signups/{draw}/draw"), &[("value", "7")]).await.is(200);
        let states = hall.states(draw, 0..2).await;
        assert_eq!(hall.lie(draw, 0..2).await, states.iter().map(|state| state == "placed").collect::<Vec<_>>());
        assert!(states.contains(&"unplaced".to_owned()));
        hall.work().await;
    }

    async fn sums_are_added_up_once_and_never_old(bed: Bed) {
        let hall = Hall::open(&bed, 5).await;
        let id = hall.asking(3).await;
        for who in 0..3 {
            hall.answering(id, who, "o1").await;
        }
        let desk = format!("/signups/{id}/desk");
        let mut officer = hall.officer("county").await;
        officer.get(&desk).await.is(200).shows("S 3、M 0");
        // Something changes behind the house's back: what was added up is not added up again.
        let third = hall.people[2];
        let behind = |tx: store::Tx| async move {
            store::run(&*tx, "UPDATE desk_entry SET answers = '' WHERE person = $1", store::binds![third]).await
        };
        hall.store.keep("test.behind", behind).await.unwrap();
        officer.get(&desk).await.is(200).shows("S 3、M 0");
        // Corrected, everything is read anew; another process sees it at once, too.
        let other = hall.afresh().await;
        let mut elsewhere = other.officer("county").await;
        elsewhere.get(&desk).await.is(200).shows("S 2、M 0");
        hall.member(0).await.submit(&format!("/signups/{id}/answers"), &[("q1", "o2")]).await.is(200);
        officer.get(&desk).await.is(200).shows("S 1、M 1");
        elsewhere.get(&desk).await.is(200).shows("S 1、M 1");
        // Whoever comes, leaves or moves up changes them; so does a taken consent.
        hall.answering(id, 3, "o2").await;
        officer.get(&desk).await.shows("S 1、M 1");
        officer.get(&format!("{desk}?show=waiting")).await.shows("S 0、M 1");
        hall.leave(id, 1).await;
        officer.get(&desk).await.shows("S 0、M 2").shows("是 0、否 1");
        officer.get(&format!("{desk}?show=waiting")).await.shows("S 0、M 0");
        hall.member(3).await.submit(&format!("/signups/{id}/health-consent"), &[]).await.is(200);
        officer.get(&desk).await.shows("S 0、M 2").shows("是 0、否 0");
        // Out of a draw somebody leaves without a counter that says so.
        let draw = NewAllotment { policy: Policy::Draw, asks: form_of(&asks(), &[], 1).unwrap(), ..hall.plain(1) };
        let draw = hall.allot(draw).await;
        let prepare = |tx| async move { signups::prepare_draw(&tx, draw, "双色球", NOON + 25 * HOUR).await };
        hall.store.write("test.prepare", &Actor::house(), prepare).await.unwrap();
        for who in 0..2 {
            hall.answering(draw, who, "o1").await;
        }
        let desk = format!("/signups/{draw}/desk");
        officer.get(&desk).await.is(200).shows("S 2、M 0");
        hall.leave(draw, 1).await;
        officer.get(&desk).await.is(200).shows("S 1、M 0");
    }
}
