//! The first run: whoever reads the one-time link on the screen of the new installation names the root union and its first
//! administrator, and tries a message. Any union may be the root: a county may run alone.

use std::sync::OnceLock;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use codes::{Day, Mobile};
use membership::Letter;
use organisation::{Kind, Level, NewPost, NewUnion, Office};
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use subtle::ConstantTimeEq as _;
use ui::{Button, Field, Html, Page};
use web::session::Lasting;
use web::{Ask, Failed, Form, Path};

use crate::house::House;

/// The secret of this process's link. It opens nothing once there is a root union.
static SECRET: OnceLock<String> = OnceLock::new();

const LONGEST_NAME: usize = 60;
const SHORTEST_PASSWORD: usize = 10;

/// The path of the one-time link.
#[must_use]
pub fn link(house: &House) -> String {
    let secret = SECRET.get_or_init(|| {
        let mut bytes = [0; 16];
        house.store().ids().fill(&mut bytes);
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    });
    format!("/first-run/{secret}")
}

fn prove(secret: &str) -> Outcome<()> {
    let known = SECRET.get().is_some_and(|s| bool::from(s.as_bytes().ct_eq(secret.as_bytes())));
    if known { Ok(()) } else { Err(Fault::NotFound) }
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Wanted {
    union: String,
    kind: String,
    division: String,
    name: String,
    phone: String,
    password: String,
}

#[derive(Template)]
#[template(path = "app/first_run.html")]
struct FirstRun {
    page: Page,
    action: String,
    fields: Vec<Field>,
    mistakes: Html,
    save: Button,
    tried: Option<ui::Note>,
}

/// `GET /first-run/{secret}`
pub async fn get(ask: Ask, Path(secret): Path<String>) -> Result<Response, Failed> {
    prove(&secret)?;
    Ok(ask.show(&form(&ask, &Wanted { kind: "county".into(), ..Wanted::default() }, &[], None)))
}

/// `POST /first-run/{secret}/test`: sends a test message to the number in the form, which stays filled in.
pub async fn test(
    State(house): State<House>,
    ask: Ask,
    Path(secret): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failed> {
    prove(&secret)?;
    ask.web.limit_codes(ask.address)?;
    let Ok(phone) = Mobile::parse(&wanted.phone) else {
        let faults = [FieldFault::new("phone", "app-first-phone-bad")];
        return Ok(ask.show_again(&form(&ask, &wanted, &faults, None)));
    };
    let letter = Letter { to: phone.as_str().to_owned(), text: ask.v.t("app-first-test-text") };
    let note = match house.membership.send(&letter).await {
        Ok(()) => ui::Note::good(ask.v.t("app-first-test-sent")),
        Err(fault) => {
            tracing::warn!(%fault, "the test message could not be sent");
            ui::Note::bad(ask.v.t("app-first-test-failed"))
        }
    };
    Ok(ask.show(&form(&ask, &wanted, &[], Some(note))))
}

/// `POST /first-run/{secret}`: the root union and its chair begin, and the chair is signed in.
pub async fn post(
    State(house): State<House>,
    ask: Ask,
    Path(secret): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failed> {
    prove(&secret)?;
    match begin(&house, &ask, &wanted).await {
        Ok(cookie) => {
            house.organisation.federation.refresh(house.store()).await?;
            let mut response = ask.go_saying("/desk", "app-first-done");
            let cookie = HeaderValue::try_from(cookie).map_err(|e| Fault::Internal(e.to_string()))?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&form(&ask, &wanted, &faults, None))),
        Err(fault) => Err(fault.into()),
    }
}

struct Read {
    union: NewUnion,
    name: String,
    phone: Mobile,
    password: String,
}

/// Which sorts of union may be a root, and how high each stands.
const ROOTS: [(&str, Kind, Level); 7] = [
    ("national", Kind::National, Level::National),
    ("province", Kind::Federation, Level::Province),
    ("city", Kind::Federation, Level::City),
    ("county", Kind::Federation, Level::County),
    ("sector", Kind::Sector, Level::Province),
    ("township", Kind::Township, Level::Township),
    ("local", Kind::Local, Level::GrassRoots),
];

fn read(house: &House, wanted: &Wanted) -> Outcome<Read> {
    let mut faults = Vec::new();
    let mut length = |field: &str, text: &str, key| {
        let n = text.chars().count();
        if n == 0 || n > LONGEST_NAME {
            faults.push(FieldFault::new(field, key).with("most", LONGEST_NAME));
        }
    };
    length("union", &wanted.union, "app-first-union-bad");
    length("name", &wanted.name, "app-first-name-bad");
    let root = ROOTS.iter().find(|(key, ..)| *key == wanted.kind);
    if root.is_none() {
        faults.push(FieldFault::new("kind", "app-first-kind-bad"));
    }
    let division = match wanted.division.as_str() {
        "" => None,
        code => match code.parse::<codes::DivisionCode>() {
            Ok(code) => Some(code.to_string()),
            Err(_) => {
                faults.push(FieldFault::new("division", "app-first-division-bad"));
                None
            }
        },
    };
    let phone = Mobile::parse(&wanted.phone);
    if phone.is_err() {
        faults.push(FieldFault::new("phone", "app-first-phone-bad"));
    }
    let length = wanted.password.chars().count();
    if !(SHORTEST_PASSWORD..=200).contains(&length) {
        faults.push(FieldFault::new("password", "app-first-password-bad").with("least", SHORTEST_PASSWORD));
    }
    match (root, phone) {
        (Some((_, kind, level)), Ok(phone)) if faults.is_empty() => Ok(Read {
            union: NewUnion {
                id: house.store().ids().new_id(house.store().now()),
                name: wanted.union.clone(),
                kind: *kind,
                level: *level,
                founded: Day::from_unix_ms(house.store().now()),
                credit_code: None,
                division,
                kept_by: None,
                sort_key: 0,
            },
            name: wanted.name.clone(),
            phone,
            password: wanted.password.clone(),
        }),
        _ => Err(Fault::Invalid(faults)),
    }
}

/// One transaction: union, person, post, session. Two readers of the link at once: the second finds the root there.
async fn begin(house: &House, ask: &Ask, wanted: &Wanted) -> Outcome<String> {
    let read = &read(house, wanted)?;
    let password = &membership::hash_password(&read.password).await?;
    house
        .store()
        .write("app.first_run", &Actor { request: Some(ask.request_id.clone()), ..Actor::house() }, |tx| async move {
            organisation::require_empty(&tx).await?;
            organisation::plant(&tx, std::slice::from_ref(&read.union), &[]).await?;
            let person =
                membership::register_administrator(&tx, read.union.id, &read.name, read.phone.as_str(), password).await?;
            let post = NewPost {
                union: read.union.id,
                person,
                office: Office::Chair,
                title: String::new(),
                subtree: true,
                from: Day::from_unix_ms(tx.now()),
                until: Day::OPEN,
                deputy_for: None,
            };
            organisation::appoint(&tx, &post).await?;
            tx.record("union", read.union.id, json!({ "administrator": person }));
            web::session::open(&tx, &ask.web, person, &ask.user_agent, Lasting::Desk).await
        })
        .await
}

fn form(ask: &Ask, wanted: &Wanted, faults: &[FieldFault], tried: Option<ui::Note>) -> FirstRun {
    let v = &ask.v;
    let error = |field: &str| ask.error(faults, field);
    let fields = vec![
        Field::text("union", v.t("app-first-union"))
            .hint(v.t("app-first-union-hint"))
            .value(&wanted.union)
            .error(error("union"))
            .required()
            .first(),
        ROOTS
            .iter()
            .fold(Field::select("kind", v.t("app-first-kind")), |f, (key, ..)| f.choice(key, v.t(level_key(key))))
            .value(&wanted.kind)
            .error(error("kind"))
            .required(),
        Field::text("division", v.t("app-first-division"))
            .hint(v.t("app-first-division-hint"))
            .value(&wanted.division)
            .error(error("division"))
            .optional(v),
        Field::text("name", v.t("app-first-name")).value(&wanted.name).error(error("name")).required(),
        Field::phone("phone", v.t("app-first-phone")).value(&wanted.phone).error(error("phone")).required(),
        Field::secret("password", v.t("app-first-password"))
            .hint(v.t1("app-first-password-hint", "least", 10))
            .error(error("password"))
            .required(),
    ];
    FirstRun {
        page: ask.page("app-first-title"),
        action: ask.path.trim_end_matches("/test").to_owned(),
        mistakes: Html::trusted(ui::mistakes(v, &fields).to_string()),
        fields,
        save: Button::submit(v.t("app-first-save")).main().wide(),
        tried,
    }
}

fn level_key(key: &str) -> &'static str {
    match key {
        "national" => "app-first-kind-national",
        "province" => "app-first-kind-province",
        "city" => "app-first-kind-city",
        "sector" => "app-first-kind-sector",
        "township" => "app-first-kind-township",
        "local" => "app-first-kind-local",
        _ => "app-first-kind-county",
    }
}
