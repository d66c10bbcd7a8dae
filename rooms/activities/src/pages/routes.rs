use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use store::Outcome;
use ui::{Button, Empty, Facts, Head, Html, Note, Row, Rows, State};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::route_line::line;
use super::said;
use crate::rows::route::{Route, Stop};
use crate::rows::{activity, meeting, route};
use crate::verbs::make_route::reach_route;
use crate::{Activities, close_route, sight};

const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "activities/routes.html")]
struct RoutesPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

/// The routes of the reader's own union and those above it, and of the unions he runs.
pub async fn list(Shared(a): Shared<Activities>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let v = &ask.v;
    let mut unions: Vec<Uuid> = scope.unions_with(Power::Run);
    if let Some(home) = sight::home_of(&a, scope.person).await? {
        unions.extend(a.federation().path(home).iter().map(|u| u.id));
    }
    unions.sort_unstable();
    unions.dedup();
    let routes = route::of_unions(a.store().read(), &unions, MOST).await?;
    let may = sight::announces_somewhere(&scope);
    let mut head = ui::head(v.t("activities-routes")).says(v.t("activities-routes-lead"));
    let mut empty = Empty::new("place", v.t("activities-routes-none"));
    if may {
        head = head.act(Button::link("/routes/new", v.t("activities-route-new")).icon("add"));
        empty = empty
            .hint(v.t("activities-routes-none-make"))
            .act(Button::link("/routes/new", v.t("activities-route-new")).icon("add").main());
    } else {
        empty = empty.hint(v.t("activities-routes-none-hint")).act(Button::link("/activities", v.t("activities-activities")));
    }
    let rows = routes.iter().map(|r| {
        Row::new(r.title.as_str()).to(format!("/routes/{}", r.id)).fact(a.federation().name(r.union_id)).fact(price(v, r))
    });
    Ok(ask.show(&RoutesPage {
        page: ask.page("activities-routes").at("activities").back_to("/activities", v.t("activities-activities")),
        head,
        rows: Rows::new(rows).or(empty),
    }))
}

/// What it costs, and what a member pays.
pub(super) fn price(v: &i18n::Voice, r: &Route) -> String {
    match (r.price, r.member_price) {
        (0, _) => v.t("activities-price-free"),
        (all, member) if all == member => v.t1("activities-route-price", "price", v.money(all)),
        (all, member) => v.t2("activities-route-prices", "price", v.money(all), "member", v.money(member)),
    }
}

#[derive(Template)]
#[template(path = "activities/route.html")]
struct RoutePage {
    page: ui::Page,
    head: Head,
    note: Option<Note>,
    summary: String,
    line: Html,
    stops: Rows,
    facts: Facts,
    dates: Rows,
    close: Option<Button>,
}

pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (of, stops) = reach_route(&a, &scope, id).await?;
    let v = &ask.v;
    let runs = sight::require_to_announce(&scope, of.union_id).is_ok();
    let minutes: i64 = stops.iter().map(|s| i64::from(s.minutes)).sum();
    let mut head = ui::head(of.title.as_str()).says(a.federation().name(of.union_id));
    if runs && of.state == "open" {
        head = head
            .act(Button::link(format!("/routes/{id}/edit"), v.t("activities-route-edit")).icon("edit"))
            .act(Button::link(format!("/routes/{id}/dates/new"), v.t("activities-route-date-new")).main());
    }
    let dates = dates(&ask, &a, &scope, id).await?;
    let empty = Empty::new("activities", v.t("activities-route-no-dates"));
    let empty = if runs && of.state == "open" {
        let new = Button::link(format!("/routes/{id}/dates/new"), v.t("activities-route-date-new"));
        empty.hint(v.t("activities-route-no-dates-run")).act(new)
    } else {
        empty.hint(v.t("activities-route-no-dates-hint"))
    };
    Ok(ask.show(&RoutePage {
        page: ask.page_named(of.title.as_str()).at("activities").back_to("/routes", v.t("activities-routes")),
        head,
        note: (of.state != "open").then(|| ui::note(v.t("activities-route-is-replaced"))),
        summary: of.summary.clone(),
        line: line(v, &stops, 0),
        stops: rows(v, &stops),
        facts: Facts::new()
            .maybe(v.t("activities-route-meeting-point"), (!of.meeting_point.is_empty()).then(|| of.meeting_point.clone()))
            .fact(v.t("activities-price-short"), price(v, &of))
            .fact(v.t("activities-minutes-short"), v.t1("activities-n-minutes", "n", minutes))
            .fact(v.t("activities-route-version"), v.number(i64::from(of.version))),
        dates: Rows::new(dates).or(empty),
        close: (runs && of.state == "open").then(|| {
            Button::post(format!("/routes/{id}/close"), v.t("activities-route-close"))
                .text()
                .ask(v.t("activities-route-close-sure"))
        }),
    }))
}

pub(super) fn rows(v: &i18n::Voice, stops: &[Stop]) -> Rows {
    Rows::new(stops.iter().map(|s| {
        let mut row = Row::new(format!("{}．{}", s.n, s.title)).fact(v.t1("activities-n-minutes", "n", i64::from(s.minutes)));
        for text in [&s.place, &s.sights] {
            if !text.is_empty() {
                row = row.fact(text.as_str());
            }
        }
        if s.offer.is_empty() { row } else { row.fact(Html::strong(v.t1("activities-route-offer", "offer", s.offer.as_str()))) }
    }))
}

/// The dates this reader may come to, the next first.
async fn dates(ask: &Ask, a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Vec<Row>> {
    let (v, now, db) = (&ask.v, ask.now(), a.store().read());
    let (home, mut found) = (sight::home_of(a, scope.person).await?, Vec::new());
    for outing in route::outings(db, id).await? {
        let Some(it) = activity::get(db, outing.activity_id).await? else { continue };
        if it.is_cancelled() || it.last_at < now || !(scope.reaches(it.union_id) || sight::is_for(a, &it, home)) {
            continue;
        }
        let Some(first) = meeting::of(db, it.id).await?.into_iter().filter(|m| m.is_planned()).min_by_key(|m| m.begins_at) else {
            continue;
        };
        let mut row = Row::new(said::time(v, first.begins_at)).to(it.href()).fact(it.title.as_str());
        if let Some((of, entry)) = said::asked(a, &it, scope.person).await? {
            row = row.end(said::standing(v, &of, entry.as_ref(), now));
            if !of.is_cancelled() {
                let word = if entry.is_some() { "activities-signup-look" } else { "activities-signup-go" };
                row = row.end(Button::link(format!("/signups/{}", of.id), v.t(word)).small());
            }
        } else {
            row = row.end(State::NotDue.says(v.t("activities-meeting-planned")));
        }
        found.push((first.begins_at, row));
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

pub async fn close(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    close_route(&a, &scope, &ask.actor(), id).await?;
    Ok(ask.go_saying("/routes", "activities-route-closed"))
}
