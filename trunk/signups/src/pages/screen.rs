use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::Qr;
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::ticket::address;
use super::words::occasion_span;
use crate::Signups;
use crate::rows::check_in;
use crate::rows::occasion::Occasion;
use crate::rules::code::{Code, Kind, TURN_MS};
use crate::rules::door;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    occasion: String,
}

/// What hangs at the door: a code that members scan with whatever they have.
struct Hung {
    title: String,
    when: String,
    drawn: Qr,
    /// The house does not know its own address, so the code leads nowhere.
    is_bare: bool,
}

#[derive(Template)]
#[template(path = "signups/screen.html")]
struct ScreenPage {
    page: ui::Page,
    hung: Hung,
    came: String,
    placed: String,
    seconds: i64,
    until: i64,
    now: i64,
}

#[derive(Template)]
#[template(path = "signups/poster.html")]
struct PosterPage {
    page: ui::Page,
    hung: Hung,
    hours: String,
    back: String,
}

/// The code on a screen: another one every thirty seconds, by the house's clock.
pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let (v, now) = (&ask.v, ask.now());
    let (title, occasion) = reach(&s, &scope, id, &wish.occasion).await?;
    let code = Code::on_screen(id, occasion.n, now).ok_or(Fault::NotFound)?;
    let count = check_in::count(s.store().read(), id, occasion.n).await?;
    let until = (now.div_euclid(TURN_MS) + 1) * TURN_MS;
    Ok(ask.show(&ScreenPage {
        page: ask.page("signups-screen"),
        hung: hung(&ask, &s, title, &occasion, code),
        came: v.number(count.came),
        placed: v.number(count.placed),
        seconds: ((until - now) / 1000).max(1),
        until,
        now,
    }))
}

/// The same on paper; good while the doors of this one occasion are open.
pub async fn poster(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let (title, occasion) = reach(&s, &scope, id, &wish.occasion).await?;
    let code = Code::new(Kind::Poster, id, i64::from(occasion.n), 0).ok_or(Fault::NotFound)?;
    let (opens_at, closed_at) = door::hours(&occasion);
    Ok(ask.show(&PosterPage {
        page: ask.page("signups-poster"),
        hung: hung(&ask, &s, title, &occasion, code),
        hours: v.t2("signups-poster-hours", "from", v.stamp(opens_at), "to", v.until(closed_at)),
        back: format!("/signups/{id}/checkin?occasion={}", occasion.n),
    }))
}

/// The occasion asked for, else the one at hand, for whoever stands at the door.
///
/// # Errors
/// As [`Signups::at_door`]; [`Fault::NotFound`]: no such occasion.
pub(crate) async fn reach(s: &Signups, scope: &Scope, id: Uuid, asked: &str) -> Outcome<(String, Occasion)> {
    let a = s.at_door(scope, id).await?;
    let all = s.occasions_of(id).await?;
    let occasion = match asked {
        "" => door::present(&all, s.store().now()),
        n => n.parse::<i32>().ok().and_then(|n| all.iter().find(|o| o.n == n)),
    };
    Ok((a.title, occasion.cloned().ok_or(Fault::NotFound)?))
}

fn hung(ask: &Ask, s: &Signups, title: String, occasion: &Occasion, code: Code) -> Hung {
    let text = address(ask, &code.write(s.store().keyring()));
    Hung {
        title,
        when: format!("{}　{}", occasion_span(&ask.v, occasion), occasion.place),
        drawn: ui::qr(&text, ask.v.t("signups-screen-drawn")),
        is_bare: ask.web.settings.public_url.is_empty(),
    }
}
