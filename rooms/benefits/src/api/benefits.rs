use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path};

use crate::rows::benefit::{self, Benefit};
use crate::rows::redemption;
use crate::{BenefitForm, Benefits, cancel_benefit, open_benefit};

/// Benefits in one answer.
const MOST: i64 = 300;

/// Something members get at merchants, as everybody may know it. Sums in fen, instants in unix milliseconds.
#[derive(Serialize, ToSchema)]
pub struct BenefitJson {
    pub id: Uuid,
    pub union: Uuid,
    /// Where one signs up: `/signups/{allotment}`.
    pub allotment: Uuid,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub value: i64,
    pub price: i64,
    pub subsidy: i64,
    pub uses: i32,
    pub valid_from: i64,
    pub valid_until: i64,
    pub closes_at: i64,
    /// `open` or `cancelled`.
    pub state: String,
}

impl BenefitJson {
    fn of(it: Benefit) -> Self {
        Self {
            id: it.id,
            union: it.union_id,
            allotment: it.allotment_id,
            kind: it.kind,
            title: it.title,
            summary: it.summary,
            value: it.value,
            price: it.price,
            subsidy: it.subsidy,
            uses: it.uses,
            valid_from: it.valid_from,
            valid_until: it.valid_until,
            closes_at: it.closes_at,
            state: it.state,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct BenefitList {
    pub items: Vec<BenefitJson>,
}

/// As the form of the page: days as `2026-11-18`, money in yuan as text.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BenefitBody {
    pub key: String,
    pub union: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub merchants: Vec<String>,
    pub value: String,
    pub price: String,
    pub subsidy: String,
    pub account: String,
    pub places: String,
    pub policy: String,
    pub named: String,
    pub pays: String,
    pub claim: String,
    pub who: String,
    pub opens: String,
    pub closes: String,
    pub from: String,
    pub until: String,
    pub uses: String,
}

/// One's own voucher. Its code is on the page alone, where it changes.
#[derive(Serialize, ToSchema)]
pub struct VoucherJson {
    pub benefit: Uuid,
    pub title: String,
    /// The queue number.
    pub number: i64,
    /// The entry's state and payment, as the desk says them.
    pub state: String,
    pub pay: String,
    pub uses_left: i64,
    pub valid_from: i64,
    pub valid_until: i64,
}

#[derive(Serialize, ToSchema)]
pub struct VoucherList {
    pub items: Vec<VoucherJson>,
}

#[utoipa::path(get, path = "/api/v1/benefits", tag = "benefits", operation_id = "benefits_list",
    responses((status = 200, body = BenefitList)))]
pub(crate) async fn list(State(b): State<Benefits>, ask: Ask) -> Result<Body<BenefitList>, Failed> {
    let all = benefit::standing(b.store().read(), ask.now(), MOST).await?;
    Ok(Body(BenefitList { items: all.into_iter().map(BenefitJson::of).collect() }))
}

#[utoipa::path(post, path = "/api/v1/benefits", tag = "benefits", operation_id = "benefits_open", request_body = BenefitBody,
    responses((status = 200, body = BenefitJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn open(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<BenefitBody>,
) -> Result<Body<BenefitJson>, Failed> {
    let form = BenefitForm {
        key: body.key,
        union: body.union,
        kind: body.kind,
        title: body.title,
        summary: body.summary,
        merchants: body.merchants,
        value: body.value,
        price: body.price,
        subsidy: body.subsidy,
        account: body.account,
        places: body.places,
        policy: body.policy,
        named: body.named,
        pays: body.pays,
        claim: body.claim,
        who: body.who,
        opens: body.opens,
        closes: body.closes,
        from: body.from,
        until: body.until,
        uses: body.uses,
    };
    let id = open_benefit(&b, &scope, &ask.actor(), &form).await?;
    get(State(b), Path(id)).await
}

#[utoipa::path(get, path = "/api/v1/benefits/{benefit}", tag = "benefits", operation_id = "benefits_get",
    params(("benefit" = Uuid, Path)), responses((status = 200, body = BenefitJson), (status = 404)))]
pub(crate) async fn get(State(b): State<Benefits>, Path(id): Path<Uuid>) -> Result<Body<BenefitJson>, Failed> {
    let it = benefit::get(b.store().read(), id).await?.ok_or(Fault::NotFound)?;
    Ok(Body(BenefitJson::of(it)))
}

#[utoipa::path(post, path = "/api/v1/benefits/{benefit}/cancellation", tag = "benefits", operation_id = "benefits_cancel",
    params(("benefit" = Uuid, Path)), responses((status = 200, body = BenefitJson), (status = 404), (status = 409)))]
pub(crate) async fn cancel(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<BenefitJson>, Failed> {
    cancel_benefit(&b, &scope, &ask.actor(), id).await?;
    get(State(b), Path(id)).await
}

#[utoipa::path(get, path = "/api/v1/me/vouchers", tag = "benefits", operation_id = "benefits_vouchers",
    responses((status = 200, body = VoucherList)))]
pub(crate) async fn vouchers(State(b): State<Benefits>, ask: Ask) -> Result<Body<VoucherList>, Failed> {
    let entries = b.signups.entries_of(ask.person()?).await?;
    let db = b.store().read();
    let all = benefit::of_allotments(db, &entries.iter().map(|e| e.allotment_id).collect::<Vec<Uuid>>()).await?;
    let mut items = Vec::new();
    for e in entries {
        let Some(it) = all.iter().find(|it| it.allotment_id == e.allotment_id) else { continue };
        let used = redemption::of_place(db, e.allotment_id, e.number).await?.iter().filter(|r| r.stands()).count();
        items.push(VoucherJson {
            benefit: it.id,
            title: it.title.clone(),
            number: e.number,
            state: e.state,
            pay: e.pay,
            uses_left: i64::from(it.uses) - i64::try_from(used).unwrap_or(0),
            valid_from: it.valid_from,
            valid_until: it.valid_until,
        });
    }
    Ok(Body(VoucherList { items }))
}
