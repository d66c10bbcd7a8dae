use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::Outcome;
use ui::{Button, Empty, Head, Row, Rows};
use web::{Ask, Failed};

use super::said;
use crate::Venues;
use crate::rows::loan::Loan;
use crate::rows::{booking, loan};

/// Bookings and loans shown, the latest first.
pub(crate) const MOST: i64 = 60;

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &v, &scope).await?))
}

#[derive(Template)]
#[template(path = "venues/mine.html")]
struct Mine {
    page: ui::Page,
    head: Head,
    bookings: Rows,
    loans: Rows,
}

async fn view(ask: &Ask, venues: &Venues, scope: &Scope) -> Outcome<Mine> {
    let (v, db) = (&ask.v, venues.store().read());
    let (mut rows, now) = (Vec::new(), ask.now());
    let mut booked = booking::of_person(db, scope.person, 0, MOST).await?;
    // What comes next stands first; what is over follows, the latest first.
    booked.sort_by_key(|b| {
        let is_over = b.span().ends() <= now;
        (is_over, if is_over { -b.span().begins() } else { b.span().begins() })
    });
    for b in booked {
        let place = crate::get(db, b.venue_id).await?.map(|p| p.name).unwrap_or_default();
        let row = Row::new(said::when(v, b.span())).to(format!("/venues/{}/bookings/{}", b.venue_id, b.id));
        rows.push(row.fact(place).fact(b.purpose.as_str()).end(said::state(v, &b, now)));
    }
    let mut loans = Vec::new();
    for l in loan::of_person(db, scope.person, MOST).await? {
        let place = crate::get(db, l.venue_id).await?.map(|p| p.name).unwrap_or_default();
        loans.push(lent(ask, venues, &l).fact(place));
    }
    Ok(Mine {
        page: ask.page("venues-mine").at("venues").back_to("/venues", v.t("venues-venues")),
        head: ui::head(v.t("venues-mine")),
        bookings: Rows::new(rows).or(Empty::new("venues", v.t("venues-mine-none"))
            .hint(v.t("venues-mine-none-hint"))
            .act(Button::link("/venues", v.t("venues-find")))),
        loans: Rows::new(loans).or(Empty::new("learning", v.t("venues-loans-none")).hint(v.t("venues-loans-none-hint"))),
    })
}

fn lent(ask: &Ask, venues: &Venues, l: &Loan) -> Row {
    let v = &ask.v;
    let mut row = Row::new(l.title.as_str()).end(said::loan_state(v, l, venues.today()));
    if let (Some(due), "out") = (l.due_day, l.state.as_str()) {
        row = row.fact(v.t1("venues-due", "date", v.date(due)));
    }
    if l.state == "asked" {
        row = row.end(Button::post(format!("/venues/{}/loans/{}/drop", l.venue_id, l.id), v.t("venues-loan-drop")).small());
    }
    row
}
