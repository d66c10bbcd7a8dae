//! A county with two locals, the people in them, and a browser for each.

use std::collections::HashMap;
use std::sync::Arc;

use activities::Activities;
use blueprints::Blueprints;
use cast::stories::{self, PROVINCE, Player, Stage};
use files::{Files, Place};
use ledger::What;
use organisation::Office;
use signups::Signups;
use store::{Actor, Migration, Store};
use testkit::{Bed, Browser};
pub use testkit::{hidden, send};
use uuid::Uuid;
use venues::Venues;

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    files::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    signups::MIGRATIONS,
    venues::MIGRATIONS,
    agenda::MIGRATIONS,
    blueprints::MIGRATIONS,
    activities::MIGRATIONS,
];

pub struct Hall {
    pub store: Store,
    pub room: Activities,
    router: axum::Router,
    /// Unions by short names: county, lushan, wuyi, far.
    pub union: HashMap<&'static str, Uuid>,
    /// People by short names.
    pub person: HashMap<&'static str, Uuid>,
}

/// Name, union, team, and the post held.
const PEOPLE: &[Player] = &[
    ("周主席", "lushan", "", Some((Office::Chair, "", false))),
    ("刘班长", "lushan", "二车间三班", Some((Office::TeamLeader, "二车间三班班长", false))),
    ("何班长", "lushan", "一车间一班", Some((Office::TeamLeader, "一车间一班班长", false))),
    ("陈师傅", "lushan", "二车间三班", None),
    ("谭师傅", "lushan", "二车间三班", None),
    ("易师傅", "lushan", "一车间一班", None),
    ("王主席", "wuyi", "", Some((Office::Chair, "", false))),
    ("李店员", "wuyi", "一楼", None),
    ("赵班长", "wuyi", "一楼", Some((Office::TeamLeader, "", false))),
    ("区干事", "county", "", Some((Office::Officer, "", true))),
];

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let Stage { union, person } = Stage::set(&store, PROVINCE, PEOPLE).await;
        let (room, router) = door(&store).await;
        Self { store, room, router, union, person }
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

    /// The form of a ten-minute class of the third team, with these changes.
    pub fn form(&self, union: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("key", Uuid::now_v7().to_string()),
            ("union", self.union[union].to_string()),
            ("title_other", "卡尺怎么读".to_owned()),
            ("kind", "ten-minute".to_owned()),
            ("setting", "team".to_owned()),
            ("place", "二车间三班".to_owned()),
            ("when", "2026-11-18T07:50".to_owned()),
            ("minutes", "10".to_owned()),
            ("heads", "24".to_owned()),
        ];
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name && *n != "people" && *n != "co_hosts") {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
    }

    /// The form of a photo course of six evenings with two places, with these changes.
    pub fn course(&self, union: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("key", Uuid::now_v7().to_string()),
            ("union", self.union[union].to_string()),
            ("title", "手机摄影入门".to_owned()),
            ("first", "2026-12-02T19:00".to_owned()),
            ("weeks", "6".to_owned()),
            ("minutes", "90".to_owned()),
            ("kind", "culture".to_owned()),
            ("setting", "station".to_owned()),
            ("place", "文化宫302".to_owned()),
            ("who", "subtree".to_owned()),
            ("signup", "1".to_owned()),
            ("waits", "1".to_owned()),
            ("places", "2".to_owned()),
        ];
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name) {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
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

    /// Does what the room does by itself.
    pub async fn work(&self) {
        let worker = activities::work(&self.room, jobs::Worker::new(self.store.clone()));
        jobs::drain(&worker).await.unwrap();
    }

    /// Does what the desk does by itself.
    pub async fn desk_work(&self) {
        let worker = signups::work(&self.room.signups, jobs::Worker::new(self.store.clone()));
        jobs::drain(&worker).await.unwrap();
    }

    /// A text out of the database.
    pub async fn text(&self, sql: &str) -> String {
        store::scalar(self.store.read(), sql, []).await.unwrap().unwrap_or_default()
    }

    /// What counts of a session: (held, attended, by head, minutes, co-held).
    pub async fn counts(&self, session: Uuid) -> (i64, i64, i64, i64, i64) {
        let facts = ledger::of_event(self.store.read(), session).await.unwrap();
        let sum = |what| facts.iter().filter(|f| f.retracted.is_none() && f.fact.what == what).map(|f| f.fact.quantity).sum();
        (sum(What::Held), sum(What::Attended), sum(What::Counted), sum(What::Minutes), sum(What::CoHeld))
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        stories::rows(&self.store, table).await
    }

    pub fn id(&self, name: &str) -> String {
        self.person[name].to_string()
    }
}

/// The room behind a door of its own: with its own memory of who asks too often.
async fn door(store: &Store) -> (Activities, axum::Router) {
    let all = [
        web::MESSAGES,
        ui::MESSAGES,
        organisation::MESSAGES,
        membership::MESSAGES,
        ledger::MESSAGES,
        signups::MESSAGES,
        venues::MESSAGES,
        agenda::MESSAGES,
        blueprints::MESSAGES,
        files::MESSAGES,
        activities::MESSAGES,
    ];
    let membership = stories::membership(store, &all).await;
    let organisation = membership.organisation.clone();
    let (signups, venues) = (Signups::leading(membership.clone(), &[activities::NEXT]), Venues::new(membership.clone()));
    let (blueprints, problems) = Blueprints::new(organisation.clone(), vec![activities::READER], None);
    assert!(problems.is_empty(), "{problems:?}");
    let agenda = agenda::Agenda::new(membership.clone(), activities::KINDS.iter().map(|k| (k.name, k.key)));
    agenda.introduce(Arc::new(signups.clone()));
    let files = Files::open(store.clone(), &Place::Memory).unwrap();
    let room = Activities::new(membership, signups.clone(), venues.clone(), blueprints.clone(), files);
    let rooms = activities::routes(room.clone())
        .and(signups::routes(signups))
        .and(venues::routes(venues))
        .and(agenda::routes(agenda))
        .and(blueprints::routes(blueprints));
    (room, stories::door(&organisation, rooms))
}

/// Logs a form and gives the session's id.
pub async fn logged(browser: &mut Browser, form: &[(&'static str, String)]) -> Uuid {
    let answer = send(browser, "/sessions/new", form).await;
    answer.is(303);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}
