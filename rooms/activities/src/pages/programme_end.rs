use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Form, Path};

use crate::rows::programme::Programme;
use crate::rules::field::LONGEST_TITLE;
use crate::verbs::end_programme::earliest;
use crate::{Activities, end_programme, resume_programme, sight_programme};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct End {
    from: String,
    reason: String,
    revision: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight_programme::reach_to_keep(&a, &scope, id).await?;
    if it.until_day <= a.today().0 {
        return Err(Fault::Conflict("activities-programme-is-ended").into());
    }
    let from = if it.has_end() { codes::Day(it.until_day) } else { earliest(&a, it.from_day) };
    let form = End { from: from.to_string(), reason: it.reason.clone(), revision: it.revision.to_string() };
    Ok(ask.show(&view(&ask, &it, form, &[])))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<End>,
) -> Result<Response, Failed> {
    match end_programme(&a, &scope, &ask.actor(), id, (&form.from, &form.reason), &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/programmes/{id}"), "activities-programme-ended")),
        Err(Fault::Invalid(faults)) => {
            let it = sight_programme::reach_to_keep(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &it, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

pub async fn resume(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    resume_programme(&a, &scope, &ask.actor(), id, fields.get("revision")).await?;
    Ok(ask.go_saying(&format!("/programmes/{id}"), "activities-programme-resumed"))
}

fn view(ask: &Ask, it: &Programme, form: End, faults: &[FieldFault]) -> FormPage {
    let v = &ask.v;
    let fields = vec![
        Field::date("from", v.t("activities-programme-end-from"))
            .hint(v.t("activities-programme-end-from-hint"))
            .value(form.from)
            .error(ask.error(faults, "from"))
            .first(),
        Field::text("reason", v.t("activities-programme-end-reason"))
            .optional(v)
            .hint(v.t("activities-programme-end-reason-hint"))
            .value(form.reason)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "reason")),
    ];
    FormPage {
        head: ui::head(v.t("activities-programme-end")).says(v.t1("activities-programme-end-lead", "title", it.title.as_str())),
        page: ask
            .page("activities-programme-end")
            .at("sessions")
            .under("/programmes", v.t("activities-programmes"))
            .under(it.href(), it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/end", it.href()),
        back: it.href(),
        stay: v.t("activities-programme-end-not"),
        save: v.t("activities-programme-end-it"),
        revision: form.revision,
        fields,
    }
}
