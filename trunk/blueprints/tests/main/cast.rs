//! A county with two locals, an officer in each, and a room that reads a few keys.

use std::collections::HashMap;
use std::path::Path;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse as _;
use blueprints::{Blueprints, Reader, Section};
use codes::Day;
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation, Power};
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;
use web::{SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, web::MIGRATIONS, organisation::MIGRATIONS, blueprints::MIGRATIONS];

const BEGAN: Day = Day(11_000);

/// Short name, name, level, and what stands above.
const UNIONS: &[(&str, &str, Level, &str)] = &[
    ("city", "长沙市总工会", Level::City, ""),
    ("county", "岳麓区总工会", Level::County, "city"),
    ("lushan", "麓山精密工会", Level::GrassRoots, "county"),
    ("wuyi", "五一商场工会", Level::GrassRoots, "county"),
    ("far", "开福区总工会", Level::County, "city"),
];

/// Who holds which post where, with everything below or not.
const PEOPLE: &[(&str, &str, Office, bool)] = &[
    ("市干事", "city", Office::Officer, true),
    ("区干事", "county", Office::Officer, true),
    ("周主席", "lushan", Office::Chair, false),
    ("刘班长", "lushan", Office::TeamLeader, false),
    ("宋主任", "lushan", Office::WomenChair, false),
    ("审主任", "lushan", Office::AuditChair, false),
    ("王主席", "wuyi", Office::Chair, false),
    ("远干事", "far", Office::Officer, true),
];

/// A room that holds classes: by more than a team leader, as the rooms of the house do.
pub const CLASSES: Reader = Reader {
    room: "classes",
    title: "blueprints-room",
    may: |scope| scope.held().iter().any(|h| h.office != Office::TeamLeader && h.office.has(Power::Run)),
    check: read,
    start: |_| "/classes/new",
    says,
};

/// A room that gives things away.
pub const GIFTS: Reader = Reader {
    room: "gifts",
    title: "blueprints-maker",
    may: |scope| scope.has(Power::HandOut),
    check: read,
    start: |_| "/gifts/new",
    says,
};

fn read(set: &mut Section<'_>) {
    set.demand("title");
    set.text("title");
    set.number("places", 1..=100);
    set.money("price");
    set.one_of("policy", &["first", "draw"]);
    set.flag("online");
    set.texts("tags");
    set.tables("steps", |step| {
        step.demand("title");
        (step.text("title"), step.number("minutes", 1..=60))
    });
}

fn says(set: &mut Section<'_>, _: &i18n::Voice) -> Vec<(String, String)> {
    let places = set.number("places", 1..=100).unwrap_or_default();
    vec![("座位".into(), places.to_string())]
}

/// A blueprint of classes, with these lines in `[set]`.
pub fn text(id: &str, set: &str) -> String {
    format!(
        "id = \"{id}\"\nversion = 7\nroom = \"classes\"\n\n[title]\nzh = \"晚间课堂\"\nen = \"Evening class\"\n\n[what]\nzh = \"下班学手艺\"\n\n\
         [whom]\nzh = \"会员\"\n\n[set]\ntitle = \"面点\"\n{set}\n"
    )
}

pub struct Hall {
    pub store: Store,
    pub blueprints: Blueprints,
    pub organisation: Organisation,
    router: axum::Router,
    pub union: HashMap<&'static str, Uuid>,
    pub person: HashMap<&'static str, Uuid>,
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        Self::with(bed, None).await
    }

    pub async fn with(bed: &Bed, folder: Option<&Path>) -> Self {
        let store = bed.store.clone();
        let union: HashMap<&'static str, Uuid> = UNIONS.iter().map(|u| (u.0, Uuid::now_v7())).collect();
        let person: HashMap<&'static str, Uuid> = PEOPLE.iter().map(|p| (p.0, Uuid::now_v7())).collect();
        let all: Vec<NewUnion> = UNIONS.iter().map(|(key, name, level, _)| planted(union[key], name, *level)).collect();
        let edges: Vec<NewEdge> = UNIONS
            .iter()
            .filter(|u| !u.3.is_empty())
            .map(|u| NewEdge { line: 0, child: union[u.0], parent: union[u.3], from: BEGAN, leading: true })
            .collect();
        let (all, edges, ids, people) = (&all, &edges, &union, &person);
        let plant = |tx| async move {
            organisation::plant(&tx, all, edges).await?;
            for (name, at, office, subtree) in PEOPLE {
                let post = NewPost {
                    union: ids[at],
                    person: people[name],
                    office: *office,
                    title: String::new(),
                    subtree: *subtree,
                    from: BEGAN,
                    until: Day::OPEN,
                    deputy_for: None,
                };
                organisation::appoint(&tx, &post).await?;
            }
            tx.record("union", ids["city"], json!({}));
            Ok(())
        };
        store.write("test.plant", &Actor::house(), plant).await.unwrap();
        let all = [web::MESSAGES, ui::MESSAGES, organisation::MESSAGES, blueprints::MESSAGES];
        let web = Web::new(store.clone(), i18n::Words::load(&all).unwrap(), WebSettings::default());
        let organisation = Organisation::new(web.clone(), Federation::load(&store).await.unwrap());
        let (blueprints, _) = Blueprints::new(organisation.clone(), vec![CLASSES, GIFTS], folder);
        let rooms = blueprints::routes(blueprints.clone()).router.route("/as/{person}", axum::routing::get(sign_in));
        let seen = organisation.clone();
        let router = web::layers(&web, rooms, |rooms| rooms.layer(from_fn_with_state(seen, identify)));
        Self { store, blueprints, organisation, router, union, person }
    }

    pub async fn as_(&self, name: &str) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Pastes a text for a union.
    pub async fn pastes(&self, browser: &mut Browser, union: &str, text: &str) -> testkit::Answer {
        let union = self.union[union].to_string();
        browser.upload("/blueprints/new", &[("union", &union), ("text", text)], "", b"").await
    }

    pub async fn rows(&self, table: &str) -> i64 {
        store::scalar(self.store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
    }
}

fn planted(id: Uuid, name: &str, level: Level) -> NewUnion {
    NewUnion {
        id,
        name: name.into(),
        kind: if level == Level::GrassRoots { Kind::Local } else { Kind::Federation },
        level,
        founded: BEGAN,
        credit_code: None,
        division: None,
        kept_by: None,
        sort_key: 0,
    }
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
