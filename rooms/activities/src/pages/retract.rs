use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rules::field::LONGEST_TITLE;
use crate::{Activities, Seen, retract, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Reason {
    reason: String,
    revision: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_change(&a, &scope, id).await?;
    let form = Reason { revision: seen.session.revision.to_string(), ..Reason::default() };
    Ok(ask.show(&view(&ask, &seen, form, &[])))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Reason>,
) -> Result<Response, Failed> {
    match retract(&a, &scope, &ask.actor(), id, &form.revision, &form.reason).await {
        Ok(()) => Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-retracted")),
        Err(Fault::Invalid(faults)) => {
            let seen = sight::reach_to_change(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &seen, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, seen: &Seen, form: Reason, faults: &[FieldFault]) -> FormPage {
    let (v, s) = (&ask.v, &seen.session);
    let path = format!("/sessions/{}", s.id);
    let fields = vec![
        Field::text("reason", v.t("activities-reason"))
            .hint(v.t("activities-reason-hint"))
            .value(form.reason)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "reason"))
            .first(),
    ];
    FormPage {
        head: ui::head(v.t("activities-retract")).says(v.t3(
            "activities-retract-lead",
            "title",
            s.title.as_str(),
            "date",
            v.date(s.day),
            "n",
            s.attendances(),
        )),
        page: ask
            .page("activities-retract")
            .at("sessions")
            .under("/sessions", v.t("activities-sessions"))
            .under(&path, s.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{path}/retract"),
        back: path,
        stay: v.t("activities-retract-not"),
        save: v.t("activities-retract-it"),
        revision: form.revision,
        fields,
    }
}
