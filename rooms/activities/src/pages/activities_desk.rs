use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use ui::{Button, Empty, Head, Row, Rows, SecHead, State};
use uuid::Uuid;
use web::{Ask, Failed};

use super::said;
use crate::house::Planned;
use crate::rows::{activity, meeting};
use crate::{Activities, Activity, sight};

/// Activities shown.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "activities/activities_desk.html")]
struct DeskPage {
    page: ui::Page,
    head: Head,
    lists: Vec<(SecHead, Rows)>,
    empty: Option<Empty>,
}

/// What the unions whose activities the reader runs have announced: what is to be logged, what comes next, what is over.
pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let (v, now, db) = (&ask.v, ask.now(), a.store().read());
    let unions: Vec<Uuid> =
        scope.unions_with(Power::Run).into_iter().filter(|u| sight::require_to_announce(&scope, *u).is_ok()).collect();
    let all = activity::of_unions(db, &unions, MOST).await?;
    let meetings = meeting::of_all(db, &all.iter().map(|a| a.id).collect::<Vec<_>>()).await?;
    let of = |it: &Activity| meetings.iter().filter(|m| m.activity_id == it.id).cloned().collect();
    let mut all: Vec<Planned> = all.into_iter().map(|it| Planned { meetings: of(&it), season: None, activity: it }).collect();
    all.sort_by_key(|planned| planned.place_in_list(now));
    let (mut waiting, mut ahead, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for planned in &all {
        let it = &planned.activity;
        let waits = planned.meetings.iter().filter(|m| m.is_planned() && m.ends_at() <= now).count();
        let mut row = Row::new(it.title.as_str())
            .to(format!("{}/desk", it.href()))
            .fact(said::times(v, planned, now))
            .fact(said::kind(v, &it.kind))
            .fact(a.federation().name(it.union_id));
        if let Some(allotment) = it.allotment {
            let of = a.signups.allotment(allotment).await?;
            row = row.fact(v.t3("activities-taken", "taken", of.taken, "places", of.places, "waiting", of.waiting));
        }
        match (it.is_cancelled(), waits) {
            (true, _) => over.push(row.end(State::Off.says(v.t("activities-meeting-cancelled")))),
            (false, 0) if planned.next(now).is_none() => over.push(row),
            (false, 0) => ahead.push(row),
            (false, n) => {
                waiting.push(row.end(State::Due.says(v.t1("activities-to-log", "n", i64::try_from(n).unwrap_or(0)))));
            }
        }
    }
    let is_empty = all.is_empty();
    let lists = [("activities-desk-waiting", waiting), ("activities-desk-ahead", ahead), ("activities-desk-over", over)];
    let lists = lists.into_iter().filter(|(_, rows)| !rows.is_empty());
    let lists = lists
        .map(|(key, rows)| {
            (ui::sec_head(v.t(key)).count(v.number(i64::try_from(rows.len()).unwrap_or(i64::MAX))), Rows::new(rows))
        })
        .collect();
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
    Ok(ask.show(&DeskPage { page: ask.page("activities-desk").at("activities"), head, lists, empty: is_empty.then_some(empty) }))
}
