use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Facts, Field, Head, Html, Mistakes, Row, Rows, Timeline, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::close::reason;
use super::said;
use crate::rows::booking::Booking;
use crate::rows::venue::Venue;
use crate::rows::{booking as rows, change, space};
use crate::{Venues, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    /// `approve` or `refuse`.
    act: String,
    reason: String,
    /// `1`: this one of its weekly row alone.
    alone: String,
    /// `1`: and all that follow.
    rest: String,
    heads: String,
    revision: String,
}

type Place = Path<(Uuid, Uuid)>;

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Path((venue, id)): Place) -> Result<Response, Failed> {
    show(&ask, &v, &scope, venue, id, "", Said::default(), &[]).await
}

pub async fn decide(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let approves = match said.act.as_str() {
        "approve" => true,
        "refuse" => false,
        _ => {
            sight::kept(&v, &scope, venue).await?;
            let fault = [FieldFault::new("act", "venues-act-missing")];
            return show(&ask, &v, &scope, venue, id, "decide", said, &fault).await;
        }
    };
    match verbs::decide::decide(&v, &scope, &ask.actor(), venue, id, approves, &said.reason, said.alone == "1").await {
        Ok(n) => {
            let key = if approves { "venues-approved" } else { "venues-refused" };
            Ok(ask.go_counting(&format!("/venues/{venue}/bookings/{id}"), key, i64::try_from(n).unwrap_or(1)))
        }
        Err(Fault::Invalid(faults)) => show(&ask, &v, &scope, venue, id, "decide", said, &faults).await,
        Err(fault) => Err(fault.into()),
    }
}

pub async fn cancel(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::cancel::cancel(&v, &scope, &ask.actor(), venue, id, &said.reason, said.rest == "1").await {
        Ok(n) => {
            Ok(ask.go_counting(&format!("/venues/{venue}/bookings/{id}"), "venues-cancelled", i64::try_from(n).unwrap_or(1)))
        }
        Err(Fault::Invalid(faults)) => show(&ask, &v, &scope, venue, id, "cancel", said, &faults).await,
        Err(fault) => Err(fault.into()),
    }
}

pub async fn count(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::count::count(&v, &scope, &ask.actor(), venue, id, &said.heads, &said.reason, &said.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/venues/{venue}/bookings/{id}"), "venues-counted")),
        Err(Fault::Invalid(faults)) => show(&ask, &v, &scope, venue, id, "count", said, &faults).await,
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "venues/booking_phone.html")]
struct OnPhone {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "venues/booking_desk.html")]
struct AtDesk {
    page: ui::Page,
    body: Body,
}

/// A booking on any screen: what it is, then what this reader may do with it.
#[derive(Template)]
#[template(path = "venues/booking.html")]
struct Body {
    v: i18n::Voice,
    head: Head,
    path: String,
    revision: i32,
    facts: Facts,
    series: Rows,
    has_series: bool,
    history: Timeline,
    decide: Option<Asked>,
    count: Option<Asked>,
    cancel: Option<Asked>,
}

/// One of the forms, with what is wrong in it.
struct Asked {
    mistakes: Mistakes,
    fields: Vec<Field>,
}

impl askama::filters::HtmlSafe for Body {}

async fn show(
    ask: &Ask,
    v: &Venues,
    scope: &Scope,
    venue: Uuid,
    id: Uuid,
    form: &str,
    said: Said,
    faults: &[FieldFault],
) -> Result<Response, Failed> {
    let (place, booking) = sight::booking(v, scope, venue, id).await?;
    let body = body(ask, v, scope, &place, &booking, form, &said, faults).await?;
    let title = ask.v.t("venues-booking");
    let is_again = !faults.is_empty();
    if sight::keeps(scope, place.union_id) {
        let page = ask.page_named(title).at("venues").under("/venues/desk", ask.v.t("venues-keep"));
        let page = AtDesk { page: page.under(format!("/venues/{venue}/bookings"), place.name.as_str()), body };
        return Ok(if is_again { ask.show_again(&page) } else { ask.show(&page) });
    }
    let page = OnPhone { page: ask.page_named(title).at("venues").back_to("/me/bookings", ask.v.t("venues-mine")), body };
    Ok(if is_again { ask.show_again(&page) } else { ask.show(&page) })
}

