use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path, Query};

use crate::bill::Bill;
use crate::rows::merchant::Merchant;
use crate::rows::{merchant, offer, statement};
use crate::{Benefits, MerchantForm, OfferForm, add_merchant, add_offer as add_one, settle as settle_it, sight};

/// Offers in one answer.
const MOST: i64 = 500;

/// A discount for whoever shows a valid membership card.
#[derive(Serialize, ToSchema)]
pub struct OfferJson {
    pub id: Uuid,
    pub title: String,
    pub terms: String,
    /// The last day it holds.
    pub until: String,
    pub merchant: String,
    pub kind: String,
    pub area: String,
    pub place: String,
}

#[derive(Serialize, ToSchema)]
pub struct OfferList {
    pub items: Vec<OfferJson>,
}

#[derive(Serialize, ToSchema)]
pub struct MerchantJson {
    pub id: Uuid,
    pub union: Uuid,
    pub name: String,
    pub credit_code: String,
    pub kind: String,
    pub area: String,
    pub place: String,
    pub contact: String,
}

impl MerchantJson {
    fn of(m: Merchant) -> Self {
        let (id, union, name, credit_code, kind) = (m.id, m.union_id, m.name, m.credit_code, m.kind);
        Self { id, union, name, credit_code, kind, area: m.area, place: m.place, contact: m.contact }
    }
}

#[derive(Serialize, ToSchema)]
pub struct MerchantList {
    pub items: Vec<MerchantJson>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MerchantBody {
    /// Chosen by the sender: sent twice, entered once.
    pub key: String,
    pub union: String,
    pub name: String,
    pub credit_code: String,
    pub kind: String,
    pub area: String,
    pub place: String,
    pub contact: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferBody {
    /// Chosen by the sender: sent twice, put down once.
    pub key: String,
    pub title: String,
    pub terms: String,
    /// The last day it holds: `2026-12-31`.
    pub until: String,
}

#[derive(Serialize, ToSchema)]
pub struct AddedJson {
    pub id: Uuid,
}

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// The statement that was settled; else what is still to be settled.
    n: String,
    /// The last day of what is still to be settled; yesterday where nothing is said.
    until: String,
}

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Whose {
    union: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SettleBody {
    /// The last day of it, which must be over; it begins where the statement before ended.
    pub until: String,
}

/// One redemption, or one that was taken back after it was settled; sums in fen, below nothing where they come off.
#[derive(Serialize, ToSchema)]
pub struct LineJson {
    pub benefit: Uuid,
    /// Unix milliseconds.
    pub at: i64,
    /// The last four symbols.
    pub code: String,
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    /// The statement it was settled with, and comes off here.
    pub corrects: Option<i32>,
}

#[derive(Serialize, ToSchema)]
pub struct StatementJson {
    /// None while it is not settled.
    pub n: Option<i32>,
    /// Both among them.
    pub from: String,
    pub until: String,
    /// Unix milliseconds.
    pub settled_at: Option<i64>,
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    pub card_uses: i64,
    pub lines: Vec<LineJson>,
}

#[utoipa::path(get, path = "/api/v1/offers", tag = "benefits", operation_id = "benefits_offers",
    responses((status = 200, body = OfferList)))]
pub(crate) async fn offers(State(b): State<Benefits>, ask: Ask) -> Result<Body<OfferList>, Failed> {
    let all = offer::standing(b.store().read(), b.today(), MOST).await?;
    let items = all.into_iter().map(|o| OfferJson {
        id: o.id,
        title: o.title,
        terms: o.terms,
        until: ask.v.iso_date(o.until_day),
        merchant: o.name,
        kind: o.kind,
        area: o.area,
        place: o.place,
    });
    Ok(Body(OfferList { items: items.collect() }))
}

#[utoipa::path(get, path = "/api/v1/merchants", tag = "benefits", operation_id = "benefits_merchants", params(Whose),
    responses((status = 200, body = MerchantList), (status = 404)))]
