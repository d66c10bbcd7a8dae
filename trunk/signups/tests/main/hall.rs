//! A county with two locals and people in them, who come to the desk.

use std::collections::HashMap;

use cast::stories::{self, BEGAN, Union};
use membership::{NewPerson, NewSpell};
use organisation::{Kind, Level, Office};
use serde_json::json;
use signups::{Account, Decided, Entry, NewAllotment, NewOccasion, Refusal, Signups, Wish};
use store::{Actor, Migration, Store};
pub use testkit::hidden;
use testkit::{Bed, Browser, NOON};
use uuid::Uuid;

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

const UNIONS: &[Union] = &[
    ("county", "county", Kind::Federation, Level::County, ""),
    ("east", "east", Kind::Local, Level::GrassRoots, "county"),
    ("west", "west", Kind::Local, Level::GrassRoots, "county"),
];
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

pub async fn desk(store: &Store) -> Signups {
    let all = [web::MESSAGES, ui::MESSAGES, inbox::MESSAGES, membership::MESSAGES, organisation::MESSAGES, signups::MESSAGES];
    Signups::new(stories::membership(store, &all).await)
}

impl Hall {
    pub async fn open(bed: &Bed, people: usize) -> Self {
        let store = bed.store.clone();
        let names: Vec<String> = (0..people).map(|n| format!("会员{n}")).collect();
        let names = &names;
        let house = Actor::house();
        let set = store.write("test.plant", &house, |tx| async move {
            let union = stories::found(&tx, UNIONS).await?;
            let mut people = Vec::new();
            for (n, name) in names.iter().enumerate() {
                let home = union[["east", "west"][n % 2]];
                let ordinal = membership::take_ordinals(&tx, home, 1).await?[0];
                people.push(Uuid::now_v7());
                let person = people[n];
                let new = NewPerson { person, ordinal, name: name.clone(), ..NewPerson::default() };
                let spell = NewSpell { person, union: home, from: BEGAN, standing: "full", recorded_by: None, import: None };
                membership::plant(&tx, &[new], &[spell]).await?;
            }
            let mut chair = HashMap::new();
            for at in ["county", "east"] {
                // Known to the house, and a member of no union.
                let (ordinal, person) = (membership::take_ordinals(&tx, union[at], 1).await?[0], Uuid::now_v7());
                let new = NewPerson { person, ordinal, name: format!("{at}主席"), ..NewPerson::default() };
                membership::plant(&tx, &[new], &[]).await?;
                stories::seat(&tx, union[at], person, (Office::Chair, "", true)).await?;
                chair.insert(at, person);
            }
            Ok((union, people, chair))
        });
        let (union, people, chair) = set.await.unwrap();
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

    fn door(&self) -> axum::Router {
        stories::door(&self.desk.membership.organisation, signups::routes(self.desk.clone()))
    }

    /// A browser without anybody in it.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.door())
    }

    /// The same hall by a door that does not remember how often anybody came.
    pub async fn afresh(&self) -> Self {
        let (store, union) = (self.store.clone(), self.union.clone());
        let desk = desk(&store).await;
        Self { store, desk, union, people: self.people.clone(), chair: self.chair.clone() }
    }

    /// A browser in which this one is signed in.
    pub async fn browser(&self, person: Uuid) -> Browser {
        stories::browser(&self.door(), person).await
    }

    pub async fn member(&self, who: usize) -> Browser {
        self.browser(self.people[who]).await
    }

    pub async fn officer(&self, at: &str) -> Browser {
        self.browser(self.chair[at]).await
    }

    /// What somebody was told, by its key, in alphabetical order.
    pub async fn told(&self, who: usize) -> Vec<String> {
        stories::told(&self.store, self.people[who]).await
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
