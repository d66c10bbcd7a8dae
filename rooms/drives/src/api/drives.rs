use axum::Json as Body;
use axum::extract::State;
use codes::{Day, money};
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::pages::drives::{asked, unions};
use crate::rows::drive::{self, Drive};
use crate::rows::hand_out::{self, Sum};
use crate::rows::{fund, good, site};
use crate::rules::kinds::SOURCES;
use crate::rules::plan::Plan;
use crate::verbs::close::Closing;
use crate::{Drives, sight, verbs};

/// Drives in one answer, the latest first.
const MOST: usize = 500;

#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Wish {
    /// Of this union and everything below it; the reader's own where absent.
    union: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DriveJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: String,
    pub item: String,
    pub from: String,
    /// The last day.
    pub until: String,
    /// `filed`, `returned`, `approved` or `closed`.
    pub state: String,
    pub revision: i32,
    /// Members by name.
    pub named: i64,
    /// Guests and heads counted.
    pub by_head: i64,
    pub pieces: i64,
    /// Handed out, fen.
    pub fen: i64,
}

impl DriveJson {
    fn of(d: Drive, sum: &Sum) -> Self {
        Self {
            id: d.id,
            union: d.union_id,
            title: d.title,
            kind: d.kind,
            item: d.item,
            from: Day(d.from_day).to_string(),
            until: Day(d.until_day).to_string(),
            state: d.state,
            revision: d.revision,
            named: sum.named,
            by_head: sum.by_head,
            pieces: sum.pieces,
            fen: sum.fen,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct FundJson {
    pub source: String,
    pub fen: i64,
    pub spent: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct GoodJson {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
    pub price_fen: i64,
    pub source: String,
    pub taken_in: i64,
    pub handed_out: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SiteJson {
    pub id: Uuid,
    pub title: String,
    pub place: String,
    pub employer: Option<Uuid>,
    pub day: String,
    pub expected: i64,
    pub named: i64,
    pub by_head: i64,
    pub pieces: i64,
    pub fen: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct WholeJson {
    pub drive: DriveJson,
    pub plan: String,
    pub funds: Vec<FundJson>,
    pub goods: Vec<GoodJson>,
    pub sites: Vec<SiteJson>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FundBody {
    /// `own`, `higher`, `treasury`, `employer` or `donations`.
    pub source: String,
    pub fen: u32,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlanBody {
    pub union: String,
    pub title: String,
    pub kind: String,
    pub item: String,
    pub from: String,
    pub until: String,
    pub plan: String,
    pub funds: Vec<FundBody>,
    /// Of the plan that is put in its place; not asked when it is filed first.
    pub revision: i32,
}

impl PlanBody {
    fn plan(self) -> Plan {
        let fund = |name: &str| self.funds.iter().filter(|f| f.source == name).map(|f| i64::from(f.fen)).sum::<i64>();
        let funds = SOURCES.map(|s| money::plain(fund(s.name)));
        let Self { union, title, kind, item, from, until, plan, .. } = self;
        Plan { union, title, kind, item, from, until, plan, funds }
    }
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RevisionBody {
    /// Of the plan that was read.
    pub revision: i32,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReturnBody {
    pub revision: i32,
    pub reason: String,
}

/// Why one who received by name could not sign.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnsignedBody {
    pub hand_out: Uuid,
    pub reason: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClosingBody {
    /// Why those who have not signed could not; asked only where there are such.
    pub reason: String,
    /// Where it is another reason for one of them.
    pub each: Vec<UnsignedBody>,
}

#[utoipa::path(get, path = "/api/v1/drives", tag = "drives", operation_id = "drives_list", params(Wish),
    responses((status = 200, body = Vec<DriveJson>), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(d): State<Drives>,
    scope: Scope,
    Query(wish): Query<Wish>,
) -> Result<Body<Vec<DriveJson>>, Failed> {
    let union = asked(&scope, &wish.union)?;
    let all = drive::of_unions(d.store().read(), &unions(&d, &scope, union), MOST).await?;
    let sums = hand_out::sums(d.store().read(), &all.iter().map(|one| one.id).collect::<Vec<_>>()).await?;
    Ok(Body(all.into_iter().map(|one| DriveJson::of(one.clone(), &sums.get(&one.id).copied().unwrap_or_default())).collect()))
}

async fn told(d: &Drives, scope: &Scope, id: Uuid) -> Result<Body<WholeJson>, Failed> {
    let drive = sight::reach(d, scope, id).await?;
    let db = d.store().read();
    let sum = hand_out::sums(db, &[id]).await?.remove(&id).unwrap_or_default();
    let by_site = hand_out::sums_by_site(db, id).await?;
    let funds = fund::of(db, id).await?.into_iter();
    let goods = good::of(db, id).await?.into_iter().map(|g| GoodJson {
        id: g.id,
        name: g.name,
        unit: g.unit,
        price_fen: g.price_fen,
        source: g.source,
        taken_in: g.taken_in,
        handed_out: g.handed_out,
    });
    let sites = site::of(db, id).await?.into_iter().map(|s| {
        let sum = by_site.get(&s.id).copied().unwrap_or_default();
        SiteJson {
            id: s.id,
            title: s.title,
            place: s.place,
            employer: s.employer,
            day: Day(s.day).to_string(),
            expected: s.expected,
            named: sum.named,
            by_head: sum.by_head,
            pieces: sum.pieces,
            fen: sum.fen,
        }
    });
    Ok(Body(WholeJson {
        plan: drive.plan.clone(),
        drive: DriveJson::of(drive, &sum),
        funds: funds.map(|f| FundJson { source: f.source, fen: f.fen, spent: f.spent_fen }).collect(),
        goods: goods.collect(),
        sites: sites.collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/drives", tag = "drives", operation_id = "drives_file", request_body = PlanBody,
    responses((status = 200, body = WholeJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn file(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<PlanBody>,
) -> Result<Body<WholeJson>, Failed> {
    let id = verbs::file::file(&d, &scope, &ask.actor(), &body.plan()).await?;
    told(&d, &scope, id).await
}

#[utoipa::path(get, path = "/api/v1/drives/{drive}", tag = "drives", operation_id = "drives_get", params(("drive" = Uuid, Path)),
    responses((status = 200, body = WholeJson), (status = 403), (status = 404)))]
pub(crate) async fn get(State(d): State<Drives>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<WholeJson>, Failed> {
    told(&d, &scope, id).await
}

#[utoipa::path(put, path = "/api/v1/drives/{drive}", tag = "drives", operation_id = "drives_revise", params(("drive" = Uuid, Path)),
    request_body = PlanBody, responses((status = 200, body = WholeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn revise(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<PlanBody>,
) -> Result<Body<WholeJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::file::revise(&d, &scope, &ask.actor(), id, &revision, &body.plan()).await?;
    told(&d, &scope, id).await
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/approval", tag = "drives", operation_id = "drives_approve",
    params(("drive" = Uuid, Path)), request_body = RevisionBody, responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn approve(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RevisionBody>,
) -> Result<axum::http::StatusCode, Failed> {
    verbs::decide::approve(&d, &scope, &ask.actor(), id, &body.revision.to_string()).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/return", tag = "drives", operation_id = "drives_return",
    params(("drive" = Uuid, Path)), request_body = ReturnBody,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn send_back(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ReturnBody>,
) -> Result<axum::http::StatusCode, Failed> {
    verbs::decide::send_back(&d, &scope, &ask.actor(), id, &body.revision.to_string(), &body.reason).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/closing", tag = "drives", operation_id = "drives_close",
    params(("drive" = Uuid, Path)), request_body = ClosingBody,
    responses((status = 200, body = WholeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn close(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ClosingBody>,
) -> Result<Body<WholeJson>, Failed> {
    let form = Closing { reason: body.reason, each: body.each.into_iter().map(|one| (one.hand_out, one.reason)).collect() };
    verbs::close::close(&d, &scope, &ask.actor(), id, &form).await?;
    told(&d, &scope, id).await
}
