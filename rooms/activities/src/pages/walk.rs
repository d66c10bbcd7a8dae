use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use i18n::Voice;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Html, Note, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::route_line::line;
use super::routes::rows;
use crate::rows::route;
use crate::verbs::walk::{goes, on_route};
use crate::{Activities, lead, mark, sight};

pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &a, &scope, id, &[]).await?))
}

pub async fn post(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let n = fields.get("n").parse().map_err(|_| Fault::NotFound)?;
    match mark(&a, &scope, &ask.actor(), id, n, fields.get("code")).await {
        Ok(()) => Ok(ask.go_saying(&format!("/activities/{id}/walk"), "activities-walk-marked")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, id, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn post_lead(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let n = fields.get("n").parse().map_err(|_| Fault::NotFound)?;
    lead(&a, &scope, &ask.actor(), id, n).await?;
    Ok(ask.go_saying(&format!("/activities/{id}/walk"), "activities-walk-marked"))
}

#[derive(Template)]
#[template(path = "activities/walk.html")]
struct WalkPage {
    page: ui::Page,
    head: Head,
    note: Note,
    line: Html,
    stops: Rows,
    action: String,
    /// The next stop: its number and name, and the code to type where there is one.
    next: Option<(i32, String, Option<Field>)>,
    lead: Option<Button>,
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, id: Uuid, faults: &[FieldFault]) -> Outcome<WalkPage> {
    let v: &Voice = &ask.v;
    let of = on_route(a, scope, id).await?;
    let it = &of.planned.activity;
    let homes = membership::home_on(a.store().read(), &[scope.person], a.today()).await?;
    let reached = match homes.get(&scope.person) {
        Some(home) => route::reached(a.store().read(), id, home.ordinal).await?,
        None => 0,
    };
    let runs = sight::require_to_announce(scope, it.union_id).is_ok();
    let goes = goes(a, it, scope.person).await?;
    let all = of.stops.last().map_or(0, |s| s.n);
    let next = of.stops.iter().find(|s| s.n == reached + 1).filter(|_| of.is_today && goes).map(|s| {
        let field = (!s.code.is_empty()).then(|| {
            Field::text("code", v.t("activities-walk-code-field"))
                .hint(v.t("activities-walk-code-hint"))
                .error(ask.error(faults, "code"))
        });
        (s.n, v.t1("activities-walk-mark", "stop", s.title.as_str()), field)
    });
    let lead = of.stops.iter().find(|s| s.n == of.outing.reached + 1).filter(|_| of.is_today && runs).map(|s| {
        Button::post(format!("{}/walk/lead", it.href()), v.t1("activities-walk-lead", "stop", s.title.as_str())).with("n", s.n)
    });
    let note = if reached >= all && all > 0 {
        Note::good(v.t("activities-walk-done"))
    } else if !of.is_today {
        ui::note(v.t("activities-walk-not-today"))
    } else if lead.is_some() && !goes {
        // Whoever leads needs no place of his own; the button below is the group's.
        ui::note(v.t2("activities-walk-led-so-far", "n", i64::from(of.outing.reached), "all", i64::from(all)))
    } else if goes {
        ui::note(v.t2("activities-walk-so-far", "n", i64::from(reached), "all", i64::from(all)))
    } else {
        ui::note(v.t("activities-walk-no-place"))
    };
    Ok(WalkPage {
        page: ask.page("activities-walk").at("activities").back_to(it.href(), it.title.as_str()),
        head: ui::head(v.t("activities-walk")).says(it.title.as_str()),
        note,
        line: line(v, &of.stops, reached),
        stops: rows(v, &of.stops),
        action: format!("{}/walk", it.href()),
        next,
        lead,
    })
}
