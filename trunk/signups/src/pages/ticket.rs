use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Fault;
use ui::{Button, Facts, Html, Qr, St};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::slip::path;
use super::words::{occasion_span, state};
use crate::Signups;
use crate::door_list::ticket;
use crate::rules::code::{self, SHORT};

#[derive(Template)]
#[template(path = "signups/ticket.html")]
struct TicketPage {
    page: ui::Page,
    title: String,
    host: String,
    state: St,
    drawn: Qr,
    /// `7Q2M 0FXA`
    short: String,
    facts: Facts,
    back: Button,
}

/// One's own ticket. It changes nothing and never runs out before its occasion, so a picture of it is as good, and a phone keeps it
/// for when there is no network.
pub async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (a, v) = (s.allotment(id).await?, &ask.v);
    let entry = s.entry_of(id, ask.person()?).await?.filter(|e| e.stands() && e.has_ticket()).ok_or(Fault::NotFound)?;
    let long = ticket(s.store(), id, entry.number).ok_or(Fault::NotFound)?;
    let short = code::short(s.store().keyring(), id, entry.number).unwrap_or_default();
    let (first, second) = short.split_at_checked(SHORT / 2).unwrap_or_default();
    let people = membership::people_by_ordinal(s.store().read(), &[entry.ordinal]).await?;
    let mut facts = Facts::new();
    for o in s.occasions_of(id).await?.iter().filter(|o| o.is_planned()) {
        let place = if o.place.is_empty() { Html::default() } else { Html::from("　").then(o.place.as_str()) };
        facts = facts.fact(v.t1("signups-ticket-time", "n", i64::from(o.n)), Html::from(occasion_span(v, o)).then(place));
    }
    let facts = facts
        .maybe(v.t("signups-ticket-holder"), people.get(&entry.ordinal).map(|p| p.name.clone()))
        .fact(v.t("signups-col-heads"), v.t1("signups-people", "n", i64::from(entry.heads)))
        .maybe(v.t("signups-cost"), (entry.pay == "due").then(|| v.t1("signups-mine-due", "price", v.money(entry.price))));
    Ok(ask.show_to_keep(&TicketPage {
        page: ask.page("signups-ticket").at("me").back_to(path(&a), a.title.as_str()),
        title: a.title.clone(),
        host: v.t1("signups-host", "union", s.federation().name(a.union_id)),
        state: state(v, &entry),
        drawn: ui::qr(&address(&ask, &long), v.t("signups-ticket-drawn")),
        short: format!("{first} {second}"),
        facts,
        back: Button::link(path(&a), v.t("signups-ticket-back")),
    }))
}

/// Where a code leads whoever scans it; a house that does not know its own address draws the bare code.
pub(super) fn address(ask: &Ask, code: &str) -> String {
    match ask.web.settings.public_url.trim_end_matches('/') {
        "" => code.to_owned(),
        house => format!("{house}/in/{code}"),
    }
}
