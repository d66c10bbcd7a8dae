//! A county with two locals, an officer in each, and a room that reads a few keys.

use std::collections::HashMap;
use std::path::Path;

use blueprints::{Blueprints, Reader, Section};
use cast::stories::{self, Seat, Stage, Union};
use organisation::{Kind, Level, Office, Organisation, Power};
use store::{Migration, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, web::MIGRATIONS, organisation::MIGRATIONS, blueprints::MIGRATIONS];

const UNIONS: &[Union] = &[
    ("city", "长沙市总工会", Kind::Federation, Level::City, ""),
    ("county", "岳麓区总工会", Kind::Federation, Level::County, "city"),
    ("lushan", "麓山精密工会", Kind::Local, Level::GrassRoots, "county"),
    ("wuyi", "五一商场工会", Kind::Local, Level::GrassRoots, "county"),
    ("far", "开福区总工会", Kind::Federation, Level::County, "city"),
];

/// Who holds which post where, with everything below or not.
const PEOPLE: &[Seat] = &[
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
        let Stage { union, person } = Stage::of_posts(&store, UNIONS, PEOPLE).await;
        let all = [web::MESSAGES, ui::MESSAGES, organisation::MESSAGES, blueprints::MESSAGES];
        let organisation = stories::organisation(&store, &all).await;
        let (blueprints, _) = Blueprints::new(organisation.clone(), vec![CLASSES, GIFTS], folder);
        let router = stories::door(&organisation, blueprints::routes(blueprints.clone()));
        Self { store, blueprints, organisation, router, union, person }
    }

    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
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
        stories::rows(&self.store, table).await
    }
}
