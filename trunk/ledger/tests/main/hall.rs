//! A county with two locals, its officer, a stranger's, and a browser for each.

use cast::stories;
use codes::Day;
use ledger::{Ledger, Vocabulary};
use organisation::{Federation, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use store::{Actor, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;
use web::{Web, WebSettings};

pub struct Hall {
    pub store: Store,
    pub federation: Federation,
    router: axum::Router,
}

pub const ROOT: Uuid = Uuid::from_u128(1);
pub const COUNTY: Uuid = Uuid::from_u128(2);
pub const MILL: Uuid = Uuid::from_u128(3);
pub const SHOP: Uuid = Uuid::from_u128(4);
pub const FAR: Uuid = Uuid::from_u128(5);
pub const OFFICER: Uuid = Uuid::from_u128(11);
pub const STRANGER: Uuid = Uuid::from_u128(12);
pub const LEADER: Uuid = Uuid::from_u128(13);

pub fn founded() -> Day {
    Day::from_ymd(2024, 3, 15).unwrap()
}

const WORDS: i18n::Messages = i18n::Messages {
    crate_name: "test",
    zh: "test-lecture = 讲座\ntest-site = 进企业\n",
    en: "test-lecture = Lecture\ntest-site = Enterprise\n",
};

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let unions = [
            (ROOT, "湖南省总工会", Kind::Federation, Level::Province),
            (COUNTY, "岳麓区总工会", Kind::Federation, Level::County),
            (MILL, "麓山精密工会", Kind::Local, Level::GrassRoots),
            (SHOP, "五一商场工会", Kind::Local, Level::GrassRoots),
            (FAR, "鹤城机械工会", Kind::Local, Level::GrassRoots),
        ];
        let unions = unions.map(|(id, name, kind, level)| NewUnion {
            id,
            name: name.into(),
            kind,
            level,
            founded: founded(),
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        });
        let edges = [(COUNTY, ROOT), (MILL, COUNTY), (SHOP, COUNTY), (FAR, ROOT)];
        let edges = edges.map(|(child, parent)| NewEdge { line: 0, child, parent, from: founded(), leading: true });
        let posts = [
            (OFFICER, COUNTY, Office::Officer, true),
            (STRANGER, FAR, Office::Chair, false),
            (LEADER, MILL, Office::TeamLeader, false),
        ];
        let (unions, edges, posts) = (&unions, &edges, &posts);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, unions, edges).await?;
                for (person, union, office, subtree) in *posts {
                    let (from, until) = (founded(), Day::OPEN);
                    let post = NewPost { union, person, office, title: String::new(), subtree, from, until, deputy_for: None };
                    organisation::appoint(&tx, &post).await?;
                }
                tx.record("union", ROOT, serde_json::json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let words = i18n::Words::load(&[web::MESSAGES, ui::MESSAGES, organisation::MESSAGES, ledger::MESSAGES, WORDS]).unwrap();
        let web = Web::new(store.clone(), words, WebSettings::default());
        let federation = Federation::load(&store).await.unwrap();
        let organisation = Organisation::new(web, federation.clone());
        let vocabulary = Vocabulary::new([("lecture", "test-lecture")], [("enterprise", "test-site")]);
        let router = stories::door(&organisation, ledger::routes(Ledger::new(organisation.clone(), vocabulary)));
        Self { store, federation, router }
    }

    pub async fn as_(&self, person: Uuid) -> Browser {
        stories::browser(&self.router, person).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    pub async fn rows(&self, table: &str) -> i64 {
        store::scalar(self.store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
    }
}
