use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use ui::{Empty, Head, Row, Rows};
use web::{Ask, Failed};

use crate::rows::attendance;
use crate::rows::session::{self, Filter, Session};
use crate::rules::kinds::kind_named;
use crate::{Activities, sight};

/// Sessions shown of the member's union, and of the member's own.
const LATELY: u64 = 20;
const MINE: u64 = 5;

/// What the member's union held lately, and what the member came to. Nothing here is counted up to a score.
pub async fn get(State(a): State<Activities>, ask: Ask) -> Result<Response, Failed> {
    let (v, db, person) = (&ask.v, a.store().read(), ask.person()?);
    let home = sight::home_of(&a, person).await?;
    let filter = Filter { unions: home.into_iter().collect(), ..Filter::default() };
    let held = session::list(db, &filter, 0, LATELY).await?;
    let mine = attendance::sessions_of(db, person, 0, MINE).await?;
    let name = home.map(|u| a.federation().name(u));
    let none = match &name {
        Some(_) => Empty::new("activities", v.t("activities-union-none")).hint(v.t("activities-union-none-hint")),
        None => Empty::new("activities", v.t("activities-no-union")).hint(v.t("activities-no-union-hint")),
    };
    let page = ActivitiesPage {
        page: ask.page("activities-activities").at("activities"),
        head: match &name {
            Some(name) => ui::head(v.t("activities-activities")).says(name.as_str()),
            None => ui::head(v.t("activities-activities")),
        },
        held: Rows::new(held.iter().map(|s| row(&ask, &a, s))).or(none),
        mine: Rows::new(mine.iter().map(|s| row(&ask, &a, s))).or(Empty::new("me", v.t("activities-mine-none"))),
    };
    Ok(ask.show(&page))
}

#[derive(Template)]
#[template(path = "activities/activities.html")]
struct ActivitiesPage {
    page: ui::Page,
    head: Head,
    held: Rows,
    mine: Rows,
}

/// A session as a member reads it in a list.
pub(super) fn row(ask: &Ask, a: &Activities, s: &Session) -> Row {
    let v = &ask.v;
    let day = Day(s.day);
    let mut row = Row::new(s.title.as_str())
        .to(format!("/sessions/{}", s.id))
        .on(day.day_of_month().to_string(), v.t1("activities-month-short", "n", i64::from(day.month())))
        .fact(kind_named(&s.kind).map_or_else(|| s.kind.clone(), |k| v.t(k.key)))
        .fact(a.federation().name(s.union_id));
    if !s.place.is_empty() {
        row = row.fact(s.place.as_str());
    }
    row.fact(v.t1("activities-came", "n", s.attendances()))
}
