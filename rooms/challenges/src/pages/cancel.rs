use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rows::challenge::Challenge;
use crate::rules::field::LONGEST_TITLE;
use crate::{Challenges, cancel, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Reason {
    reason: String,
    revision: String,
}

pub async fn get(State(c): State<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight::reach_to_run(&c, &scope, id).await?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over").into());
    }
    let form = Reason { revision: it.revision.to_string(), ..Reason::default() };
    Ok(ask.show(&view(&ask, &it, form, &[])))
}

pub async fn post(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Reason>,
) -> Result<Response, Failed> {
    match cancel(&c, &scope, &ask.actor(), id, &form.reason, &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/challenges/{id}/desk"), "challenges-called-off")),
        Err(Fault::Invalid(faults)) => {
            let it = sight::reach_to_run(&c, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &it, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, it: &Challenge, form: Reason, faults: &[FieldFault]) -> FormPage {
    let v = &ask.v;
    let fields = vec![
        Field::text("reason", v.t("challenges-call-off-reason"))
            .hint(v.t("challenges-call-off-hint"))
            .value(form.reason)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "reason"))
            .first(),
    ];
    let back = format!("{}/desk", it.href());
    FormPage {
        head: ui::head(v.t("challenges-call-off")).says(v.t1("challenges-call-off-lead", "title", it.title.as_str())),
        page: ask
            .page("challenges-call-off")
            .at("challenges")
            .under("/challenges/desk", v.t("challenges-desk"))
            .under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/cancel", it.href()),
        back,
        stay: v.t("challenges-stay"),
        save: v.t("challenges-call-off-it"),
        revision: form.revision,
        fields,
    }
}
