use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rows::challenge::Challenge;
use crate::{Challenges, redate, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Days {
    from: String,
    last: String,
    revision: String,
}

pub async fn get(State(c): State<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight::reach_to_run(&c, &scope, id).await?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over").into());
    }
    let form = Days { from: it.from().to_string(), last: it.last().to_string(), revision: it.revision.to_string() };
    Ok(ask.show(&view(&ask, &c, &it, &form, &[])))
}

pub async fn post(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Days>,
) -> Result<Response, Failed> {
    match redate(&c, &scope, &ask.actor(), id, (&form.from, &form.last), &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/challenges/{id}/desk"), "challenges-redated")),
        Err(Fault::Invalid(faults)) => {
            let it = sight::reach_to_run(&c, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &c, &it, &form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, c: &Challenges, it: &Challenge, form: &Days, faults: &[FieldFault]) -> FormPage {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let mut fields = Vec::new();
    if it.from() > c.today() {
        fields.push(Field::date("from", v.t("challenges-from")).value(&form.from).error(error("from")).first());
    }
    fields.push(Field::date("last", v.t("challenges-last")).value(&form.last).error(error("last")));
    let back = format!("{}/desk", it.href());
    FormPage {
        head: ui::head(v.t("challenges-dates")).says(v.t("challenges-dates-lead")),
        page: ask
            .page("challenges-dates")
            .at("challenges")
            .under("/challenges/desk", v.t("challenges-desk"))
            .under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/dates", it.href()),
        back,
        stay: v.t("challenges-stay"),
        save: v.t("challenges-dates-save"),
        revision: form.revision.clone(),
        fields,
    }
}
