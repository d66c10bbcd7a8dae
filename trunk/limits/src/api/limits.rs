use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Json, Query};

use crate::house::{in_force, line};
use crate::rows::{given as given_rows, limit};
use crate::rules::entry::Entry;
use crate::{Limits, pages, sight, verbs};

/// Gifts in one answer, the latest first.
const MOST: i64 = 500;

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Wish {
    /// The union asked about; the reader's own where absent.
    union: String,
    /// `2026-11-21`; today where absent.
    day: String,
}

/// A limit that holds at the union asked about. Where several hold for one item and period, the smallest sum decides.
#[derive(Serialize, ToSchema)]
pub(crate) struct LimitJson {
    pub id: Uuid,
    /// The union that set it.
    pub union: Uuid,
    pub item: String,
    /// `a-time` or `a-year`.
    pub period: &'static str,
    pub fen: i64,
    /// `goods`, `vouchers` or `cash`.
    pub form: &'static str,
    pub document: String,
    /// `2026-01-01`.
    pub from: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LimitBody {
    pub union: String,
    pub item: String,
    pub period: String,
    pub fen: u32,
    pub form: String,
    pub document: String,
    pub from: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SetJson {
    pub id: Uuid,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct GivenJson {
    /// The row in the room that gave it.
    pub what: Uuid,
    pub item: String,
    pub day: String,
    pub fen: i64,
    pub union: Uuid,
}

#[utoipa::path(get, path = "/api/v1/limits", tag = "limits", operation_id = "limits_list", params(Wish),
    responses((status = 200, body = Vec<LimitJson>), (status = 404), (status = 422)))]
pub(crate) async fn list(
    State(l): State<Limits>,
    scope: Scope,
    Query(wish): Query<Wish>,
) -> Result<Body<Vec<LimitJson>>, Failed> {
    let union = pages::limits::asked(&scope, &wish.union)?;
    sight::require_to_read(&scope, union)?;
    let day = match wish.day.as_str() {
        "" => l.today(),
        day => Day::parse_written(day).map_err(|_| Fault::field("day", "limits-from-unreadable"))?,
    };
    let chain = line(l.federation(), union, day);
    let begun = limit::begun(l.store().read(), &chain, day).await?;
    let told = in_force(&chain, &begun).into_iter().map(|l| LimitJson {
        id: l.id,
        union: l.union_id,
        item: l.item.clone(),
        period: l.period().name(),
        fen: l.fen,
        form: l.form().name(),
        document: l.document.clone(),
        from: Day(l.from_day).to_string(),
    });
    Ok(Body(told.collect()))
}

#[utoipa::path(post, path = "/api/v1/limits", tag = "limits", operation_id = "limits_set", request_body = LimitBody,
    responses((status = 200, body = SetJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn set(
    State(l): State<Limits>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<LimitBody>,
) -> Result<Body<SetJson>, Failed> {
    let LimitBody { union, item, period, fen, form, document, from } = body;
    let entry = Entry { union, item, period, yuan: codes::money::plain(i64::from(fen)), form, document, from };
    let id = verbs::set::set(&l, &scope, &ask.actor(), &entry).await?;
    Ok(Body(SetJson { id }))
}

/// What the reader was given by unions under a limit.
#[utoipa::path(get, path = "/api/v1/me/given", tag = "limits", operation_id = "limits_given",
    responses((status = 200, body = Vec<GivenJson>)))]
pub(crate) async fn given(State(l): State<Limits>, scope: Scope) -> Result<Body<Vec<GivenJson>>, Failed> {
    let rows = given_rows::of_person(l.store().read(), scope.person, MOST).await?;
    let told = rows.into_iter().map(|g| GivenJson {
        what: g.what,
        item: g.item,
        day: Day(g.day).to_string(),
        fen: g.fen,
        union: g.union_id,
    });
    Ok(Body(told.collect()))
}
