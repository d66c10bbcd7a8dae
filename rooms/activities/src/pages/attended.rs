use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use ui::{Empty, Head, Href, Note, Pager, Rows};
use web::{Ask, Failed, Query};

use super::activities::row;
use crate::Activities;
use crate::rows::attendance;

const SIZE: u64 = 30;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    page: String,
}

/// What the reader came to by name. For the reader alone.
pub async fn get(State(a): State<Activities>, ask: Ask, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let (v, db, person) = (&ask.v, a.store().read(), ask.person()?);
    let (count, minutes) = attendance::count_of(db, person).await?;
    let number = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let sessions = attendance::sessions_of(db, person, (number - 1) * SIZE, SIZE).await?;
    let mut head = ui::head(v.t("activities-mine"));
    if count > 0 {
        head = head.says(v.t2("activities-mine-sum", "n", count, "hours", (minutes + 30) / 60));
    }
    let page = AttendedPage {
        page: ask.page("activities-mine").at("me").back_to("/activities", v.t("activities-activities")),
        head,
        rows: Rows::new(sessions.iter().map(|s| row(&ask, &a, s)))
            .or(Empty::new("activities", v.t("activities-mine-none")).hint(v.t("activities-mine-none-hint"))),
        pager: Pager::new(v, Href::new("/me/attended"), number, SIZE, u64::try_from(count).unwrap_or(0)),
        seen: ui::note(v.t("activities-mine-seen")),
    };
    Ok(ask.show(&page))
}

#[derive(Template)]
#[template(path = "activities/attended.html")]
struct AttendedPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
    pager: Pager,
    seen: Note,
}
