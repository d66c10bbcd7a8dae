//! One year of the whole house, lived through its own doors: unions move, merge, split and close, somebody transfers, two
//! hold a session together, one is corrected, one taken back, a person is deleted. After each step every union's figures, by
//! both lenses and in both trees, are what a count by hand says.

use axum::http::Method;
use codes::Day;
use organisation::Office;
use serde_json::{Value, json};
use testkit::Browser;
use unionhall::house::{MIGRATIONS, worker};
use uuid::Uuid;

use crate::house::{Hall, Small};

mod adds_up;
mod by_hand;

use by_hand::{Cut, Held, Question, Told, Union};

/// Numbers of the unions in the story: the small federation, and the two parts the first local splits into.
const ROOT: usize = 0;
const CITY: usize = 1;
const QIAOXI: usize = 2;
const CHANGAN: usize = 3;
const MACHINES: usize = 4;
const SCHOOL: usize = 5;
const HOSPITAL: usize = 6;
const MARKET: usize = 7;
const CASTING: usize = 8;
const TOOLS: usize = 9;

/// The house and the story of it, side by side.
struct Year<'a> {
    hall: &'a Hall,
    clock: std::sync::Arc<store::FrozenClock>,
    told: Told,
    /// Ids of people by their number: three of each of the four locals, in order.
    people: Vec<Uuid>,
    homes: Vec<usize>,
    above: Browser,
}

fn day(text: &str) -> Day {
    Day::parse_written(text).unwrap()
}

impl<'a> Year<'a> {
    async fn begin(hall: &'a Hall, small: &Small, clock: std::sync::Arc<store::FrozenClock>) -> Self {
        let ids = [small.root, small.city].into_iter().chain(small.counties).chain(small.locals);
        let long_ago = crate::house::long_ago();
        let edges = [(CITY, ROOT), (QIAOXI, CITY), (CHANGAN, CITY)].into_iter().chain((MACHINES..=MARKET).map(|l| (l, l / 2)));
        let told = Told {
            unions: ids.map(|id| Union { id, ended: None }).collect(),
            edges: edges.map(|(child, parent)| (child, parent, long_ago)).collect(),
            sessions: Vec::new(),
        };
        let people = small.members.iter().flatten().map(|(person, _)| *person).collect();
        let homes = (MACHINES..=MARKET).flat_map(|local| [local; 3]).collect();
        let officer = hall.officer(small.root, Office::Chair, true, "省总主席").await;
        let above = hall.browser_of(officer).await;
        Self { hall, clock, told, people, homes, above }
    }

    /// It is noon of this day; sessions opened on an earlier day may have lapsed, so whoever acts comes in anew.
    async fn on(&mut self, text: &str) -> Day {
        self.clock.set(day(text).start_unix_ms() + 12 * 3_600_000);
        let officer = Uuid::new_v5(&self.told.unions[ROOT].id, "省总主席".as_bytes());
        self.above = self.hall.browser_of(officer).await;
        day(text)
    }

    fn id(&self, union: usize) -> Uuid {
        self.told.unions[union].id
    }

    async fn chair(&self, union: usize) -> Browser {
        let id = self.id(union);
        let chair = Uuid::new_v5(&id, "本会主席".as_bytes());
        let held = store::scalar::<i64>(
            self.hall.store().read(),
            "SELECT COUNT(*) FROM org_post WHERE person = $1 AND union_id = $2",
            store::binds![chair, id],
        );
        if held.await.unwrap() == Some(0) {
            self.hall.officer(id, Office::Chair, false, "本会主席").await;
        }
        self.hall.browser_of(chair).await
    }

    async fn above(&mut self, union: usize, what: &str, body: Value) -> Value {
        let path = format!("/api/v1/unions/{}/{what}", self.id(union));
        let answer = ask(&mut self.above, Method::POST, &path, body).await;
        jobs::drain(&worker(&self.hall.house)).await.unwrap();
        answer
    }

    /// A session is logged by the chair of its host; who comes by name is a member of some union on that day.
    async fn held(&mut self, host: usize, on: &str, kind: &'static str, by_head: i64, who: &[usize], with: &[usize]) -> usize {
        let held = Held {
            id: Uuid::from_u128(0xB000 + self.told.sessions.len() as u128),
            host,
            day: day(on),
            kind,
            by_head,
            came: who.iter().map(|person| (*person, self.homes[*person])).collect(),
            with: with.to_vec(),
            retracted: false,
        };
        let mut chair = self.chair(host).await;
        let logged = ask(&mut chair, Method::POST, "/api/v1/sessions", self.form(&held)).await;
        assert_eq!(logged["outcome"], "new", "{logged}");
        self.told.sessions.push(held);
        self.told.sessions.len() - 1
    }

