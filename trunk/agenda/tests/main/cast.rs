//! Two cities with their locals, the people in them, a room that publishes, and a browser for each.

use std::collections::HashMap;
use std::sync::Arc;

use agenda::{Agenda, Audience, NewItem};
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse as _;
use codes::Day;
use icalendar::{Calendar, Component as _};
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
use store::{Actor, Migration, Outcome, Store};
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

struct Silent;

impl Sender for Silent {
    fn send<'a>(&'a self, _: &'a Letter) -> std::pin::Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

const BEGAN: Day = Day(11_000);

/// Name, union of the membership, union of the post.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("陈师傅", "lushan", ""),
    ("外地工友", "far", ""),
    ("周主席", "lushan", "lushan"),
    ("市干事", "city", "city"),
    ("新来的", "", ""),
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
            ("lushan", union("麓山精密工会", Kind::Local, Level::GrassRoots)),
            ("far-city", union("怀化市总工会", Kind::Federation, Level::City)),
            ("far", union("鹤城机械工会", Kind::Local, Level::GrassRoots)),
        ];
        let ids: HashMap<&'static str, Uuid> = unions.iter().map(|(key, u)| (*key, u.id)).collect();
        let parents = [("city", "root"), ("lushan", "city"), ("far-city", "root"), ("far", "far-city")];
        let edge = |(child, parent)| NewEdge { line: 0, child: ids[child], parent: ids[parent], from: BEGAN, leading: true };
        let edges = parents.map(edge);
        let unions: Vec<NewUnion> = unions.into_iter().map(|(_, u)| u).collect();
        let person: HashMap<&'static str, Uuid> = PEOPLE.iter().map(|p| (p.0, Uuid::now_v7())).collect();
        let (all, edges, at, people) = (&unions, &edges, &ids, &person);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, all, edges).await?;
                for (name, home, post) in PEOPLE {
                    let id = people[name];
                    let ordinal = membership::take_ordinals(&tx, at["root"], 1).await?[0];
                    let new = NewPerson { person: id, ordinal, name: (*name).into(), ..NewPerson::default() };
                    let spells: Vec<NewSpell> = at
                        .get(home)
                        .map(|union| NewSpell {
                            person: id,
                            union: *union,
                            from: BEGAN,
                            standing: "full",
                            recorded_by: None,
                            import: None,
                        })
                        .into_iter()
                        .collect();
                    membership::plant(&tx, &[new], &spells).await?;
                    if let Some(union) = at.get(post) {
                        let post = NewPost {
                            union: *union,
                            person: id,
                            office: Office::Officer,
                            title: String::new(),
                            subtree: true,
                            from: BEGAN,
                            until: Day::OPEN,
                            deputy_for: None,
                        };
                        organisation::appoint(&tx, &post).await?;
                    }
                }
                tx.record("union", at["root"], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let mut hall = Self::on(&store).await;
        (hall.union, hall.person) = (ids, person);
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
        let organisation = Organisation::new(web.clone(), Federation::load(store).await.unwrap());
        // The room of the stories has two kinds, told in words that are there.
        let kinds = [("culture", "agenda-week"), ("lecture", "agenda-month")];
        let agenda = Agenda::new(Membership::new(organisation.clone(), Arc::new(Silent)), kinds);
        let rooms = agenda::routes(agenda.clone()).router.route("/as/{person}", axum::routing::get(sign_in));
        let router = web::layers(&web, rooms, |rooms| rooms.layer(from_fn_with_state(organisation.clone(), identify)));
        Self { store: store.clone(), agenda, router, organisation, union: HashMap::new(), person: HashMap::new() }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        let mut browser = self.visitor();
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
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

async fn sign_in(axum::extract::Path(person): axum::extract::Path<Uuid>) -> axum::response::Response {
    ([("set-cookie", format!("as={person}; Path=/"))], "in").into_response()
}

async fn identify(State(organisation): State<Organisation>, mut request: Request, next: Next) -> axum::response::Response {
    let cookies = request.headers().get("cookie").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let person = cookies.split("; ").find_map(|c| c.strip_prefix("as=")).and_then(|id| id.parse::<Uuid>().ok());
    if let Some(person) = person {
        let signed_in = SignedIn { person, session: Uuid::nil(), token_powers: None };
        let scope = organisation.scope(&signed_in).await.unwrap();
        request.extensions_mut().insert(signed_in);
        request.extensions_mut().insert(scope);
    }
    request.extensions_mut().insert(HouseState::default());
    next.run(request).await
}
