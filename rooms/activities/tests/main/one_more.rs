//! One more of these, in the same room: booked with it, or the free ones named beside the field.

use codes::Day;
use testkit::{filled, on_both_engines, value, with};
use uuid::Uuid;

use super::announce::announced;
use super::cast::{Hall, MIGRATIONS, send};

fn at(day: &str, minutes: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + minutes * 60_000
}

impl Hall {
    /// A palace with these rooms, which officers of any union may book.
    async fn palace(&self, name: &str, spaces: &str) -> (Uuid, Vec<Uuid>) {
        let form = [
            ("kind", "palace".to_owned()),
            ("name", name.to_owned()),
            ("address", "城中路1号".to_owned()),
            ("spaces", spaces.to_owned()),
            ("bookers", "officers".to_owned()),
            ("loan_days", "30".to_owned()),
            ("union", self.union["county"].to_string()),
        ];
        let answer = send(&mut self.as_("区干事").await, "/venues/new", &form).await;
        let venue: Uuid = answer.is(303).location().rsplit('/').next().unwrap().parse().unwrap();
        let spaces = venues::spaces(self.store.read(), venue).await.unwrap();
        (venue, spaces.into_iter().map(|s| s.id).collect())
    }
}

on_both_engines! { MIGRATIONS;
    async fn one_more_books_the_same_room_or_names_what_is_free(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (palace, rooms) = hall.palace("麓山文化宫", "东教室 30\n西教室 30").await;
        let (other, _) = hall.palace("河西文化宫", "大厅 80").await;
        let east = format!("{palace}/{}", rooms[0]);
        let west = format!("{palace}/{}", rooms[1]);
        let mut chair = hall.as_("周主席").await;
        let course = hall.course("lushan", &[("weeks", "2"), ("venue", &east), ("place", "")]);
        let first = announced(&mut chair, &course).await;
        assert_eq!(hall.rows("venue_booking").await, 2);
        let path = format!("/activities/{first}/more");
        // Filled with the room it was in, at the next time at which that very room is free.
        let page = chair.get(&path).await;
        page.is(200).shows(&format!("value=\"{east}\" checked")).shows("2026-12-16T19:00").shows("麓山文化宫　西教室");
        let form = filled(&page.text);
        assert_eq!((value(&form, "venue"), value(&form, "place")), (east.as_str(), ""));
        let more = announced_more(&mut chair, &path, &form).await;
        assert_eq!((hall.rows("venue_booking").await, hall.rows("act_booking").await), (4, 4));
        chair.get(&format!("/activities/{more}")).await.is(200).shows("麓山文化宫东教室");

        // Somebody else took the room meanwhile: nothing is written, the form is as it was, and what is free stands beside it.
        let page = chair.get(&path).await;
        page.shows("2026-12-30T19:00");
        let form = with(filled(&page.text), &[("title", "手机摄影第三期"), ("summary", "自带手机")]);
        let theirs = hall.course("wuyi", &[("title", "合唱"), ("first", "2027-01-06T19:30"), ("weeks", "1"), ("venue", &east)]);
        announced(&mut hall.as_("王主席").await, &theirs).await;
        let before = (hall.rows("act_activity").await, hall.rows("venue_booking").await, hall.rows("desk_allotment").await);
        let refused = send(&mut chair, &path, &form).await;
        refused.is(422).shows("id=\"f-venue-e\"").shows("第2次的时间，这个房间已有人订了");
        refused.shows("手机摄影第三期").shows("自带手机").shows(&format!("value=\"{east}\" checked"));
        refused.shows("这些时间已有人订了").shows("这些时间空着").shows("河西文化宫　大厅");
        // The first of the two hints belongs to the room that is taken, the others to those that are free.
        let of = |room: &str| {
            let at = refused.text.find(&format!("value=\"{room}\"")).unwrap_or_else(|| panic!("no {room}"));
            refused.text[at..].chars().take(400).collect::<String>()
        };
        assert!(of(&east).contains("这些时间已有人订了"), "{}", of(&east));
        assert!(of(&west).contains("这些时间空着"), "{}", of(&west));
        assert!(refused.text.contains(&other.to_string()));
        let after = (hall.rows("act_activity").await, hall.rows("venue_booking").await, hall.rows("desk_allotment").await);
        assert_eq!(before, after);
        hall.as_("周主席").await.in_english().get(&path).await.is(200).hides("activities-");
        // In the other room it is held, and the place is said by that room.
        let third = announced_more(&mut chair, &path, &with(form.clone(), &[("venue", &west)])).await;
        chair.get(&format!("/activities/{third}")).await.is(200).shows("麓山文化宫西教室");
        let begins = "SELECT CAST(MIN(from_quarter) AS BIGINT) FROM venue_booking WHERE space_id = $1";
        let begins: i64 = store::scalar(hall.store.read(), begins, store::binds![rooms[1]]).await.unwrap().unwrap();
        assert_eq!(begins * venues::QUARTER_MS, at("2026-12-30", 19 * 60));
        // A look for another venue keeps the form, too.
        let looked = send(&mut chair, &path, &with(form, &[("act", "find"), ("venue_words", "河西")])).await;
        looked.is(200).shows("手机摄影第三期").shows("河西文化宫");
    }
}

async fn announced_more(chair: &mut testkit::Browser, path: &str, form: &[(&'static str, String)]) -> Uuid {
    let answer = send(chair, path, form).await;
    answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap()
}
