use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Field, Head, Href, Pager, Row, Rows, State as Mark};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::rows::title::{self, Title};
use crate::{Venues, ask_loan};

/// Titles a page.
const SIZE: usize = 40;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &v, scope.is_some(), id, &asked).await?))
}

/// "This one, please", on the phone.
pub async fn ask(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    match ask_loan(&v, &scope, &ask.actor(), venue, id).await {
        Ok(_) => Ok(ask.go_saying("/me/bookings", "venues-loan-asked-done")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/venues/{venue}/titles"), key)),
        Err(fault) => Err(fault.into()),
    }
}

/// Titles whose name or author holds every one of the words.
pub(crate) fn matching(titles: Vec<Title>, words: &str) -> Vec<Title> {
    let words = words.to_lowercase();
    let fits = |t: &Title| {
        let all = format!("{} {}", t.title, t.author).to_lowercase();
        words.split_whitespace().all(|w| all.contains(w))
    };
    titles.into_iter().filter(fits).collect()
}

#[derive(Template)]
#[template(path = "venues/titles.html")]
struct Titles {
    page: ui::Page,
    head: Head,
    action: String,
    q: Field,
    count: usize,
    rows: Rows,
    pager: Pager,
}

async fn view(ask: &Ask, venues: &Venues, is_signed_in: bool, id: Uuid, asked: &Asked) -> Outcome<Titles> {
    let venue = crate::get(venues.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let (v, path) = (&ask.v, format!("/venues/{id}"));
    // No longer there means no longer lent.
    let all = title::of_venue(venues.store().read(), id).await?.into_iter().filter(|t| t.copies > 0).collect();
    let none = if asked.q.trim().is_empty() {
        Empty::new("learning", v.t("venues-titles-no-books")).hint(v.t("venues-titles-no-books-hint"))
    } else {
        Empty::new("learning", v.t("venues-titles-none")).hint(v.t("venues-titles-none-hint"))
    };
    let found = matching(all, &asked.q);
    let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, found.len().div_ceil(SIZE).max(1));
    let rows = found.iter().skip((page - 1) * SIZE).take(SIZE).map(|t| {
        let row = Row::new(t.title.as_str());
        let row = if t.author.is_empty() { row } else { row.fact(t.author.as_str()) };
        if t.left() < 1 || venue.is_closed() {
            return row.end(Mark::NotDue.says(v.t("venues-all-lent")));
        }
        let row = row.fact(v.t1("venues-left", "n", t.left()));
        if is_signed_in { row.end(Button::post(format!("{path}/titles/{}/ask", t.id), v.t("venues-ask")).small()) } else { row }
    });
    Ok(Titles {
        page: ask.page("venues-titles").at("venues").back_to(&path, venue.name.as_str()),
        head: ui::head(v.t("venues-titles")).says(v.t1("venues-titles-lead", "days", venue.loan_days)),
        action: format!("{path}/titles"),
        q: Field::text("q", v.t("venues-words-title")).value(&asked.q).attr("maxlength", 60).bare(),
        count: found.len(),
        rows: Rows::new(rows).or(none),
        pager: Pager::new(
            v,
            Href::new(format!("{path}/titles")).with("q", &asked.q),
            page as u64,
            SIZE as u64,
            found.len() as u64,
        ),
    })
}
