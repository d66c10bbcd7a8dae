use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Head, Mistakes, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::said;
use super::titles::matching;
use crate::rows::loan::Loan;
use crate::rows::{loan, title};
use crate::rules::field::LONGEST_NAME;
use crate::{Venues, drop_loan, give_back, sight, verbs};

/// Copies asked for or out, shown at once.
const MOST: i64 = 500;
/// Titles and people offered to choose among; more are found by their words.
const OFFERED: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    /// Words that narrow the titles and the people offered.
    q: String,
    who: String,
    /// The one lent, or the one entered.
    title: String,
    person: String,
    name: String,
    author: String,
    copies: String,
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(said): Query<Said>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &v, &scope, id, &said, &[], &[]).await?))
}

pub async fn lend(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::lend::lend(&v, &scope, &ask.actor(), id, &said.title, &said.person).await {
        Ok(_) => Ok(ask.go_saying(&here(id), "venues-lent")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &v, &scope, id, &said, &faults, &[]).await?)),
        Err(fault) => settled(&ask, id, fault),
    }
}

pub async fn stock(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::stock::stock(&v, &scope, &ask.actor(), id, &said.name, &said.author, &said.copies).await {
        Ok(_) => Ok(ask.go_saying(&here(id), "venues-stocked")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &v, &scope, id, &said, &[], &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn hand_out(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    match verbs::lend::hand_out(&v, &scope, &ask.actor(), venue, id).await {
        Ok(()) => Ok(ask.go_saying(&here(venue), "venues-lent")),
        Err(fault) => settled(&ask, venue, fault),
    }
}

pub async fn back(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    match give_back(&v, &scope, &ask.actor(), venue, id).await {
        Ok(()) => Ok(ask.go_saying(&here(venue), "venues-back-done")),
        Err(fault) => settled(&ask, venue, fault),
    }
}

/// Of the member and of whoever keeps the room alike.
pub async fn drop_it(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let (_, seen) = sight::loan(&v, &scope, venue, id).await?;
    let to = if seen.person == scope.person { "/me/bookings".to_owned() } else { here(venue) };
    match drop_loan(&v, &scope, &ask.actor(), venue, id).await {
        Ok(()) => Ok(ask.go_saying(&to, "venues-loan-dropped")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(fault) => Err(fault.into()),
    }
}

fn here(venue: Uuid) -> String {
    format!("/venues/{venue}/lending")
}

/// Somebody else at the same counter was faster: the list says how it stands.
fn settled(ask: &Ask, venue: Uuid, fault: Fault) -> Result<Response, Failed> {
    match fault {
        Fault::Conflict(key) => Ok(ask.go_warning(&here(venue), key)),
        fault => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "venues/lending.html")]
struct Lending {
    page: ui::Page,
    head: Head,
    path: String,
    q: Field,
    who: Field,
    mistakes: Mistakes,
    lend: Option<[Field; 2]>,
    asked: Rows,
    overdue: Rows,
    out: Rows,
    stock_mistakes: Mistakes,
    stock: Vec<Field>,
    titles: Rows,
    has_asked: bool,
    has_overdue: bool,
}

async fn view(
    ask: &Ask,
    venues: &Venues,
    scope: &Scope,
    id: Uuid,
    said: &Said,
    faults: &[FieldFault],
    stock_faults: &[FieldFault],
) -> Outcome<Lending> {
    let venue = sight::kept(venues, scope, id).await?;
    let (v, db, path, today) = (&ask.v, venues.store().read(), format!("/venues/{id}"), venues.today());
    let all = title::of_venue(db, id).await?;
    let found = matching(all.clone(), &said.q);
    let roster = membership::roster(venues.store(), scope, venue.union_id).await.unwrap_or_default();
    let people = roster.iter().filter(|e| said.who.split_whitespace().all(|w| e.name.contains(w) || e.team.contains(w)));
    let lend = (!all.is_empty() && !roster.is_empty() && !venue.is_closed()).then(|| {
        let title = Field::select("title", v.t("venues-title"))
            .choice("", v.t("venues-choose"))
            .choices(
                found
                    .iter()
                    .filter(|t| t.left() > 0)
                    .take(OFFERED)
                    .map(|t| (t.id.to_string(), format!("{}　{}", t.title, t.author))),
            )
            .value(&said.title)
            .error(ask.error(faults, "title"))
            .first();
        let person = Field::select("person", v.t("venues-person"))
            .choice("", v.t("venues-choose"))
            .choices(people.take(OFFERED).map(|e| (e.person.to_string(), format!("{}　{}", e.name, e.team))))
            .value(&said.person)
            .error(ask.error(faults, "person"));
        [title, person]
    });
    let loans = loan::waiting(db, id, MOST).await?;
    let names = said::names(venues, scope, &venue, loans.iter().map(|l| l.ordinal)).await?;
    let row = |l: &Loan| {
        let at = format!("{path}/loans/{}", l.id);
        let row = Row::new(l.title.as_str()).fact(names.get(&l.ordinal).cloned().unwrap_or_else(|| v.t("venues-a-member")));
        match l.due_day {
            None => row
                .fact(v.stamp(l.asked_at))
                .end(Button::post(format!("{at}/hand-out"), v.t("venues-hand-out")).small())
                .end(Button::post(format!("{at}/drop"), v.t("venues-refuse")).small().text().ask(v.t("venues-refuse-sure"))),
            Some(due) => row
                .fact(v.t1("venues-due", "date", v.date(due)))
                .fact(said::loan_state(v, l, today))
                .end(Button::post(format!("{at}/back"), v.t("venues-back")).small())
                .end(Button::link(format!("{at}/undo"), v.t("venues-undo")).small().text()),
        }
    };
    let (mut asked, mut out): (Vec<&Loan>, Vec<&Loan>) = loans.iter().partition(|l| l.state == "asked");
    asked.sort_by_key(|l| l.asked_at);
    out.sort_by_key(|l| l.due_day);
    let (overdue, out): (Vec<&Loan>, Vec<&Loan>) = out.into_iter().partition(|l| l.is_overdue(today));
    let stock = stock_fields(ask, said, stock_faults);
    let titles = found.iter().take(OFFERED).map(|t| {
        let row = Row::new(t.title.as_str()).to(format!("{path}/titles/{}/stock", t.id));
        row.fact(t.author.as_str()).fact(v.t2("venues-copies-lent", "n", t.copies, "lent", t.lent))
    });
    Ok(Lending {
        page: ask
            .page("venues-lending")
            .at("venues")
            .under("/venues/desk", v.t("venues-keep"))
            .under(format!("{path}/bookings"), venue.name.as_str()),
        head: ui::head(v.t("venues-lending")).says(venue.name.as_str()),
        q: Field::text("q", v.t("venues-words-title")).value(&said.q).bare(),
        who: Field::text("who", v.t("venues-words-person")).value(&said.who).bare(),
        mistakes: ui::mistakes(v, lend.iter().flatten()),
        lend,
        has_asked: !asked.is_empty(),
        asked: Rows::new(asked.into_iter().map(row)),
        has_overdue: !overdue.is_empty(),
        overdue: Rows::new(overdue.into_iter().map(row)),
        out: Rows::new(out.into_iter().map(row))
            .or(Empty::new("learning", v.t("venues-out-none")).hint(v.t("venues-out-none-hint"))),
        stock_mistakes: ui::mistakes(v, &stock),
        stock,
        titles: Rows::new(titles).tight(),
        path,
    })
}

fn stock_fields(ask: &Ask, said: &Said, faults: &[FieldFault]) -> Vec<Field> {
    let v = &ask.v;
    vec![
        Field::text("name", v.t("venues-title"))
            .value(&said.name)
            .attr("maxlength", LONGEST_NAME)
            .error(ask.error(faults, "title"))
            .first(),
        Field::text("author", v.t("venues-author"))
            .optional(v)
            .value(&said.author)
            .attr("maxlength", LONGEST_NAME)
            .error(ask.error(faults, "author")),
        Field::number("copies", v.t("venues-copies")).value(&said.copies).width(Width::Small).error(ask.error(faults, "copies")),
    ]
}
