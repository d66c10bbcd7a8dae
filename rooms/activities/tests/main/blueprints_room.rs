//! A lecture out of a blueprint takes its room at a station with it, and gives it back.

use codes::Day;
use testkit::{filled, on_both_engines, value, with};
use uuid::Uuid;

use super::announce::at;
use super::blueprints::announced;
use super::cast::{Hall, MIGRATIONS, hidden, send};

impl Hall {
    /// A station of the county with a room, which anybody's union may book.
    async fn station(&self, changes: &[(&'static str, &str)]) -> (Uuid, Uuid) {
        let mut form: Vec<(&'static str, String)> = [
            ("kind", "station"),
            ("name", "麓山驿站"),
            ("address", "麓山路9号"),
            ("spaces", "小教室 30"),
            ("bookers", "officers"),
            ("loan_days", "30"),
            ("hours_1", "8:30-21:30"),
        ]
        .map(|(n, v)| (n, v.to_owned()))
        .to_vec();
        form.push(("union", self.union["county"].to_string()));
        form = with(form, changes);
        let mut officer = self.as_("区干事").await;
        let answer = send(&mut officer, "/venues/new", &form).await;
        answer.is(303);
        let venue: Uuid = answer.location().rsplit('/').next().unwrap().parse().unwrap();
        (venue, venues::spaces(self.store.read(), venue).await.unwrap()[0].id)
    }
}

on_both_engines! { MIGRATIONS;
    async fn a_lecture_books_its_room_and_never_twice(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.station(&[]).await;
        let mut chair = hall.as_("周主席").await;
        let page = chair.get("/activities/new?blueprint=station-lecture").await;
        let room = format!("{venue}/{space}");
        page.is(200).shows("麓山驿站　小教室").shows(&format!("value=\"{room}\"")).shows("发布时订好");
        let form = with(filled(&page.text), &[("venue", &room), ("weeks", "2")]);
        assert_eq!(value(&form, "venue_words"), "驿站");
        let (lecture, allotment) = announced(&mut chair, &form).await;
        assert_eq!((hall.rows("venue_booking").await, hall.rows("venue_quarter").await, hall.rows("act_booking").await), (2, 8, 2));
        chair.get(&format!("/activities/{lecture}")).await.is(200).shows("麓山驿站小教室");
        let taken = hall.visitor().get(&format!("/api/v1/venues/{venue}")).await.is(200).json()["taken"].clone();
        assert_eq!((taken.as_array().unwrap().len(), taken[0]["from"].as_i64()), (2, Some(at(&value(&form, "first")[..10], 14) + 1_800_000)));
        // Anybody of any union may come, without a waiting list.
        let places = hall.places_of(allotment.unwrap()).await;
        assert_eq!(places["places"].as_i64(), Some(30));
        hall.as_("李店员").await.get(&format!("/activities/{lecture}")).await.is(200).shows("所有工会会员");
        // Another union wants the room at the second time: a message beside the venue, and nothing half written.
        let mut other = hall.as_("王主席").await;
        let begins = value(&form, "first").to_owned();
        let later = format!("{}T15:00", Day::parse_written(&begins[..10]).unwrap() + 7);
        let theirs = with(filled(&other.get("/activities/new?blueprint=station-lecture").await.text), &[("venue", &room), ("first", &later)]);
        let refused = send(&mut other, "/activities/new", &theirs).await;
        refused.is(422).shows("id=\"f-venue-e\"").shows("第1次的时间，这个房间已有人订了").shows(&format!("value=\"{room}\" checked"));
        assert_eq!((hall.rows("act_activity").await, hall.rows("desk_allotment").await, hall.rows("venue_booking").await), (1, 1, 2));
        // One more word finds the same place; words that fit nothing say so; a made-up room is none.
        let search = with(theirs.clone(), &[("act", "find"), ("venue_words", "麓山")]);
        send(&mut other, "/activities/new", &search).await.is(200).shows("麓山驿站");
        send(&mut other, "/activities/new", &with(search, &[("venue_words", "月球"), ("venue", "")])).await.is(200).shows("没有找到，请换几个字");
        for nowhere in [format!("{venue}/{}", Uuid::now_v7()), Uuid::now_v7().to_string(), "x/y".to_owned()] {
            send(&mut other, "/activities/new", &with(theirs.clone(), &[("venue", &nowhere)])).await.is(422).shows("请重新查找");
        }
        // Moved, the booking moves; the old time is free again.
        let json = chair.api(axum::http::Method::GET, &format!("/api/v1/activities/{lecture}"), None, &[]).await.json();
        let second = json["meetings"][1]["id"].as_str().unwrap().to_owned();
        let path = format!("/activities/{lecture}/meetings/{second}/move");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        let when = format!("{}T16:00", &later[..10]);
        let place = "麓山驿站小教室";
        chair.post(&path, &[("when", &when), ("place", place), ("revision", &revision)]).await.is(303);
        assert_eq!(hall.rows("venue_booking WHERE state = 'approved'").await, 2);
        let (theirs_id, _) = announced(&mut other, &theirs).await;
        let onto = format!("{}T15:30", &later[..10]);
        let revision = hidden(&chair.get(&path).await.text, "revision");
        chair.post(&path, &[("when", &onto), ("place", place), ("revision", &revision)]).await.is(422).shows("已有人订了");
        // Called off, both give their rooms back.
        for (browser, id) in [(&mut chair, lecture), (&mut other, theirs_id)] {
            let path = format!("/activities/{id}/cancel");
            let revision = hidden(&browser.get(&path).await.text, "revision");
            browser.post(&path, &[("reason", "大雨"), ("revision", &revision)]).await.is(303);
        }
        assert_eq!((hall.rows("venue_quarter").await, hall.rows("act_booking").await), (0, 0));
        // A venue that nobody may book can still be the place.
        let (kept, kept_space) = hall.station(&[("name", "内部驿站"), ("bookers", "nobody")]).await;
        let page = chair.get("/activities/new?blueprint=station-lecture").await;
        page.is(200).shows("内部驿站").hides(&format!("{kept}/{kept_space}"));
        let form = filled(&page.text);
        send(&mut chair, "/activities/new", &with(form.clone(), &[("venue", &format!("{kept}/{kept_space}"))])).await.is(422).shows("id=\"f-venue-e\"");
        announced(&mut chair, &with(form, &[("venue", &kept.to_string())])).await;
        assert_eq!(hall.rows("act_booking").await, 0);
    }
}
