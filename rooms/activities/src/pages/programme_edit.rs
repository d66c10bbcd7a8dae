use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rows::programme::Programme;
use crate::rules::announcement::LONGEST_SUMMARY;
use crate::rules::field::LONGEST_TITLE;
use crate::{Activities, reword_programme, sight_programme};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Words {
    title: String,
    summary: String,
    revision: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight_programme::reach_to_keep(&a, &scope, id).await?;
    let form = Words { title: it.title.clone(), summary: it.summary.clone(), revision: it.revision.to_string() };
    Ok(ask.show(&view(&ask, &it, form, &[])))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Words>,
) -> Result<Response, Failed> {
    match reword_programme(&a, &scope, &ask.actor(), id, (&form.title, &form.summary), &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/programmes/{id}"), "activities-programme-saved")),
        Err(Fault::Invalid(faults)) => {
            let it = sight_programme::reach_to_keep(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &it, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, it: &Programme, form: Words, faults: &[FieldFault]) -> FormPage {
    let v = &ask.v;
    let fields = vec![
        Field::text("title", v.t("activities-programme-title"))
            .value(form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "title"))
            .first(),
        Field::long("summary", v.t("activities-programme-summary"))
            .optional(v)
            .hint(v.t("activities-programme-summary-hint"))
            .value(form.summary)
            .attr("maxlength", LONGEST_SUMMARY)
            .error(ask.error(faults, "summary")),
    ];
    FormPage {
        head: ui::head(v.t("activities-programme-edit")).says(v.t("activities-programme-edit-lead")),
        page: ask
            .page("activities-programme-edit")
            .at("sessions")
            .under("/programmes", v.t("activities-programmes"))
            .under(it.href(), it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/edit", it.href()),
        back: it.href(),
        stay: v.t("activities-programme-edit-not"),
        save: v.t("activities-programme-save"),
        revision: form.revision,
        fields,
    }
}
