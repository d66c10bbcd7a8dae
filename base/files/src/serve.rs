use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use object_store::ObjectStoreExt as _;
use store::{Fault, Outcome};

use crate::name::disposition;
use crate::place::{fault, path_of};
use crate::{Attached, Files};

impl Files {
    /// The file itself, for a reader whom the room has let in. What can be shown is shown in the browser, so that it can be
    /// read where nothing can be downloaded; nothing on the way keeps a copy.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when the bytes are gone; [`Fault::Internal`] when they cannot be read.
    pub async fn serve(&self, file: &Attached) -> Outcome<Response> {
        let found = self.0.objects.get(&path_of(&file.hash)).await.map_err(fault)?;
        let mut response = Body::from_stream(found.into_stream()).into_response();
        let text = |value: String| HeaderValue::try_from(value).map_err(|e| Fault::Internal(e.to_string()));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media().mime()));
        headers.insert(header::CONTENT_LENGTH, file.bytes.into());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        headers.insert(header::CONTENT_DISPOSITION, text(disposition(&file.name, file.media()))?);
        Ok(response)
    }
}
