//! A county with two locals and people in them, who come to the desk.

use std::collections::HashMap;
use std::sync::Arc;

use codes::Day;
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, Kind, Level, NewEdge, NewUnion, Organisation};
use serde_json::json;
use signups::{Account, Decided, Entry, NewAllotment, Refusal, Signups, Wish};
use store::{Actor, Migration, Outcome, Store};
use testkit::{Bed, NOON};
use uuid::Uuid;
use web::{Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    membership::MIGRATIONS,
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
}

struct Silent;

impl Sender for Silent {
    fn send<'a>(&'a self, _: &'a Letter) -> std::pin::Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

pub async fn desk(store: &Store) -> Signups {
    let words = i18n::Words::load(&[web::MESSAGES, ui::MESSAGES, signups::MESSAGES]).unwrap();
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
        let (unions, edges, union_of, all) = (&unions, &edges, &union, &people);
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
                tx.record("union", union_of["county"], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let desk = desk(&store).await;
        Self { store, desk, union, people }
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
