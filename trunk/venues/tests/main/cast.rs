//! A county with two locals, the people in them, and a browser for each.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::{Next, from_fn_with_state};
use codes::Day;
use inbox::Inbox;
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
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
    venues::MIGRATIONS,
];

pub struct Hall {
    pub store: Store,
    router: axum::Router,
    organisation: Organisation,
    venues: Venues,
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
    ("区干事", "county", "", Some((Office::Officer, "", false))),
    ("市干事", "city", "", Some((Office::Officer, "", true))),
    ("外地工友", "far", "", None),
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
        let (router, organisation, venues) = door(&store).await;
        Self { store, router, organisation, venues, union: ids, person }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
    }

    /// What this person may reach today.
    pub async fn scope(&self, name: &str) -> organisation::Scope {
        let signed_in = SignedIn { person: self.person[name], session: Uuid::nil(), token_powers: None };
        self.organisation.scope(&signed_in).await.unwrap()
    }

    /// What this crate does by itself.
    pub fn worker(&self) -> jobs::Worker {
        venues::work(&self.venues, jobs::Worker::new(self.store.clone()))
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The form of a palace of the county, with these changes.
    pub fn palace(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("union", self.union["county"].to_string()),
            ("kind", "palace".to_owned()),
            ("name", "岳麓区工人文化宫".to_owned()),
            ("address", "麓山路1号".to_owned()),
            ("phone", "0731-12345678".to_owned()),
            ("lat", "28.2282".to_owned()),
            ("lon", "112.9388".to_owned()),
            ("spaces", "多功能厅 80\n茶室".to_owned()),
            ("bookers", "all".to_owned()),
            ("needs_approval", "1".to_owned()),
        ];
        form.extend(["hours_1", "hours_2", "hours_3", "hours_4", "hours_5"].map(|day| (day, "8:30-21:30".to_owned())));
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name && *n != "facilities") {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
    }

    /// A palace set up by the county's officer, and its first space.
    pub async fn set_up(&self, changes: &[(&'static str, &str)]) -> (Uuid, Uuid) {
        let mut officer = self.as_("区干事").await;
        let answer = send(&mut officer, "/venues/new", &self.palace(changes)).await;
        answer.is(303);
        let venue: Uuid = answer.location().rsplit('/').next().unwrap().parse().unwrap();
        let spaces = venues::spaces(self.store.read(), venue).await.unwrap();
        (venue, spaces[0].id)
    }

    /// What still counts in the ledger of one kind: (held, attended, by head, minutes).
    pub async fn counts(&self, kind: &str) -> (i64, i64, i64, i64) {
        let mut sums = [0; 4];
        for (n, what) in ["held", "attended", "counted", "minutes"].into_iter().enumerate() {
            let sql = "SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM ledger_fact f WHERE f.kind = $1 AND f.what = $2 \
                AND NOT EXISTS (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)";
            sums[n] = store::scalar(self.store.read(), sql, store::binds![kind, what]).await.unwrap().unwrap();
        }
        (sums[0], sums[1], sums[2], sums[3])
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        store::scalar(self.store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
    }

    pub fn id(&self, name: &str) -> String {
        self.person[name].to_string()
    }
}

/// The house behind a door of its own: with its own memory of who asks too often.
async fn door(store: &Store) -> (axum::Router, Organisation, Venues) {
    let words = i18n::Words::load(&[
        web::MESSAGES,
        ui::MESSAGES,
        ledger::MESSAGES,
        membership::MESSAGES,
        organisation::MESSAGES,
        inbox::MESSAGES,
        venues::MESSAGES,
    ])
    .unwrap();
    let web = Web::new(store.clone(), words, WebSettings::default());
    let organisation = Organisation::new(web.clone(), Federation::load(store).await.unwrap());
    let room = Venues::new(Membership::new(organisation.clone(), Arc::new(Silent)));
    let mounted = venues::routes(room.clone()).and(inbox::routes(Inbox::new(organisation.clone())));
    let rooms = mounted.router.route("/as/{person}", axum::routing::get(testkit::sign_in));
    let known = organisation.clone();
    (web::layers(&web, rooms, |rooms| rooms.layer(from_fn_with_state(known, identify))), organisation, room)
}

/// The form of a booking on a Thursday evening, with these changes.
pub fn evening(space: Uuid, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut form = vec![
        ("space", space.to_string()),
        ("union", String::new()),
        ("day", "2026-11-19".to_owned()),
        ("from", "19:00".to_owned()),
        ("until", "21:00".to_owned()),
        ("weeks", "1".to_owned()),
        ("purpose", "合唱排练".to_owned()),
    ];
    for (name, value) in changes {
        match form.iter_mut().find(|(n, _)| n == name) {
            Some(pair) => pair.1 = (*value).to_owned(),
            None => form.push((name, (*value).to_owned())),
        }
    }
    form
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
