//! A county with two locals and people in them, who come to the desk.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use codes::Day;
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, HouseState, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
use signups::{Account, Decided, Entry, NewAllotment, NewOccasion, Refusal, Signups, Wish};
use store::{Actor, Migration, Outcome, Store};
use testkit::{Bed, Browser, NOON};
use uuid::Uuid;
use web::{SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    membership::MIGRATIONS,
    inbox::MIGRATIONS,
    signups::MIGRATIONS,
];

pub const HOUR: i64 = 3_600_000;
const BEGAN: Day = Day(11_000);

pub struct Hall {
    pub store: Store,
    pub desk: Signups,
    /// `county`, `east`, `west`.
    pub union: HashMap<&'static str, Uuid>,
    /// The even ones are members in the east, the odd ones in the west.
    pub people: Vec<Uuid>,
    /// The chairs of the county, which runs the allotments, and of the east.
    pub chair: HashMap<&'static str, Uuid>,
}

struct Silent;

impl Sender for Silent {
    fn send<'a>(&'a self, _: &'a Letter) -> std::pin::Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

pub async fn desk(store: &Store) -> Signups {
    let words = i18n::Words::load(&[
        web::MESSAGES,
        ui::MESSAGES,
        inbox::MESSAGES,
        membership::MESSAGES,
        organisation::MESSAGES,
        signups::MESSAGES,
    ])
    .unwrap();
    let web = Web::new(store.clone(), words, WebSettings::default());
    let organisation = Organisation::new(web, Federation::load(store).await.unwrap());
    Signups::new(Membership::new(organisation, Arc::new(Silent)))
}

impl Hall {
    pub async fn open(bed: &Bed, people: usize) -> Self {
        let store = bed.store.clone();
        let union: HashMap<&'static str, Uuid> = ["county", "east", "west"].map(|key| (key, Uuid::now_v7())).into();
        let named = |key: &str, kind, level| NewUnion {
            id: union[key],
            name: key.into(),
            kind,
            level,
            founded: BEGAN,
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        };
        let unions = [
            named("county", Kind::Federation, Level::County),
            named("east", Kind::Local, Level::GrassRoots),
            named("west", Kind::Local, Level::GrassRoots),
        ];
        let edge = |child: &str| NewEdge { line: 0, child: union[child], parent: union["county"], from: BEGAN, leading: true };
        let edges = ["east", "west"].map(edge);
        let people: Vec<Uuid> = (0..people).map(|_| Uuid::now_v7()).collect();
        let chair: HashMap<&'static str, Uuid> = ["county", "east"].map(|key| (key, Uuid::now_v7())).into();
        let (unions, edges, union_of, all, chairs) = (&unions, &edges, &union, &people, &chair);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, unions, edges).await?;
                for (n, person) in all.iter().enumerate() {
                    let home = union_of[["east", "west"][n % 2]];
                    let ordinal = membership::take_ordinals(&tx, home, 1).await?[0];
                    let new = NewPerson { person: *person, ordinal, name: format!("会员{n}"), ..NewPerson::default() };
                    let spell =
                        NewSpell { person: *person, union: home, from: BEGAN, standing: "full", recorded_by: None, import: None };
                    membership::plant(&tx, &[new], &[spell]).await?;
                }
                for (at, person) in chairs {
                    let union = union_of[at];
                    let ordinal = membership::take_ordinals(&tx, union, 1).await?[0];
                    let new = NewPerson { person: *person, ordinal, name: format!("{at}主席"), ..NewPerson::default() };
                    membership::plant(&tx, &[new], &[]).await?;
                    let (title, until) = (String::new(), Day::OPEN);
                    let person = *person;
                    let post = NewPost {
                        union,
                        person,
                        office: Office::Chair,
                        title,
                        subtree: true,
                        from: BEGAN,
                        until,
                        deputy_for: None,
                    };
                    organisation::appoint(&tx, &post).await?;
                }
                tx.record("union", union_of["county"], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let desk = desk(&store).await;
        Self { store, desk, union, people, chair }
    }

    /// The plainest allotment: open since an hour, for a day.
    pub fn plain(&self, places: i64) -> NewAllotment {
        NewAllotment {
            id: Uuid::now_v7(),
            union: self.union["county"],
            room: "activities",
            subject: Uuid::now_v7(),
            title: "手机摄影入门".into(),
            href: "/activities".into(),
            places,
            opens_at: NOON - HOUR,
            closes_at: NOON + 24 * HOUR,
            withdraw_until: NOON + 20 * HOUR,
            ..NewAllotment::default()
        }
    }

    pub async fn allot(&self, new: NewAllotment) -> Uuid {
        let new = &new;
        let opened = self.store.write("test.open", &Actor::house(), |tx| async move { signups::open(&tx, new).await }).await;
        opened.unwrap();
        new.id
    }

    /// It takes place at these times, an hour each.
    pub async fn occasions(&self, allotment: Uuid, begins: &[i64]) {
        let new: Vec<NewOccasion> = (1..)
            .zip(begins)
            .map(|(n, at)| NewOccasion {
                n,
                id: Uuid::from_u128(allotment.as_u128() ^ n as u128),
                begins_at: *at,
                ends_at: at + HOUR,
                place: "三楼教室".into(),
                is_cancelled: false,
            })
            .collect();
        let new = &new;
        let house = Actor::house();
        let put = self.store.write("test.occasions", &house, |tx| async move {
            tx.record("allotment", allotment, json!({}));
            signups::occasions(&tx, allotment, new).await
        });
        put.await.unwrap();
    }

