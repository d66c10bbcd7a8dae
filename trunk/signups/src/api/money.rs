use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::FieldFault;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path, Query};

use crate::Signups;
use crate::rows::payment::{self, Payment};
use crate::rows::till;

/// Receipts in one answer.
const MOST: i64 = 500;

/// Money taken at the desk, or given back there.
#[derive(Serialize, ToSchema)]
pub struct PaymentJson {
    /// `20261118-3`: day and number.
    pub receipt: String,
    /// The queue number.
    pub number: i64,
    /// `paid`, `refunded` or `reversed`.
    pub what: String,
    /// `cash`, `transfer` or `card`.
    pub method: String,
    /// Fen.
    pub fen: i64,
    /// Why it was reversed; empty otherwise.
    pub reason: String,
    /// Unix milliseconds.
    pub at: i64,
}

impl PaymentJson {
    fn of(p: &Payment) -> Self {
        let (receipt, what, method) = (p.receipt(), p.what.clone(), p.method.clone());
        Self { receipt, number: p.number, what, method, fen: p.fen, reason: p.reason.clone(), at: p.at }
    }
}

#[derive(Serialize, ToSchema)]
pub struct PaymentList {
    /// The latest first.
    pub items: Vec<PaymentJson>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PayBody {
    /// The queue number.
    pub number: i64,
    /// Fen: all that is due.
    pub amount: i64,
    /// `cash`, `transfer` or `card`.
    pub method: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WaiveBody {
    pub number: i64,
    pub reason: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RefundBody {
    pub number: i64,
    pub method: String,
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/payments", tag = "signups", operation_id = "signups_payments",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = PaymentList), (status = 404)))]
pub(crate) async fn list(State(s): State<Signups>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<PaymentList>, Failed> {
    scope.require(Power::HandOut, s.known(id).await?.allotment.union_id)?;
    let all = payment::of_allotment(s.store().read(), id, MOST).await?;
    Ok(Body(PaymentList { items: all.iter().map(PaymentJson::of).collect() }))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/payments", tag = "signups", operation_id = "signups_pay",
    params(("allotment" = Uuid, Path)), request_body = PayBody,
    responses((status = 200, body = PaymentJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn pay(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<PayBody>,
) -> Result<Body<PaymentJson>, Failed> {
    let taken = s.pay(&scope, &ask.actor(), id, body.number, body.amount, &body.method).await?;
    Ok(Body(PaymentJson::of(&taken)))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/waivers", tag = "signups", operation_id = "signups_waive",
    params(("allotment" = Uuid, Path)), request_body = WaiveBody,
    responses((status = 200), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn waive(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<WaiveBody>,
) -> Result<(), Failed> {
    Ok(s.waive(&scope, &ask.actor(), id, body.number, &body.reason).await?)
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/refunds", tag = "signups", operation_id = "signups_refund",
    params(("allotment" = Uuid, Path)), request_body = RefundBody,
    responses((status = 200, body = PaymentJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn refund(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RefundBody>,
) -> Result<Body<PaymentJson>, Failed> {
    Ok(Body(PaymentJson::of(&s.refund(&scope, &ask.actor(), id, body.number, &body.method).await?)))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/reversals", tag = "signups", operation_id = "signups_reverse",
    params(("allotment" = Uuid, Path)), request_body = WaiveBody,
    responses((status = 200, body = PaymentJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn reverse(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<WaiveBody>,
) -> Result<Body<PaymentJson>, Failed> {
    Ok(Body(PaymentJson::of(&s.reverse(&scope, &ask.actor(), id, body.number, &body.reason).await?)))
}

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// The reader's own where absent.
    union: String,
    /// `2026-11-18`.
    day: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CloseBody {
    pub union: Uuid,
    /// `2026-11-18`.
    pub day: String,
    /// The cash that was counted, in fen.
    pub counted: i64,
    /// Why it differs, where it does.
    pub says: String,
}

#[derive(Serialize, ToSchema)]
pub struct DaySumJson {
    pub allotment: Uuid,
    pub title: String,
    pub method: String,
    /// `paid`, `refunded` or `reversed`.
    pub what: String,
    pub receipts: i64,
    /// Fen.
    pub fen: i64,
}

/// A union's day at the desk.
#[derive(Serialize, ToSchema)]
pub struct DayJson {
    pub union: Uuid,
    pub day: String,
    /// Unix milliseconds; none while the day is open.
    pub closed_at: Option<i64>,
    /// Taken less given back, in fen, all three.
    pub cash: i64,
    pub transfer: i64,
    pub card: i64,
    /// The cash that was counted, once the day is closed.
    pub counted: Option<i64>,
    pub says: String,
    pub sums: Vec<DaySumJson>,
}

#[utoipa::path(get, path = "/api/v1/close-days", tag = "signups", operation_id = "signups_day", params(Which),
    responses((status = 200, body = DayJson), (status = 404), (status = 422)))]
pub(crate) async fn day(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Query(q): Query<Which>,
) -> Result<Body<DayJson>, Failed> {
    let union = match q.union.as_str() {
        "" => scope.unions_with(Power::HandOut).first().copied().ok_or(Fault::NotFound)?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    shown(&s, &ask, &scope, union, read_day(&q.day)?).await
}

#[utoipa::path(post, path = "/api/v1/close-days", tag = "signups", operation_id = "signups_close_day", request_body = CloseBody,
    responses((status = 200, body = DayJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn close_day(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<CloseBody>,
) -> Result<Body<DayJson>, Failed> {
    scope.require(Power::HandOut, body.union)?;
    let day = read_day(&body.day)?;
    if body.counted < 0 {
        return Err(Fault::field("counted", "signups-counted-unreadable").into());
    }
    s.close_day(&scope, &ask.actor(), body.union, day, body.counted, &body.says).await?;
    shown(&s, &ask, &scope, body.union, day).await
}

fn read_day(text: &str) -> Result<Day, Fault> {
    Day::parse_written(text).map_err(|_| Fault::Invalid(vec![FieldFault::new("day", "signups-day-unreadable")]))
}

async fn shown(s: &Signups, ask: &Ask, scope: &Scope, union: Uuid, day: Day) -> Result<Body<DayJson>, Failed> {
    scope.require(Power::HandOut, union)?;
    let db = s.store().read();
    let (sums, till) = (payment::sums(db, union, day).await?, till::get(db, union, day).await?);
    let closed = till.filter(|t| t.closed_at.is_some());
    let of = |method| payment::by_method(&sums, method);
    Ok(Body(DayJson {
        union,
        day: ask.v.iso_date(day.0),
        closed_at: closed.as_ref().and_then(|t| t.closed_at),
        cash: of("cash"),
        transfer: of("transfer"),
        card: of("card"),
        counted: closed.as_ref().map(|t| t.counted),
        says: closed.map(|t| t.says).unwrap_or_default(),
        sums: sums
            .into_iter()
            .map(|sum| DaySumJson {
                allotment: sum.allotment_id,
                title: sum.title,
                method: sum.method,
                what: sum.what,
                receipts: sum.receipts,
                fen: sum.fen,
            })
            .collect(),
    }))
}
