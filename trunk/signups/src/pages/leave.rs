use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Fault;
use ui::{Button, Head, Note};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::slip::path;
use crate::Signups;

/// Asks first: a place that was given up has gone to the next at once.
pub async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (a, v) = (s.allotment(id).await?, &ask.v);
    let entry = s.entry_of(id, ask.person()?).await?.filter(|e| e.stands() && e.state != "unplaced").ok_or(Fault::NotFound)?;
    let key = match entry.state.as_str() {
        "waiting" => "signups-leave-list",
        "entered" => "signups-leave-draw",
        _ => "signups-leave",
    };
    let is_late = entry.has_place() && ask.now() >= a.withdraw_until;
    let says = match entry.state.as_str() {
        _ if is_late => "signups-too-late-to-leave",
        "waiting" => "signups-leave-list-says",
        "entered" => "signups-leave-draw-says",
        _ => "signups-leave-says",
    };
    let mut notes = vec![ui::note(v.t(says))];
    if entry.pay == "paid" && !is_late {
        notes.push(Note::warn(v.t("signups-leave-paid")));
    }
    let page = LeavePage {
        page: ask.page(key).at("activities").back_to(path(&a), a.title.as_str()),
        head: ui::head(v.t(key)).says(a.title.as_str()),
        notes,
        leave: (!is_late).then(|| Button::submit(v.t(key)).main().wide()),
        action: format!("{}/leave", path(&a)),
        stay: Button::link(path(&a), v.t("signups-stay")).text(),
    };
    Ok(ask.show(&page))
}

pub async fn post(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let to = format!("/signups/{id}");
    match s.leave(&ask.actor(), id, ask.person()?).await {
        Ok(_) => Ok(ask.go_saying(&to, "signups-left")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        // Tapped twice: it is done.
        Err(Fault::NotFound) if s.entry_of(id, ask.person()?).await?.is_some() => Ok(ask.go(&to)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "signups/leave.html")]
struct LeavePage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    leave: Option<Button>,
    action: String,
    stay: Button,
}
