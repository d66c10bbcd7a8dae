//! A challenge stands in the calendar of whoever has a place in it: its first and its last day, for as long as he has it.

use std::sync::Arc;

use agenda::Agenda;
use store::Actor;
use testkit::{NOON, hidden};

use super::hall::{Hall, MIGRATIONS, at};

impl Hall {
    /// What stands in somebody's calendar: kind, beginning and state of each, in order.
    async fn calendar(&self, name: &str) -> Vec<(String, i64, String)> {
        let kinds = challenges::KINDS.iter().map(|k| (k.fact, k.key)).chain([challenges::LAST_DAY]);
        let agenda = Agenda::new(self.room.membership.clone(), kinds);
        agenda.introduce(Arc::new(self.room.signups.clone()));
        agenda.introduce(Arc::new(self.room.clone()));
        let mine = agenda::mine(&agenda, self.person[name], NOON).await.unwrap();
        mine.into_iter().map(|item| (item.kind, item.begins_at, item.state)).collect()
    }
}

fn days(kind: &str, from: &str, last: &str, state: &str) -> Vec<(String, i64, String)> {
    let day = |kind: &str, day| (kind.to_owned(), at(day, 0), state.to_owned());
    vec![day(kind, from), day("challenge-last-day", last)]
}

testkit::on_both_engines! { MIGRATIONS;
    async fn the_first_and_the_last_day_come_with_the_place_and_go_with_it(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let (id, allotment) = hall.announced(&hall.form(&[("places", "2")])).await;
        let (_, walk) = hall.announced(&hall.walk("20", &[])).await;
        assert_eq!(hall.calendar("会员0").await, []);
        for (n, state) in ["placed", "placed", "waiting"].into_iter().enumerate() {
            assert_eq!(hall.enters(allotment, &format!("会员{n}")).await, state);
        }
        let both = days("challenge-weight", "2026-11-25", "2027-01-19", "on");
        assert_eq!(hall.calendar("会员0").await, both);
        assert_eq!(hall.calendar("会员2").await, [], "whoever waits has nothing to come to");
        // No ticket hangs on it: there is no door to show one at.
        assert_eq!(hall.rows("desk_occasion").await, 0);
        // Who leaves loses it at once, who moves up has it at once; two challenges stand in the order of their days.
        let person = hall.person["会员0"];
        hall.room.signups.leave(&Actor::person(person), allotment, person).await.unwrap();
        assert_eq!(hall.calendar("会员0").await, []);
        assert_eq!(hall.calendar("会员2").await, both);
        hall.enters(walk, "会员2").await;
        let kinds: Vec<String> = hall.calendar("会员2").await.into_iter().map(|(kind, ..)| kind).collect();
        assert_eq!((kinds.len(), kinds[2].as_str(), kinds[3].as_str()), (4, "challenge-last-day", "challenge-last-day"));
        // Other days move it there; called off, it is gone with the place, and struck out on the agenda.
        let path = format!("/challenges/{id}");
        let mut officer = hall.as_("区干事").await;
        let revision = hidden(&officer.get(&format!("{path}/dates")).await.is(200).text, "revision");
        officer.post(&format!("{path}/dates"), &[("from", "2026-12-02"), ("last", "2027-01-26"), ("revision", &revision)]).await.is(303);
        assert_eq!(hall.calendar("会员1").await, days("challenge-weight", "2026-12-02", "2027-01-26", "moved"));
        let revision = hidden(&officer.get(&format!("{path}/cancel")).await.is(200).text, "revision");
        officer.post(&format!("{path}/cancel"), &[("reason", "场地维修"), ("revision", &revision)]).await.is(303);
        assert_eq!(hall.calendar("会员1").await, []);
        assert_eq!(hall.rows("agenda_item WHERE state = 'cancelled'").await, 2);
    }
}
