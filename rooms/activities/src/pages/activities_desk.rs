use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use ui::{Button, Empty, Head, Row, Rows, State};
use uuid::Uuid;
use web::{Ask, Failed};

use super::said;
use crate::house::Planned;
use crate::rows::{activity, meeting};
use crate::{Activities, sight};

/// Activities shown.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "activities/activities_desk.html")]
struct DeskPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

/// What the unions whose activities the reader runs have announced, the latest first.
pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let (v, now, db) = (&ask.v, ask.now(), a.store().read());
    let unions: Vec<Uuid> =
        scope.unions_with(Power::Run).into_iter().filter(|u| sight::require_to_announce(&scope, *u).is_ok()).collect();
    let all = activity::of_unions(db, &unions, MOST).await?;
    let meetings = meeting::of_all(db, &all.iter().map(|a| a.id).collect::<Vec<_>>()).await?;
    let mut rows = Vec::with_capacity(all.len());
    for it in all {
        let of = |id| meetings.iter().filter(|m| m.activity_id == id).cloned().collect();
        let planned = Planned { meetings: of(it.id), season: None, activity: it };
        let it = &planned.activity;
        let waits = planned.meetings.iter().filter(|m| m.is_planned() && m.ends_at() <= now).count();
        let mut row = Row::new(it.title.as_str())
            .to(format!("{}/desk", it.href()))
            .fact(a.federation().name(it.union_id))
            .fact(said::times(v, &planned, now));
        if let Some(allotment) = it.allotment {
            let of = a.signups.allotment(allotment).await?;
            row = row.fact(v.t3("activities-taken", "taken", of.taken, "places", of.places, "waiting", of.waiting));
        }
        rows.push(match (it.is_cancelled(), waits) {
            (true, _) => row.end(State::Off.says(v.t("activities-meeting-cancelled"))),
            (false, 0) => row,
            (false, n) => row.end(State::Due.says(v.t1("activities-to-log", "n", i64::try_from(n).unwrap_or(0)))),
        });
    }
    let new = || Button::link("/activities/new", v.t("activities-announce"));
    let (mut head, mut empty) = (
        ui::head(v.t("activities-desk")),
        Empty::new("activities", v.t("activities-desk-none")).hint(v.t("activities-desk-hint")),
    );
    head = head
        .act(Button::link("/studies/plans", v.t("activities-plans")))
        .act(Button::link("/routes", v.t("activities-routes")))
        .act(Button::link("/programmes", v.t("activities-programmes")));
    if !unions.is_empty() {
        head = head
            .act(Button::link("/blueprints?room=activities", v.t("activities-from-blueprint")))
            .act(Button::link("/activities/seasons/new", v.t("activities-season-new")))
            .act(new().main());
        empty = empty.act(new());
    }
    Ok(ask.show(&DeskPage { page: ask.page("activities-desk").at("activities"), head, rows: Rows::new(rows).or(empty) }))
}
