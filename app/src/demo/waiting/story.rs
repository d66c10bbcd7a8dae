use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use cast::{Cast, Invent, Local, ROLES, home_local, phone_of};
use codes::Day;
use http_body_util::BodyExt as _;
use jobs::Worker;
use membership::{NewPerson, plant, take_ordinals};
use serde_json::{Value, json};
use store::{Actor, Fault, FrozenClock, Outcome};
use tower::ServiceExt as _;
use uuid::Uuid;
use web::session::{self, Lasting};

use crate::house::{House, worker};

/// Numbers of people the cast does not know begin here, beyond those of roles and members.
const FIRST_PHONE: usize = 90_000_000;
/// Between one act and the next, so that notices and queues have an order.
const PAUSE_MS: i64 = 4 * 60_000;

/// Somebody who acts, and how to reach him.
#[derive(Clone, Debug)]
pub(super) struct Somebody {
    pub person: Uuid,
    pub name: String,
    pub phone: String,
}

/// The unions of the story from the home local up, and the railway's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub local: Uuid,
    pub street: Uuid,
    pub county: Uuid,
    pub city: Uuid,
    pub province: Uuid,
    pub national: Uuid,
    pub railway: Uuid,
}

/// The house with its door, its worker and its clock: who sends what, one act after the other.
pub(super) struct Story<'a> {
    pub at: Places,
    house: &'a House,
    cast: &'a Cast,
    clock: &'a FrozenClock,
    door: Router,
    worker: Worker,
    invent: Invent,
    known: usize,
}

impl<'a> Story<'a> {
    /// Nothing where the federation lacks the places of the story.
    pub fn open(house: &'a House, cast: &'a Cast, clock: &'a FrozenClock) -> Option<Self> {
        let home = home_local(&cast.locals)?;
        let path = house.organisation.federation.path(home.parent);
        let [.., national, province, city, county, street] = path.as_slice() else { return None };
        let railway = cast.locals.iter().find(|l: &&Local| l.sector_leads)?.parent;
        let at = Places {
            local: home.union,
            street: street.id,
            county: county.id,
            city: city.id,
            province: province.id,
            national: national.id,
            railway,
        };
        let door = crate::router::router(house);
        Some(Self { at, house, cast, clock, door, worker: worker(house), invent: Invent::new(70_000), known: 0 })
    }

    pub fn today(&self) -> Day {
        self.house.organisation.today()
    }

    /// Whoever plays this role.
    pub fn plays(&self, role: &str) -> Outcome<Somebody> {
        let person = self.cast.roles.iter().find(|(key, _)| *key == role).map(|(_, person)| *person);
        let known = ROLES.iter().position(|r| r.key == role).zip(person);
        let (n, person) = known.ok_or_else(|| Fault::Internal(format!("nobody plays {role}")))?;
        Ok(Somebody { person, name: ROLES[n].name.to_owned(), phone: phone_of(n) })
    }

    /// Somebody new who has proved a telephone and belongs nowhere yet.
    pub async fn know(&mut self, union: Uuid) -> Outcome<Somebody> {
        let somebody =
            Somebody { person: self.invent.id(), name: self.invent.name(), phone: format!("199{:08}", FIRST_PHONE + self.known) };
        self.known += 1;
        let new = &somebody;
        self.house
            .store()
            .write("demo.know", &Actor::house(), |tx| async move {
                tx.record("person", new.person, json!({}));
                let ordinal = take_ordinals(&tx, union, 1).await?.first().copied().unwrap_or_default();
                let known = NewPerson {
                    person: new.person,
                    ordinal,
                    name: new.name.clone(),
                    phone: Some(new.phone.clone()),
                    registered_at: Some(tx.now()),
                    ..NewPerson::default()
                };
                plant(&tx, &[known], &[]).await
            })
            .await?;
        Ok(somebody)
    }

    /// Everything due is done, as it would be within a second of each act.
    pub async fn worked_off(&self) -> Outcome<()> {
        jobs::drain(&self.worker).await.map(|_| ())
    }

    pub async fn post(&self, by: &Somebody, path: &str, body: &Value) -> Outcome<Value> {
        self.send(by, Method::POST, path, body).await
    }

    pub async fn put(&self, by: &Somebody, path: &str, body: &Value) -> Outcome<Value> {
        self.send(by, Method::PUT, path, body).await
    }

    /// Sends what this person would send, through the whole house; nobody stays signed in.
    async fn send(&self, by: &Somebody, method: Method, path: &str, body: &Value) -> Outcome<Value> {
        let internal = |what: String| Fault::Internal(format!("{path}: {what}"));
        let (store, web, person) = (self.house.store(), &self.house.web, by.person);
        self.clock.advance(PAUSE_MS);
        let cookie =
            store.keep("demo.sign_in", |tx| async move { session::open(&tx, web, person, "demo", Lasting::Phone).await }).await?;
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "demo")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie.split(';').next().unwrap_or_default())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .map_err(|e| internal(e.to_string()))?;
        let answer = self.door.clone().oneshot(request).await.map_err(|e| internal(e.to_string()))?;
        let status = answer.status();
        let bytes = answer.into_body().collect().await.map_err(|e| internal(e.to_string()))?.to_bytes();
        store.keep("demo.sign_out", |tx| async move { session::close_all(&tx, person, None).await }).await?;
        if !status.is_success() {
            return Err(internal(format!("{status} {}", String::from_utf8_lossy(&bytes))));
        }
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&bytes).map_err(|e| internal(e.to_string()))
    }
}

/// The id under this key of an answer.
pub(super) fn id_of(answer: &Value, key: &str) -> Outcome<Uuid> {
    let id = answer[key].as_str().and_then(|text| text.parse().ok());
    id.ok_or_else(|| Fault::Internal(format!("no {key} in {answer}")))
}
