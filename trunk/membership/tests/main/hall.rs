//! A small province with its officers to tell stories in, and the doors of this crate behind the real edge.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use codes::Day;
use i18n::Words;
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{
    Federation, HouseState, Kind, Level, NewEdge, NewEmployer, NewPost, NewUnion, Office, Organisation, add_employer, appoint,
};
use serde_json::json;
use store::{Actor, Migration, Outcome, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;
use web::{Failed, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, membership::MIGRATIONS];

/// Wednesday 18 November 2026, the day every story begins on.
pub const TODAY: Day = Day(20_775);
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// Keeps what is sent instead of sending it.
#[derive(Default)]
pub struct Pigeon(Mutex<Vec<Letter>>);

impl Sender for Pigeon {
    fn send<'a>(&'a self, letter: &'a Letter) -> std::pin::Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        self.0.lock().unwrap().push(letter.clone());
        Box::pin(async { Ok(()) })
    }
}

impl Pigeon {
    /// How many letters went out.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// The code in the newest letter to a number.
    pub fn code_to(&self, phone: &str) -> String {
        let letters = self.0.lock().unwrap();
        let text = &letters.iter().rev().find(|l| l.to == phone).expect("a letter").text;
        let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 6).collect();
        digits.first().expect("six digits").to_string()
    }
}

/// The unions of the small province.
#[derive(Clone, Copy)]
pub struct Unions {
    /// 湖南省总工会, the root.
    pub province: Uuid,
    pub city: Uuid,
    /// 岳麓区总工会
    pub county: Uuid,
    /// 麓谷街道总工会, below the county.
    pub street: Uuid,
    /// 麓山精密工会, below the street; covers 麓山精密机械有限公司.
    pub local: Uuid,
    /// 麓山光电工会, below the street; covers 麓山光电有限公司; has no computer, the street keeps its books.
    pub kept: Uuid,
}

/// Mobile numbers of the cast.
pub const CHAIR_OF_STREET: &str = "13900000001";
pub const DEPUTY_OF_STREET: &str = "13900000002";
pub const CHAIR_OF_LOCAL: &str = "13900000003";
pub const OFFICER_OF_COUNTY: &str = "13900000004";
/// A member of the local.
pub const MEMBER: &str = "13900000005";

pub struct Hall {
    pub m: Membership,
    pub router: Router,
    pub pigeon: Arc<Pigeon>,
    pub unions: Unions,
    pub clock: Arc<store::FrozenClock>,
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let unions = plant_unions(&bed.store).await;
        plant_people(&bed.store, &unions).await;
        let pigeon = Arc::new(Pigeon::default());
        let m = house(bed.store.clone(), pigeon.clone()).await;
        Self { router: router(&m), m, pigeon, unions, clock: bed.clock.clone() }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser signed in by a one-time code.
    pub async fn signed_in(&self, phone: &str) -> Browser {
        let mut browser = self.browser();
        browser.post("/sign-in", &[("phone", phone), ("act", "code")]).await.is(200);
        let code = self.pigeon.code_to(phone);
        browser.post("/sign-in", &[("phone", phone), ("code", &code)]).await.is(303);
        browser
    }

    pub fn store(&self) -> &Store {
        self.m.store()
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &str) -> i64 {
        store::scalar(self.store().read(), sql, []).await.unwrap().unwrap()
    }

    pub async fn person(&self, phone: &str) -> Option<Uuid> {
        self.m.find_by_phone(phone).await.unwrap()
    }
}

/// The house of one process.
pub async fn house(store: Store, sender: Arc<dyn Sender>) -> Membership {
    let words = Words::load(&[ui::MESSAGES, web::MESSAGES, organisation::MESSAGES, membership::MESSAGES]).unwrap();
    store.refresh_versions().await.unwrap();
    let federation = Federation::load(&store).await.unwrap();
    let web = Web::new(store, words, WebSettings::default());
    let organisation = Organisation::new(web, federation);
    let m = Membership::new(organisation.clone(), sender);
    organisation.introduce(Arc::new(m.clone()));
    m
}

/// The doors of this crate and of the federation behind the edge, with the identifying layer in its simplest form.
pub fn router(m: &Membership) -> Router {
    let rooms = membership::routes(m.clone()).router.merge(organisation::routes(m.organisation.clone()).router);
    web::layers(&m.web, rooms, m.clone(), identify)
}

