//! A small house around the edge: a door to sign in by, a page for everybody, and rooms that fail in every way.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler as _;
use axum::http::Extensions;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use store::{Fault, FieldFault, Migration, Store};
use testkit::Browser;
use uuid::Uuid;
use web::session::{self, Lasting};
use web::{Ask, Failed, Fields, Form, Need, Path, Query, Routes, SignedIn, Upload, Web, WebSettings};

pub const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, web::MIGRATIONS];

/// What the routes here ask for.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    Nothing,
    Session,
    /// Nobody here has it.
    Power,
}

impl Need for Asks {
    fn label(self) -> String {
        format!("{self:?}")
    }

    fn admits(self, request: &Extensions) -> Result<(), Fault> {
        match (self, request.get::<SignedIn>()) {
            (Self::Nothing, _) | (Self::Session, Some(_)) => Ok(()),
            (_, None) => Err(Fault::SignedOut),
            (Self::Power, Some(_)) => Err(Fault::Forbidden("audit")),
        }
    }
}

#[derive(Clone)]
pub struct Hall {
    pub web: Web,
    pub router: Router,
    /// How often the page for everybody was made.
    pub made: Arc<AtomicU32>,
}

#[derive(Clone)]
struct Scene {
    web: Web,
    made: Arc<AtomicU32>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "<html lang=\"{{ lang }}\"><p>made {{ n }} for {{ who }}</p><p>{{ said }}</p>{{ filling }}</html>"
)]
struct Notice {
    lang: &'static str,
    n: u32,
    who: String,
    said: String,
    filling: String,
}

async fn notice(State(scene): State<Scene>, ask: Ask) -> Result<Response, Failed> {
    let made = || async {
        Ok(Notice {
            lang: ask.v.lang().tag(),
            n: scene.made.fetch_add(1, Ordering::SeqCst) + 1,
            who: ask.signed_in.as_ref().map_or_else(|| "a visitor".to_owned(), |s| s.person.to_string()),
            said: if ask.has_flash() { "flash".to_owned() } else { String::new() },
            filling: "long enough to be packed ".repeat(100),
        })
    };
    Ok(ask.show_to_visitors(&["notices"], made).await?)
}

/// A page that a device may keep: it names others only where it is not to be kept.
#[derive(Template)]
#[template(ext = "html", source = "<html>{{ names }} {{ said }}</html>")]
struct Mine {
    names: &'static str,
    said: String,
}

async fn mine(ask: Ask) -> Response {
    let said = ask.page("web-home").flash.map(|f| f.text.as_str().to_owned()).unwrap_or_default();
    ask.show_to_keep(&Mine { names: if ask.is_for_keeping { "nobody else" } else { "Chen and Tan" }, said })
}

async fn enter(State(scene): State<Scene>, ask: Ask, Form(form): Form<BTreeMap<String, String>>) -> Result<Response, Failed> {
    let person = person(form.get("person").map_or("1", String::as_str).parse().unwrap_or(1));
    let lasting = if form.get("on").is_some_and(|on| on == "desk") { Lasting::Desk } else { Lasting::Phone };
    let (web, ask) = (&scene.web, &ask);
    let cookie = scene
        .web
        .store
        .keep("scene.enter", |tx| async move { session::open(&tx, web, person, &ask.user_agent, lasting).await })
        .await?;
    let mut response = ask.go("/me");
    response.headers_mut().append("set-cookie", cookie.parse().unwrap());
    Ok(response)
}

async fn me(ask: Ask) -> Result<Response, Failed> {
    Ok(ask.person()?.to_string().into_response())
}

