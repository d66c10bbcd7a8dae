//! A form with a file in it, read to its end even where the file is too large: the other fields stay as they were written, and
//! a browser shows no answer before it has sent everything.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use store::{Fault, FieldFault, Outcome};

use crate::faults::Failed;
use crate::form::{Fields, MOST_FIELDS, MOST_FORM_BYTES, clean};

/// Of one request, however large its file: read in passing, never held.
const MOST_READ: usize = 256 * 1024 * 1024;
const KB: usize = 1024;

/// How large a file the route takes.
#[derive(Clone, Copy)]
pub struct MostFile(usize);

/// The layer of a route that takes files of at most `most` bytes. A larger one is passed over and told beside its field.
pub fn takes_files(most: usize) -> (Extension<MostFile>, DefaultBodyLimit) {
    (Extension(MostFile(most)), DefaultBodyLimit::max(MOST_READ))
}

/// A multipart form: its text fields, and at most one file.
pub struct Upload {
    pub fields: Fields,
    /// File name as sent, and the bytes; nothing when none was chosen. [`Fault::Invalid`] beside the field when it is larger
    /// than the route takes.
    pub file: Outcome<Option<(String, Bytes)>>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let most = request.extensions().get().map_or(MOST_FORM_BYTES, |MostFile(most)| *most);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let mut upload = Self { fields: Fields::default(), file: Ok(None) };
        let mut room = MOST_FORM_BYTES;
        while let Some(mut part) = form.next_field().await.map_err(broken)? {
            let name = clean(part.name().unwrap_or_default());
            match part.file_name().map(clean) {
                Some(file_name) => match read(&mut part, most).await? {
                    None => upload.file = Err(too_large(name, most)),
                    Some(bytes) if bytes.is_empty() => {}
                    Some(bytes) => upload.file = Ok(Some((file_name, bytes.into()))),
                },
                None => {
                    let bytes = read(&mut part, room).await?.ok_or(Failed(Fault::TooLarge(MOST_FORM_BYTES)))?;
                    room -= bytes.len();
                    upload.fields.0.push((name, clean(&String::from_utf8_lossy(&bytes))));
                }
            }
            if upload.fields.0.len() > MOST_FIELDS {
                return Err(Failed(Fault::TooLarge(MOST_FORM_BYTES)));
            }
        }
        Ok(upload)
    }
}

/// All of a part, or nothing when it has more than `most` bytes; read to its end in either case.
async fn read(part: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Failed> {
    let mut held = Some(Vec::new());
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        held = held.filter(|bytes| bytes.len() + chunk.len() <= most);
        if let Some(bytes) = &mut held {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(held)
}

fn too_large(field: String, most: usize) -> Fault {
    let fault = match most / (KB * KB) {
        0 => FieldFault::new(field, "web-file-too-large-kb").with("kb", most / KB),
        mb => FieldFault::new(field, "web-file-too-large").with("mb", mb),
    };
    Fault::Invalid(vec![fault])
}

fn unreadable() -> Failed {
    Failed(Fault::field("file", "web-unreadable"))
}

/// The limit of the whole request was passed, which names no file, or it broke off.
fn broken(error: MultipartError) -> Failed {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failed(Fault::TooLarge(0)),
        _ => unreadable(),
    }
}
