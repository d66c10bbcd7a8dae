use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use cast::ROLES;
use store::Fault;
use ui::{Button, Page, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::house::House;

#[derive(Template)]
#[template(path = "app/demo.html")]
struct CastPage {
    page: Page,
    members: Rows,
    officers: Rows,
    others: Rows,
}

/// `GET /demo`: who one can be, and what there is to do for each.
pub async fn get(State(house): State<House>, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let row = |key: &str| {
        let role = ROLES.iter().find(|r| r.key == key);
        let name = role.map_or("", |r| r.name);
        Row::new(format!("{}　{name}", v.t(&format!("app-cast-{key}"))))
            .fact(v.t(&format!("app-cast-{key}-does")))
            .end(Button::post(format!("/demo/sign-in/{key}"), v.t("app-cast-be")).small())
    };
    let page = CastPage {
        page: ask.page("app-demo-title"),
        members: Rows::new(["member", "courier", "team-leader"].map(row)),
        officers: Rows::new(
            [
                "local-chair",
                "street-officer",
                "county-officer",
                "county-chair",
                "city-officer",
                "provincial-officer",
                "national-officer",
                "sector-officer",
            ]
            .map(row),
        ),
        others: Rows::new(["mediator", "auditor", "merchant-clerk", "employer"].map(row)),
    };
    debug_assert!(!house.organisation.federation.is_empty());
    Ok(ask.show(&page))
}

/// `POST /demo/sign-in/{name}`: one click, only in the demonstration.
pub async fn sign_in(State(house): State<House>, ask: Ask, Path(name): Path<String>) -> Result<Response, Failed> {
    let role = ROLES.iter().position(|r| r.key == name).ok_or(Fault::NotFound)?;
    let person: Uuid = house.membership.find_by_phone(&cast::phone_of(role)).await?.ok_or(Fault::NotFound)?;
    let cookie = house.membership.sign_in_as(person, &ask).await?;
    let mut response = ask.go(if ROLES[role].post.is_some() { "/desk" } else { "/" });
    let cookie = HeaderValue::try_from(cookie).map_err(|e| Fault::Internal(e.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
