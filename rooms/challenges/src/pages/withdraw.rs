use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use store::Fault;
use ui::{Button, Head};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::{Challenges, sight, verbs};

#[derive(Template)]
#[template(path = "challenges/withdraw.html")]
struct WithdrawPage {
    page: ui::Page,
    head: Head,
    says: Vec<String>,
    acts: Vec<Button>,
}

/// Asks before what cannot be brought back.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let own = sight::own(&c, &scope, id).await?;
    if !own.has_joined() {
        return Err(Fault::NotFound.into());
    }
    let (v, it) = (&ask.v, &own.challenge);
    let back = format!("{}/me", it.href());
    Ok(ask.show(&WithdrawPage {
        page: ask.page("challenges-withdraw").at("activities").back_to(&back, it.title.as_str()),
        head: ui::head(v.t("challenges-withdraw")).says(it.title.as_str()),
        says: vec![v.t("challenges-withdraw-says"), v.t("challenges-withdraw-figures"), v.t("challenges-withdraw-place")],
        acts: vec![
            Button::post(format!("{back}/withdraw"), v.t("challenges-withdraw-it")).main().wide(),
            Button::link(back, v.t("challenges-withdraw-not")).wide(),
        ],
    }))
}

pub async fn post(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    verbs::withdraw::withdraw(&c, &scope, &ask.actor(), id).await?;
    Ok(ask.go_saying(&format!("/challenges/{id}/me"), "challenges-withdrawn"))
}