    fn form(&self, held: &Held) -> Value {
        let ids = |unions: &[usize]| unions.iter().map(|u| self.id(*u)).collect::<Vec<_>>();
        json!({
            "key": held.id, "union": self.id(held.host), "title": format!("第{}讲", held.id.as_u128()), "kind": held.kind,
            "setting": "team", "place": format!("{}号厅", held.id.as_u128()), "when": format!("{} 09:00", held.day),
            "minutes": 30, "by_head": held.by_head, "co_hosts": ids(&held.with),
            "people": held.came.iter().map(|(person, _)| self.people[*person]).collect::<Vec<_>>(),
        })
    }

    async fn revision(&self, browser: &mut Browser, session: usize) -> Value {
        let path = format!("/api/v1/sessions/{}", self.told.sessions[session].id);
        browser.api(Method::GET, &path, None, &[]).await.is(200).json()["revision"].clone()
    }

    /// A session turns out to have had so many by head.
    async fn corrected(&mut self, session: usize, by_head: i64) {
        self.told.sessions[session].by_head = by_head;
        let mut chair = self.chair(self.told.sessions[session].host).await;
        let revision = self.revision(&mut chair, session).await;
        let path = format!("/api/v1/sessions/{}/corrections", self.told.sessions[session].id);
        let body = json!({ "session": self.form(&self.told.sessions[session]), "revision": revision, "reason": "数错了" });
        ask(&mut chair, Method::POST, &path, body).await;
    }

    async fn retracted(&mut self, session: usize) {
        self.told.sessions[session].retracted = true;
        let mut chair = self.chair(self.told.sessions[session].host).await;
        let revision = self.revision(&mut chair, session).await;
        let path = format!("/api/v1/sessions/{}/retraction", self.told.sessions[session].id);
        ask(&mut chair, Method::POST, &path, json!({ "revision": revision, "reason": "没有办成" })).await;
    }

    async fn transfers(&mut self, person: usize, to: usize) {
        let mut member = self.hall.browser_of(self.people[person]).await;
        let wish = json!({ "union": self.id(to), "words": "调到医院工作" });
        let asked = ask(&mut member, Method::POST, "/api/v1/me/transfer", wish).await;
        let application = asked["application"].as_str().unwrap();
        let path = format!("/api/v1/applications/{}/{application}/decision", self.people[person]);
        let mut chair = self.chair(to).await;
        ask(&mut chair, Method::POST, &path, json!({ "act": "approve", "seen": "asked" })).await;
        self.homes[person] = to;
    }

    /// The person asks for deletion with the code that came to the own telephone, and is gone.
    async fn deleted(&mut self, person: usize) {
        let mut own = self.hall.browser_of(self.people[person]).await;
        let sent = own.api(Method::POST, "/api/v1/me/codes", None, &[]).await.json();
        ask(&mut own, Method::POST, "/api/v1/me/delete", json!({ "code": sent["code"] })).await;
        own.api(Method::GET, "/api/v1/me", None, &[]).await.is(401);
        let sql = "SELECT COUNT(*) FROM member_person WHERE person = $1";
        let left = store::scalar::<i64>(self.hall.store().read(), sql, store::binds![self.people[person]]).await.unwrap();
        assert_eq!(left, Some(0));
    }

    fn moves(&mut self, child: usize, parent: usize, from: &str) {
        self.told.edges.push((child, parent, day(from)));
    }

    fn ends(&mut self, union: usize, successor: usize, from: &str) {
        self.told.unions[union].ended = Some((day(from), successor));
        self.homes.iter_mut().filter(|home| **home == union).for_each(|home| *home = successor);
    }
}