async fn identify(State(m): State<Membership>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(HouseState::default());
    let headers = request.headers().clone();
    let who = async {
        let who = match web::token::identify(m.store(), &headers).await? {
            Some(who) => Some(who),
            None => m.web.sessions.identify(m.store(), &headers).await?,
        };
        match who {
            Some(who) if m.greet(who.person).await?.is_some() => Ok(Some((m.organisation.scope(&who).await?, who))),
            _ => Ok(None),
        }
    };
    match who.await {
        Ok(Some((scope, who))) => {
            request.extensions_mut().insert(scope);
            request.extensions_mut().insert(who);
        }
        Ok(None) => {}
        Err(fault) => return Failed(fault).into_response(),
    }
    next.run(request).await
}

fn union(name: &str, kind: Kind, level: Level, kept_by: Option<Uuid>) -> NewUnion {
    NewUnion {
        id: Uuid::now_v7(),
        name: name.into(),
        kind,
        level,
        founded: Day(10_957),
        credit_code: None,
        division: None,
        kept_by,
        sort_key: 0,
    }
}

async fn plant_unions(store: &Store) -> Unions {
    let mut unions = vec![
        union("湖南省总工会", Kind::Federation, Level::Province, None),
        union("长沙市总工会", Kind::Federation, Level::City, None),
        union("岳麓区总工会", Kind::Federation, Level::County, None),
        union("麓谷街道总工会", Kind::Township, Level::Township, None),
        union("麓山精密工会", Kind::Local, Level::GrassRoots, None),
    ];
    unions.push(union("麓山光电工会", Kind::Local, Level::GrassRoots, Some(unions[3].id)));
    // A second street of the same beginning, so that somebody may have to choose.
    unions.push(union("麓谷新区街道总工会", Kind::Township, Level::Township, None));
    let id: Vec<Uuid> = unions.iter().map(|u| u.id).collect();
    let edges: Vec<NewEdge> = [(1, 0), (2, 1), (3, 2), (4, 3), (5, 3), (6, 2)]
        .iter()
        .map(|(child, parent)| NewEdge { line: 0, child: id[*child], parent: id[*parent], from: Day(10_957), leading: true })
        .collect();
    let (unions, edges, of) = (&unions, &edges, &id);
    store
        .write("test.plant", &Actor::house(), |tx| async move {
            organisation::plant(&tx, unions, edges).await?;
            for (name, union) in [("麓山精密机械有限公司", of[4]), ("麓山光电有限公司", of[5])] {
                let new = NewEmployer {
                    id: tx.new_id(),
                    name: name.into(),
                    credit_code: None,
                    kind: "firm".into(),
                    workers: 100,
                    division: None,
                };
                add_employer(&tx, &new, Some((union, Day(10_957)))).await?;
            }
            tx.record("union", of[0], json!({}));
            Ok(())
        })
        .await
        .unwrap();
    Unions { province: id[0], city: id[1], county: id[2], street: id[3], local: id[4], kept: id[5] }
}

async fn plant_people(store: &Store, unions: &Unions) {
    let cast = [
        ("许主席", CHAIR_OF_STREET, Some((unions.street, Office::Chair))),
        ("陈副主席", DEPUTY_OF_STREET, Some((unions.street, Office::ViceChair))),
        ("罗主席", CHAIR_OF_LOCAL, Some((unions.local, Office::Chair))),
        ("区干事", OFFICER_OF_COUNTY, Some((unions.county, Office::Chair))),
        ("老会员", MEMBER, None),
    ];
    store
        .write("test.people", &Actor::house(), |tx| async move {
            let ordinals = membership::take_ordinals(&tx, unions.local, cast.len()).await?;
            for ((name, phone, post), ordinal) in cast.iter().zip(ordinals) {
                let person = NewPerson {
                    person: tx.new_id(),
                    ordinal,
                    name: (*name).into(),
                    phone: Some((*phone).into()),
                    registered_at: Some(tx.now()),
                    ..NewPerson::default()
                };
                let spells: Vec<NewSpell> = post
                    .is_none()
                    .then_some(NewSpell {
                        person: person.person,
                        union: unions.local,
                        from: Day(20_000),
                        standing: "full",
                        recorded_by: None,
                        import: None,
                    })
                    .into_iter()
                    .collect();
                membership::plant(&tx, std::slice::from_ref(&person), &spells).await?;
                if let Some((union, office)) = post {
                    let post = NewPost {
                        union: *union,
                        person: person.person,
                        office: *office,
                        title: String::new(),
                        subtree: true,
                        from: Day(20_000),
                        until: Day::OPEN,
                        deputy_for: None,
                    };
                    appoint(&tx, &post).await?;
                }
            }
            tx.record("union", unions.street, json!({}));
            Ok(())
        })
        .await
        .unwrap();
}
