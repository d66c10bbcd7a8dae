//! Two cities with their locals, the people in them, a room that publishes, and a browser for each.

use std::collections::HashMap;
use std::sync::Arc;

use agenda::{Agenda, Audience, NewItem};
use cast::stories::{self, BEGAN, Silent, Union};
use icalendar::{Calendar, Component as _};
use membership::{Membership, NewPerson, NewSpell};
use organisation::{Federation, Kind, Level, Office, Organisation};
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;
use web::{SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, membership::MIGRATIONS, agenda::MIGRATIONS];

/// Wednesday 18 November 2026, noon: the hour every story begins at.
pub const NOON: i64 = 20_775 * 86_400_000 + 4 * 3_600_000;
pub const HOUR: i64 = 3_600_000;

pub struct Hall {
    pub store: Store,
    pub agenda: Agenda,
    router: axum::Router,
    organisation: Organisation,
    /// Unions by short names: root, city, lushan, far-city, far.
    pub union: HashMap<&'static str, Uuid>,
    pub person: HashMap<&'static str, Uuid>,
}

/// Name, union of the membership, union of the post.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("陈师傅", "lushan", ""),
    ("外地工友", "far", ""),
    ("周主席", "lushan", "lushan"),
    ("市干事", "city", "city"),
    ("新来的", "", ""),
];

const UNIONS: &[Union] = &[
    ("root", "湖南省总工会", Kind::Federation, Level::Province, ""),
    ("city", "长沙市总工会", Kind::Federation, Level::City, "root"),
    ("lushan", "麓山精密工会", Kind::Local, Level::GrassRoots, "city"),
    ("far-city", "怀化市总工会", Kind::Federation, Level::City, "root"),
    ("far", "鹤城机械工会", Kind::Local, Level::GrassRoots, "far-city"),
];

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let house = Actor::house();
        let set = store.write("test.plant", &house, |tx| async move {
            let union = stories::found(&tx, UNIONS).await?;
            let mut people = HashMap::new();
            for (name, home, post) in PEOPLE {
                let person = Uuid::now_v7();
                let ordinal = membership::take_ordinals(&tx, union["root"], 1).await?[0];
                let new = NewPerson { person, ordinal, name: (*name).into(), ..NewPerson::default() };
                let spell = |union| NewSpell { person, union, from: BEGAN, standing: "full", recorded_by: None, import: None };
                let spells: Vec<NewSpell> = union.get(home).map(|union| spell(*union)).into_iter().collect();
                membership::plant(&tx, &[new], &spells).await?;
                if let Some(union) = union.get(post) {
                    stories::seat(&tx, *union, person, (Office::Officer, "", true)).await?;
                }
                people.insert(*name, person);
            }
            Ok((union, people))
        });
        let (union, person) = set.await.unwrap();
        let mut hall = Self::on(&store).await;
        (hall.union, hall.person) = (union, person);
        hall
    }

    /// The house as a process finds it on this database.
    pub async fn on(store: &Store) -> Self {
        let texts = [web::MESSAGES, ui::MESSAGES, membership::MESSAGES, organisation::MESSAGES, agenda::MESSAGES];
        let words = i18n::Words::load(&texts).unwrap();
        let settings = WebSettings {
            public_url: "https://hall.example".into(),
            requests_per_second: Some(1_000_000),
            ..WebSettings::default()
        };
        let web = Web::new(store.clone(), words, settings);
        let organisation = Organisation::new(web, Federation::load(store).await.unwrap());
        // The room of the stories has two kinds, told in words that are there.
        let kinds = [("culture", "agenda-week"), ("lecture", "agenda-month")];
        let agenda = Agenda::new(Membership::new(organisation.clone(), Arc::new(Silent)), kinds);
        let router = stories::door(&organisation, agenda::routes(agenda.clone()));
        Self { store: store.clone(), agenda, router, organisation, union: HashMap::new(), person: HashMap::new() }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    pub async fn reader(&self, name: &str) -> agenda::Reader {
        let who = SignedIn { person: self.person[name], session: Uuid::nil(), token_powers: None };
        let scope = self.organisation.scope(&who).await.unwrap();
        agenda::Reader::of(&self.agenda, Some(&scope)).await.unwrap()
    }

    /// An evening of singing at the city's palace, two hours from now.
    pub fn singing(&self) -> NewItem {
        NewItem {
            id: Uuid::now_v7(),
            union: self.union["city"],
            kind: "culture".into(),
            setting: "station".into(),
            title: "冬季歌会".into(),
            begins_at: NOON + 2 * HOUR,
            ends_at: NOON + 4 * HOUR,
            place: "市工人文化宫".into(),
            venue: None,
            position: Some((28_228_200, 112_938_800)),
            audience: Audience::Everybody,
            href: "/sessions/1".into(),
        }
    }

    /// What a room does in its own transaction; whether anything changed.
    pub async fn publish(&self, new: &NewItem) -> bool {
        let write = |tx: store::Tx| async move {
            let changed = agenda::publish(&tx, new).await?;
            tx.record("session", new.id, json!({}));
            Ok(changed)
        };
        self.store.write("room.announce", &Actor::house(), write).await.unwrap()
    }

    pub async fn cancel(&self, id: Uuid) -> bool {
        self.store.keep("room.cancel", |tx| async move { agenda::cancel(&tx, id).await }).await.unwrap()
    }

    pub async fn withdraw(&self, id: Uuid) -> bool {
        self.store.keep("room.withdraw", |tx| async move { agenda::withdraw(&tx, id).await }).await.unwrap()
    }

    pub async fn go(&self, name: &str, id: Uuid) -> bool {
        let person = self.person[name];
        self.store.keep("room.enrol", |tx| async move { agenda::go(&tx, person, id).await }).await.unwrap()
    }

    pub async fn stay(&self, name: &str, id: Uuid) -> bool {
        let person = self.person[name];
        self.store.keep("room.leave", |tx| async move { agenda::stay(&tx, person, id).await }).await.unwrap()
    }

    pub async fn rows(&self, table: &str) -> i64 {
        store::scalar(self.store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
    }
}

/// The events of a calendar: summary, status, sequence, beginning.
pub fn events(text: &str) -> Vec<[String; 4]> {
    let read: Calendar = text.parse().unwrap();
    let event = |c: &icalendar::CalendarComponent| {
        let event = c.as_event().expect("an event");
        ["SUMMARY", "STATUS", "SEQUENCE", "DTSTART"].map(|key| event.property_value(key).unwrap_or_default().to_owned())
    };
    read.components.iter().map(event).collect()
}
