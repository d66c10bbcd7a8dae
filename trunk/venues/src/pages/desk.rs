use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::Outcome;
use ui::{Button, Empty, Head, Row, Rows};
use web::{Ask, Failed};

use super::said;
use crate::rows::venue::Venue;
use crate::rows::{booking, loan};
use crate::{Venues, sight};

/// Venues listed; whoever keeps more looks for them in the directory.
const MOST: usize = 200;
/// Of so many venues what waits is looked up.
const LOOKED_AT: usize = 40;
/// Waiting bookings and copies of one venue.
const WAITING: i64 = 50;

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &v, &scope).await?))
}

#[derive(Template)]
#[template(path = "venues/desk.html")]
struct Desk {
    page: ui::Page,
    head: Head,
    asked: Rows,
    has_asked: bool,
    venues: Rows,
}

async fn view(ask: &Ask, venues: &Venues, scope: &Scope) -> Outcome<Desk> {
    let (v, db) = (&ask.v, venues.store().read());
    let own = scope.unions_with(Power::Run);
    let directory = venues.directory().await?;
    let mut kept: Vec<&Venue> = directory.iter().filter(|p| sight::keeps(scope, p.union_id)).take(MOST).collect();
    // Those of the reader's own post first: what waits there waits for him.
    kept.sort_by_key(|p| !own.contains(&p.union_id));
    let (mut asked, mut rows) = (Vec::new(), Vec::with_capacity(kept.len()));
    for (n, place) in kept.into_iter().enumerate() {
        let mut row = Row::new(place.name.as_str())
            .to(format!("/venues/{}/bookings", place.id))
            .icon("place", said::kind(v, place))
            .fact(venues.federation().name(place.union_id));
        if n < LOOKED_AT {
            let waiting = booking::asked(db, place.id, WAITING).await?;
            asked.extend(waiting.iter().map(|b| {
                let row = Row::new(said::when(v, b.span())).to(format!("/venues/{}/bookings/{}", place.id, b.id));
                row.fact(place.name.as_str()).fact(b.purpose.as_str()).end(said::state(v, b, ask.now()))
            }));
            let copies = loan::waiting(db, place.id, WAITING).await?;
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let wanted = copies.iter().filter(|l| l.state == "asked").count();
            let late = copies.iter().filter(|l| l.is_overdue(venues.today())).count();
            for (key, n) in [("venues-desk-wanted", wanted), ("venues-desk-late", late)] {
                if n > 0 {
                    row = row.fact(v.t1(key, "n", count(n)));
                }
            }
        }
        rows.push(row);
    }
    Ok(Desk {
        page: ask.page("venues-keep").at("venues"),
        head: ui::head(v.t("venues-keep"))
            .says(v.t("venues-keep-lead"))
            .act(Button::link("/venues/new", v.t("venues-set-up")).icon("add").main()),
        has_asked: !asked.is_empty(),
        asked: Rows::new(asked),
        venues: Rows::new(rows).or(Empty::new("venues", v.t("venues-keep-none"))
            .hint(v.t("venues-keep-none-hint"))
            .act(Button::link("/venues/new", v.t("venues-set-up")).icon("add").main())),
    })
}
