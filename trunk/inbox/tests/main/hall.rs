//! A county, its locals and their officers, and the ways to them.

use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use codes::Day;
use i18n::Words;
use inbox::{Deliver, Delivery, Inbox, NewNotice, NewTask, Room, Said, To};
use organisation::{
    Answering, Federation, Kind, Level, NewEdge, NewPost, NewUnion, Office, Organisation, Power, Scope, appoint, plant,
};
use serde_json::json;
use store::{Actor, Migration, Store};
use testkit::{Bed, Browser};
use uuid::Uuid;
use web::session::{Lasting, open};
use web::{Failed, SignedIn, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, inbox::MIGRATIONS];

/// Wednesday 18 November 2026, the day every story begins on.
pub const TODAY: Day = Day(20_775);

#[derive(Clone)]
pub struct Hall {
    pub web: Web,
    pub inbox: Inbox,
    pub county: Uuid,
    pub local: Uuid,
    pub other: Uuid,
    /// Its books are kept by the county.
    pub small: Uuid,
}

fn union(name: &str, kind: Kind, level: Level, kept_by: Option<Uuid>) -> NewUnion {
    NewUnion {
        id: Uuid::now_v7(),
        name: name.into(),
        kind,
        level,
        founded: Day(11_000),
        credit_code: None,
        division: None,
        kept_by,
        sort_key: 0,
    }
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let county = union("岳麓区总工会", Kind::Federation, Level::County, None);
        let local = union("麓谷电子厂工会", Kind::Local, Level::GrassRoots, None);
        let other = union("五一商场工会", Kind::Local, Level::GrassRoots, None);
        let small = union("望月湖小吃街联合工会", Kind::JointLocal, Level::GrassRoots, Some(county.id));
        let ids = [county.id, local.id, other.id, small.id];
        let edge = |child| NewEdge { line: 0, child, parent: ids[0], from: Day(11_000), leading: true };
        let (unions, edges) = (&[county, local, other, small], &[edge(ids[1]), edge(ids[2]), edge(ids[3])]);
        bed.store
            .write("test.plant", &Actor::house(), |tx| async move {
                plant(&tx, unions, edges).await?;
                tx.record("union", ids[0], json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let mut hall = Self::on(&bed.store).await;
        [hall.county, hall.local, hall.other, hall.small] = ids;
        hall
    }

    /// The house as a process finds it on this database.
    pub async fn on(store: &Store) -> Self {
        let words = Words::load(&[ui::MESSAGES, web::MESSAGES, organisation::MESSAGES, inbox::MESSAGES]).expect("all texts");
        let web = Web::new(store.clone(), words, WebSettings::default());
        let federation = Federation::load(store).await.unwrap();
        let inbox = Inbox::new(Organisation::new(web.clone(), federation));
        Self { web, inbox, county: Uuid::nil(), local: Uuid::nil(), other: Uuid::nil(), small: Uuid::nil() }
    }

    pub fn store(&self) -> &Store {
        &self.web.store
    }

    /// Somebody new who holds this post.
    pub async fn officer(&self, union: Uuid, office: Office) -> Uuid {
        self.post(union, office, Day::OPEN, None).await.0
    }

    /// As [`Hall::officer`], until a day, perhaps as a deputy; the person and the post.
    pub async fn post(&self, union: Uuid, office: Office, until: Day, deputy_for: Option<Uuid>) -> (Uuid, Uuid) {
        let person = Uuid::now_v7();
        let subtree = union == self.county;
        let new = &NewPost { union, person, office, title: String::new(), subtree, from: TODAY, until, deputy_for };
        let post = self
            .store()
            .write("test.appoint", &Actor::house(), |tx| async move {
                tx.record("union", union, json!({}));
                appoint(&tx, new).await
            })
            .await
            .unwrap();
        (person, post)
    }

    pub async fn scope(&self, person: Uuid) -> Scope {
        let who = SignedIn { person, session: Uuid::nil(), token_powers: None };
        self.inbox.organisation.scope(&who).await.unwrap()
    }

    /// What waits for this person, as kinds and keys would be: the titles' keys.
    pub async fn waiting(&self, person: Uuid) -> Vec<inbox::Task> {
        self.inbox.waiting(&self.scope(person).await).await.unwrap()
    }

    pub async fn put(&self, new: &NewTask) -> bool {
        self.store().keep("test.task", |tx| async move { inbox::task(&tx, new).await }).await.unwrap()
    }

    pub async fn tell(&self, new: &NewNotice) -> bool {
        self.store().keep("test.notice", |tx| async move { inbox::notice(&tx, new).await }).await.unwrap()
    }

    pub async fn done(&self, union: Uuid, key: &str) -> bool {
        self.store().keep("test.done", |tx| async move { inbox::done(&tx, union, key, None).await }).await.unwrap()
    }

    /// A browser of somebody signed in.
    pub async fn browser(&self, person: Uuid) -> Browser {
        let web = &self.web;
        let cookie = self
            .store()
            .keep("test.sign_in", |tx| async move { open(&tx, web, person, "test", Lasting::Desk).await })
            .await
            .unwrap();
        let mut browser = self.visitor();
        browser.take_cookie(&cookie);
        browser
    }

    pub fn visitor(&self) -> Browser {
        let rooms = inbox::routes(self.inbox.clone()).router;
        Browser::new(web::layers(&self.web, rooms, self.clone(), identify))
    }
}

async fn identify(State(hall): State<Hall>, mut request: Request, next: Next) -> Response {
    match hall.web.sessions.identify(hall.store(), request.headers()).await {
        Ok(Some(who)) => {
            let scope = hall.inbox.organisation.scope(&who).await.unwrap();
            request.extensions_mut().insert(who);
            request.extensions_mut().insert(scope);
            next.run(request).await
        }
        Ok(None) => next.run(request).await,
        Err(fault) => Failed(fault).into_response(),
    }
}

/// A task for whoever admits at this union.
pub fn application(union: Uuid, key: &str) -> NewTask {
    let to = To::Power(Power::Admit);
    NewTask::new(union, key, to, Room::Membership, "membership.application", Said::new("inbox-task-join"))
        .at("/members/applications", "inbox-act-decide")
}

/// A word to this person.
pub fn word(person: Uuid, key: &str, union: Uuid) -> NewNotice {
    NewNotice::new(person, key, Room::Membership, Said::new("inbox-join-approved").union("union", union), "/me/application")
}

/// Remembers what would have gone out.
#[derive(Default)]
pub struct Postbox(pub Mutex<Vec<Delivery>>);

impl Deliver for Postbox {
    fn deliver(&self, delivery: Delivery) -> Answering<'_, ()> {
        self.0.lock().unwrap().push(delivery);
        Box::pin(async { Ok(()) })
    }
}

impl Hall {
    pub fn postbox(&self) -> Arc<Postbox> {
        let postbox = Arc::new(Postbox::default());
        self.inbox.connect(postbox.clone());
        postbox
    }

    pub fn worker(&self) -> jobs::Worker {
        inbox::work(&self.inbox, jobs::Worker::new(self.store().clone()))
    }
}
