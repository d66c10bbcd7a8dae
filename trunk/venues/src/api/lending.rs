use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::pages::mine::MOST;
use crate::rows::loan::{self, Loan};
use crate::rows::title::{self, Title};
use crate::{Venues, sight, verbs};

/// Copies asked for or out in one answer.
const WAITING: i64 = 1_000;

#[derive(Serialize, ToSchema)]
pub(crate) struct TitleJson {
    pub id: Uuid,
    pub title: String,
    pub author: String,
    pub copies: i64,
    /// How many are out.
    pub lent: i64,
}

impl From<Title> for TitleJson {
    fn from(t: Title) -> Self {
        Self { id: t.id, title: t.title, author: t.author, copies: t.copies, lent: t.lent }
    }
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TitleBody {
    pub title: String,
    pub author: String,
    pub copies: u32,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CopiesBody {
    pub copies: u32,
}

/// A copy asked for or lent; the person's id only, nobody's name.
#[derive(Serialize, ToSchema)]
pub(crate) struct LoanJson {
    pub venue: Uuid,
    pub id: Uuid,
    pub title: Uuid,
    /// Only for whoever keeps the venues of this very union, and for the borrower.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Uuid>,
    /// `asked`, `out`, `back`, `cancelled` or `refused`.
    pub state: String,
    /// `2026-11-18`.
    pub lent: Option<String>,
    pub due: Option<String>,
    pub back: Option<String>,
}

impl LoanJson {
    fn of(l: &Loan, shows: bool) -> Self {
        let day = |d: Option<i32>| d.map(|d| codes::Day(d).to_string());
        Self {
            venue: l.venue_id,
            id: l.id,
            title: l.title_id,
            person: shows.then_some(l.person),
            state: l.state.clone(),
            lent: day(l.lent_day),
            due: day(l.due_day),
            back: day(l.back_day),
        }
    }
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LendBody {
    pub title: String,
    /// Somebody on the union's roster.
    pub person: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UndoBody {
    pub reason: String,
}

type Place = Path<(Uuid, Uuid)>;

async fn told(v: &Venues, scope: &Scope, venue: Uuid, id: Uuid) -> Result<Body<LoanJson>, Failed> {
    let (place, loan) = sight::loan(v, scope, venue, id).await?;
    let shows = loan.person == scope.person || sight::sees_names(scope, place.union_id);
    Ok(Body(LoanJson::of(&loan, shows)))
}

#[utoipa::path(get, path = "/api/v1/venues/{venue}/titles", tag = "venues", operation_id = "venue_titles_list", params(("venue" = Uuid, Path)),
    responses((status = 200, body = Vec<TitleJson>), (status = 404)))]
pub(crate) async fn titles(State(v): State<Venues>, Path(venue): Path<Uuid>) -> Result<Body<Vec<TitleJson>>, Failed> {
    crate::get(v.store().read(), venue).await?.ok_or(Fault::NotFound)?;
    Ok(Body(title::of_venue(v.store().read(), venue).await?.into_iter().map(Into::into).collect()))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/titles", tag = "venues", operation_id = "venue_titles_stock", params(("venue" = Uuid, Path)),
    request_body = TitleBody, responses((status = 200, body = TitleJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn stock(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(venue): Path<Uuid>,
    Json(body): Json<TitleBody>,
) -> Result<Body<TitleJson>, Failed> {
    let copies = body.copies.to_string();
    let id = verbs::stock::stock(&v, &scope, &ask.actor(), venue, &body.title, &body.author, &copies).await?;
    Ok(Body(title::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?.into()))
}

#[utoipa::path(put, path = "/api/v1/venues/{venue}/titles/{title}", tag = "venues", operation_id = "venue_titles_restock",
    params(("venue" = Uuid, Path), ("title" = Uuid, Path)), request_body = CopiesBody,
    responses((status = 200, body = TitleJson), (status = 404), (status = 422)))]
pub(crate) async fn restock(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Json(body): Json<CopiesBody>,
) -> Result<Body<TitleJson>, Failed> {
    verbs::stock::restock(&v, &scope, &ask.actor(), venue, id, &body.copies.to_string()).await?;
    Ok(Body(title::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?.into()))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/titles/{title}/requests", tag = "venues", operation_id = "venue_titles_ask",
    params(("venue" = Uuid, Path), ("title" = Uuid, Path)), responses((status = 200, body = LoanJson), (status = 404), (status = 409)))]
pub(crate) async fn ask(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, title)): Place,
) -> Result<Body<LoanJson>, Failed> {
    let id = verbs::ask_loan::ask_loan(&v, &scope, &ask.actor(), venue, title).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(get, path = "/api/v1/venues/{venue}/loans", tag = "venues", operation_id = "venue_loans_list", params(("venue" = Uuid, Path)),
    responses((status = 200, body = Vec<LoanJson>), (status = 404)))]
