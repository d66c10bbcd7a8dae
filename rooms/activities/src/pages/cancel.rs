use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::house::Planned;
use crate::rules::field::LONGEST_TITLE;
use crate::{Activities, cancel, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Reason {
    reason: String,
    revision: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    if seen.activity.is_cancelled() {
        return Err(Fault::Conflict("activities-is-cancelled").into());
    }
    let form = Reason { revision: seen.activity.revision.to_string(), ..Reason::default() };
    Ok(ask.show(&view(&ask, &seen, form, &[])))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Reason>,
) -> Result<Response, Failed> {
    match cancel(&a, &scope, &ask.actor(), id, &form.reason, &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/activities/{id}/desk"), "activities-called-off")),
        Err(Fault::Invalid(faults)) => {
            let seen = sight::reach_to_run(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &seen, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, seen: &Planned, form: Reason, faults: &[FieldFault]) -> FormPage {
    let (v, it) = (&ask.v, &seen.activity);
    let fields = vec![
        Field::text("reason", v.t("activities-call-off-reason"))
            .hint(v.t("activities-call-off-hint"))
            .value(form.reason)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "reason"))
            .first(),
    ];
    let back = format!("{}/desk", it.href());
    FormPage {
        head: ui::head(v.t("activities-call-off")).says(v.t1("activities-call-off-lead", "title", it.title.as_str())),
        page: ask
            .page("activities-call-off")
            .at("activities")
            .under("/activities/desk", v.t("activities-desk"))
            .under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/cancel", it.href()),
        back,
        stay: v.t("activities-call-off-not"),
        save: v.t("activities-call-off-it"),
        revision: form.revision,
        fields,
    }
}
