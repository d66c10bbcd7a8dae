//! A place stands in its person's own calendar for as long as he has it.

use codes::Day;
use serde_json::Value;
use store::Actor;
use testkit::on_both_engines;
use uuid::Uuid;

use super::announce::{announced, seen};
use super::cast::{Hall, MIGRATIONS, hidden, send};

const MINUTE: i64 = 60_000;

fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 60 * MINUTE
}

fn id(json: &Value) -> Uuid {
    json.as_str().unwrap().parse().unwrap()
}

impl Hall {
    /// The address of a person's own feed, as a path.
    async fn feed_of(&self, name: &str) -> String {
        let page = self.afresh_as(name).await.post("/me/calendar", &[]).await;
        let at = page.is(200).text.find("/agenda/mine/").expect("an address on the page");
        let path = &page.text[at..];
        path[..path.find(".ics").unwrap() + 4].to_owned()
    }

    /// What a calendar program reads there: state and beginning of each, in order.
    async fn calendar(&self, feed: &str) -> Vec<(String, String)> {
        let text = self.visitor().get(feed).await.is(200).text.clone();
        let line = |event: &str, of: &str| {
            let line = event.lines().find(|l| l.starts_with(of)).unwrap_or_else(|| panic!("no {of} in {event}"));
            line.rsplit(':').next().unwrap().trim().to_owned()
        };
        text.split("BEGIN:VEVENT").skip(1).map(|e| (line(e, "STATUS"), line(e, "DTSTART"))).collect()
    }

    /// Whether the agenda's own list says of these meetings that this person comes.
    async fn comes(&self, name: &str, meeting: Uuid) -> bool {
        let list = self.afresh_as(name).await.get("/api/v1/agenda?from=2026-11-30&until=2027-01-30").await.is(200).json();
        let items = list["items"].as_array().unwrap();
        items.iter().find(|i| i["id"] == meeting.to_string()).is_some_and(|i| i["going"] == true)
    }

    async fn leaves(&self, allotment: Uuid, name: &str) {
        let person = self.person[name];
        self.room.signups.leave(&Actor::person(person), allotment, person).await.unwrap();
    }
}

fn on(day: &str) -> (String, String) {
    ("CONFIRMED".to_owned(), day.to_owned())
}

