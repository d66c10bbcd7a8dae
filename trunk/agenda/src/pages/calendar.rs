//! A person's own feed: how to bring it into the calendar of a phone, and how to renew or withdraw its address.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use codes::Day;
use store::{Fault, Outcome};
use ui::{Button, Copy, Head, Note};
use uuid::Uuid;
use web::{Ask, Failed};

use crate::house::Agenda;
use crate::rows::feed;

#[derive(Template)]
#[template(path = "agenda/calendar.html")]
struct CalendarPage {
    page: ui::Page,
    head: Head,
    state: Note,
    address: Option<Copy>,
    subscribe: Option<Button>,
    renew: Button,
    withdraw: Option<Button>,
}

/// `GET /me/calendar`
pub(crate) async fn get(State(a): State<Agenda>, ask: Ask) -> Result<Response, Failed> {
    let person = at_the_browser(&ask)?;
    Ok(ask.show(&view(&ask, &a, person, None).await?))
}

/// `POST /me/calendar`: makes an address and shows it, this once.
pub(crate) async fn renew(State(a): State<Agenda>, ask: Ask, headers: HeaderMap) -> Result<Response, Failed> {
    let person = at_the_browser(&ask)?;
    let secret = a.renew_feed(person, &ask.actor()).await?;
    let address = format!("{}/agenda/mine/{secret}.ics", ask.house(&headers));
    Ok(ask.show(&view(&ask, &a, person, Some(&address)).await?))
}

/// `POST /me/calendar/withdraw`
pub(crate) async fn withdraw(State(a): State<Agenda>, ask: Ask) -> Result<Response, Failed> {
    let person = at_the_browser(&ask)?;
    match a.end_feed(person, &ask.actor()).await {
        Ok(()) => Ok(ask.go_saying("/me/calendar", "agenda-feed-withdrawn")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/me/calendar", key)),
        Err(fault) => Err(fault.into()),
    }
}

/// A secret is not handed to a machine that holds a token for something else.
fn at_the_browser(ask: &Ask) -> Outcome<Uuid> {
    match &ask.signed_in {
        None => Err(Fault::SignedOut),
        Some(who) if who.token_powers.is_some() => Err(Fault::Forbidden("browser-session")),
        Some(who) => Ok(who.person),
    }
}

async fn view(ask: &Ask, a: &Agenda, person: Uuid, address: Option<&str>) -> Outcome<CalendarPage> {
    let v = &ask.v;
    let kept = feed::get(a.store().read(), person).await?;
    let state = match (&kept, address) {
        (_, Some(_)) => Note::good(v.t("agenda-feed-made")).announced(),
        (Some(feed), None) => ui::note(v.t1("agenda-feed-since", "day", v.full_date(Day::from_unix_ms(feed.made_at).0))),
        (None, None) => ui::note(v.t("agenda-feed-none")),
    };
    let renew = Button::post("/me/calendar", v.t(if kept.is_some() { "agenda-feed-renew" } else { "agenda-feed-make" }));
    // Calendars on phones know this scheme as "subscribe".
    let webcal = address.and_then(|address| address.split_once("://")).map(|(_, rest)| format!("webcal://{rest}"));
    Ok(CalendarPage {
        page: ask.page("agenda-calendar").at("me").back_to("/me", v.t("agenda-me")),
        head: ui::head(v.t("agenda-calendar")).says(v.t("agenda-calendar-says")),
        state,
        address: address.map(|address| Copy::new(v, address)),
        subscribe: webcal.map(|address| Button::link(address, v.t("agenda-feed-subscribe")).main().wide()),
        renew: if kept.is_some() { renew.ask(v.t("agenda-feed-renew-ask")) } else { renew.main().wide() },
        withdraw: kept.map(|_| Button::post("/me/calendar/withdraw", v.t("agenda-feed-withdraw")).text()),
    })
}
