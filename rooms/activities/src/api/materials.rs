use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Path, Upload};

use crate::{Activities, add_material, pages, remove_material};

/// A file that hangs on what a meeting is about.
#[derive(serde::Serialize, ToSchema)]
pub(crate) struct FileJson {
    pub id: Uuid,
    pub title: String,
    /// As it is given out, with its ending.
    pub name: String,
    pub media: &'static str,
    pub bytes: i64,
    pub href: String,
}

#[derive(serde::Serialize, ToSchema)]
pub(crate) struct FileAddedJson {
    pub id: Uuid,
}

pub(crate) fn json(study: Uuid, file: files::Attached) -> FileJson {
    let media = file.media().mime();
    let href = format!("/api/v1/studies/{study}/files/{}", file.id);
    FileJson { id: file.id, title: file.title, name: file.name, media, bytes: file.bytes, href }
}

/// A multipart form: `file` (PDF, DOCX, XLSX, PPTX, JPEG or PNG of at most 20 MB), `title` (by default the file's name).
#[utoipa::path(post, path = "/api/v1/studies/{id}/files", tag = "activities", operation_id = "studies_add_material",
    params(("id" = Uuid, Path)), responses((status = 200, body = FileAddedJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn add(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    upload: Upload,
) -> Result<axum::Json<FileAddedJson>, Failed> {
    let id = add_material(&a, &scope, &ask.actor(), id, upload.fields.get("title"), upload.file?).await?;
    Ok(axum::Json(FileAddedJson { id }))
}

#[utoipa::path(get, path = "/api/v1/studies/{id}/files/{file}", tag = "activities", operation_id = "studies_material",
    params(("id" = Uuid, Path), ("file" = Uuid, Path)), responses((status = 200, description = "the file"), (status = 404)))]
pub(crate) async fn get(a: State<Activities>, scope: Scope, at: Path<(Uuid, Uuid)>) -> Result<Response, Failed> {
    pages::material(a, scope, at).await
}

#[utoipa::path(post, path = "/api/v1/studies/{id}/files/{file}/removal", tag = "activities",
    operation_id = "studies_remove_material", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = FileAddedJson), (status = 403), (status = 404)))]
pub(crate) async fn remove(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<axum::Json<FileAddedJson>, Failed> {
    remove_material(&a, &scope, &ask.actor(), id, file).await?;
    Ok(axum::Json(FileAddedJson { id: file }))
}
