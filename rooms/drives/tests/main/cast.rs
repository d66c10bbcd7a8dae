//! A county with two locals, the people in them, a drive on its way, and a browser for each.

use files::{Files, Place};
use std::collections::HashMap;

use blueprints::Blueprints;
use cast::stories::{self, AT_HOME, PROVINCE, Player, Stage};
use drives::Drives;
use inbox::Inbox;
use organisation::Office;
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::{Bed, Browser};
pub use testkit::{hidden, send, with};
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    files::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    limits::MIGRATIONS,
    blueprints::MIGRATIONS,
    drives::MIGRATIONS,
];

pub struct Hall {
    pub store: Store,
    router: axum::Router,
    /// Unions by short names: county, lushan, wuyi, far.
    pub union: HashMap<&'static str, Uuid>,
    /// People by short names.
    pub person: HashMap<&'static str, Uuid>,
}

/// Besides those who are at home: who files, and who approves from above.
const MORE: &[Player] =
    &[("孙干事", "lushan", "", Some((Office::Officer, "", false))), ("市主席", "city", "", Some((Office::Chair, "", true)))];

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let Stage { union, person } = Stage::set(&store, PROVINCE, &[AT_HOME, MORE].concat()).await;
        let router = door(&store).await;
        Self { store, router, union, person }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The plan of a drive of a local, with these changes.
    pub fn plan(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let form = [
            ("union", self.union["lushan"].to_string()),
            ("title", "冬季送温暖".to_owned()),
            ("kind", "warmth".to_owned()),
            ("item", "warmth".to_owned()),
            ("from", "2026-11-10".to_owned()),
            ("until", "2026-12-31".to_owned()),
            ("plan", "给一线班组发暖冬包，每人一份".to_owned()),
            ("fund_own", "1000".to_owned()),
        ];
        with(form.to_vec(), changes)
    }

    /// A drive filed by the officer and approved by the chair, with a good of 50 yuan, ten of it, and a site of today.
    pub async fn running(&self, changes: &[(&'static str, &str)]) -> Run {
        let (mut officer, mut chair) = (self.as_("孙干事").await, self.as_("周主席").await);
        let answer = send(&mut officer, "/drives/new", &self.plan(changes)).await;
        let path = answer.is(303).location().to_owned();
        send(&mut chair, &format!("{path}/approve"), &[("revision", "1".into())]).await.is(303);
        let good = good(&[]);
        send(&mut officer, &format!("{path}/goods"), &good).await.is(303);
        let site = [
            ("title", "二车间".to_owned()),
            ("place", "二车间门口".into()),
            ("day", "2026-11-18".into()),
            ("expected", "12".into()),
        ];
        send(&mut officer, &format!("{path}/sites"), &site).await.is(303);
        let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        Run { id, good: self.one("drive_good", id).await, site: self.one("drive_site", id).await, path }
    }

    /// The latest row of a table of a drive; the clock of a story stands still unless it is moved on.
    pub async fn one(&self, table: &str, drive: Uuid) -> Uuid {
        let at = if table == "drive_hand_out" { "given_at" } else { "recorded_at" };
        let sql = format!("SELECT id FROM {table} WHERE drive_id = $1 ORDER BY {at} DESC LIMIT 1");
        store::scalar(self.store.read(), &sql, store::binds![drive]).await.unwrap().unwrap()
    }

    /// What still counts in the ledger of one kind: held, attended, by head, pieces, fen.
    pub async fn counts(&self, kind: &str) -> [i64; 5] {
        stories::counts(&self.store, kind, ["held", "attended", "counted", "goods", "given"]).await
    }

    /// One number of the database.
    pub async fn number(&self, sql: &str) -> i64 {
        store::scalar(self.store.read(), sql, []).await.unwrap().unwrap()
    }

    /// A limit of the county, as it would be set by its chair.
    pub async fn limit(&self, item: &str, period: &str, fen: i64) {
        let (house, union) = (Actor::house(), self.union["county"]);
        self.store
            .write("test.limit", &house, |tx| async move {
                let sql = "INSERT INTO limits_limit (id, union_id, item, period, fen, form, document, from_day, set_by, recorded_at) \
                    VALUES ($1, $2, $3, $4, $5, 'goods', '岳工办〔2026〕1号', 20000, NULL, 0)";
                store::run(&*tx, sql, store::binds![Uuid::now_v7(), union, item, period, fen]).await?;
                tx.record("union", union, json!({}));
                Ok(())
            })
            .await
            .unwrap();
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        stories::rows(&self.store, table).await
    }

    pub fn id(&self, name: &str) -> String {
        self.person[name].to_string()
    }
}

/// A drive on its way.
pub struct Run {
    pub id: Uuid,
    pub good: Uuid,
    pub site: Uuid,
    /// `/drives/<id>`
    pub path: String,
}

impl Run {
    pub fn at(&self) -> String {
        format!("{}/sites/{}", self.path, self.site)
    }

    /// One piece each to these people.
    pub fn people(&self, people: &[String], changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form =
            vec![("form", Uuid::now_v7().to_string()), ("signing", "paper".to_owned()), (self.pieces(), "1".to_owned())];
        form.extend(people.iter().map(|p| ("people", p.clone())));
        with(form, changes)
    }

    /// So many pieces to so many heads.
    pub fn heads(&self, heads: &str, pieces: &str) -> Vec<(&'static str, String)> {
        vec![("form", Uuid::now_v7().to_string()), ("heads", heads.to_owned()), (self.pieces(), pieces.to_owned())]
    }

    /// The name of the box for the pieces of the good. Leaked, for a handful of stories.
    pub fn pieces(&self) -> &'static str {
        format!("pieces_{}", self.good).leak()
    }
}

/// Ten winter packs of 50 yuan, paid from the union's own money.
pub fn good(changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let form = [
        ("name", "暖冬包"),
        ("unit", "份"),
        ("price", "50"),
        ("source", "own"),
        ("pieces", "10"),
        ("receipt", "湘增值税发票00123号"),
    ];
    with(form.map(|(n, v)| (n, v.to_owned())).to_vec(), changes)
}

/// A signature as a finger draws it.
pub fn drawn() -> String {
    (0..30).map(|n| format!("{}{} {}", if n % 10 == 0 { 'M' } else { 'L' }, 20 + n * 15, 60 + n % 7 * 10)).collect()
}

/// The house behind a door of its own: with its own memory of who asks too often.
async fn door(store: &Store) -> axum::Router {
    let all = [
        web::MESSAGES,
        ui::MESSAGES,
        ledger::MESSAGES,
        membership::MESSAGES,
        organisation::MESSAGES,
        inbox::MESSAGES,
        limits::MESSAGES,
        blueprints::MESSAGES,
        files::MESSAGES,
        drives::MESSAGES,
    ];
    let membership = stories::membership(store, &all).await;
    let organisation = membership.organisation.clone();
    let (blueprints, problems) = Blueprints::new(organisation.clone(), vec![drives::READER], None);
    assert_eq!(problems, []);
    let files = Files::open(store.clone(), &Place::Memory).unwrap();
    let rooms = drives::routes(Drives::new(membership, blueprints.clone(), files)).and(blueprints::routes(blueprints));
    stories::door(&organisation, rooms.and(inbox::routes(Inbox::new(organisation.clone()))))
}
