use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use cast::{Cast, Invent, Local, ROLES, home_local, phone_of};
use codes::Day;
use http_body_util::BodyExt as _;
use jobs::Worker;
use membership::{NewPerson, plant, take_ordinals};
use serde_json::{Value, json};
use store::{Actor, Clock as _, Fault, FrozenClock, Outcome};
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

impl Somebody {
    /// One of the cast's many, of whom the story knows no more.
    fn unnamed((person, _): &(Uuid, i64)) -> Self {
        Self { person: *person, name: String::new(), phone: String::new() }
    }
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

    pub async fn get(&self, by: &Somebody, path: &str) -> Outcome<Value> {
        self.send(by, Method::GET, path, &Value::Null).await
    }

    /// A page as this person reads it.
    pub async fn page(&self, by: &Somebody, path: &str) -> Outcome<Answer> {
        self.signed_in(by, Method::GET, path, FORM, String::new()).await
    }

    /// Sends a form of a page, for what no machine may do.
    pub async fn fill(&self, by: &Somebody, path: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        self.signed_in(by, Method::POST, path, FORM, written(fields)).await
    }

    /// Sends a form from a phone that belongs to nobody, with this cookie; without fields it reads the page. No
    /// time passes, for what somebody shows at a counter holds for minutes only.
    pub async fn at_the_counter(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        let method = if fields.is_empty() { Method::GET } else { Method::POST };
        self.ask(cookie, method, path, FORM, written(fields)).await
    }

    /// A new id, as a device would choose one.
    pub fn key(&self) -> Uuid {
        self.house.store().ids().new_id(self.clock.now())
    }

    /// Members of locals in the home county, a few of each, none of them of the cast.
    pub fn crowd(&self, most: usize) -> Vec<Somebody> {
        let home = home_local(&self.cast.locals).map(|l| l.division.get(..COUNTY).unwrap_or_default().to_owned());
        let near = |l: &Local| home.as_deref().is_some_and(|county| l.division.starts_with(county));
        let locals: Vec<_> = self.cast.locals.iter().zip(&self.cast.people).filter(|(l, _)| near(l)).collect();
        let longest = locals.iter().map(|(_, people)| people.len()).max().unwrap_or(0);
        let each = (0..longest).flat_map(|n| locals.iter().filter_map(move |(_, people)| people.get(n)));
        each.take(most).map(Somebody::unnamed).collect()
    }

    /// Members of the home local, none of them of the cast.
    pub fn colleagues(&self, most: usize) -> Vec<Somebody> {
        let home = self.cast.locals.iter().position(|l| l.union == self.at.local);
        let people = home.and_then(|n| self.cast.people.get(n)).map(Vec::as_slice).unwrap_or_default();
        people.iter().take(most).map(Somebody::unnamed).collect()
    }

    /// Sends what this person would send, through the whole house; nobody stays signed in.
    async fn send(&self, by: &Somebody, method: Method, path: &str, body: &Value) -> Outcome<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.signed_in(by, method, path, "application/json", body).await?;
        if answer.text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&answer.text).map_err(|e| Fault::Internal(format!("{path}: {e}")))
    }

    async fn signed_in(&self, by: &Somebody, method: Method, path: &str, kind: &str, body: String) -> Outcome<Answer> {
        let (store, web, person) = (self.house.store(), &self.house.web, by.person);
        self.clock.advance(PAUSE_MS);
        let cookie =
            store.keep("demo.sign_in", |tx| async move { session::open(&tx, web, person, "demo", Lasting::Phone).await }).await?;
        let answer = self.ask(cookie.split(';').next().unwrap_or_default(), method, path, kind, body).await;
        store.keep("demo.sign_out", |tx| async move { session::close_all(&tx, person, None).await }).await?;
        answer
    }

    async fn ask(&self, cookie: &str, method: Method, path: &str, kind: &str, body: String) -> Outcome<Answer> {
        let internal = |what: String| Fault::Internal(format!("{path}: {what}"));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "demo")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .map_err(|e| internal(e.to_string()))?;
        let answer = self.door.clone().oneshot(request).await.map_err(|e| internal(e.to_string()))?;
        let (status, cookie) = (answer.status(), answer.headers().get(header::SET_COOKIE).cloned());
        let bytes = answer.into_body().collect().await.map_err(|e| internal(e.to_string()))?.to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !(status.is_success() || status.is_redirection()) {
            return Err(internal(format!("{status} {text}")));
        }
        let cookie = cookie.and_then(|c| c.to_str().ok().and_then(|c| c.split(';').next()).map(str::to_owned));
        Ok(Answer { text, cookie: cookie.unwrap_or_default() })
    }
}

/// What came back: the body, and the cookie that was set with it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub text: String,
    pub cookie: String,
}

impl Answer {
    /// The words between two others; `what` names them where they are missing.
    pub fn between(&self, before: &str, after: &str) -> Outcome<&str> {
        let found = self.text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map(|(words, _)| words.trim());
        found.ok_or_else(|| Fault::Internal(format!("no {before} on the page")))
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
/// Digits of a division code that name its county.
const COUNTY: usize = 6;

fn written(fields: &[(&str, &str)]) -> String {
    let form = fields.iter().fold(ui::Href::new(""), |form, (name, value)| form.with(name, value));
    form.to_string().trim_start_matches('?').to_owned()
}

/// The id under this key of an answer.
pub(super) fn id_of(answer: &Value, key: &str) -> Outcome<Uuid> {
    let id = answer[key].as_str().and_then(|text| text.parse().ok());
    id.ok_or_else(|| Fault::Internal(format!("no {key} in {answer}")))
}