async fn fail(Path(how): Path<String>) -> Failed {
    Failed(match how.as_str() {
        "not-found" => Fault::NotFound,
        "signed-out" => Fault::SignedOut,
        "forbidden" => Fault::Forbidden("audit"),
        "invalid" => Fault::Invalid(vec![FieldFault::new("name", "web-taken"), FieldFault::new("age", "web-refused")]),
        "conflict" => Fault::Conflict("web-taken"),
        "taken" => Fault::Taken("secret_constraint_key".into()),
        "refused" => Fault::Refused("secret_constraint".into()),
        "too-many" => Fault::TooMany(17),
        "too-large" => Fault::TooLarge(4096),
        "database" => Fault::Database(sea_orm::DbErr::Custom("secret detail".into())),
        "internal" => Fault::Internal("secret detail".into()),
        _ => panic!("secret detail"),
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Card {
    name: String,
    note: String,
}

async fn form(Form(card): Form<Card>) -> axum::Json<Json> {
    axum::Json(json!({ "name": card.name, "note": card.note }))
}

async fn fields(fields: Fields) -> axum::Json<Json> {
    axum::Json(json!(fields.0))
}

async fn query(Query(card): Query<Card>) -> axum::Json<Json> {
    axum::Json(json!({ "name": card.name, "note": card.note }))
}

async fn path(Path(name): Path<String>) -> axum::Json<Json> {
    axum::Json(json!(name))
}

async fn number(Path(id): Path<Uuid>) -> axum::Json<Json> {
    axum::Json(json!(id))
}

async fn whatever(web::Json(value): web::Json<Json>) -> axum::Json<Json> {
    axum::Json(value)
}

#[derive(Deserialize)]
struct Typed {
    count: u32,
    #[serde(default)]
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    day: i32,
}

async fn typed(web::Json(typed): web::Json<Typed>) -> axum::Json<Json> {
    axum::Json(json!(i64::from(typed.count) + typed.rows.iter().map(|row| i64::from(row.day)).sum::<i64>()))
}

async fn upload(upload: Upload) -> axum::Json<Json> {
    let file = match upload.file {
        Ok(file) => file.map(|(name, bytes)| json!({ "name": name, "bytes": bytes.len() })),
        Err(fault) => Some(json!(format!("{fault:?}"))),
    };
    axum::Json(json!({ "fields": upload.fields.0, "file": file }))
}

async fn address(ask: Ask) -> String {
    ask.address.to_string()
}

async fn say(ask: Ask) -> Response {
    ask.go_saying("/", "web-home")
}

async fn identify(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let found = match web.sessions.identify(&web.store, request.headers()).await {
        Ok(None) => web::token::identify(&web.store, request.headers()).await,
        found => found,
    };
    match found {
        Ok(Some(signed_in)) => {
            request.extensions_mut().insert(signed_in);
            next.run(request).await
        }
        Ok(None) => next.run(request).await,
        Err(fault) => Failed(fault).into_response(),
    }
}

impl Hall {
    pub fn on(store: &Store) -> Self {
        Self::set_up(store, WebSettings::default())
    }

    pub fn set_up(store: &Store, settings: WebSettings) -> Self {
        let words = i18n::Words::load(&[ui::MESSAGES, web::MESSAGES]).unwrap();
        let web = Web::new(store.clone(), words, settings);
        let made = Arc::<AtomicU32>::default();
        let rooms = Routes::new()
            .get("/", Asks::Nothing, notice)
            .post("/enter", Asks::Nothing, enter)
            .get("/mine", Asks::Nothing, mine)
            .get("/me", Asks::Session, me)
            .post("/me", Asks::Session, me)
            .get("/fail/{how}", Asks::Nothing, fail)
            .get("/api/v1/fail/{how}", Asks::Nothing, fail)
            .post("/form", Asks::Nothing, form)
            .post("/fields", Asks::Nothing, fields)
            .get("/query", Asks::Nothing, query)
            .get("/path/{name}", Asks::Nothing, path)
            .get("/number/{id}", Asks::Nothing, number)
            .post("/api/v1/whatever", Asks::Nothing, whatever)
            .post("/api/v1/typed", Asks::Nothing, typed)
            .post("/upload", Asks::Nothing, upload)
            .post("/upload/files", Asks::Nothing, upload.layer(web::takes_files(300_000)))
            .post("/preferences", Asks::Nothing, web::remember_preferences)
            .get("/address", Asks::Nothing, address)
            .post("/say", Asks::Nothing, say)
            .with_state(Scene { web: web.clone(), made: made.clone() });
        Self { router: around(&web, rooms.router), web, made }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser signed in as the person of this number.
    pub async fn signed_in(&self, n: u128) -> Browser {
        let mut browser = self.browser();
        browser.post("/enter", &[("person", &n.to_string())]).await.is(303);
        browser
    }
}

/// The whole edge around some rooms.
pub fn around(web: &Web, rooms: Router) -> Router {
    web::layers(web, rooms, web.clone(), identify)
}

pub fn person(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Stories of the edge alone, which the engine below makes no difference to: on SQLite, in a moment.
macro_rules! on_sqlite {
    ($(async fn $name:ident($bed:ident : Bed) $body:block)*) => {
        $(#[test]
        fn $name() {
            testkit::run_on_sqlite(crate::hall::MIGRATIONS, |$bed| async move {
                $body
                $bed
            });
        })*
    };
}
pub(crate) use on_sqlite;
