//! What a calendar program reads.

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use codes::Day;
use jiff::Timestamp;
use organisation::Scope;
use sha2::{Digest as _, Sha256};
use store::Fault;
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use super::wish::Wish;
use crate::find::{find, mine as mine_of, reach};
use crate::house::Agenda;
use crate::item::Item;
use crate::reader::Reader;
use crate::rules::ics::{Around, calendar};

/// Days that the feeds reach back and forth: a calendar keeps what it once read.
const BACK: i32 = 30;
const FORTH: i32 = 180;
const DAY_MS: i64 = 86_400_000;

/// `GET /agenda.ics`: what is for everybody, with the page's filters.
pub(crate) async fn everybody(
    State(a): State<Agenda>,
    ask: Ask,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let today = a.today();
    let wanted = wish.wanted(Day(today.0 - BACK), Day(today.0 + FORTH));
    let found = find(&a, &Reader::visitor(), &wanted).await?;
    let place = wish.place().and_then(|id| a.federation().get(id)).or_else(|| a.federation().root());
    let name = ask.v.t1("agenda-feed-name", "name", place.map(|union| union.name.clone()).unwrap_or_default());
    Ok(answer(&ask, &a, &headers, &name, found.items.iter().map(AsRef::as_ref), "public, no-cache"))
}

/// `GET /agenda/{item}.ics`: one item, to be added to a calendar once.
pub(crate) async fn one(
    State(a): State<Agenda>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Failed> {
    let id = file.strip_suffix(".ics").and_then(|id| Uuid::try_parse(id).ok()).ok_or(Fault::NotFound)?;
    let reader = Reader::of(&a, scope.as_deref()).await?;
    let item = reach(&a, &reader, id).await?;
    Ok(answer(&ask, &a, &headers, &item.title, [&item], "private, no-cache"))
}

/// `GET /agenda/mine/{secret}.ics`: what a person has a place in, for whoever knows the address.
pub(crate) async fn mine(
    State(a): State<Agenda>,
    ask: Ask,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Failed> {
    let secret = file.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    let person = a.feed_of(secret).await?;
    let items = mine_of(&a, person, ask.now() - i64::from(BACK) * DAY_MS).await?;
    let mut response = answer(&ask, &a, &headers, &ask.v.t("agenda-feed-mine"), &items, "private, no-cache");
    // The address is a secret: no search engine keeps it, and no other site hears of it.
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// The calendar with its tag, or that nothing has changed since the tag the reader holds. The date is for people only: when an
/// item is withdrawn the latest date may go back, and only the tag tells.
fn answer<'a>(
    ask: &Ask,
    a: &Agenda,
    headers: &HeaderMap,
    name: &str,
    items: impl IntoIterator<Item = &'a Item>,
    keep: &'static str,
) -> Response {
    let items: Vec<&Item> = items.into_iter().collect();
    let v = &ask.v;
    let text = calendar(
        items.iter().copied(),
        &Around {
            name,
            base: &ask.web.settings.public_url,
            kind: &|item| said::kind(a, v, item),
            about: &|item| said::about(a, v, item),
        },
    );
    let tag = format!("\"{}\"", BASE64.encode(&Sha256::digest(&text)[..18]));
    let held = headers.get(header::IF_NONE_MATCH).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let is_held = held.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*");
    let mut response = if is_held {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
        (kind, Body::from(text)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    let latest = items.iter().map(|item| item.revised_at).max();
    let latest =
        latest.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(latest) = latest.and_then(|at| HeaderValue::try_from(at).ok()) {
        headers.insert(header::LAST_MODIFIED, latest);
    }
    response
}
