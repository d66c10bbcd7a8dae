//! A county with two locals, as many members as a story needs, and a browser for each.

use std::collections::HashMap;

use axum::http::Method;
use blueprints::Blueprints;
use cast::stories::{self, Player, Stage, Union};
use challenges::Challenges;
use codes::Day;
use organisation::{Kind, Level, Office};
use serde_json::Value;
use signups::Signups;
use store::{Actor, Migration, Store};
use testkit::{Answer, Bed, Browser};
pub use testkit::{hidden, send};
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    signups::MIGRATIONS,
    agenda::MIGRATIONS,
    blueprints::MIGRATIONS,
    challenges::MIGRATIONS,
];

pub const DAY: i64 = 86_400_000;

pub struct Hall {
    pub store: Store,
    pub room: Challenges,
    router: axum::Router,
    pub union: HashMap<&'static str, Uuid>,
    /// People by name: the officers, and `会员0` … of the first local, every tenth of the second.
    pub person: HashMap<&'static str, Uuid>,
}

const UNIONS: &[Union] = &[
    ("root", "湖南省总工会", Kind::Federation, Level::Province, ""),
    ("county", "岳麓区总工会", Kind::Federation, Level::County, "root"),
    ("lushan", "麓山精密工会", Kind::Local, Level::GrassRoots, "county"),
    ("wuyi", "五一商场工会", Kind::Local, Level::GrassRoots, "county"),
];

/// Name, union, team, and the post held.
const OFFICERS: &[Player] = &[
    ("周主席", "lushan", "", Some((Office::Chair, "", false))),
    ("刘班长", "lushan", "", Some((Office::TeamLeader, "", false))),
    ("王主席", "wuyi", "", Some((Office::Chair, "", false))),
    ("区干事", "county", "", Some((Office::Officer, "", true))),
    ("审计员", "county", "", Some((Office::AuditChair, "", true))),
];

impl Hall {
    pub async fn open(bed: &Bed, members: usize) -> Self {
        let store = bed.store.clone();
        let mut players = OFFICERS.to_vec();
        players.extend((0..members).map(|n| {
            // Leaked, for a handful of stories.
            let name: &'static str = format!("会员{n}").leak();
            (name, if n % 10 == 9 { "wuyi" } else { "lushan" }, "", None)
        }));
        let Stage { union, person } = Stage::set(&store, UNIONS, &players).await;
        let (room, router) = door(&store).await;
        Self { store, room, router, union, person }
    }

    /// The same house by another process, or after it was opened with other keys.
    pub async fn again(&self, store: &Store) -> Self {
        let (room, router) = door(store).await;
        Self { store: store.clone(), room, router, union: self.union.clone(), person: self.person.clone() }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    /// As [`Hall::as_`], by a door that does not remember how often anybody came.
    pub async fn afresh_as(&self, name: &str) -> Browser {
        stories::browser(&door(&self.store).await.1, self.person[name]).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The form of a weight class of the county: eight weeks from 25 November, five percent; with these changes.
    pub fn form(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form: Vec<(&'static str, String)> = vec![
            ("key", Uuid::now_v7().to_string()),
            ("union", self.union["county"].to_string()),
            ("title", "冬季减重挑战赛".into()),
            ("kind", "weight".into()),
            ("from", "2026-11-25".into()),
            ("last", "2027-01-19".into()),
            ("rhythm", "weekly".into()),
            ("percent", "5".into()),
            ("advice", "慢慢来，不要节食过度。".into()),
            ("who", "subtree".into()),
            ("policy", "first".into()),
            ("waits", "1".into()),
            ("places", "200".into()),
            // Whoever comes later may still join in a story.
            ("closes_at", "2026-12-20 08:00".into()),
        ];
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name) {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
    }

    /// A walk of 6,000 steps a day on so many days, four weeks from 25 November; with these changes.
    pub fn walk(&self, days: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let walk = [("title", "线上健步走"), ("kind", "steps"), ("last", "2026-12-22"), ("rhythm", "daily"), ("percent", "")];
        let goal = [("goal", "daily"), ("least", "6000"), ("days", days), ("teams", "1")];
        self.form(&[walk.as_slice(), goal.as_slice(), changes].concat())
    }

    /// Announces it by an officer and gives id and allotment.
    pub async fn announced(&self, form: &[(&'static str, String)]) -> (Uuid, Uuid) {
        let mut officer = self.afresh_as("区干事").await;
        let answer = send(&mut officer, "/challenges/new", form).await;
        let id: Uuid = answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
        let it = officer.api(Method::GET, &format!("/api/v1/challenges/{id}"), None, &[]).await.is(200).json();
        (id, it["allotment"].as_str().unwrap().parse().unwrap())
    }

    /// The word of the desk to somebody who asks for a place: `placed`, `waiting`.
    pub async fn enters(&self, allotment: Uuid, name: &str) -> String {
        let wish = signups::Wish {
            allotment,
            person: self.person[name],
            key: Uuid::now_v7(),
            heads: 1,
            answers: String::new(),
            received_at: self.store.now(),
            actor: Actor::person(self.person[name]),
        };
        match self.room.signups.enter(wish).await.unwrap() {
            signups::Decided::Entered(entry) => entry.state.clone(),
            other => panic!("{name}: {other:?}"),
        }
    }

    /// Asks for a place and joins.
    pub async fn joins(&self, (id, allotment): (Uuid, Uuid), name: &str, height: &str) -> Browser {
        assert_eq!(self.enters(allotment, name).await, "placed");
        let mut browser = self.as_(name).await;
        let form = [("agrees", "1"), ("height", height)];
        browser.post(&format!("/challenges/{id}/me/consent"), &form).await.is(303);
        browser
    }

    /// Does what the room does by itself, as far as it is due.
    pub async fn work(&self) {
        let worker = challenges::work(&self.room, jobs::Worker::new(self.store.clone()));
        jobs::drain(&worker).await.unwrap();
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        stories::rows(&self.store, table).await
    }
}

/// Notes a value by the form, with the key the page gave.
pub async fn notes(browser: &mut Browser, id: Uuid, value: &str) -> Answer {
    let path = format!("/challenges/{id}/me");
    let page = browser.get(&path).await;
    let (key, day) = (hidden(&page.is(200).text, "key"), hidden(&page.text, "day"));
    browser.post(&path, &[("key", &key), ("day", &day), ("value", value)]).await
}

pub async fn own(browser: &mut Browser, id: Uuid) -> Value {
    browser.api(Method::GET, &format!("/api/v1/challenges/{id}/me"), None, &[]).await.is(200).json()
}

/// An instant of the house's clock.
pub fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

async fn door(store: &Store) -> (Challenges, axum::Router) {
    let all = [web::MESSAGES, ui::MESSAGES, ledger::MESSAGES, signups::MESSAGES, blueprints::MESSAGES, challenges::MESSAGES];
    let membership = stories::membership(store, &all).await;
    let organisation = membership.organisation.clone();
    let signups = Signups::leading(membership.clone(), &[challenges::NEXT]);
    let (blueprints, problems) = Blueprints::new(organisation.clone(), vec![challenges::READER], None);
    assert_eq!(problems, []);
    let room = Challenges::new(membership, signups.clone(), blueprints.clone());
    let routes = challenges::routes(room.clone()).and(signups::routes(signups)).and(blueprints::routes(blueprints));
    (room, stories::door(&organisation, routes))
}
