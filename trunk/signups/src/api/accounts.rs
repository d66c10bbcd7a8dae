use axum::Json as Body;
use axum::extract::State;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path, Query};

use crate::Signups;
use crate::rows::account::{self, Account};
use crate::rows::movement::{self, Movement};
use crate::verbs::account::NewAccount;

/// Movements in one answer, the latest.
const MOST: i64 = 500;

/// Money that subsidies come from; all sums in fen.
#[derive(Serialize, ToSchema)]
pub struct AccountJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    /// `own`, `higher`, `treasury`, `employer` or `donation`.
    pub source: String,
    pub amount: i64,
    pub reserved: i64,
    pub spent: i64,
    pub left: i64,
    /// The latest first; only where one account is asked for.
    pub movements: Vec<MovementJson>,
}

#[derive(Serialize, ToSchema)]
pub struct MovementJson {
    /// `opened`, `added`, `spent`, `unspent` or `released`.
    pub what: String,
    pub fen: i64,
    pub allotment: Option<Uuid>,
    /// The queue number, 0 for none.
    pub number: i64,
    /// Unix milliseconds.
    pub at: i64,
}

impl AccountJson {
    fn of(a: Account, movements: &[Movement]) -> Self {
        let left = a.left();
        let movements = movements.iter().map(|m| MovementJson {
            what: m.what.clone(),
            fen: m.fen,
            allotment: m.allotment_id,
            number: m.number,
            at: m.at,
        });
        Self {
            id: a.id,
            union: a.union_id,
            title: a.title,
            source: a.source,
            amount: a.amount,
            reserved: a.reserved,
            spent: a.spent,
            left,
            movements: movements.collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct AccountList {
    pub items: Vec<AccountJson>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AccountBody {
    /// Chosen by the sender: sent twice, opened once.
    pub key: Uuid,
    pub union: Uuid,
    pub title: String,
    pub source: String,
    /// Fen.
    pub amount: i64,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddBody {
    /// Fen.
    pub amount: i64,
}

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Which {
    union: String,
}

#[utoipa::path(get, path = "/api/v1/accounts", tag = "signups", operation_id = "signups_accounts", params(Which),
    responses((status = 200, body = AccountList), (status = 404)))]
pub(crate) async fn list(State(s): State<Signups>, scope: Scope, Query(q): Query<Which>) -> Result<Body<AccountList>, Failed> {
    let union = match q.union.as_str() {
        "" => scope.unions_with(Power::ApproveMoney).first().copied().ok_or(Fault::NotFound)?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    scope.require(Power::ApproveMoney, union)?;
    let all = account::of_union(s.store().read(), union).await?;
    Ok(Body(AccountList { items: all.into_iter().map(|a| AccountJson::of(a, &[])).collect() }))
}

#[utoipa::path(post, path = "/api/v1/accounts", tag = "signups", operation_id = "signups_open_account", request_body = AccountBody,
    responses((status = 200, body = AccountJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn open(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<AccountBody>,
) -> Result<Body<AccountJson>, Failed> {
    let id = if body.key.is_nil() { s.store().ids().new_id(ask.now()) } else { body.key };
    let new = NewAccount { id, union: body.union, title: body.title.clone(), source: body.source.clone(), amount: body.amount };
    let opened = s.open_account(&scope, &ask.actor(), &new).await?;
    Ok(Body(AccountJson::of(opened, &[])))
}

#[utoipa::path(get, path = "/api/v1/accounts/{account}", tag = "signups", operation_id = "signups_account",
    params(("account" = Uuid, Path)), responses((status = 200, body = AccountJson), (status = 404)))]
pub(crate) async fn one(State(s): State<Signups>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<AccountJson>, Failed> {
    let a = s.account(id).await?;
    scope.require(Power::ApproveMoney, a.union_id)?;
    let movements = movement::of_account(s.store().read(), id, 0, MOST).await?;
    Ok(Body(AccountJson::of(a, &movements)))
}

#[utoipa::path(post, path = "/api/v1/accounts/{account}/additions", tag = "signups", operation_id = "signups_add_to_account",
    params(("account" = Uuid, Path)), request_body = AddBody,
    responses((status = 200, body = AccountJson), (status = 404), (status = 422)))]
pub(crate) async fn add(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<AddBody>,
) -> Result<Body<AccountJson>, Failed> {
    s.add_to_account(&scope, &ask.actor(), id, body.amount).await?;
    one(State(s), scope, Path(id)).await
}
