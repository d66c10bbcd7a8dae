use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::said;
use crate::rules::field::LONGEST_NAME;
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    reason: String,
}

type At = Path<(Uuid, Uuid)>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, of)): At) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id, of, "", &[]).await?))
}

pub async fn post(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, of)): At,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let (_, handed) = sight::handed(&d, &scope, id, of).await?;
    let here = format!("/drives/{id}/sites/{}", handed.site_id);
    match verbs::retract::retract(&d, &scope, &ask.actor(), id, of, &said.reason).await {
        Ok(()) => Ok(ask.go_saying(&here, "drives-was-taken-back")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, id, of, &said.reason, &faults).await?)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "drives/retract.html")]
struct RetractPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    field: Field,
}

async fn view(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    id: Uuid,
    of: Uuid,
    reason: &str,
    faults: &[FieldFault],
) -> Outcome<RetractPage> {
    let (drive, handed) = sight::handed(d, scope, id, of).await?;
    let v = &ask.v;
    let names = said::receivers(d, v, std::slice::from_ref(&handed)).await?;
    let back = format!("/drives/{id}/sites/{}", handed.site_id);
    let field = Field::text("reason", v.t("drives-reason"))
        .hint(v.t("drives-reason-hint"))
        .attr("maxlength", LONGEST_NAME)
        .value(reason)
        .error(ask.error(faults, "reason"))
        .first();
    Ok(RetractPage {
        page: ask.page("drives-retract").at("drives").back_to(back.as_str(), drive.title.as_str()),
        head: ui::head(v.t("drives-retract")).says(v.t1(
            "drives-retract-lead",
            "who",
            names.get(&of).cloned().unwrap_or_default(),
        )),
        mistakes: ui::mistakes(v, [&field]),
        action: format!("/drives/{id}/hand-outs/{of}/retract"),
        back,
        field,
    })
}
