//! The house as the stories enter it.

use std::path::Path;

/// All sources of the workspace with these endings, by path from its root.
pub fn sources(endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned();
    let mut found = Vec::new();
    let mut folders: Vec<_> = ["app", "base", "engines", "trunk", "rooms", "cast"].iter().map(|f| root.join(f)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

use axum::Router;
use codes::Day;
use files::Place;
use membership::{NewPerson, NewSpell, SenderConfig, plant as plant_people, take_ordinals};
use organisation::{Kind as UnionKind, Level, NewEdge, NewPost, NewUnion, Office, appoint, plant};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use store::schema::Kind;
use store::{Actor, Store};
use testkit::{Bed, Browser};
use unionhall::house::House;
use uuid::Uuid;
use web::WebSettings;
use web::session::Lasting;

/// The opened house on a fresh database.
pub struct Hall {
    pub house: House,
    pub router: Router,
}

/// A small federation: a root, two counties under one city, two locals under each county.
pub struct Small {
    pub root: Uuid,
    pub city: Uuid,
    pub counties: [Uuid; 2],
    /// Two under each county, in order.
    pub locals: [Uuid; 4],
    /// Three members of each local: person and ordinal. Their names contain `密` so that a page that leaks one is found.
    pub members: [[(Uuid, i64); 3]; 4],
}

pub fn long_ago() -> Day {
    Day::from_ymd(2020, 1, 1).unwrap()
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        Self::on(bed.store.clone()).await
    }

    pub async fn on(store: Store) -> Self {
        let settings = WebSettings { demo: true, requests_per_second: Some(1_000_000), ..WebSettings::default() };
        let house = House::build(store, &Place::Memory, settings, SenderConfig::Log.open(true).unwrap(), None).await.unwrap();
        let router = unionhall::router::router(&house);
        Self { house, router }
    }

    pub fn store(&self) -> &Store {
        self.house.store()
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which this person is signed in.
    pub async fn browser_of(&self, person: Uuid) -> Browser {
        let web = &self.house.web;
        let cookie = self
            .store()
            .keep("test.session", |tx| async move { web::session::open(&tx, web, person, "test", Lasting::Phone).await })
            .await
            .unwrap();
        let mut browser = self.visitor();
        browser.take_cookie(&cookie);
        browser
    }

    /// Somebody new, known by this name, with a post.
    pub async fn officer(&self, union: Uuid, office: Office, subtree: bool, name: &str) -> Uuid {
        let person = Uuid::new_v5(&union, name.as_bytes());
        self.store()
            .write("test.officer", &Actor::house(), |tx| async move {
                let ordinal = take_ordinals(&tx, union, 1).await?[0];
                let known =
                    NewPerson { person, ordinal, name: name.to_owned(), registered_at: Some(tx.now()), ..NewPerson::default() };
                plant_people(&tx, &[known], &[]).await?;
                let post = NewPost {
                    union,
                    person,
                    office,
                    title: String::new(),
                    subtree,
                    from: long_ago(),
                    until: Day::OPEN,
                    deputy_for: None,
                };
                tx.record("union", union, json!({ "post": appoint(&tx, &post).await? }));
                Ok(())
            })
            .await
            .unwrap();
        person
    }

    /// Gives somebody who is there already a post, from long ago on.
    pub async fn post(&self, union: Uuid, person: Uuid, office: Office) {
        let post = NewPost {
            union,
            person,
            office,
            title: String::new(),
            subtree: false,
            from: long_ago(),
            until: Day::OPEN,
            deputy_for: None,
        };
        let post = &post;
        self.store()
            .write("test.post", &Actor::house(), |tx| async move {
                tx.record("union", union, json!({ "post": appoint(&tx, post).await? }));
                Ok(())
            })
            .await
            .unwrap();
    }

    pub async fn small(&self) -> Small {
        let ids: Vec<Uuid> = (1..=8).map(|n| Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)).collect();
        let small = Small {
            root: ids[0],
            city: ids[1],
            counties: [ids[2], ids[3]],
            locals: [ids[4], ids[5], ids[6], ids[7]],
            members: std::array::from_fn(|l| std::array::from_fn(|m| (Uuid::from_u128(0xA000 + l as u128 * 16 + m as u128), 0))),
        };
        let union = |id, name: &str, kind, level, sort_key| NewUnion {
            id,
            name: name.to_owned(),
            kind,
            level,
            founded: long_ago(),
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key,
        };
        let unions = vec![
            union(small.root, "河北省总工会", UnionKind::Federation, Level::Province, 0),
            union(small.city, "石家庄市总工会", UnionKind::Federation, Level::City, 1),
            union(small.counties[0], "桥西区总工会", UnionKind::Federation, Level::County, 1),
            union(small.counties[1], "长安区总工会", UnionKind::Federation, Level::County, 2),
            union(small.locals[0], "华北机械工会", UnionKind::Local, Level::GrassRoots, 1),
            union(small.locals[1], "红旗小学工会", UnionKind::Local, Level::GrassRoots, 2),
            union(small.locals[2], "长安医院工会", UnionKind::Local, Level::GrassRoots, 1),
            union(small.locals[3], "长安超市工会", UnionKind::Local, Level::GrassRoots, 2),
        ];
        let under = |child, parent| NewEdge { line: 0, child, parent, from: long_ago(), leading: true };
        let edges = vec![
            under(small.city, small.root),
            under(small.counties[0], small.city),
            under(small.counties[1], small.city),
            under(small.locals[0], small.counties[0]),
            under(small.locals[1], small.counties[0]),
            under(small.locals[2], small.counties[1]),
            under(small.locals[3], small.counties[1]),
        ];
        let (unions, edges, planned) = (&unions, &edges, &small);
        let members = self
            .store()
            .write("test.small", &Actor::house(), |tx| async move {
                tx.record("union", planned.root, json!({}));
                plant(&tx, unions, edges).await?;
                let mut known = planned.members;
                for (local, people) in planned.locals.iter().zip(&mut known) {
                    let ordinals = take_ordinals(&tx, *local, 3).await?;
                    let mut new = Vec::new();
                    let mut spells = Vec::new();
                    for (n, (slot, ordinal)) in people.iter_mut().zip(ordinals).enumerate() {
                        slot.1 = ordinal;
                        new.push(NewPerson {
                            person: slot.0,
                            ordinal,
                            name: format!("密{}{}", ["甲", "乙", "丙"][n], ordinal),
                            phone: Some(format!("1990000{:04}", ordinal)),
                            registered_at: Some(tx.now()),
                            ..NewPerson::default()
                        });
                        spells.push(NewSpell {
                            person: slot.0,
                            union: *local,
                            from: long_ago(),
                            standing: "full",
                            recorded_by: None,
                            import: None,
                        });
                    }
                    plant_people(&tx, &new, &spells).await?;
                }
                Ok(known)
            })
            .await
            .unwrap();
        self.house.organisation.federation.refresh(self.store()).await.unwrap();
        Small { members, ..small }
    }
}

/// Everything in the database as sums over every column, table by table: what a refused request must leave as it was.
pub async fn digest(store: &Store) -> Vec<String> {
    let mut all = Vec::new();
    for table in unionhall::house::tables() {
        // That a session was seen may be noted; nothing else may change.
        if table.name == "web_session" {
            continue;
        }
        let sums: Vec<String> = table
            .columns
            .iter()
            .map(|c| match c.kind {
                Kind::Int | Kind::Small => format!("COALESCE(SUM(CAST({} AS BIGINT) % 1000003), 0)", c.name),
                Kind::Text | Kind::Bytes => format!("COALESCE(SUM(LENGTH({})), 0)", c.name),
                Kind::Flag => format!("COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0)", c.name),
                Kind::Id => format!("COUNT({})", c.name),
            })
            .enumerate()
            .map(|(n, sum)| format!("CAST({sum} AS BIGINT) AS c{n}"))
            .collect();
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n, {} FROM {}", sums.join(", "), table.name);
        let db = store.read();
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        let numbers: Vec<i64> = (0..=table.columns.len()).map(|n| row.try_get_by_index(n).unwrap()).collect();
        all.push(format!("{} {numbers:?}", table.name));
    }
    all
}
