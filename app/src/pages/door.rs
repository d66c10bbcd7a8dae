use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ui::{Button, Doors, Page, Row, Rows};
use web::{Ask, Failed};

use crate::house::House;

#[derive(Template)]
#[template(path = "app/door_visitor.html")]
struct Visitor {
    page: Page,
    join: Button,
    doors: Doors,
    unions: Rows,
}

#[derive(Template)]
#[template(path = "app/door_member.html")]
struct Member {
    page: Page,
    name: String,
    union: Option<String>,
    act: Button,
    doors: Doors,
    mine: Rows,
}

/// `GET /`: the front door. A visitor sees what can be done here; whoever is signed in, the own things first.
pub async fn get(State(house): State<House>, ask: Ask) -> Result<Response, Failed> {
    if ask.signed_in.is_some() {
        return member(&house, &ask).await;
    }
    Ok(ask.show_to_visitors(&["organisation"], async || Ok(visitor(&house, &ask))).await?)
}

fn visitor(house: &House, ask: &Ask) -> Visitor {
    let v = &ask.v;
    let federation = &house.organisation.federation;
    let root = federation.root();
    let mut doors = Doors::new(v.t("app-door-what"))
        .door("/join", "membership", v.t("app-door-join"))
        .door("/u", "place", v.t("app-door-find"))
        .door("/sign-in", "me", v.t("app-door-sign-in"));
    if let Some(root) = &root {
        doors = doors.door(format!("/u/{}/figures", root.id), "reports", v.t("app-door-figures"));
    }
    doors = doors.door("tel:12351", "phone", v.t("app-door-hotline"));
    if ask.web.settings.demo {
        doors = doors.door("/demo", "people", v.t("app-door-demo"));
    }
    let children = root.map(|r| federation.children(r.id)).unwrap_or_default();
    let unions = Rows::new(children.iter().take(8).map(|u| {
        let below = i64::try_from(federation.children(u.id).len()).unwrap_or(0);
        Row::new(u.name.as_str()).to(format!("/u/{}", u.id)).fact(v.t1("app-door-below", "n", below))
    }))
    .tight();
    Visitor {
        page: ask.page("app-door-title").at("home"),
        join: Button::link("/join", v.t("app-door-join-now")).main().wide(),
        doors,
        unions,
    }
}

async fn member(house: &House, ask: &Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let person = ask.person()?;
    let greeting = house.membership.greet(person).await?.ok_or(store::Fault::SignedOut)?;
    let federation = &house.organisation.federation;
    let (union, act) = match &greeting.union {
        Some(union) => (Some(federation.name(*union)), Button::link("/me/card", v.t("app-door-card"))),
        None if has_asked(house, ask).await? => (None, Button::link("/me/application", v.t("app-door-application"))),
        None => (None, Button::link("/join", v.t("app-door-join-now"))),
    };
    let mut mine = Vec::new();
    if let Some(id) = greeting.union {
        let path = federation.path(id);
        let above = path.iter().rev().skip(1).take(3).map(|u| u.name.as_str()).collect::<Vec<_>>();
        mine.push(
            Row::new(federation.name(id)).to(format!("/u/{id}")).fact(above.into_iter().rev().collect::<Vec<_>>().join(" › ")),
        );
    }
    mine.push(
        Row::new(v.t("app-door-help"))
            .fact(v.t("app-door-help-when"))
            .end(Button::link("tel:12351", "12351").small().icon("phone")),
    );
    let doors = Doors::new(v.t("app-door-what"))
        .door("/activities", "activities", v.t("app-nav-activities"))
        .door("/me/signups", "signups", v.t("app-door-signups"))
        .door("/challenges", "contests", v.t("app-nav-challenges"))
        .door("/offers", "services", v.t("app-nav-benefits"))
        .door("/me/vouchers", "scan", v.t("app-door-vouchers"))
        .door("/venues", "venues", v.t("app-nav-venues"));
    Ok(ask.show(&Member {
        page: ask.page("app-door-title").at("home"),
        name: greeting.name,
        union,
        act: act.main().wide(),
        doors,
        mine: Rows::new(mine),
    }))
}

/// Whether an own application to join waits for an answer, of the union or of oneself.
async fn has_asked(house: &House, ask: &Ask) -> store::Outcome<bool> {
    let own = house.membership.own_applications(ask).await?;
    Ok(own.iter().any(|a| matches!(a.state.as_str(), "asked" | "returned")))
}
