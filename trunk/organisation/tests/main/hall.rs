//! A small province to tell stories in, and the ways to it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use codes::Day;
use organisation::{
    Answering, Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation, People, appoint, plant,
};
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::Browser;
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS];

/// Wednesday 18 November 2026, the day every story begins on.
pub const TODAY: Day = Day(20_775);

/// Ids of the unions of the small province.
#[derive(Clone, Copy)]
pub struct Ids {
    pub root: Uuid,
    pub province: Uuid,
    pub changsha: Uuid,
    pub yuelu: Uuid,
    pub furong: Uuid,
    /// A local below Yuelu.
    pub local: Uuid,
    /// A local below Furong.
    pub other: Uuid,
    /// The national railway union, which leads line 1.
    pub railway: Uuid,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A new local of this name.
pub fn new_union(name: &str, kind: Kind, level: Level, founded: Day) -> NewUnion {
    NewUnion {
        id: Uuid::now_v7(),
        name: name.into(),
        kind,
        level,
        founded,
        credit_code: None,
        division: None,
        kept_by: None,
        sort_key: 0,
    }
}

pub async fn plant_province(store: &Store) -> Ids {
    let began = day("2000-01-01");
    let unions = [
        new_union("中华全国总工会", Kind::National, Level::National, began),
        new_union("湖南省总工会", Kind::Federation, Level::Province, began),
        new_union("长沙市总工会", Kind::Federation, Level::City, began),
        new_union("岳麓区总工会", Kind::Federation, Level::County, began),
        new_union("芙蓉区总工会", Kind::Federation, Level::County, began),
        new_union("麓谷电子厂工会", Kind::Local, Level::GrassRoots, began),
        new_union("五一商场工会", Kind::Local, Level::GrassRoots, began),
        new_union("中国铁路工会", Kind::Sector, Level::National, began),
    ];
    let id: Vec<Uuid> = unions.iter().map(|u| u.id).collect();
    let parents = [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (6, 4), (7, 0)];
    let edges: Vec<NewEdge> = parents
        .iter()
        .map(|(child, parent)| NewEdge { line: 0, child: id[*child], parent: id[*parent], from: began, leading: true })
        .collect();
    let (unions, edges, first, railway) = (&unions, &edges, id[0], id[7]);
    store
        .write("test.plant", &Actor::house(), |tx| async move {
            plant(&tx, unions, edges).await?;
            organisation::add_line(&tx, 1, "railway", "铁路", "Railway", railway).await?;
            tx.record("union", first, json!({}));
            Ok(())
        })
        .await
        .unwrap();
    Ids { root: id[0], province: id[1], changsha: id[2], yuelu: id[3], furong: id[4], local: id[5], other: id[6], railway }
}

/// People of the stories, found by their number.
pub struct Known(pub HashMap<&'static str, (Uuid, &'static str)>);

impl People for Known {
    fn office_holders<'a>(&'a self, people: &'a [Uuid]) -> Answering<'a, HashMap<Uuid, String>> {
        let found = self.0.values().filter(|(id, _)| people.contains(id)).map(|(id, name)| (*id, (*name).to_owned()));
        let found = found.collect();
        Box::pin(async move { Ok(found) })
    }

    fn by_phone<'a>(&'a self, phone: &'a str) -> Answering<'a, Option<(Uuid, String)>> {
        let found = self.0.get(phone).map(|(id, name)| (*id, (*name).to_owned()));
        Box::pin(async move { Ok(found) })
    }
}

/// The house of the stories: its unions, its people, and a browser for each of them.
pub struct Hall {
    pub ids: Ids,
    pub house: Organisation,
    router: axum::Router,
}

pub const NATIONAL: (&str, u128) = ("13800000001", 1);
pub const CITY: (&str, u128) = ("13800000002", 2);
pub const COUNTY: (&str, u128) = ("13800000003", 3);
pub const LOCAL: (&str, u128) = ("13800000004", 4);
pub const MEMBER: (&str, u128) = ("13800000005", 5);
pub const FURONG: (&str, u128) = ("13800000006", 6);

impl Hall {
    pub async fn open(store: &Store) -> Self {
        let ids = plant_province(store).await;
        let words = i18n::Words::load(&[ui::MESSAGES, web::MESSAGES, organisation::MESSAGES]).unwrap();
        let web = web::Web::new(store.clone(), words, web::WebSettings::default());
        let federation = Federation::load(store).await.unwrap();
        let house = Organisation::new(web.clone(), federation);
        let cast = [NATIONAL, CITY, COUNTY, LOCAL, MEMBER, FURONG];
        let names = ["国主席", "长沙主席", "岳麓主席", "厂主席", "会员", "芙蓉主席"];
        let known = cast.iter().zip(names).map(|((phone, id), name)| (*phone, (Uuid::from_u128(*id), name)));
        house.introduce(Arc::new(Known(known.collect())));
        for (who, union, subtree) in [
            (NATIONAL, ids.root, true),
            (CITY, ids.changsha, true),
            (COUNTY, ids.yuelu, true),
            (LOCAL, ids.local, false),
            (FURONG, ids.furong, true),
        ] {
            give(store, union, Uuid::from_u128(who.1), Office::Chair, subtree).await;
        }
        let mounted = organisation::routes(house.clone());
        let router = web::layers(&web, mounted.router, house.clone(), identify);
        Self { ids, house, router }
    }

    /// A browser in which this person is signed in.
    pub fn browser(&self, who: (&str, u128)) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.take_cookie(&format!("who={}", Uuid::from_u128(who.1)));
        browser
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The union of this name in today's tree.
    pub fn named(&self, name: &str) -> Uuid {
        self.house.federation.search(name, None, 1).first().unwrap_or_else(|| panic!("no {name}")).id
    }
}

async fn identify(State(o): State<Organisation>, mut request: Request, next: Next) -> Response {
    let cookies = request.headers().get("cookie").and_then(|c| c.to_str().ok()).unwrap_or_default();
    let who = cookies.split("; ").find_map(|c| c.strip_prefix("who=")).and_then(|id| id.parse::<Uuid>().ok());
    let powers = request.headers().get("x-powers").and_then(|p| p.to_str().ok());
    let powers = powers.map(|p| p.split(',').map(str::to_owned).collect());
    request.extensions_mut().insert(HouseState::default());
    o.federation.refresh(o.store()).await.unwrap();
    if let Some(person) = who {
        let signed_in = web::SignedIn { person, session: person, token_powers: powers };
        let scope = o.scope(&signed_in).await.unwrap();
        request.extensions_mut().insert(signed_in);
        request.extensions_mut().insert(scope);
    }
    next.run(request).await
}

/// Gives somebody a post since the beginning.
pub async fn give(store: &Store, union: Uuid, person: Uuid, office: Office, subtree: bool) {
    let post = NewPost {
        union,
        person,
        office,
        title: String::new(),
        subtree,
        from: day("2020-01-01"),
        until: Day::OPEN,
        deputy_for: None,
    };
    let post = &post;
    store
        .write("test.appoint", &Actor::house(), |tx| async move {
            appoint(&tx, post).await?;
            tx.record("union", union, json!({}));
            Ok(())
        })
        .await
        .unwrap();
}
