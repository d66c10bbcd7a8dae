use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use benefits::{LinkForm, make_link};
use cast::ROLES;
use store::{Actor, Fault, Outcome};
use ui::{Button, Page, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path, SignedIn};

use crate::house::House;

/// Who takes vouchers, without an account.
const CLERK: &str = "merchant-clerk";

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
    let counter = if name == CLERK { counter(&house, &ask).await? } else { None };
    let first = counter.unwrap_or_else(|| if ROLES[role].post.is_some() { "/desk" } else { "/" }.to_owned());
    let mut response = ask.go(&first);
    let cookie = HeaderValue::try_from(cookie).map_err(|e| Fault::Internal(e.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Whoever stands at a merchant's counter is known by its link alone: one is made as the county's officer would make it, for a day.
/// None where there is no merchant any more, or so many came before that no further link is given.
async fn counter(house: &House, ask: &Ask) -> Outcome<Option<String>> {
    let Some(role) = ROLES.iter().position(|r| r.key == "county-officer") else { return Ok(None) };
    let Some(officer) = house.membership.find_by_phone(&cast::phone_of(role)).await? else { return Ok(None) };
    let scope = house.organisation.scope(&SignedIn { person: officer, session: Uuid::nil(), token_powers: None }).await?;
    let Some(union) = scope.home() else { return Ok(None) };
    // The cinema's: the member of the story has its vouchers.
    let merchants = house.benefits.merchants_of(union).await?;
    let Some(merchant) = merchants.iter().find(|m| m.kind == "cinema").or(merchants.first()) else { return Ok(None) };
    let actor = Actor { person: Some(officer), on_behalf: None, request: Some(ask.request_id.clone()) };
    let form = LinkForm { label: ask.v.t("app-cast-merchant-clerk"), days: "1".into(), ..LinkForm::default() };
    match make_link(&house.benefits, &scope, &actor, merchant.id, &form).await {
        Ok(link) => Ok(Some(format!("/redeem/in/{}", link.token))),
        Err(Fault::Invalid(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
