use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::house::Inbox;
use crate::pages::notices::Wish;
use crate::rows::notice::Notice;

/// Something the reader was told.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeJson {
    id: Uuid,
    room: String,
    /// In the language asked for.
    text: String,
    href: String,
    /// Unix milliseconds.
    created_at: i64,
    read_at: Option<i64>,
}

/// A page of notices, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeList {
    notices: Vec<NoticeJson>,
    /// On all pages.
    total: u64,
    unread: u32,
}

fn of(i: &Inbox, ask: &Ask, n: &Notice) -> NoticeJson {
    NoticeJson {
        text: n.message.say(&ask.v, &i.organisation.federation),
        id: n.id,
        room: n.room.name().to_owned(),
        href: n.href.clone(),
        created_at: n.created_at,
        read_at: n.read_at,
    }
}

#[utoipa::path(get, path = "/api/v1/notices", tag = "inbox", operation_id = "notices_list",
    params(("page" = Option<u64>, Query)), responses((status = 200, body = NoticeList), (status = 401)))]
pub(crate) async fn list(State(i): State<Inbox>, ask: Ask, Query(wish): Query<Wish>) -> Result<Body<NoticeList>, Failed> {
    let person = ask.person()?;
    let found = i.notices(person, wish.page()).await?;
    let (notices, total) = (&found.0, found.1);
    let unread = i.unread(person).await?;
    Ok(Body(NoticeList { notices: notices.iter().map(|n| of(&i, &ask, n)).collect(), total, unread }))
}

#[utoipa::path(post, path = "/api/v1/notices/{notice}/read", tag = "inbox", operation_id = "notices_read",
    params(("notice" = Uuid, Path)), responses((status = 204), (status = 401), (status = 404)))]
pub(crate) async fn read(State(i): State<Inbox>, ask: Ask, Path(id): Path<Uuid>) -> Result<StatusCode, Failed> {
    i.read_one(ask.person()?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/notices/read", tag = "inbox", operation_id = "notices_read_all",
    responses((status = 204), (status = 401)))]
pub(crate) async fn read_all(State(i): State<Inbox>, ask: Ask) -> Result<StatusCode, Failed> {
    i.read_all(ask.person()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
