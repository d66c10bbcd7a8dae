//! Out of the catalogue into the figures of every level: an officer takes a way of working as it stands there, publishes it, holds
//! and logs it, through the pages people use; what came of it stands at the local and at each union above, and nowhere else.

use axum::http::Method;
use codes::Day;
use organisation::Office;
use testkit::{Browser, Filled, filled, send, value, with};
use unionhall::house::{MIGRATIONS, worker};
use uuid::Uuid;

use crate::house::{Hall, Small};

/// The days in which all of it happens.
const WINTER: &str = "from=2026-11-01&until=2027-03-31";

/// Sessions, people by name, people by head.
type Numbers = [i64; 3];

struct Story<'a> {
    bed: &'a testkit::Bed,
    hall: Hall,
    small: Small,
    chair: Uuid,
    above: Uuid,
    /// What must have come of it all so far.
    told: Numbers,
}

impl<'a> Story<'a> {
    async fn open(bed: &'a testkit::Bed) -> Self {
        let hall = Hall::open(bed).await;
        let small = hall.small().await;
        let chair = hall.officer(small.locals[0], Office::Chair, false, "本会主席").await;
        let above = hall.officer(small.root, Office::Officer, true, "省总干事").await;
        Self { bed, hall, small, chair, above, told: [0; 3] }
    }

    async fn desk(&self) -> Browser {
        self.hall.browser_of(self.chair).await
    }

