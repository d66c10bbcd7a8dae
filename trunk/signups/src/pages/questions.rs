//! What is asked of whoever signs up, for whoever runs it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Head, Mistakes, Note};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::asks::AskLines;
use crate::Signups;
use crate::rules::asks::{AskRow, rows_of, typed_asks};
use crate::verbs::forget_answers::KEPT_DAYS;

pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let known = s.known(id).await?;
    scope.require(Power::Run, known.allotment.union_id)?;
    let a = s.allotment(id).await?;
    if a.is_cancelled() || ask.now() >= a.closes_at {
        return Ok(ask.go_warning(&format!("/signups/{id}/desk"), "signups-asks-over"));
    }
    let rows = known.asks.now().map(rows_of).unwrap_or_default();
    Ok(ask.show(&view(&ask, &s, &scope, id, &rows, known.asks.version(), &[]).await?))
}

pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let rows = typed_asks(&fields.0);
    // What is no number is no version that was read.
    let version = fields.get("version").parse().unwrap_or(-1);
    if fields.get("act") == "asks" {
        return Ok(ask.show(&view(&ask, &s, &scope, id, &rows, version, &[]).await?));
    }
    let desk = format!("/signups/{id}/desk");
    match s.ask(&scope, &ask.actor(), id, &rows, version).await {
        Ok(()) => Ok(ask.go_saying(&desk, "signups-asks-saved")),
        Err(Fault::Conflict("signups-changed-meanwhile")) => {
            Ok(ask.go_warning(&format!("/signups/{id}/questions"), "signups-changed-meanwhile"))
        }
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&desk, key)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &s, &scope, id, &rows, version, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "signups/questions.html")]
struct QuestionsPage {
    page: ui::Page,
    head: Head,
    note: Note,
    mistakes: Mistakes,
    action: String,
    version: i32,
    lines: AskLines,
    save: Button,
}

async fn view(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    id: Uuid,
    rows: &[AskRow],
    version: i32,
    faults: &[FieldFault],
) -> Outcome<QuestionsPage> {
    let (v, known) = (&ask.v, s.known(id).await?);
    let a = &known.allotment;
    scope.require(Power::Run, a.union_id)?;
    let lines = AskLines::build(ask, rows, faults);
    Ok(QuestionsPage {
        page: ask.page("signups-asks").at("activities").under(format!("/signups/{id}/desk"), a.title.as_str()),
        head: ui::head(v.t("signups-asks")).says(a.title.as_str()),
        note: ui::note(v.t1("signups-asks-note", "days", KEPT_DAYS)),
        mistakes: ui::mistakes(v, lines.cells()),
        action: format!("/signups/{id}/questions"),
        version,
        lines,
        save: Button::submit(v.t("signups-asks-save")).main(),
    })
}
