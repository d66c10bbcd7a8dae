use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use ui::{Button, Empty, Head, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed};

use super::said;
use crate::rows::challenge;
use crate::{Challenges, sight};

/// Challenges shown.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "challenges/challenges_desk.html")]
struct DeskPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

/// What the unions whose activities the reader runs have announced, the latest first.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let (v, today) = (&ask.v, c.today());
    let unions = unions(&scope);
    let mut rows = Vec::new();
    for it in challenge::of_unions(c.store().read(), &unions, MOST).await? {
        let of = c.signups.allotment(it.allotment).await?;
        rows.push(
            Row::new(it.title.as_str())
                .to(format!("{}/desk", it.href()))
                .fact(c.federation().name(it.union_id))
                .fact(v.t(it.kind().key))
                .fact(said::days(v, &it))
                .fact(v.t3("challenges-taken", "taken", of.taken, "places", of.places, "waiting", of.waiting))
                .end(said::state(v, &it, today)),
        );
    }
    let new = || Button::link("/challenges/new", v.t("challenges-announce"));
    let (mut head, mut empty) = (
        ui::head(v.t("challenges-desk")),
        Empty::new("activities", v.t("challenges-desk-none")).hint(v.t("challenges-desk-hint")),
    );
    if !unions.is_empty() {
        let blueprints = Button::link("/blueprints?room=challenges", v.t("challenges-from-blueprint"));
        (head, empty) = (head.act(blueprints).act(new().main()), empty.act(new()));
    }
    Ok(ask.show(&DeskPage { page: ask.page("challenges-desk").at("challenges"), head, rows: Rows::new(rows).or(empty) }))
}

/// The unions the reader may announce for.
pub(super) fn unions(scope: &Scope) -> Vec<Uuid> {
    let all = scope.unions_with(Power::Run).into_iter();
    all.filter(|u| sight::require_to_announce(scope, *u).is_ok()).collect()
}