    /// Takes a blueprint from the catalogue and sends its form as it came, but for these changes: where it leads.
    async fn take(&self, blueprint: &str, form_at: &str, changes: &[(&'static str, &str)]) -> String {
        let (mut desk, path) = (self.desk().await, format!("{form_at}?blueprint={blueprint}"));
        desk.get("/blueprints").await.is(200).shows(&path);
        let form = with(filled(&desk.get(&path).await.is(200).text), changes);
        send(&mut desk, form_at, &form).await.is(303).location().split('?').next().unwrap().to_owned()
    }

    /// A minute after the first meeting of the activity whose desk this is, so many are counted there.
    async fn hold(&mut self, desk_path: &str, heads: i64) {
        let activity = desk_path.trim_start_matches("/activities/").trim_end_matches("/desk");
        let mut desk = self.desk().await;
        let it = desk.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await.is(200).json();
        let first = &it["meetings"][0];
        let (begins, minutes) = (first["begins_at"].as_i64().unwrap(), first["minutes"].as_i64().unwrap());
        self.bed.clock.set(begins + (minutes + 1) * 60_000);
        let mut desk = self.desk().await;
        let log = format!("/sessions/new?activity={activity}&meeting={}", first["id"].as_str().unwrap());
        desk.get(desk_path).await.is(200).shows(&log.replace('&', "&#38;"));
        let form = with(filled(&desk.get(&log).await.is(200).text), &[("heads", &heads.to_string())]);
        self.logs(&mut desk, &form).await;
    }

    async fn logs(&mut self, desk: &mut Browser, form: &Filled) {
        send(desk, "/sessions/new", form).await.is(303);
        self.told[0] += 1;
        self.told[2] += value(form, "heads").parse::<i64>().unwrap();
    }

    /// The local, its county, city and province say what was told, of everything and of this kind; the county beside says nothing.
    async fn adds_up(&self, kind: &str, of_kind: Numbers) {
        jobs::drain(&worker(&self.hall.house)).await.unwrap();
        let mut desk = self.hall.browser_of(self.above).await;
        let s = &self.small;
        for union in [s.locals[0], s.counties[0], s.city, s.root] {
            assert_eq!(numbers(&mut desk, union, WINTER).await, self.told, "all, at {union}");
            assert_eq!(numbers(&mut desk, union, &format!("{WINTER}&kind={kind}")).await, of_kind, "{kind}, at {union}");
        }
        assert_eq!(numbers(&mut desk, s.counties[1], WINTER).await, [0; 3]);
    }
}

async fn numbers(desk: &mut Browser, union: Uuid, asked: &str) -> Numbers {
    desk.get(&format!("/figures/{union}?{asked}")).await.is(200);
    let json = desk.api(Method::GET, &format!("/api/v1/unions/{union}/figures?{asked}"), None, &[]).await.is(200).json();
    let counted = &json["total"]["counted"];
    ["sessions", "attendances_named", "attendances_by_head"].map(|name| counted[name].as_i64().unwrap())
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_the_catalogue_offers_is_held_and_counted_at_every_level(bed: Bed) {
        let mut story = Story::open(&bed).await;
        // Study meetings, ten minutes before the shift, a lecture at a station.
        for (blueprint, kind, heads) in [("study-meetings", "study", 9), ("ten-minute-class", "ten-minute", 16), ("station-lecture", "lecture", 31)] {
            let desk = story.take(blueprint, "/activities/new", &[]).await;
            story.hold(&desk, heads).await;
            story.adds_up(kind, [1, 0, heads]).await;
        }
        // One programme in five forms: each counts as its kind, all of them as the programme.
        let path = story.take("culture-season", "/programmes/new", &[]).await;
        let page = story.desk().await.get(&path).await;
        let desks: Vec<String> =
            page.text.split("href=\"").filter_map(|t| t.split('"').next()).filter(|h| h.starts_with("/activities/") && h.len() > "/activities/desk".len() && h.ends_with("/desk")).map(str::to_owned).collect();
        assert_eq!(desks.len(), 5);
        for (n, desk) in (1..).zip(&desks) {
            story.hold(desk, n * 10).await;
        }
        let before = story.told;
        story.adds_up("study", [1, 0, 9]).await;
        let programme = path.rsplit('/').next().unwrap();
        let mut above = story.hall.browser_of(story.above).await;
        let asked = format!("{WINTER}&programme={programme}");
        assert_eq!(numbers(&mut above, story.small.root, &asked).await, [5, 0, 150]);
        assert_eq!(before[0], 8);
        // A study route: made of the blueprint, given a day, walked.
        let route = story.take("study-route", "/routes/new", &[("union", &story.small.locals[0].to_string())]).await;
        let mut desk = story.desk().await;
        let form = filled(&desk.get(&format!("{route}/dates/new")).await.is(200).text);
        let date = send(&mut desk, &format!("{route}/dates/new"), &with(form, &[("places", "40")])).await.is(303).location().to_owned();
        story.hold(&date, 38).await;
        story.adds_up("outing", [1, 0, 38]).await;
    }

    async fn a_team_leader_logs_the_class_before_the_shift_by_a_number_alone(bed: Bed) {
        let mut story = Story::open(&bed).await;
        let (local, leader) = (story.small.locals[0], story.small.members[0][0].0);
        // What the union held otherwise is nothing a team holds: its form begins as the class, without the committee's words.
        let desk = story.take("study-meetings", "/activities/new", &[("place", "三楼会议室")]).await;
        story.hold(&desk, 9).await;
        story.hall.post(local, leader, Office::TeamLeader).await;
        let mut phone = story.hall.browser_of(leader).await;
        let page = phone.get("/sessions/new").await;
        page.is(200).hides("/sessions/again/").hides("value=\"三楼会议室\"");
        let form = filled(&page.text);
        assert_eq!((value(&form, "kind"), value(&form, "minutes"), value(&form, "title_other")), ("ten-minute", "10", ""));
        story.logs(&mut phone, &with(form, &[("title_other", "冬季用电安全"), ("heads", "16")])).await;
        story.adds_up("ten-minute", [1, 0, 16]).await;
        // From then on it is as the leader's own last one.
        let page = phone.get("/sessions/new").await;
        page.is(200).shows("/sessions/again/").shows("冬季用电安全").hides("工会委员会学习会</span>");
    }

    async fn a_reading_room_is_set_up_booked_and_lends_and_its_use_is_counted_at_every_level(bed: Bed) {
        let mut story = Story::open(&bed).await;
        let mut desk = story.desk().await;
        let local = story.small.locals[0].to_string();
        let hours = [("hours_1", "0:00-24:00"), ("hours_2", "0:00-24:00"), ("hours_3", "0:00-24:00"), ("hours_4", "0:00-24:00")];
        let named = [("kind", "reading-room"), ("name", "机械职工书屋"), ("address", "工人路3号"), ("spaces", "研讨间 12"), ("union", &local)];
        let form = with(with(filled(&desk.get("/venues/new").await.is(200).text), &named), &hours);
        let path = send(&mut desk, "/venues/new", &form).await.is(303).location().to_owned();
        let mut member = story.hall.browser_of(story.small.members[0][0].0).await;
        let page = member.get(&format!("{path}/book")).await;
        let space = page.is(200).text.split("name=\"space\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let tomorrow = Day(Day::from_unix_ms(story.hall.store().now()).0 + 1);
        let wish = [("space", space.as_str()), ("day", &tomorrow.to_string()), ("from", "19:00"), ("until", "21:00"), ("purpose", "读书会")];
        let booking = send(&mut member, &format!("{path}/book"), &with(filled(&page.text), &wish)).await.is(303).location().to_owned();
        if desk.get(&booking).await.is(200).text.contains("/decide") {
            send(&mut desk, &format!("{booking}/decide"), &[("act", "approve".to_owned())]).await.is(303);
        }
        let book = [("name", "平凡的世界".to_owned()), ("author", "路遥".to_owned()), ("copies", "1".to_owned())];
        send(&mut desk, &format!("{path}/stock"), &book).await.is(303);
        let title = desk.get(&format!("{path}/lending")).await.is(200).text.split("/titles/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let lent = [("title", title), ("person", story.small.members[0][1].0.to_string())];
        send(&mut desk, &format!("{path}/lending"), &lent).await.is(303);
        bed.clock.set(tomorrow.start_unix_ms() + 22 * 3_600_000);
        let mut desk = story.desk().await;
        let revision = testkit::hidden(&desk.get(&booking).await.is(200).text, "revision");
        send(&mut desk, &format!("{booking}/count"), &[("heads", "9".to_owned()), ("revision", revision)]).await.is(303);
        // A book lent is somebody's use of the room, and no session.
        story.told = [1, 1, 9];
        story.adds_up("venue-use", [1, 0, 9]).await;
        story.adds_up("venue-loan", [0, 1, 0]).await;
    }
}
