use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use codes::Day;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Facts, Field, Head, Note, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::said::{masked, valid};
use crate::rows::{benefit, merchant, offer, redemption};
use crate::sight::{self, COOKIE, Counter};
use crate::verbs::redeem::{Seen, again, look};
use crate::verbs::undo::MINUTES;
use crate::{Benefits, By, count_card_use, redeem, undo as take_back};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    code: String,
    /// What was looked at, sealed.
    ticket: String,
    benefit: String,
    number: String,
    offer: String,
}

/// `GET /redeem/in/{token}`: opens the counter on this phone, for as long as the link holds. What stands in the cookie is the
/// link itself, so that taking the link back shuts every phone that used it.
pub async fn enter(State(b): State<Benefits>, ask: Ask, Path(token): Path<String>) -> Result<Response, Failed> {
    ask.web.limit_codes(ask.address)?;
    let counter = match sight::by_token(&b, &token).await {
        Err(Fault::NotFound) => return Ok(ask.show_as(axum::http::StatusCode::NOT_FOUND, &shut(&ask))),
        counter => counter?,
    };
    let mut response = ask.go("/redeem");
    let seconds = ((counter.clerk.expires_at - ask.now()) / 1000).max(1);
    let secure = if ask.web.settings.secure { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/redeem; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `GET /redeem?code=`: the counter, and the voucher of this code.
pub async fn get(State(b): State<Benefits>, ask: Ask, headers: HeaderMap, Query(said): Query<Said>) -> Result<Response, Failed> {
    let Some(counter) = open(&b, &ask, &headers).await? else {
        return Ok(ask.show_as(axum::http::StatusCode::FORBIDDEN, &shut(&ask)));
    };
    if said.code.is_empty() {
        return Ok(ask.show(&view(&ask, &b, &counter, None, None).await?));
    }
    Ok(match look(&b, &counter, &said.code).await? {
        Some(seen) => ask.show(&view(&ask, &b, &counter, Some(&seen), None).await?),
        None => ask.show_again(&view(&ask, &b, &counter, None, Some("benefits-code-unknown")).await?),
    })
}

/// `POST /redeem`: redeems what was shown.
pub async fn post(State(b): State<Benefits>, ask: Ask, headers: HeaderMap, Form(said): Form<Said>) -> Result<Response, Failed> {
    let Some(counter) = open(&b, &ask, &headers).await? else {
        return Ok(ask.show_as(axum::http::StatusCode::FORBIDDEN, &shut(&ask)));
    };
    match redeem(&b, &ask.actor(), &counter, &said.ticket).await {
        Ok(done) if done.left > 0 => Ok(ask.go_counting("/redeem", "benefits-redeemed-left", done.left)),
        Ok(_) => Ok(ask.go_saying("/redeem", "benefits-redeemed")),
        // Somebody else was faster: when and where stands with the voucher.
        Err(Fault::Conflict(key)) => {
            let seen = again(&b, &counter, &said.ticket).await?;
            Ok(ask.show_as(axum::http::StatusCode::CONFLICT, &view(&ask, &b, &counter, seen.as_ref(), Some(key)).await?))
        }
        Err(Fault::NotFound) => Ok(ask.show_again(&view(&ask, &b, &counter, None, Some("benefits-code-unknown")).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /redeem/undo`: takes the last redemption of a voucher back.
pub async fn undo(State(b): State<Benefits>, ask: Ask, headers: HeaderMap, Form(said): Form<Said>) -> Result<Response, Failed> {
    let Some(counter) = open(&b, &ask, &headers).await? else {
        return Ok(ask.show_as(axum::http::StatusCode::FORBIDDEN, &shut(&ask)));
    };
    let (benefit, number) = (said.benefit.parse().unwrap_or_default(), said.number.parse().unwrap_or(0));
    let why = ask.v.t("benefits-undo-by-clerk");
    match take_back(&b, &ask.actor(), &By::Clerk(&counter, &why), benefit, number).await {
        Ok(()) => Ok(ask.go_saying("/redeem", "benefits-undone")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/redeem", key)),
        Err(Fault::NotFound) => Ok(ask.go_warning("/redeem", "benefits-undo-none")),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /redeem/card`: counts a card that was shown.
pub async fn card(State(b): State<Benefits>, ask: Ask, headers: HeaderMap, Form(said): Form<Said>) -> Result<Response, Failed> {
    let Some(counter) = open(&b, &ask, &headers).await? else {
        return Ok(ask.show_as(axum::http::StatusCode::FORBIDDEN, &shut(&ask)));
    };
    match count_card_use(&b, &ask.actor(), &counter, said.offer.parse().unwrap_or_default()).await {
        Ok(()) => Ok(ask.go_saying("/redeem", "benefits-card-counted")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/redeem", key)),
        Err(Fault::NotFound) => Ok(ask.go_warning("/redeem", "benefits-offer-ended")),
        Err(fault) => Err(fault.into()),
    }
}

/// The counter this phone was opened for. Whoever comes without one could be trying links, so the address is counted.
async fn open(b: &Benefits, ask: &Ask, headers: &HeaderMap) -> Result<Option<Counter>, Fault> {
    match sight::counter(b, headers).await {
        Ok(counter) => Ok(Some(counter)),
        Err(Fault::NotFound) => ask.web.limit_codes(ask.address).map(|()| None),
        Err(fault) => Err(fault),
    }
}

#[derive(Template)]
#[template(path = "benefits/shut.html")]
struct ShutPage {
    page: ui::Page,
    note: Note,
}

fn shut(ask: &Ask) -> ShutPage {
    let v = &ask.v;
    let note = Note::warn(v.t("benefits-counter-shut-says")).title(v.t("benefits-counter-shut"));
    ShutPage { page: plain(ask, "benefits-counter"), note }
}

/// A page without the doors of whoever may be signed in on this phone: the counter leads nowhere else.
fn plain(ask: &Ask, key: &str) -> ui::Page {
    let mut page = ask.page(key);
    page.nav.clear();
    page.who = None;
    page
}

#[derive(Template)]
#[template(path = "benefits/redeem.html")]
struct CounterPage {
    page: ui::Page,
    head: Head,
    wrong: Option<Note>,
    code: Field,
    seen: Option<Box<Slip>>,
    undo: Rows,
    has_undo: bool,
    offers: Rows,
    has_offers: bool,
}

/// The voucher in front of the clerk.
struct Slip {
    title: String,
    note: Option<Note>,
    facts: Facts,
    used: Vec<String>,
    confirm: Option<Button>,
}

async fn view(ask: &Ask, b: &Benefits, counter: &Counter, seen: Option<&Seen>, wrong: Option<&str>) -> Outcome<CounterPage> {
    let (v, db, now) = (&ask.v, b.store().read(), ask.now());
    let m = &counter.merchant;
    let slip = match seen {
        Some(seen) => Some(Box::new(slip(ask, b, seen).await?)),
        None => None,
    };
    let lately = redemption::of_clerk(db, m.id, counter.clerk.id, now - MINUTES * 60_000).await?;
    let benefits = benefit::of_allotments(db, &lately.iter().map(|r| r.allotment_id).collect::<Vec<_>>()).await?;
    let title = |id: Uuid| benefits.iter().find(|it| it.id == id).map(|it| it.title.clone()).unwrap_or_default();
    let undo: Vec<Row> = lately
        .iter()
        .filter(|r| r.stands())
        .map(|r| {
            Row::new(title(r.benefit_id)).fact(v.t1("benefits-code-last", "code", r.code.as_str())).fact(v.time(r.at)).end(
                Button::post("/redeem/undo", v.t("benefits-undo"))
                    .small()
                    .text()
                    .with("benefit", r.benefit_id)
                    .with("number", r.number)
                    .ask(v.t("benefits-undo-sure")),
            )
        })
        .collect();
    let today = Day::from_unix_ms(now);
    let offers: Vec<Row> = offer::of(db, m.id)
        .await?
        .iter()
        .filter(|o| o.holds(today))
        .map(|o| {
            let count = Button::post("/redeem/card", v.t("benefits-card-count")).small().with("offer", o.id);
            Row::new(o.title.as_str()).fact(o.terms.as_str()).end(count)
        })
        .collect();
    Ok(CounterPage {
        page: plain(ask, "benefits-counter"),
        head: ui::head(v.t("benefits-counter")).says(m.name.as_str()),
        wrong: wrong.filter(|_| slip.is_none()).map(|key| Note::bad(v.t(key)).announced()),
        code: Field::text("code", v.t("benefits-code"))
            .hint(v.t("benefits-code-hint"))
            .attr("autocomplete", "off")
            .attr("autocapitalize", "characters")
            .attr("maxlength", 120)
            .width(Width::Middle)
            .first(),
        seen: slip,
        has_undo: !undo.is_empty(),
        undo: Rows::new(undo).tight(),
        has_offers: !offers.is_empty(),
        offers: Rows::new(offers).tight(),
    })
}

async fn slip(ask: &Ask, b: &Benefits, seen: &Seen) -> Outcome<Slip> {
    let (v, db) = (&ask.v, b.store().read());
    let (it, e) = (&seen.benefit, &seen.entry);
    let people = membership::people_by_ordinal(db, &[e.ordinal]).await?;
    let name = people.get(&e.ordinal).map(|p| masked(&p.name)).unwrap_or_default();
    let merchants = merchant::of_benefit(db, it.id).await?;
    let place = |id: Uuid| merchants.iter().find(|m| m.id == id).map(|m| m.name.clone()).unwrap_or_default();
    let refusal = seen.refusal(ask.now());
    let takes = if seen.used.is_empty() && e.pay == "due" { e.price } else { 0 };
    Ok(Slip {
        title: it.title.clone(),
        note: refusal.map(|key| Note::bad(v.t(key)).announced()),
        facts: Facts::new()
            .fact(v.t("benefits-name"), name)
            .fact(v.t("benefits-left"), v.t2("benefits-left-of", "left", seen.left().max(0), "uses", i64::from(it.uses)))
            .fact(v.t("benefits-take"), if takes == 0 { v.t("benefits-take-nothing") } else { v.money(takes) })
            .fact(v.t("benefits-valid"), valid(v, it)),
        used: seen.used.iter().map(|r| v.t2("benefits-used-at", "at", v.stamp(r.at), "place", place(r.merchant_id))).collect(),
        confirm: refusal.is_none().then(|| {
            Button::post("/redeem", v.t("benefits-redeem")).main().wide().with("ticket", seen.ticket.seal(b.store().keyring()))
        }),
    })
}
