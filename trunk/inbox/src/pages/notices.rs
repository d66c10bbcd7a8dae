use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::Fault;
use ui::{Button, Empty, Head, Href, Pager, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::house::Inbox;
use crate::rows::notice::Notice;
use crate::verbs::read::PAGE;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wish {
    page: String,
}

impl Wish {
    pub(crate) fn page(&self) -> u64 {
        self.page.parse().unwrap_or(1)
    }
}

#[derive(Template)]
#[template(path = "inbox/notices.html")]
struct Notices {
    page: ui::Page,
    head: Head,
    rows: Rows,
    pager: Pager,
}

/// `GET /notices`: what this person was told, newest first.
pub(crate) async fn get(State(i): State<Inbox>, ask: Ask, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let (v, person) = (&ask.v, ask.person()?);
    let found = i.notices(person, wish.page()).await?;
    let (notices, all) = (&found.0, found.1);
    let unread = i.unread(person).await?;
    let mut head = ui::head(v.t("inbox-notices")).act(Button::link("/me/preferences", v.t("inbox-preferences")).text());
    if unread > 0 {
        head = head
            .says(v.t1("inbox-notices-unread", "n", i64::from(unread)))
            .act(Button::post("/notices/read", v.t("inbox-notices-read-all")));
    }
    let empty = Empty::new("bell", v.t("inbox-notices-none"))
        .hint(v.t("inbox-notices-none-hint"))
        .act(Button::link("/", v.t("inbox-notices-none-act")));
    let rows = Rows::new(notices.iter().map(|n| row(&i, &ask, n))).or(empty);
    let pager = Pager::new(v, Href::new("/notices"), wish.page(), PAGE, all);
    Ok(ask.show(&Notices { page: ask.page("inbox-notices").back_to("/", v.t("inbox-home")), head, rows, pager }))
}

fn row(i: &Inbox, ask: &Ask, notice: &Notice) -> Row {
    let v = &ask.v;
    let row = Row::new(notice.message.say(v, &i.organisation.federation))
        .icon(notice.room.icon(), v.t(notice.room.key()))
        .to(format!("/notices/{}", notice.id))
        .fact(v.stamp(notice.created_at));
    if notice.read_at.is_none() { row.end(ui::State::Due.says(v.t("inbox-unread"))) } else { row }
}

/// `GET /notices/{notice}`: opens what it tells of; it is read from now on.
pub(crate) async fn open(State(i): State<Inbox>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let notice = i.read_one(ask.person()?, id).await?;
    Ok(ask.go(if notice.href.is_empty() { "/notices" } else { &notice.href }))
}

/// `POST /notices/read`: all of them are read.
pub(crate) async fn read_all(State(i): State<Inbox>, ask: Ask) -> Result<Response, Failed> {
    let n = i.read_all(ask.person()?).await?;
    let n = i64::try_from(n).map_err(|_| Fault::Internal("more notices than there are numbers".into()))?;
    Ok(ask.go_counting("/notices", "inbox-notices-read", n))
}
