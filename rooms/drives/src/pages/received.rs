use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::Outcome;
use ui::{Empty, Head, Row, Rows};
use web::{Ask, Failed};

use super::said;
use crate::Drives;
use crate::rows::{drive, good, hand_out, line, site};

/// Hand-outs shown, the latest first.
pub(crate) const MOST: i64 = 60;

/// What the reader received: what, when, from whom.
pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope).await?))
}

#[derive(Template)]
#[template(path = "drives/received.html")]
struct ReceivedPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope) -> Outcome<ReceivedPage> {
    let (v, db) = (&ask.v, d.store().read());
    let mut rows = Vec::new();
    for h in hand_out::of_person(db, scope.person, MOST).await? {
        let Some(from) = drive::get(db, h.drive_id).await? else { continue };
        let (goods, lines) = (good::of(db, h.drive_id).await?, line::of(db, h.drive_id, h.id).await?);
        let day = site::get(db, h.drive_id, h.site_id).await?.map(|s| v.full_date(s.day)).unwrap_or_default();
        rows.push(
            Row::new(said::goods(v, &goods, &lines.iter().collect::<Vec<_>>()))
                .fact(from.title.as_str())
                .fact(d.federation().name(from.union_id))
                .fact(day)
                .end(said::signed(v, &h)),
        );
    }
    Ok(ReceivedPage {
        page: ask.page("drives-mine").back_to("/me", v.t("drives-me")),
        head: ui::head(v.t("drives-mine")).says(v.t("drives-mine-lead")),
        rows: Rows::new(rows).or(Empty::new("aid", v.t("drives-mine-none")).hint(v.t("drives-mine-none-hint"))),
    })
}