async fn body(
    ask: &Ask,
    venues: &Venues,
    scope: &Scope,
    place: &Venue,
    b: &Booking,
    form: &str,
    said: &Said,
    faults: &[FieldFault],
) -> Outcome<Body> {
    let (v, db, now) = (&ask.v, venues.store().read(), ask.now());
    let series = rows::of_series(db, place.id, b.series).await?;
    let names = said::names(venues, scope, place, b.ordinal).await?;
    let space = space::of_venue(db, place.id).await?.into_iter().find(|s| s.id == b.space_id).map(|s| s.name).unwrap_or_default();
    let keeps = sight::keeps(scope, place.union_id);
    let path = format!("/venues/{}/bookings/{}", place.id, b.id);
    let row = |s: &Booking| {
        let row = Row::new(said::when(v, s.span())).end(said::state(v, s, now));
        if s.id == b.id { row } else { row.to(format!("/venues/{}/bookings/{}", place.id, s.id)) }
    };
    let faults_of = |name: &str| if form == name { faults } else { &[] };
    let value = |name: &str, text: &str| if form == name { text.to_owned() } else { String::new() };
    let is_row = series.len() > 1;
    let is_ahead = b.span().ends() > now;
    let decide = (keeps && b.is_asked()).then(|| {
        let faults = faults_of("decide");
        let act = Field::radios("act", v.t("venues-decision"))
            .choice("approve", v.t("venues-approve"))
            .choice("refuse", v.t("venues-refuse"))
            .value(&said.act)
            .error(ask.error(faults, "act"))
            .first();
        let why = Field::text("reason", v.t("venues-reason"))
            .hint(v.t("venues-reason-refuse"))
            .value(value("decide", &said.reason))
            .id("decide-reason")
            .error(ask.error(faults, "reason"));
        let alone = is_row.then(|| Field::check("alone", v.t("venues-alone")).ticked(said.alone == "1"));
        asked(ask, [act, why].into_iter().chain(alone).collect())
    });
    let count = (keeps && !is_ahead && b.event.is_none() && matches!(b.state.as_str(), "approved" | "counted")).then(|| {
        let faults = faults_of("count");
        let heads = Field::number("heads", v.t("venues-heads"))
            .hint(v.t("venues-heads-hint"))
            .value(value("count", &said.heads))
            .width(Width::Small)
            .error(ask.error(faults, "heads"))
            .first();
        let why = (b.state == "counted").then(|| reason(ask, &value("count", &said.reason), faults).id("count-reason"));
        asked(ask, [heads].into_iter().chain(why).collect())
    });
    let cancel = (is_ahead && matches!(b.state.as_str(), "asked" | "approved")).then(|| {
        let faults = faults_of("cancel");
        let mut why = reason(ask, &value("cancel", &said.reason), faults).id("cancel-reason");
        if sight::is_theirs(scope, b) {
            why = why.optional(v);
        }
        let rest = is_row.then(|| Field::check("rest", v.t("venues-rest")).ticked(said.rest == "1"));
        asked(ask, [why].into_iter().chain(rest).collect())
    });
    let is_own = b.union_id.is_none() && sight::is_theirs(scope, b);
    let whose = if is_own { v.t("venues-book-for-me") } else { said::whose(v, venues, b, &names) };
    Ok(Body {
        v: v.clone(),
        head: ui::head(said::when(v, b.span())).says(format!("{}　{space}", place.name)).state(said::state(v, b, now)),
        path,
        revision: b.revision,
        facts: Facts::new()
            .fact(v.t("venues-venue"), Html::link(format!("/venues/{}", place.id), place.name.as_str()))
            .fact(v.t("venues-space"), space)
            .fact(v.t("venues-whose"), whose)
            .fact(v.t("venues-purpose"), b.purpose.as_str())
            .maybe(v.t("venues-came"), b.by_head.map(|n| v.t1("venues-came-n", "n", n))),
        has_series: is_row,
        series: Rows::new(series.iter().map(row)).tight(),
        history: timeline(ask, b, &change::about(db, place.id, b.id).await?),
        decide,
        count,
        cancel,
    })
}

fn asked(ask: &Ask, fields: Vec<Field>) -> Asked {
    Asked { mistakes: ui::mistakes(&ask.v, &fields), fields }
}

fn timeline(ask: &Ask, b: &Booking, changes: &[change::Change]) -> Timeline {
    let v = &ask.v;
    changes.iter().fold(Timeline::new().past(v.stamp(b.recorded_at), v.t("venues-history-booked")), |line, c| {
        let what = match c.what.as_str() {
            "approved" => "venues-history-approved",
            "refused" => "venues-history-refused",
            "expired" => "venues-history-expired",
            "counted" => "venues-history-counted",
            "recounted" => "venues-history-recounted",
            _ => "venues-history-cancelled",
        };
        let line = line.past(v.stamp(c.changed_at), v.t(what));
        if c.reason.is_empty() { line } else { line.about(c.reason.as_str()) }
    })
}
