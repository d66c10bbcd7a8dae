use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use ui::{Doors, Empty, Head, Row, Rows};
use web::{Ask, Failed};

use super::upcoming::upcoming;
use crate::house::Latest;
use crate::rows::session::Session;
use crate::rules::kinds::kind_named;
use crate::{Activities, sight_programme};

/// Sessions of the union shown.
const LATELY: usize = 6;
/// Running programmes shown, the newest first.
const PROGRAMMES: usize = 6;

/// What the member can sign up for, what his union held lately, and what the member came to. Nothing here is counted up to a score.
pub async fn get(State(a): State<Activities>, ask: Ask) -> Result<Response, Failed> {
    let (v, person) = (&ask.v, ask.person()?);
    let home = a.membership.greet(person).await?.and_then(|known| known.union);
    let held = async {
        match home {
            Some(union) => a.latest(Latest::Held, union).await,
            None => Ok([].into()),
        }
    };
    let (held, mine, upcoming) = tokio::try_join!(held, a.latest(Latest::CameTo, person), upcoming(&ask, &a, home, person))?;
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
        doors: Doors::new(v.t("activities-doors"))
            .door("/me/signups", "signups", v.t("activities-my-signups"))
            .door("/challenges", "contests", v.t("activities-door-challenges"))
            .door("/routes", "place", v.t("activities-routes"))
            .door("/offers", "services", v.t("activities-door-offers"))
            .door("/me/vouchers", "scan", v.t("activities-door-vouchers"))
            .door("/me/attended", "check", v.t("activities-mine")),
        upcoming,
        programmes: match home {
            Some(union) => programmes(&ask, &a, union).await?,
            None => None,
        },
        held: Rows::new(held.iter().take(LATELY).map(|s| row(&ask, &a, s))).or(none),
        mine: Rows::new(mine.iter().map(|s| row(&ask, &a, s))).or(Empty::new("me", v.t("activities-mine-none"))),
    };
    Ok(ask.show(&page))
}

#[derive(Template)]
#[template(path = "activities/activities.html")]
struct ActivitiesPage {
    page: ui::Page,
    head: Head,
    upcoming: Option<Rows>,
    /// Those running of the member's union and of those above it.
    programmes: Option<Rows>,
    doors: Doors,
    held: Rows,
    mine: Rows,
}

async fn programmes(ask: &Ask, a: &Activities, union: uuid::Uuid) -> store::Outcome<Option<Rows>> {
    let running = sight_programme::running(a, union, a.today()).await?;
    let rows = running.iter().take(PROGRAMMES).map(|p| {
        let row = Row::new(p.title.as_str()).to(p.href()).icon("activities", ask.v.t("activities-programme"));
        row.fact(a.federation().name(p.union_id))
    });
    Ok((!running.is_empty()).then(|| Rows::new(rows)))
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
