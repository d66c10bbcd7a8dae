use axum::Json as Body;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Path, Upload};

use super::things::IdJson;
use crate::verbs::photo::{add_photo, remove_photo};
use crate::{Drives, pages, sight};

type At = Path<(Uuid, Uuid)>;

#[derive(Serialize, ToSchema)]
pub(crate) struct PhotoJson {
    pub id: Uuid,
    pub bytes: i64,
    /// When it was kept, unix milliseconds; never when or where it was taken.
    pub added_at: i64,
}

#[utoipa::path(get, path = "/api/v1/drives/{drive}/sites/{site}/photos", tag = "drives", operation_id = "drives_photos",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)), responses((status = 200, body = [PhotoJson]), (status = 403), (status = 404)))]
pub(crate) async fn list(State(d): State<Drives>, scope: Scope, Path((id, at)): At) -> Result<Body<Vec<PhotoJson>>, Failed> {
    sight::kept(&d, &scope, id).await?;
    let all = files::attached(d.store().read(), id).await?.into_iter().filter(|f| f.part == Some(at));
    Ok(Body(all.map(|f| PhotoJson { id: f.id, bytes: f.bytes, added_at: f.added_at }).collect()))
}

/// A multipart form with one `file`: JPEG or PNG of at most 20 MB.
#[utoipa::path(post, path = "/api/v1/drives/{drive}/sites/{site}/photos", tag = "drives", operation_id = "drives_add_photo",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)),
    responses((status = 200, body = IdJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn add(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    upload: Upload,
) -> Result<Body<IdJson>, Failed> {
    Ok(Body(IdJson { id: add_photo(&d, &scope, &ask.actor(), id, at, upload.file?).await? }))
}

#[utoipa::path(get, path = "/api/v1/drives/{drive}/photos/{file}", tag = "drives", operation_id = "drives_photo",
    params(("drive" = Uuid, Path), ("file" = Uuid, Path)), responses((status = 200, description = "the picture"), (status = 404)))]
pub(crate) async fn get(d: State<Drives>, scope: Scope, at: At) -> Result<Response, Failed> {
    pages::photo::get(d, scope, at).await
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/photos/{file}/removal", tag = "drives", operation_id = "drives_remove_photo",
    params(("drive" = Uuid, Path), ("file" = Uuid, Path)), responses((status = 200, body = IdJson), (status = 403), (status = 404)))]
pub(crate) async fn remove(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, file)): At,
) -> Result<Body<IdJson>, Failed> {
    remove_photo(&d, &scope, &ask.actor(), id, file).await?;
    Ok(Body(IdJson { id: file }))
}
