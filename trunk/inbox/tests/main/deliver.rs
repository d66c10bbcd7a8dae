//! What goes out of the house, and when.

use inbox::{Channel, Delivery};
use testkit::Browser;
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, word};

const HOUR: i64 = 3_600_000;

async fn wants(phone: &mut Browser, more: &[(&str, &str)]) {
    let form = [&[("sms", "membership"), ("quiet_from", "21"), ("quiet_until", "8")], more].concat();
    phone.post("/me/preferences", &form).await.is(303);
}

testkit::on_both_engines! { MIGRATIONS;
    async fn only_what_was_asked_for_goes_out(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (postbox, worker) = (hall.postbox(), hall.worker());
        let (silent, person) = (Uuid::now_v7(), Uuid::now_v7());
        wants(&mut hall.browser(person).await, &[]).await;
        hall.tell(&word(silent, "a", hall.local)).await;
        hall.tell(&word(person, "a", hall.local)).await;
        hall.tell(&word(person, "a", hall.local)).await;
        jobs::drain(&worker).await.unwrap();
        let out: Vec<Delivery> = postbox.0.lock().unwrap().drain(..).collect();
        assert_eq!(out.len(), 1);
        assert_eq!((out[0].person, out[0].channel, out[0].href.as_str()), (person, Channel::Sms, "/me/application"));
        assert_eq!(out[0].lines, ["麓谷电子厂工会同意了您的入会申请，欢迎您。"]);
    }

    async fn a_night_s_notices_come_together_in_the_morning(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (postbox, worker) = (hall.postbox(), hall.worker());
        let person = Uuid::now_v7();
        let mut phone = hall.browser(person).await;
        wants(&mut phone, &[]).await;
        bed.clock.advance(10 * HOUR);
        for key in ["a", "b", "c"] {
            hall.tell(&word(person, key, hall.local)).await;
            bed.clock.advance(60_000);
        }
        hall.tell(&word(person, "urgent", hall.other).urgent()).await;
        jobs::drain(&worker).await.unwrap();
        assert_eq!(postbox.0.lock().unwrap().drain(..).count(), 1);
        // One of them is read in the house meanwhile.
        let read = hall.inbox.notices(person, 1).await.unwrap().0.clone().into_iter().find(|n| n.created_at == testkit::NOON + 10 * HOUR).unwrap();
        phone.get(&format!("/notices/{}", read.id)).await.is(303);
        bed.clock.advance(9 * HOUR);
        jobs::drain(&worker).await.unwrap();
        assert!(postbox.0.lock().unwrap().is_empty());
        bed.clock.advance(HOUR);
        jobs::drain(&worker).await.unwrap();
        jobs::drain(&worker).await.unwrap();
        let out: Vec<Delivery> = postbox.0.lock().unwrap().drain(..).collect();
        assert_eq!((out.len(), out[0].lines.len(), out[0].href.as_str()), (1, 2, "/notices"));
    }

    async fn a_day_comes_in_one_message(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (postbox, worker) = (hall.postbox(), hall.worker());
        let person = Uuid::now_v7();
        let mut phone = hall.browser(person).await;
        wants(&mut phone, &[("mail", "membership"), ("digest", "1")]).await;
        for key in ["a", "b", "c"] {
            hall.tell(&word(person, key, hall.local)).await;
            bed.clock.advance(3 * HOUR);
        }
        // The mail is closed before the morning.
        wants(&mut phone, &[("digest", "1")]).await;
        jobs::drain(&worker).await.unwrap();
        assert!(postbox.0.lock().unwrap().is_empty());
        bed.clock.advance(11 * HOUR);
        jobs::drain(&worker).await.unwrap();
        let out: Vec<Delivery> = postbox.0.lock().unwrap().drain(..).collect();
        assert_eq!((out.len(), out[0].channel, out[0].lines.len()), (1, Channel::Sms, 3));
    }

    async fn without_anybody_who_sends_nothing_is_left_over(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = Uuid::now_v7();
        wants(&mut hall.browser(person).await, &[]).await;
        hall.tell(&word(person, "a", hall.local)).await;
        jobs::drain(&hall.worker()).await.unwrap();
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 1);
    }

    async fn a_deleted_person_leaves_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (postbox, worker) = (hall.postbox(), hall.worker());
        let person = Uuid::now_v7();
        wants(&mut hall.browser(person).await, &[("digest", "1")]).await;
        hall.tell(&word(person, "a", hall.local)).await;
        hall.store().keep("test.forget", |tx| async move { inbox::forget(&tx, person).await }).await.unwrap();
        bed.clock.advance(48 * HOUR);
        jobs::drain(&worker).await.unwrap();
        assert!(postbox.0.lock().unwrap().is_empty());
        assert_eq!(hall.inbox.notices(person, 1).await.unwrap().1, 0);
        assert_eq!(hall.inbox.preferences(person).await.unwrap(), inbox::Preferences::default());
    }
}
