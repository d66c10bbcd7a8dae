//! A county with two locals, the people in them, and a browser for each.

use std::collections::HashMap;
use std::sync::Arc;

use activities::Activities;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::{Next, from_fn_with_state};
use blueprints::Blueprints;
use codes::Day;
use ledger::What;
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
use signups::Signups;
use store::{Actor, Migration, Outcome, Store};
use testkit::{Bed, Browser};
pub use testkit::{hidden, send};
use uuid::Uuid;
use venues::Venues;
use web::{SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
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

struct Silent;

impl Sender for Silent {
    fn send<'a>(&'a self, _: &'a Letter) -> std::pin::Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

const BEGAN: Day = Day(11_000);

/// Office, the post's own words, with everything below.
type Post = (Office, &'static str, bool);

/// Name, union, team, and the post held.
const PEOPLE: &[(&str, &str, &str, Option<Post>)] = &[
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

fn union(name: &str, kind: Kind, level: Level) -> NewUnion {
    NewUnion {
        id: Uuid::now_v7(),
        name: name.into(),
        kind,
        level,
        founded: BEGAN,
        credit_code: None,
        division: None,
        kept_by: None,
        sort_key: 0,
    }
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let unions = [
            ("root", union("湖南省总工会", Kind::Federation, Level::Province)),
            ("city", union("长沙市总工会", Kind::Federation, Level::City)),
            ("county", union("岳麓区总工会", Kind::Federation, Level::County)),
            ("lushan", union("麓山精密工会", Kind::Local, Level::GrassRoots)),
            ("wuyi", union("五一商场工会", Kind::Local, Level::GrassRoots)),
            ("far-city", union("怀化市总工会", Kind::Federation, Level::City)),
            ("far", union("鹤城机械工会", Kind::Local, Level::GrassRoots)),
        ];
        let ids: HashMap<&'static str, Uuid> = unions.iter().map(|(key, u)| (*key, u.id)).collect();
        let parents = [
            ("city", "root"),
            ("county", "city"),
            ("lushan", "county"),
            ("wuyi", "county"),
            ("far-city", "root"),
            ("far", "far-city"),
        ];
        let edges = parents.map(|(child, parent)| NewEdge {
            line: 0,
            child: ids[child],
            parent: ids[parent],
            from: BEGAN,
            leading: true,
        });
        let unions: Vec<NewUnion> = unions.into_iter().map(|(_, u)| u).collect();
        let person: HashMap<&'static str, Uuid> = PEOPLE.iter().map(|p| (p.0, Uuid::now_v7())).collect();
        let (all, edges, ids_now, people) = (&unions, &edges, &ids, &person);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, all, edges).await?;
                for (name, at, team, post) in PEOPLE {
                    let (id, union) = (people[name], ids_now[at]);
                    let ordinal = membership::take_ordinals(&tx, union, 1).await?[0];
                    let new =
                        NewPerson { person: id, ordinal, name: (*name).into(), team: (*team).into(), ..NewPerson::default() };
                    let spell = NewSpell { person: id, union, from: BEGAN, standing: "full", recorded_by: None, import: None };
                    membership::plant(&tx, &[new], &[spell]).await?;
                    if let Some((office, title, subtree)) = post {
                        let post = NewPost {
                            union,
                            person: id,
                            office: *office,
                            title: (*title).into(),
                            subtree: *subtree,
                            from: BEGAN,
                            until: Day::OPEN,
                            deputy_for: None,
                        };
                        organisation::appoint(&tx, &post).await?;
                    }
                }
                tx.record("union", ids_now["root"], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let (room, router) = door(&store).await;
        Self { store, room, router, union: ids, person }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
    }

    /// As [`Hall::as_`], by a door that does not remember how often anybody came.
    pub async fn afresh_as(&self, name: &str) -> Browser {
        let mut browser = Browser::new(door(&self.store).await.1);
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
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
        store::scalar(self.store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
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
        activities::MESSAGES,
    ];
    let words = i18n::Words::load(&all).unwrap();
    let web = Web::new(store.clone(), words, WebSettings::default());
    let organisation = Organisation::new(web.clone(), Federation::load(store).await.unwrap());
    let membership = Membership::new(organisation.clone(), Arc::new(Silent));
    let (signups, venues) = (Signups::new(membership.clone()), Venues::new(membership.clone()));
    let (blueprints, problems) = Blueprints::new(organisation.clone(), vec![activities::READER], None);
    assert!(problems.is_empty(), "{problems:?}");
    let agenda = agenda::Agenda::new(membership.clone(), activities::KINDS.iter().map(|k| (k.name, k.key)));
    agenda.introduce(Arc::new(signups.clone()));
    let room = Activities::new(membership, signups.clone(), venues.clone(), blueprints.clone());
    let rooms = activities::routes(room.clone())
        .and(signups::routes(signups))
        .and(venues::routes(venues))
        .and(agenda::routes(agenda))
        .and(blueprints::routes(blueprints))
        .router
        .route("/as/{person}", axum::routing::get(testkit::sign_in));
    (room, web::layers(&web, rooms, |rooms| rooms.layer(from_fn_with_state(organisation, identify))))
}

/// Logs a form and gives the session's id.
pub async fn logged(browser: &mut Browser, form: &[(&'static str, String)]) -> Uuid {
    let answer = send(browser, "/sessions/new", form).await;
    answer.is(303);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

async fn identify(State(organisation): State<Organisation>, mut request: Request, next: Next) -> axum::response::Response {
    if let Some(person) = testkit::whom(&request) {
        let signed_in = SignedIn { person, session: Uuid::nil(), token_powers: None };
        let scope = organisation.scope(&signed_in).await.unwrap();
        request.extensions_mut().insert(signed_in);
        request.extensions_mut().insert(scope);
    }
    request.extensions_mut().insert(HouseState::default());
    next.run(request).await
}
