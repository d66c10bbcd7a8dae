//! What waits when the demonstration opens: asked through the same addresses as everybody, so that nothing stands on a desk that
//! no verb could have put there.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use cast::{Cast, Invent, home_local};
use http_body_util::BodyExt as _;
use membership::{NewPerson, plant, take_ordinals};
use serde_json::{Value, json};
use store::{Actor, Fault, Outcome};
use tower::ServiceExt as _;
use uuid::Uuid;
use web::session::{self, Lasting};

use crate::house::{House, worker};

/// Applications at the home local; the last of them is asked back.
const AT_LOCAL: usize = 6;
/// Applications of people without employer at the street's union.
const AT_STREET: usize = 3;
/// Numbers of the applicants begin here, beyond those of roles and members.
const FIRST_PHONE: usize = 90_000_000;

/// Lets people ask, and the officers' desks and the members' notices fill.
///
/// # Errors
/// Whatever the verbs answer.
pub async fn leave(house: &House, cast: &Cast) -> Outcome<()> {
    let Some(home) = home_local(&cast.locals) else { return Ok(()) };
    let door = crate::router::router(house);
    let mut invent = Invent::new(70_000);
    let at_local = (0..AT_LOCAL).map(|_| (home.union, "factory"));
    let at_street = (0..AT_STREET).map(|_| (home.parent, "takeaway"));
    let mut asked = Vec::new();
    for (n, (union, work)) in at_local.chain(at_street).enumerate() {
        let (person, name) = (invent.id(), invent.name());
        know(house, union, person, &name, n).await?;
        let form = json!({ "name": name, "union": union, "work": [work] });
        let answer = send(house, &door, person, "/api/v1/applications", &form).await?;
        asked.push((person, answer["application"].as_str().unwrap_or_default().to_owned()));
    }
    let chair = cast.roles.iter().find(|(key, _)| *key == "local-chair");
    if let (Some((_, chair)), Some((person, application))) = (chair, asked.get(AT_LOCAL - 1)) {
        let back = json!({ "act": "return", "words": "请补充所在班组和入职时间。", "seen": "asked" });
        send(house, &door, *chair, &format!("/api/v1/applications/{person}/{application}/decision"), &back).await?;
    }
    found(house, &door, cast, home.parent).await?;
    jobs::drain(&worker(house)).await?;
    Ok(())
}

/// The courier asks the county for a union of his own kind; the street has no power to approve one.
async fn found(house: &House, door: &Router, cast: &Cast, street: Uuid) -> Outcome<()> {
    let Some((_, courier)) = cast.roles.iter().find(|(key, _)| *key == "courier") else { return Ok(()) };
    let Some(county) = house.organisation.federation.parent(street).map(|u| u.id) else { return Ok(()) };
    let form = json!({
        "name": "麓谷片区网约配送员联合工会",
        "kind": "joint-local",
        "members": "46",
        "day": house.organisation.today().plus_months(1).to_string(),
        "words": "片区内三个站点的骑手商量好了，想有自己的工会。",
        "contact_name": "余江川",
        "contact_phone": format!("199{:08}", FIRST_PHONE + 99),
        "employers": "长沙麓谷速达配送站 30\n长沙梅溪即时配送站 16",
    });
    send(house, door, *courier, &format!("/api/v1/unions/{county}/foundings"), &form).await?;
    Ok(())
}

/// Somebody who has proved a telephone and belongs nowhere yet.
async fn know(house: &House, union: Uuid, person: Uuid, name: &str, n: usize) -> Outcome<()> {
    house
        .store()
        .write("demo.know", &Actor::house(), |tx| async move {
            tx.record("person", person, json!({}));
            let ordinal = take_ordinals(&tx, union, 1).await?.first().copied().unwrap_or_default();
            let known = NewPerson {
                person,
                ordinal,
                name: name.to_owned(),
                phone: Some(format!("199{:08}", FIRST_PHONE + n)),
                registered_at: Some(tx.now()),
                ..NewPerson::default()
            };
            plant(&tx, &[known], &[]).await
        })
        .await
}

/// Sends what this person would send, through the whole house; nobody stays signed in.
async fn send(house: &House, door: &Router, person: Uuid, path: &str, body: &Value) -> Outcome<Value> {
    let internal = |what: String| Fault::Internal(format!("{path}: {what}"));
    let (store, web) = (house.store(), &house.web);
    let cookie =
        store.keep("demo.sign_in", |tx| async move { session::open(&tx, web, person, "demo", Lasting::Phone).await }).await?;
    let request = Request::post(path)
        .header(header::HOST, "demo")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie.split(';').next().unwrap_or_default())
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .map_err(|e| internal(e.to_string()))?;
    let answer = door.clone().oneshot(request).await.map_err(|e| internal(e.to_string()))?;
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
