use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use ui::{Button, Facts, Page, Qr, State as Shape};
use web::{Ask, Failed};

use crate::house::Membership;
use crate::rules::card::WINDOW_MS;
use crate::said;
use crate::verbs::card::card;

#[derive(Template)]
#[template(path = "membership/card.html")]
struct CardPage {
    page: Page,
    shown: Option<Shown>,
    join: Button,
}

struct Shown {
    union_name: String,
    name: String,
    state: ui::St,
    drawn: Qr,
    /// `7Q2M 0FXA`
    short: String,
    /// Seconds left, the instant of the next code, and now.
    seconds: i64,
    until: i64,
    now: i64,
    /// How long a shop takes this code without the page coming back.
    good_until: String,
    facts: Facts,
}

/// `GET /me/card`: the page comes back by itself with the next code; without script it is a reload. What is on the screen
/// stays good without network until its time is over, and says when that is.
pub(crate) async fn get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let now = m.store().now();
    let shown = card(&m, ask.person()?).await?.map(|card| {
        let standing = v.t(said::standing(&card.spell.standing));
        let address = format!("{}/verify/{}", m.web.settings.public_url.trim_end_matches('/'), card.long);
        Shown {
            union_name: m.organisation.federation.name(card.spell.union_id),
            name: card.person.name,
            state: if card.spell.standing == "retained" { Shape::Off.says(standing) } else { Shape::Done.says(standing) },
            // A house that does not know its own address draws the bare code, for the field of the checking page.
            drawn: ui::qr(if m.web.settings.public_url.is_empty() { &card.long } else { &address }, v.t("membership-card-drawn")),
            short: format!("{} {}", &card.short[..4], &card.short[4..]),
            seconds: ((card.until - now) / 1000).max(1),
            until: card.until,
            now,
            good_until: seconds(card.until + WINDOW_MS),
            facts: Facts::new()
                .fact(v.t("membership-card-since"), card.since.to_string())
                .maybe(v.t("membership-verified"), card.person.verified_day.map(|d| v.full_date(Day(d).0))),
        }
    });
    Ok(ask.show(&CardPage {
        page: ask.page("membership-card").at("me").back_to("/me", v.t("membership-me")),
        shown,
        join: Button::link("/join", v.t("membership-to-join")).main().wide(),
    }))
}

/// `20:04:59` in the house's time.
fn seconds(at: i64) -> String {
    let s = (at + 8 * 3_600_000).div_euclid(1000).rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}
