use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault};
use uuid::Uuid;
use web::{Ask, Failed, Path, Upload};

use super::checkin::{Said, Wish, answer, view};
use crate::picture::{self, Unread};
use crate::{How, Presented, Signups};

/// A photograph of a ticket, where the telephone's browser cannot scan.
pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    upload: Upload,
) -> Result<Response, Failed> {
    s.at_door(&scope, id).await?;
    let wish = Wish { occasion: upload.fields.get("occasion").to_owned(), ..Wish::default() };
    let key = Uuid::try_parse(upload.fields.get("key")).unwrap_or_else(|_| s.store().ids().new_id(ask.now()));
    let wrong = |key| Some(FieldFault::new("file", key));
    let photo = match upload.file {
        Err(Fault::Invalid(mut large)) => large.pop(),
        Err(fault) => return Err(fault.into()),
        Ok(None) => wrong("signups-photo-missing"),
        Ok(Some((_, bytes))) => match look(&s, bytes).await? {
            Ok(text) => return answer(&ask, &s, &scope, id, &wish, key, Presented::Text(text), How::Scan).await,
            Err(Unread::NoPicture) => wrong("signups-photo-no-picture"),
            Err(Unread::TooLarge) => wrong("signups-photo-large"),
            Err(Unread::NoCode) => wrong("signups-photo-no-code"),
        },
    };
    let said = Said { photo, ..Said::default() };
    Ok(ask.show_again(&view(&ask, &s, &scope, id, &wish, &said).await?))
}

/// Beside the threads that answer, one photograph at a time.
async fn look(s: &Signups, bytes: axum::body::Bytes) -> Result<Result<String, Unread>, Fault> {
    let _turn = s.pictures.acquire().await.map_err(|e| Fault::Internal(e.to_string()))?;
    let looked = tokio::task::spawn_blocking(move || picture::read(&bytes)).await;
    // A picture at which the reader itself fails is one without a code.
    Ok(looked.unwrap_or(Err(Unread::NoCode)))
}
