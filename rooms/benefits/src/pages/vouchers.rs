use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ui::{Button, Empty, Head, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed};

use super::said;
use crate::Benefits;
use crate::rows::{benefit, redemption};

#[derive(Template)]
#[template(path = "benefits/vouchers.html")]
struct VouchersPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

/// `GET /me/vouchers`: the reader's own.
pub async fn get(State(b): State<Benefits>, ask: Ask) -> Result<Response, Failed> {
    let (v, db, now) = (&ask.v, b.store().read(), ask.now());
    let entries = b.signups.entries_of(ask.person()?).await?;
    let all = benefit::of_allotments(db, &entries.iter().map(|e| e.allotment_id).collect::<Vec<Uuid>>()).await?;
    let mut rows = Vec::new();
    for e in &entries {
        let Some(it) = all.iter().find(|it| it.allotment_id == e.allotment_id) else { continue };
        let used = redemption::of_place(db, e.allotment_id, e.number).await?.iter().filter(|r| r.stands()).count();
        let left = i64::from(it.uses) - i64::try_from(used).unwrap_or(0);
        let to = if e.stands() { format!("/vouchers/{}", it.id) } else { format!("/signups/{}", it.allotment_id) };
        rows.push(Row::new(it.title.as_str()).to(to).fact(said::valid(v, it)).end(said::voucher(v, it, e, left, now)));
    }
    let empty = Empty::new("signups", v.t("benefits-vouchers-none")).hint(v.t("benefits-vouchers-none-hint"));
    let page = VouchersPage {
        page: ask.page("benefits-my-vouchers").at("me").back_to("/me", v.t("benefits-me")),
        head: ui::head(v.t("benefits-my-vouchers")),
        rows: Rows::new(rows).or(empty.act(Button::link("/offers", v.t("benefits-find")))),
    };
    Ok(ask.show(&page))
}
