use axum::Json as Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::FieldFault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path, Query};

use super::door::{DoorListJson, GuestJson, GuestList, OccasionJson, ScreenJson, TicketJson, ToldJson, ToldList};
use crate::answers::{Words, to_member, to_officer};
use crate::door_list;
use crate::pages::screen::reach;
use crate::rows::check_in;
use crate::rules::code::{self, Code, TURN_MS};
use crate::rules::door::hours;
use crate::{Arrival, How, Presented, Signups, Told};

/// Arrivals in one request.
const MOST: usize = 200;

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SendBody {
    /// At most 200.
    pub items: Vec<ArrivalBody>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ArrivalBody {
    /// A UUID made by the device: sent twice, checked in once.
    pub key: String,
    /// The number of the occasion.
    pub occasion: i32,
    /// What was scanned or typed; empty where `number` says who it is.
    pub text: String,
    /// The number of the entry, ticked on the list.
    pub number: Option<i64>,
    /// `scan`, `code`, `name` or `paper`.
    pub how: String,
    /// When he stood there, unix milliseconds, where the device was without network; now where absent.
    pub at: Option<i64>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PresentBody {
    pub occasion: i32,
    pub number: i64,
    /// Heads really there; 0 takes the check-in back.
    pub present: i32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ComeBody {
    /// What was scanned off the screen or the poster.
    pub code: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wish {
    occasion: String,
}

impl ArrivalBody {
    fn read(&self, n: usize) -> Result<Arrival, FieldFault> {
        let wrong = |field: &str, key| FieldFault::new(format!("items.{n}.{field}"), key);
        let how = How::from_name(&self.how).filter(|how| *how != How::Own);
        Ok(Arrival {
            key: Uuid::try_parse(&self.key).map_err(|_| wrong("key", "signups-key-wrong"))?,
            occasion: self.occasion,
            who: self.number.map_or_else(|| Presented::Text(self.text.clone()), Presented::Number),
            how: how.ok_or_else(|| wrong("how", "signups-how-wrong"))?,
            at: self.at,
        })
    }
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/checkins", tag = "signups", operation_id = "signups_check_in",
    params(("allotment" = Uuid, Path)), request_body = SendBody,
    responses((status = 200, body = ToldList), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn send(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<SendBody>,
) -> Result<Body<ToldList>, Failed> {
    s.at_door(&scope, id).await?;
    if body.items.len() > MOST {
        return Err(Fault::field("items", "signups-items-too-many").into());
    }
    let read = body.items.iter().enumerate().map(|(n, item)| item.read(n));
    let (arrivals, faults): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults.into_iter().filter_map(Result::err).collect()).into());
    }
    let arrivals: Vec<Arrival> = arrivals.into_iter().flatten().collect();
    let told = s.check_in(&scope, &ask.actor(), id, &arrivals).await?;
    let ordinals: Vec<i64> = told.iter().filter_map(|t| t.entry.as_ref()).map(|e| e.ordinal).collect();
    let people = membership::people_by_ordinal(s.store().read(), &ordinals).await?;
    let items = body.items.iter().zip(&told).map(|(item, t)| {
        let name = t.entry.as_ref().and_then(|e| people.get(&e.ordinal)).map(|p| p.name.clone());
        told_json(item.key.clone(), t, to_officer(&ask.v, t), name)
    });
    Ok(Body(ToldList { items: items.collect() }))
}

fn told_json(key: String, told: &Told, words: Words, name: Option<String>) -> ToldJson {
    let Words { title, says, .. } = words;
    ToldJson { key, result: told.answer.name(), title, says, number: told.entry.as_ref().map(|e| e.number), name }
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/checkins", tag = "signups", operation_id = "signups_checked_in",
    params(("allotment" = Uuid, Path), ("occasion" = Option<i32>, Query)),
    responses((status = 200, body = GuestList), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(s): State<Signups>,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Body<GuestList>, Failed> {
    let n = reach(&s, &scope, id, &wish.occasion).await?.1.n;
    let count = check_in::count(s.store().read(), id, n).await?;
    let guests = check_in::guests(s.store().read(), id, n, None, 0, u64::MAX).await?;
    Ok(Body(GuestList {
        occasion: n,
        placed: count.placed,
        came: count.came,
        came_heads: count.came_heads,
        items: guests.iter().map(GuestJson::of).collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/checkins/present", tag = "signups", operation_id = "signups_present",
    params(("allotment" = Uuid, Path)), request_body = PresentBody,
    responses((status = 204), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn present(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<PresentBody>,
) -> Result<axum::http::StatusCode, Failed> {
    s.count_present(&scope, &ask.actor(), id, (body.occasion, body.number), body.present).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/checkin-list", tag = "signups", operation_id = "signups_door_list",
    params(("allotment" = Uuid, Path)),
    responses((status = 200, body = DoorListJson), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn take_along(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<([(HeaderName, &'static str); 1], Body<DoorListJson>), Failed> {
    let a = s.at_door(&scope, id).await?;
    let occasions = s.occasions_of(id).await?;
    let list = door_list::make(s.store(), &a, &occasions).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Body(DoorListJson::of(id, a.title, ask.now(), list))))
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/screen", tag = "signups", operation_id = "signups_screen",
    params(("allotment" = Uuid, Path), ("occasion" = Option<i32>, Query)),
    responses((status = 200, body = ScreenJson), (status = 403), (status = 404)))]
pub(crate) async fn screen(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Body<ScreenJson>, Failed> {
    let n = reach(&s, &scope, id, &wish.occasion).await?.1.n;
    let code = Code::on_screen(id, n, ask.now()).ok_or(Fault::NotFound)?.write(s.store().keyring());
    Ok(Body(ScreenJson { occasion: n, code, until: (ask.now().div_euclid(TURN_MS) + 1) * TURN_MS }))
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/ticket", tag = "signups", operation_id = "signups_ticket",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = TicketJson), (status = 404)))]
pub(crate) async fn ticket(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<TicketJson>, Failed> {
    let entry = s.entry_of(id, ask.person()?).await?.filter(|e| e.stands() && e.has_ticket()).ok_or(Fault::NotFound)?;
    let occasions = s.occasions_of(id).await?;
    let standing = occasions.iter().filter(|o| o.is_planned());
    Ok(Body(TicketJson {
        code: door_list::ticket(s.store(), id, entry.number).ok_or(Fault::NotFound)?,
        short: code::short(s.store().keyring(), id, entry.number).unwrap_or_default(),
        heads: entry.heads,
        occasions: standing
            .map(|o| OccasionJson { n: o.n, begins_at: o.begins_at, opens_at: hours(o).0, closes_at: hours(o).1 })
            .collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/in", tag = "signups", operation_id = "signups_come", request_body = ComeBody,
    responses((status = 200, body = ToldJson), (status = 404)))]
pub(crate) async fn come(State(s): State<Signups>, ask: Ask, Json(body): Json<ComeBody>) -> Result<Body<ToldJson>, Failed> {
    let told = s.check_in_oneself(&ask.actor(), ask.person()?, &body.code).await?;
    Ok(Body(told_json(String::new(), &told, to_member(&ask.v, &told), None)))
}