    /// Places with a time: it begins in an hour.
    pub async fn soon(&self, places: i64) -> Uuid {
        let id = self.allot(self.plain(places)).await;
        self.occasions(id, &[NOON + HOUR]).await;
        id
    }

    /// The 56 and the 8 symbols of somebody's ticket.
    pub async fn ticket(&self, allotment: Uuid, who: usize) -> (String, String) {
        let mut one = self.member(who).await;
        let ticket = one.get(&format!("/api/v1/signups/{allotment}/ticket")).await.is(200).json();
        (ticket["code"].as_str().unwrap().to_owned(), ticket["short"].as_str().unwrap().to_owned())
    }

    /// Money for subsidies.
    pub async fn fund(&self, fen: i64) -> Uuid {
        let account = Account {
            id: Uuid::now_v7(),
            union_id: self.union["county"],
            title: "工余充电站补贴".into(),
            source: "own".into(),
            amount: fen,
            reserved: 0,
            spent: 0,
        };
        let new = &account;
        self.store.write("test.fund", &Actor::house(), |tx| async move { signups::fund(&tx, new).await }).await.unwrap();
        account.id
    }

    pub async fn left(&self, account: Uuid) -> i64 {
        self.desk.account(account).await.unwrap().left()
    }

    pub fn wish(&self, allotment: Uuid, who: usize, heads: i32) -> Wish {
        Wish {
            allotment,
            person: self.people[who],
            key: Uuid::now_v7(),
            heads,
            answers: String::new(),
            received_at: self.store.now(),
            actor: Actor::person(self.people[who]),
        }
    }

    pub async fn ask(&self, allotment: Uuid, who: usize) -> Decided {
        self.desk.enter(self.wish(allotment, who, 1)).await.unwrap()
    }

    /// Asks, and is entered now: number and state.
    pub async fn enter(&self, allotment: Uuid, who: usize, heads: i32) -> (i64, String) {
        match self.desk.enter(self.wish(allotment, who, heads)).await.unwrap() {
            Decided::Entered(entry) => (entry.number, entry.state.clone()),
            other => panic!("{who} was not entered: {other:?}"),
        }
    }

    pub async fn refused(&self, allotment: Uuid, who: usize, heads: i32) -> Refusal {
        match self.desk.enter(self.wish(allotment, who, heads)).await.unwrap() {
            Decided::Refused(why) => why,
            other => panic!("{who} was not refused: {other:?}"),
        }
    }

    pub async fn leave(&self, allotment: Uuid, who: usize) {
        self.desk.leave(&Actor::person(self.people[who]), allotment, self.people[who]).await.unwrap();
    }

    /// The newest entry of somebody.
    pub async fn entry(&self, allotment: Uuid, who: usize) -> Entry {
        self.desk.entry_of(allotment, self.people[who]).await.unwrap().unwrap()
    }

    /// The states of some people, in their order.
    pub async fn states(&self, allotment: Uuid, who: impl IntoIterator<Item = usize>) -> Vec<String> {
        let mut states = Vec::new();
        for n in who {
            states.push(self.entry(allotment, n).await.state);
        }
        states
    }

    /// A browser without anybody in it.
    pub fn visitor(&self) -> Browser {
        let organisation = self.desk.membership.organisation.clone();
        let web = organisation.web.clone();
        let routes = signups::routes(self.desk.clone()).router.route("/as/{person}", axum::routing::get(sign_in));
        Browser::new(web::layers(&web, routes, |routes| routes.layer(from_fn_with_state(organisation, identify))))
    }

    /// The same hall by a door that does not remember how often anybody came.
    pub async fn afresh(&self) -> Self {
        let (store, union) = (self.store.clone(), self.union.clone());
        let desk = desk(&store).await;
        Self { store, desk, union, people: self.people.clone(), chair: self.chair.clone() }
    }

    /// A browser in which this one is signed in.
    pub async fn browser(&self, person: Uuid) -> Browser {
        let mut browser = self.visitor();
        browser.get(&format!("/as/{person}")).await.is(200);
        browser
    }

    pub async fn member(&self, who: usize) -> Browser {
        self.browser(self.people[who]).await
    }

    pub async fn officer(&self, at: &str) -> Browser {
        self.browser(self.chair[at]).await
    }

    /// What somebody was told, by its key, in alphabetical order.
    pub async fn told(&self, who: usize) -> Vec<String> {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            message: String,
        }
        let sql = "SELECT message FROM inbox_notice WHERE person = $1 ORDER BY message";
        let rows: Vec<Row> = store::all(self.store.read(), sql, store::binds![self.people[who]]).await.unwrap();
        rows.into_iter().map(|r| r.message).collect()
    }

    /// Everything due is done, and the desk adds up.
    pub async fn work(&self) {
        let worker = signups::work(&self.desk, jobs::Worker::new(self.store.clone()));
        jobs::drain(&worker).await.unwrap();
        self.adds_up().await;
    }

    pub async fn adds_up(&self) {
        assert_eq!(signups::check(&self.store).await.unwrap(), Vec::<String>::new());
    }
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {page}"));
    at.split('"').next().unwrap().to_owned()
}

async fn sign_in(axum::extract::Path(person): axum::extract::Path<Uuid>) -> Response {
    ([("set-cookie", format!("as={person}; Path=/"))], "in").into_response()
}

async fn identify(State(organisation): State<Organisation>, mut request: Request, next: Next) -> Response {
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
