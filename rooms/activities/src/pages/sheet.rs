use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::Fault;
use ui::{Field, Width};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::{Activities, sight};

/// Empty lines on one sheet of paper, and at most.
const ROWS: usize = 25;
const MOST_ROWS: usize = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    title: String,
    when: String,
    place: String,
    rows: String,
    /// `1`: with the names of the roster.
    names: String,
}

/// A sheet to sign, for a place without phones or network. Printed names are those whoever prints it may see.
pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = match wish.union.as_str() {
        "" => scope.unions_with(Power::Run).first().copied().ok_or(Fault::Forbidden(Power::Run.name()))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    scope.require(Power::Run, union)?;
    let v = &ask.v;
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let rows = wish.rows.parse::<usize>().unwrap_or(ROWS).clamp(1, MOST_ROWS);
    let with_names = wish.names == "1";
    let people = if with_names { sight::roster(&a, &scope, union).await? } else { Vec::new() };
    let page = SheetPage {
        page: ask.page("activities-sheet"),
        union: union.to_string(),
        union_name: a.federation().name(union),
        title: Field::text("title", v.t("activities-title-short")).value(cut(&wish.title, LONGEST_TITLE)).bare(),
        when: Field::text("when", v.t("activities-when")).value(cut(&wish.when, 30)).width(Width::Middle).bare(),
        place: Field::text("place", v.t("activities-place-short")).value(cut(&wish.place, LONGEST_PLACE)).bare(),
        rows: Field::number("rows", v.t("activities-sheet-rows")).value(rows).bare(),
        names: Field::check("names", v.t("activities-sheet-names")).ticked(with_names),
        said: (cut(&wish.title, LONGEST_TITLE), cut(&wish.when, 30), cut(&wish.place, LONGEST_PLACE)),
        no_names: with_names && people.is_empty(),
        people: people.into_iter().map(|e| (e.name, e.team)).collect(),
        blank: rows,
    };
    Ok(ask.show(&page))
}

#[derive(Template)]
#[template(path = "activities/sheet.html")]
struct SheetPage {
    page: ui::Page,
    union: String,
    union_name: String,
    title: Field,
    when: Field,
    place: Field,
    rows: Field,
    names: Field,
    /// Title, time and place; a rule to write on where empty.
    said: (String, String, String),
    no_names: bool,
    people: Vec<(String, String)>,
    blank: usize,
}