pub(crate) async fn list(State(b): State<Benefits>, scope: Scope, Query(q): Query<Whose>) -> Result<Body<MerchantList>, Failed> {
    let union = match q.union.as_str() {
        "" => scope.unions_with(Power::HandOut).first().copied().ok_or(Fault::NotFound)?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    scope.require(Power::HandOut, union)?;
    let all = merchant::of_unions(b.store().read(), &[union]).await?;
    Ok(Body(MerchantList { items: all.into_iter().map(MerchantJson::of).collect() }))
}

#[utoipa::path(post, path = "/api/v1/merchants", tag = "benefits", operation_id = "benefits_add_merchant",
    request_body = MerchantBody, responses((status = 200, body = AddedJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn add(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<MerchantBody>,
) -> Result<Body<AddedJson>, Failed> {
    let (key, union, name, credit_code) = (body.key, body.union, body.name, body.credit_code);
    let (kind, area, place, contact) = (body.kind, body.area, body.place, body.contact);
    let form = MerchantForm { key, union, name, credit_code, kind, area, place, contact };
    Ok(Body(AddedJson { id: add_merchant(&b, &scope, &ask.actor(), &form).await? }))
}

#[utoipa::path(post, path = "/api/v1/merchants/{merchant}/offers", tag = "benefits", operation_id = "benefits_add_offer",
    params(("merchant" = Uuid, Path)), request_body = OfferBody,
    responses((status = 200, body = AddedJson), (status = 404), (status = 422)))]
pub(crate) async fn add_offer(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<OfferBody>,
) -> Result<Body<AddedJson>, Failed> {
    let form = OfferForm { key: body.key, title: body.title, terms: body.terms, until: body.until };
    Ok(Body(AddedJson { id: add_one(&b, &scope, &ask.actor(), id, &form).await? }))
}

#[utoipa::path(get, path = "/api/v1/merchants/{merchant}/statement", tag = "benefits", operation_id = "benefits_statement",
    params(("merchant" = Uuid, Path), Which),
    responses((status = 200, body = StatementJson), (status = 404), (status = 422)))]
pub(crate) async fn statement(
    State(b): State<Benefits>,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(q): Query<Which>,
) -> Result<Body<StatementJson>, Failed> {
    sight::merchant(&b, &scope, id).await?;
    let db = b.store().read();
    let settled = match q.n.as_str() {
        "" => None,
        n => Some(statement::get(db, id, n.parse().map_err(|_| Fault::NotFound)?).await?.ok_or(Fault::NotFound)?),
    };
    let bill = match (&settled, q.until.as_str()) {
        (Some(s), _) => Bill::settled(db, s).await?,
        (None, until) => Bill::open(db, id, until, b.today()).await?,
    };
    let (value, paid, owed) = bill.sums();
    let lines = bill.lines.into_iter().map(|l| LineJson {
        benefit: l.benefit_id,
        at: l.at,
        code: l.code,
        value: l.value,
        paid: l.paid,
        owed: l.owed,
        corrects: l.corrects,
    });
    Ok(Body(StatementJson {
        n: settled.as_ref().map(|s| s.n),
        from: bill.from.to_string(),
        until: bill.until.to_string(),
        settled_at: settled.map(|s| s.settled_at),
        value,
        paid,
        owed,
        card_uses: bill.card_uses,
        lines: lines.collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/merchants/{merchant}/statement", tag = "benefits", operation_id = "benefits_settle",
    params(("merchant" = Uuid, Path)), request_body = SettleBody,
    responses((status = 200, body = StatementJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn settle(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<SettleBody>,
) -> Result<Body<StatementJson>, Failed> {
    sight::merchant(&b, &scope, id).await?;
    let settled = settle_it(&b, &scope, &ask.actor(), id, day("until", &body.until)?).await?;
    let q = Which { n: settled.n.to_string(), ..Which::default() };
    statement(State(b), scope, Path(id), Query(q)).await
}

fn day(field: &'static str, text: &str) -> Result<Day, Fault> {
    Day::parse_written(text).map_err(|_| Fault::field(field, "benefits-day-unreadable"))
}