async fn ask(browser: &mut Browser, method: Method, path: &str, body: Value) -> Value {
    let answer = browser.api(method, path, Some(body.clone()), &[]).await;
    assert!(answer.status.is_success(), "{path} {body}: {} {}", answer.status, answer.text);
    if answer.text.is_empty() { Value::Null } else { answer.json() }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_year_adds_up_at_every_level_however_the_federation_changes(bed: Bed) {
        bed.clock.set(day("2026-01-05").start_unix_ms() + 12 * 3_600_000);
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let mut year = Year::begin(&hall, &small, bed.clock.clone()).await;
        year.adds_up("nothing").await;

        year.on("2026-01-12").await;
        year.held(MACHINES, "2026-01-12", "ten-minute", 20, &[0, 1, 2], &[]).await;
        year.held(SCHOOL, "2026-01-12", "lecture", 35, &[3], &[]).await;
        year.held(QIAOXI, "2026-01-09", "lecture", 120, &[], &[]).await;
        year.on("2026-02-26").await;
        let together = year.held(HOSPITAL, "2026-02-25", "lecture", 60, &[6, 7], &[MARKET, SCHOOL]).await;
        year.held(MARKET, "2026-02-26", "ten-minute", 8, &[9, 10, 11], &[]).await;
        year.adds_up("a co-hosted session").await;

        year.on("2026-03-10").await;
        year.transfers(2, HOSPITAL).await;
        year.on("2026-03-20").await;
        year.held(HOSPITAL, "2026-03-20", "ten-minute", 0, &[2, 6, 8], &[]).await;
        year.held(MACHINES, "2026-03-19", "ten-minute", 9, &[0], &[]).await;
        year.adds_up("a transfer").await;

        year.on("2026-04-15").await;
        year.held(SCHOOL, "2026-04-14", "lecture", 14, &[3, 4], &[]).await;
        let to = year.id(CHANGAN);
        year.above(SCHOOL, "move", json!({ "to": to, "day": "2026-04-15", "words": "学校迁址" })).await;
        year.moves(SCHOOL, CHANGAN, "2026-04-15");
        year.held(SCHOOL, "2026-04-15", "lecture", 16, &[4, 5], &[]).await;
        year.adds_up("a move").await;

        // The merger is written down a fortnight late: what was logged meanwhile is lost to nobody.
        year.on("2026-06-12").await;
        year.held(MARKET, "2026-06-04", "ten-minute", 7, &[9], &[]).await;
        year.held(MARKET, "2026-06-11", "ten-minute", 11, &[9, 10], &[HOSPITAL]).await;
        year.on("2026-06-19").await;
        let to = year.id(HOSPITAL);
        year.above(MARKET, "merge", json!({ "to": to, "day": "2026-06-05", "words": "两家合并" })).await;
        year.ends(MARKET, HOSPITAL, "2026-06-05");
        year.adds_up("a merger").await;
        year.on("2026-07-03").await;
        year.held(HOSPITAL, "2026-07-02", "lecture", 4, &[2, 7, 10, 11], &[]).await;
        year.adds_up("a session after the merger").await;

        year.on("2026-08-20").await;
        let parts = json!({ "names": ["铸造工会", "量具工会"], "main": "1", "day": "2026-08-20", "words": "企业分立" });
        let parts = year.above(MACHINES, "split", parts).await;
        for (n, part) in parts["unions"].as_array().unwrap().iter().enumerate() {
            year.told.unions.push(Union { id: part.as_str().unwrap().parse().unwrap(), ended: None });
            year.moves(CASTING + n, QIAOXI, "2026-08-20");
        }
        year.ends(MACHINES, CASTING, "2026-08-20");
        year.held(CASTING, "2026-08-20", "ten-minute", 6, &[0, 1], &[TOOLS]).await;
        year.held(TOOLS, "2026-08-20", "lecture", 12, &[], &[]).await;
        year.adds_up("a split").await;

        year.on("2026-09-16").await;
        let to = year.id(ROOT);
        year.above(CHANGAN, "move", json!({ "to": to, "day": "2026-09-08", "words": "省直管" })).await;
        year.moves(CHANGAN, ROOT, "2026-09-08");
        year.held(HOSPITAL, "2026-09-07", "ten-minute", 3, &[6], &[]).await;
        year.held(HOSPITAL, "2026-09-08", "ten-minute", 5, &[6, 9], &[]).await;
        year.adds_up("a county's move").await;

        year.on("2026-10-21").await;
        year.held(SCHOOL, "2026-10-20", "lecture", 21, &[3, 4, 5], &[]).await;
        year.above(SCHOOL, "close", json!({ "day": "2026-10-21", "words": "学校撤销" })).await;
        year.ends(SCHOOL, CHANGAN, "2026-10-21");
        year.adds_up("a close").await;

        year.on("2026-11-05").await;
        year.corrected(together, 66).await;
        year.adds_up("a correction").await;
        let twice = year.held(CASTING, "2026-11-05", "ten-minute", 6, &[0, 1], &[]).await;
        year.retracted(twice).await;
        year.adds_up("a retraction").await;

        year.on("2026-12-10").await;
        year.deleted(6).await;
        year.adds_up("a deletion").await;
        year.held(HOSPITAL, "2026-12-10", "lecture", 2, &[2, 7, 8, 9, 10, 11], &[]).await;
        year.adds_up("the year").await;
        year.answers_at_its_address().await;
        // And the count by hand is no empty one: added up on paper.
        let all = Question { union: ROOT, by_members: false, as_it_is: false, by: Cut::Months };
        assert_eq!(year.told.count(&all, day("2026-12-10"))["total"].numbers(), [18, 4, 38, 359, 12, 7]);
    }
}