on_both_engines! { MIGRATIONS;
    async fn a_place_comes_into_the_calendar_follows_its_meetings_and_goes_out_of_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let course = announced(&mut chair, &hall.course("lushan", &[("weeks", "2")])).await;
        let json = seen(&mut chair, course).await;
        let (allotment, first) = (id(&json["allotment"]), id(&json["meetings"][0]["id"]));
        let mut feed = std::collections::HashMap::new();
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            feed.insert(name, hall.feed_of(name).await);
        }
        assert!(hall.calendar(&feed["陈师傅"]).await.is_empty());
        for (name, state) in [("陈师傅", "placed"), ("谭师傅", "placed"), ("易师傅", "waiting")] {
            assert_eq!(hall.enters(allotment, name).await, state);
        }
        // 19:00 here is 11:00 in the calendar's own time. Whoever waits has nothing in it.
        let both = vec![on("20261202T110000Z"), on("20261209T110000Z")];
        assert_eq!(hall.calendar(&feed["陈师傅"]).await, both);
        assert!(hall.calendar(&feed["易师傅"]).await.is_empty());
        assert!(hall.comes("陈师傅", first).await && !hall.comes("易师傅", first).await);
        hall.as_("陈师傅").await.get("/agenda?day=2026-12-02").await.is(200).shows("您已报名");

        // A meeting is moved: it moves in the calendar of whoever comes.
        let path = format!("/activities/{course}/meetings/{first}/move");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        chair.post(&path, &[("when", "2026-12-03 18:30"), ("place", "文化宫一楼"), ("revision", &revision)]).await.is(303);
        let moved = vec![on("20261203T103000Z"), on("20261209T110000Z")];
        assert_eq!(hall.calendar(&feed["陈师傅"]).await, moved);
        hall.visitor().get(&feed["谭师傅"]).await.shows("文化宫一楼").shows("SEQUENCE:1");

        // Who leaves loses it at once, who moves up has it at once.
        hall.leaves(allotment, "陈师傅").await;
        assert!(hall.calendar(&feed["陈师傅"]).await.is_empty());
        assert_eq!(hall.calendar(&feed["易师傅"]).await, moved);
        // One meeting is called off: it stands there, struck out. All of it: it is gone.
        let path = format!("/activities/{course}/meetings/{first}/cancel");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        chair.post(&path, &[("reason", "停电"), ("revision", &revision)]).await.is(303);
        assert_eq!(hall.calendar(&feed["易师傅"]).await[0].0, "CANCELLED");
        let path = format!("/activities/{course}/cancel");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        chair.post(&path, &[("reason", "老师病了"), ("revision", &revision)]).await.is(303);
        assert!(hall.calendar(&feed["易师傅"]).await.is_empty());
    }

    async fn an_offer_counts_when_it_is_taken_and_a_price_nobody_paid_no_longer(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form = hall.course("lushan", &[("weeks", "1"), ("places", "1"), ("price", "24"), ("offer_hours", "1"), ("pay_hours", "2")]);
        let course = announced(&mut chair, &form).await;
        let allotment = id(&seen(&mut chair, course).await["allotment"]);
        let (chen, tan, yi) = (hall.feed_of("陈师傅").await, hall.feed_of("谭师傅").await, hall.feed_of("易师傅").await);
        for (name, state) in [("陈师傅", "placed"), ("谭师傅", "waiting"), ("易师傅", "waiting")] {
            assert_eq!(hall.enters(allotment, name).await, state);
        }
        let one = vec![on("20261202T110000Z")];
        assert_eq!(hall.calendar(&chen).await, one);
        // Nobody paid: the place is offered to the next, and stands in nobody's calendar.
        bed.clock.advance(121 * MINUTE);
        hall.desk_work().await;
        assert!(hall.calendar(&chen).await.is_empty() && hall.calendar(&tan).await.is_empty());
        // The next lets it lapse, the one after takes it.
        bed.clock.advance(61 * MINUTE);
        hall.desk_work().await;
        assert!(hall.calendar(&tan).await.is_empty() && hall.calendar(&yi).await.is_empty());
        let person = hall.person["易师傅"];
        hall.room.signups.answer_offer(&Actor::person(person), allotment, person, true).await.unwrap();
        assert_eq!(hall.calendar(&yi).await, one);
        bed.clock.advance(121 * MINUTE);
        hall.desk_work().await;
        assert!(hall.calendar(&yi).await.is_empty());
    }

    async fn whoever_is_drawn_has_it_and_nobody_else(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form = hall.course("lushan", &[
            ("weeks", "1"), ("places", "1"), ("policy", "draw"), ("beacon_named", "双色球"), ("closes_at", "2026-11-25T18:00"),
            ("beacon_falls_at", "2026-11-26T08:00"),
        ]);
        let course = announced(&mut chair, &form).await;
        let allotment = id(&seen(&mut chair, course).await["allotment"]);
        let people = ["陈师傅", "谭师傅", "易师傅"];
        for name in people {
            assert_eq!(hall.enters(allotment, name).await, "entered");
            let feed = hall.feed_of(name).await;
            assert!(hall.calendar(&feed).await.is_empty());
        }
        bed.clock.set(at("2026-11-26", 9));
        hall.desk_work().await;
        let mut chair = hall.afresh_as("周主席").await;
        chair.post(&format!("/signups/{allotment}/draw"), &[("value", "7")]).await.is(303);
        let mut have = Vec::new();
        for name in people {
            let state = hall.room.signups.entry_of(allotment, hall.person[name]).await.unwrap().unwrap().state;
            let feed = hall.feed_of(name).await;
            assert_eq!(hall.calendar(&feed).await.len(), usize::from(state == "placed"), "{name} is {state}");
            have.push(state == "placed");
        }
        assert_eq!(have.iter().filter(|has| **has).count(), 1);
        hall.desk_work().await;
    }

    async fn a_draw_by_sealed_seeds_is_announced_with_the_form(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        chair.get("/activities/new").await.is(200).shows("抽签，由见证人封存种子");
        let form = hall.course("lushan", &[("policy", "seals"), ("closes_at", "2026-11-25T18:00"), ("beacon_falls_at", "2026-11-25T18:30")]);
        send(&mut chair, "/activities/new", &form).await.is(422).shows("id=\"f-beacon_falls_at-e\"").shows("揭封要留出时间");
        assert_eq!((hall.rows("act_activity").await, hall.rows("desk_draw").await), (0, 0));
        let form = hall.course("lushan", &[("policy", "seals"), ("closes_at", "2026-11-25T18:00")]);
        let course = announced(&mut chair, &form).await;
        let allotment = id(&seen(&mut chair, course).await["allotment"]);
        let open_until: i64 = store::scalar(hall.store.read(), "SELECT open_until FROM desk_sealing", []).await.unwrap().unwrap();
        assert_eq!(open_until, at("2026-11-26", 18), "a day after closing where nobody said otherwise");
        hall.visitor().get(&format!("/draws/{allotment}")).await.is(200).shows("见证人封存的种子");
        chair.get(&format!("/signups/{allotment}/desk")).await.is(200).shows(&format!("/signups/{allotment}/witnesses"));
    }
}
