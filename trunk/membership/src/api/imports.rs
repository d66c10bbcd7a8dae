use axum::extract::State;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Path, Query, Upload};

use crate::house::Membership;
use crate::rows::import::{self, Import};
use crate::rules::list::columns::Column;
use crate::verbs::import::list::{give_up, go, import_list, reach_import};
use crate::verbs::import::open;
use crate::verbs::list_members::union_asked;

/// A list being brought in.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportState {
    import: Uuid,
    union: Uuid,
    file_name: String,
    /// `checking`, `checked`, `writing`, `done`, `failed` or `dropped`.
    state: &'static str,
    rows: i64,
    done: i64,
    /// Rows with something wrong; a list with any comes in not at all.
    problems: i64,
}

impl From<Import> for ImportState {
    fn from(i: Import) -> Self {
        Self {
            import: i.import,
            union: i.union,
            file_name: i.file_name,
            state: i.state.name(),
            rows: i.rows,
            done: i.done,
            problems: i.problems,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
    page: String,
    show: String,
}

/// Sends a list (multipart, one file of XLSX or CSV, field `consent` = `1`) and has it checked; nothing is imported yet.
#[utoipa::path(post, path = "/api/v1/imports", tag = "membership", params(("union" = Option<Uuid>, Query)), responses((status = 200, body = ImportState), (status = 422)))]
pub(crate) async fn create(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    upload: Upload,
) -> Result<axum::Json<ImportState>, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Enrol)?;
    if upload.fields.get("consent") != "1" {
        return Err(Fault::field("consent", "membership-import-consent").into());
    }
    let (name, bytes) = upload.file?.ok_or_else(|| Fault::field("file", "membership-import-no-file"))?;
    let id = import_list(&m, &scope, &ask.actor(), union.id, &name, bytes.to_vec()).await?;
    Ok(axum::Json(reach_import(&m, &scope, id).await?.into()))
}

#[utoipa::path(get, path = "/api/v1/imports/{import}", tag = "membership", params(("import" = Uuid, Path)), responses((status = 200, body = ImportState), (status = 404)))]
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<ImportState>, Failed> {
    Ok(axum::Json(reach_import(&m, &scope, id).await?.into()))
}

/// Brings a checked list in, or goes on with one that was interrupted.
#[utoipa::path(post, path = "/api/v1/imports/{import}/go", tag = "membership", params(("import" = Uuid, Path)), responses((status = 200, body = ImportState), (status = 409)))]
pub(crate) async fn start(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<ImportState>, Failed> {
    go(&m, &scope, &ask.actor(), id).await?;
    Ok(axum::Json(reach_import(&m, &scope, id).await?.into()))
}

/// Gives a list up; what was written of it is taken back.
#[utoipa::path(post, path = "/api/v1/imports/{import}/drop", tag = "membership", params(("import" = Uuid, Path)), responses((status = 200, body = ImportState), (status = 409)))]
pub(crate) async fn stop(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<ImportState>, Failed> {
    give_up(&m, &scope, &ask.actor(), id).await?;
    Ok(axum::Json(reach_import(&m, &scope, id).await?.into()))
}

/// A row of a checked list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportRow {
    /// Number of the row in the file.
    row: i64,
    /// As in the file, by column.
    cells: std::collections::BTreeMap<&'static str, String>,
    /// In the reader's language.
    problems: String,
}

const A_PAGE: i64 = 200;

/// The rows of a checked list, two hundred a page; `show=bad` for those with something wrong.
#[utoipa::path(get, path = "/api/v1/imports/{import}/rows", tag = "membership", params(("import" = Uuid, Path), ("page" = Option<i64>, Query), ("show" = Option<String>, Query)), responses((status = 200, body = Vec<ImportRow>), (status = 404)))]
pub(crate) async fn rows(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
    Query(at): Query<At>,
) -> Result<axum::Json<Vec<ImportRow>>, Failed> {
    reach_import(&m, &scope, id).await?;
    let skip = (at.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000) - 1) * A_PAGE;
    let db = m.store().read();
    let found =
        if at.show == "bad" { import::bad_rows(db, id, skip, A_PAGE).await? } else { import::rows(db, id, skip, A_PAGE).await? };
    let rows = open(m.store(), id, found)?.into_iter().map(|row| ImportRow {
        problems: crate::pages::import_one::tell(&ask, &row),
        row: row.row,
        cells: Column::ALL.iter().map(|c| c.field()).zip(row.cells).collect(),
    });
    Ok(axum::Json(rows.collect()))
}
