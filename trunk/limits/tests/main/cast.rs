//! A province with two cities and a local, their chairs, and a browser for each.

use std::collections::HashMap;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use codes::Day;
use limits::Limits;
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::{Answer, Bed, Browser};
use uuid::Uuid;
use web::{SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, limits::MIGRATIONS];

pub struct Hall {
    pub store: Store,
    pub limits: Limits,
    router: axum::Router,
    pub union: HashMap<&'static str, Uuid>,
    person: HashMap<&'static str, Uuid>,
}

const BEGAN: Day = Day(11_000);

/// Name, union, office, with everything below.
const POSTS: &[(&str, &str, Office, bool)] = &[
    ("省主席", "province", Office::Chair, true),
    ("市主席", "city", Office::Chair, false),
    ("厂主席", "local", Office::Chair, false),
    ("厂干事", "local", Office::Officer, false),
    ("厂经审", "local", Office::AuditChair, false),
    ("外市主席", "far", Office::Chair, false),
];

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let union = |name: &str, kind, level| NewUnion {
            id: Uuid::now_v7(),
            name: name.into(),
            kind,
            level,
            founded: BEGAN,
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        };
        let unions = [
            ("province", union("湖南省总工会", Kind::Federation, Level::Province)),
            ("city", union("长沙市总工会", Kind::Federation, Level::City)),
            ("local", union("麓山精密工会", Kind::Local, Level::GrassRoots)),
            ("far", union("怀化市总工会", Kind::Federation, Level::City)),
        ];
        let ids: HashMap<&'static str, Uuid> = unions.iter().map(|(key, u)| (*key, u.id)).collect();
        let edges = [("city", "province"), ("local", "city"), ("far", "province")].map(|(child, parent)| NewEdge {
            line: 0,
            child: ids[child],
            parent: ids[parent],
            from: BEGAN,
            leading: true,
        });
        let unions: Vec<NewUnion> = unions.into_iter().map(|(_, u)| u).collect();
        let person: HashMap<&'static str, Uuid> = POSTS.iter().map(|p| (p.0, Uuid::now_v7())).collect();
        let (all, edges, ids_now, people) = (&unions, &edges, &ids, &person);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, all, edges).await?;
                for (name, at, office, subtree) in POSTS {
                    let post = NewPost {
                        union: ids_now[at],
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
                tx.record("union", ids_now["province"], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let words = i18n::Words::load(&[web::MESSAGES, ui::MESSAGES, organisation::MESSAGES, limits::MESSAGES]).unwrap();
        let web = Web::new(store.clone(), words, WebSettings::default());
        let organisation = Organisation::new(web.clone(), Federation::load(&store).await.unwrap());
        let limits = Limits::new(organisation.clone());
        let rooms = limits::routes(limits.clone()).router.route("/as/{person}", axum::routing::get(testkit::sign_in));
        let router = web::layers(&web, rooms, |rooms| rooms.layer(from_fn_with_state(organisation, identify)));
        Self { store, limits, router, union: ids, person }
    }

    pub async fn as_(&self, name: &str) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.get(&format!("/as/{}", self.person[name])).await.is(200);
        browser
    }

    /// The form of a limit on festival goods, with these changes.
    pub fn form(&self, union: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("union", self.union[union].to_string()),
            ("item", "festival".to_owned()),
            ("period", "a-year".to_owned()),
            ("yuan", "2200".to_owned()),
            ("form", "vouchers".to_owned()),
            ("document", "湘工办〔2025〕3号".to_owned()),
            ("from", "2025-01-01".to_owned()),
        ];
        for (name, value) in changes {
            form.iter_mut().find(|(n, _)| n == name).unwrap().1 = (*value).to_owned();
        }
        form
    }

    pub async fn set(&self, who: &str, union: &str, changes: &[(&'static str, &str)]) -> Answer {
        let form = self.form(union, changes);
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.as_(who).await.post("/limits/new", &form).await
    }
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
