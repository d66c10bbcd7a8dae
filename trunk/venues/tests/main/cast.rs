//! A county with two locals, the people in them, and a browser for each.

use std::collections::HashMap;

use cast::stories::{self, AT_HOME, PROVINCE, Stage};
use inbox::Inbox;
use organisation::Organisation;
use store::{Migration, Store};
use testkit::{Bed, Browser};
pub use testkit::{hidden, send, with};
use uuid::Uuid;
use venues::Venues;
use web::SignedIn;

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    venues::MIGRATIONS,
];

pub struct Hall {
    pub store: Store,
    router: axum::Router,
    organisation: Organisation,
    venues: Venues,
    /// Unions by short names: county, lushan, wuyi, far.
    pub union: HashMap<&'static str, Uuid>,
    /// People by short names.
    pub person: HashMap<&'static str, Uuid>,
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let Stage { union, person } = Stage::set(&store, PROVINCE, AT_HOME).await;
        let (router, organisation, venues) = door(&store).await;
        Self { store, router, organisation, venues, union, person }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    /// What this person may reach today.
    pub async fn scope(&self, name: &str) -> organisation::Scope {
        let signed_in = SignedIn { person: self.person[name], session: Uuid::nil(), token_powers: None };
        self.organisation.scope(&signed_in).await.unwrap()
    }

    /// What this crate does by itself.
    pub fn worker(&self) -> jobs::Worker {
        venues::work(&self.venues, jobs::Worker::new(self.store.clone()))
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The form of a palace of the county, with these changes.
    pub fn palace(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("union", self.union["county"].to_string()),
            ("kind", "palace".to_owned()),
            ("name", "岳麓区工人文化宫".to_owned()),
            ("address", "麓山路1号".to_owned()),
            ("phone", "0731-12345678".to_owned()),
            ("lat", "28.2282".to_owned()),
            ("lon", "112.9388".to_owned()),
            ("spaces", "多功能厅 80\n茶室".to_owned()),
            ("bookers", "all".to_owned()),
            ("needs_approval", "1".to_owned()),
        ];
        form.extend(["hours_1", "hours_2", "hours_3", "hours_4", "hours_5"].map(|day| (day, "8:30-21:30".to_owned())));
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name && *n != "facilities") {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
    }

    /// A palace set up by the county's officer, and its first space.
    pub async fn set_up(&self, changes: &[(&'static str, &str)]) -> (Uuid, Uuid) {
        let mut officer = self.as_("区干事").await;
        let answer = send(&mut officer, "/venues/new", &self.palace(changes)).await;
        answer.is(303);
        let venue: Uuid = answer.location().rsplit('/').next().unwrap().parse().unwrap();
        let spaces = venues::spaces(self.store.read(), venue).await.unwrap();
        (venue, spaces[0].id)
    }

    /// What still counts in the ledger of one kind: (held, attended, by head, minutes).
    pub async fn counts(&self, kind: &str) -> (i64, i64, i64, i64) {
        stories::counts(&self.store, kind, ["held", "attended", "counted", "minutes"]).await.into()
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        stories::rows(&self.store, table).await
    }

    pub fn id(&self, name: &str) -> String {
        self.person[name].to_string()
    }
}

/// The house behind a door of its own: with its own memory of who asks too often.
async fn door(store: &Store) -> (axum::Router, Organisation, Venues) {
    let membership = stories::membership(
        store,
        &[
            web::MESSAGES,
            ui::MESSAGES,
            ledger::MESSAGES,
            membership::MESSAGES,
            organisation::MESSAGES,
            inbox::MESSAGES,
            venues::MESSAGES,
        ],
    );
    let room = Venues::new(membership.await);
    let organisation = room.membership.organisation.clone();
    let mounted = venues::routes(room.clone()).and(inbox::routes(Inbox::new(organisation.clone())));
    (stories::door(&organisation, mounted), organisation, room)
}

/// The form of a booking on a Thursday evening, with these changes.
pub fn evening(space: Uuid, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let form = [
        ("space", space.to_string()),
        ("union", String::new()),
        ("day", "2026-11-19".to_owned()),
        ("from", "19:00".to_owned()),
        ("until", "21:00".to_owned()),
        ("weeks", "1".to_owned()),
        ("purpose", "合唱排练".to_owned()),
    ];
    with(form.to_vec(), changes)
}
