//! Applications to found unions: those that wait for the reader's decision, and the reader's own.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use ui::{Empty, Href, Page, Row, Rows, Views};
use web::{Ask, Failed, Query};

use super::founding;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::founding::{self as rows, FoundingRow};
use crate::scope::Scope;

/// Open applications looked through for those the reader may decide.
const MOST_OPEN: i64 = 5_000;
/// Shown on the page.
const MOST_SHOWN: usize = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    view: String,
}

#[derive(Template)]
#[template(path = "organisation/foundings.html")]
struct Screen {
    page: Page,
    says: String,
    views: Option<Views>,
    rows: Rows,
}

fn row(o: &Organisation, ask: &Ask, found: &FoundingRow) -> Row {
    let v = &ask.v;
    let mut row = Row::new(found.name.as_str())
        .to(format!("/foundings/{}", found.id))
        .fact(v.t1("organisation-founding-to", "name", o.federation.name(found.parent)))
        .fact(v.stamp(found.asked_at))
        .end(founding::state(ask, found, o.today()));
    if found.state == "asked" {
        row = row.fact(founding::clock(ask, found, o.today()).small().in_words());
    }
    row
}

pub(crate) async fn get(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let mine = scope.unions_with(Power::Organise);
    let mut found = Vec::new();
    if asked.view == "done" {
        for union in &mine {
            found.extend(rows::decided_for(o.store().read(), *union, 100).await?);
        }
    } else {
        let state = if asked.view == "returned" { "returned" } else { "asked" };
        let open = rows::in_state(o.store().read(), state, MOST_OPEN).await?;
        let all = asked.view == "below";
        found.extend(
            open.into_iter().filter(|f| if all { scope.may(Power::Organise, f.parent) } else { mine.contains(&f.parent) }),
        );
    }
    found.truncate(MOST_SHOWN);
    let base = Href::new("/foundings");
    let view = |name: &str, key: &str| (base.with("view", name).to_string(), v.t(key), asked.view == name);
    let views = [
        view("", "organisation-foundings-here"),
        view("below", "organisation-foundings-below"),
        view("returned", "organisation-foundings-returned"),
        view("done", "organisation-foundings-done"),
    ];
    let views =
        views.into_iter().fold(Views::new(v.t("organisation-foundings")), |all, (href, label, here)| all.view(href, label, here));
    let rows = Rows::new(found.iter().map(|f| row(&o, &ask, f)).collect::<Vec<_>>()).or(Empty::new(
        "organisation",
        v.t("organisation-foundings-none"),
    )
    .hint(v.t("organisation-foundings-none-hint")));
    let page = ask.page("organisation-foundings").at("organisation").under("/unions", v.t("organisation-unions"));
    Ok(ask.show(&Screen { page, says: v.t("organisation-foundings-lead"), views: Some(views), rows }))
}

#[derive(Template)]
#[template(path = "organisation/foundings_mine.html")]
struct Mine {
    page: Page,
    rows: Rows,
}

pub(crate) async fn mine(State(o): State<Organisation>, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let found = rows::of_person(o.store().read(), ask.person()?).await?;
    let rows = Rows::new(found.iter().map(|f| row(&o, &ask, f)).collect::<Vec<_>>()).or(Empty::new(
        "organisation",
        v.t("organisation-foundings-mine-none"),
    )
    .act(ui::Button::link("/u", v.t("organisation-near-title"))));
    Ok(ask.show(&Mine { page: ask.page("organisation-foundings-mine"), rows }))
}