pub(crate) async fn loans(State(v): State<Venues>, scope: Scope, Path(venue): Path<Uuid>) -> Result<Body<Vec<LoanJson>>, Failed> {
    let place = sight::kept(&v, &scope, venue).await?;
    let shows = sight::sees_names(&scope, place.union_id);
    let all = loan::waiting(v.store().read(), venue, WAITING).await?;
    Ok(Body(all.iter().map(|l| LoanJson::of(l, shows)).collect()))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/loans", tag = "venues", operation_id = "venue_loans_lend", params(("venue" = Uuid, Path)),
    request_body = LendBody, responses((status = 200, body = LoanJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn lend(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(venue): Path<Uuid>,
    Json(body): Json<LendBody>,
) -> Result<Body<LoanJson>, Failed> {
    let id = verbs::lend::lend(&v, &scope, &ask.actor(), venue, &body.title, &body.person).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/loans/{loan}/hand-out", tag = "venues", operation_id = "venue_loans_hand_out",
    params(("venue" = Uuid, Path), ("loan" = Uuid, Path)), responses((status = 200, body = LoanJson), (status = 404), (status = 409)))]
pub(crate) async fn hand_out(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
) -> Result<Body<LoanJson>, Failed> {
    verbs::lend::hand_out(&v, &scope, &ask.actor(), venue, id).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/loans/{loan}/return", tag = "venues", operation_id = "venue_loans_return",
    params(("venue" = Uuid, Path), ("loan" = Uuid, Path)), responses((status = 200, body = LoanJson), (status = 404), (status = 409)))]
pub(crate) async fn back(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
) -> Result<Body<LoanJson>, Failed> {
    verbs::give_back::give_back(&v, &scope, &ask.actor(), venue, id).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/loans/{loan}/undo", tag = "venues", operation_id = "venue_loans_undo",
    params(("venue" = Uuid, Path), ("loan" = Uuid, Path)), request_body = UndoBody,
    responses((status = 200, body = LoanJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn undo(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Json(body): Json<UndoBody>,
) -> Result<Body<LoanJson>, Failed> {
    verbs::give_back::undo_loan(&v, &scope, &ask.actor(), venue, id, &body.reason).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(delete, path = "/api/v1/venues/{venue}/loans/{loan}", tag = "venues", operation_id = "venue_loans_drop",
    params(("venue" = Uuid, Path), ("loan" = Uuid, Path)), responses((status = 200, body = LoanJson), (status = 404), (status = 409)))]
pub(crate) async fn drop_it(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
) -> Result<Body<LoanJson>, Failed> {
    verbs::ask_loan::drop_loan(&v, &scope, &ask.actor(), venue, id).await?;
    told(&v, &scope, venue, id).await
}

#[utoipa::path(get, path = "/api/v1/me/loans", tag = "venues", operation_id = "my_loans", responses((status = 200, body = Vec<LoanJson>)))]
pub(crate) async fn mine(State(v): State<Venues>, scope: Scope) -> Result<Body<Vec<LoanJson>>, Failed> {
    let all = loan::of_person(v.store().read(), scope.person, MOST).await?;
    Ok(Body(all.iter().map(|l| LoanJson::of(l, true)).collect()))
}
