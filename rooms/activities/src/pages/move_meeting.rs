use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::said;
use crate::house::Planned;
use crate::rows::meeting::Meeting;
use crate::rules::field::LONGEST_PLACE;
use crate::verbs::again::written;
use crate::{Activities, reschedule, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Shift {
    when: String,
    place: String,
    revision: String,
}

pub async fn get(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    let m = seen.meeting(meeting)?;
    let form = Shift { when: written(m.begins_at), place: m.place.clone(), revision: seen.activity.revision.to_string() };
    Ok(ask.show(&view(&ask, &seen, m, form, &[])))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
    Form(form): Form<Shift>,
) -> Result<Response, Failed> {
    match reschedule(&a, &scope, &ask.actor(), (id, meeting), (&form.when, &form.place), &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/activities/{id}/desk"), "activities-moved")),
        Err(Fault::Invalid(faults)) => {
            let seen = sight::reach_to_run(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &seen, seen.meeting(meeting)?, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, seen: &Planned, m: &Meeting, form: Shift, faults: &[FieldFault]) -> FormPage {
    let (v, it) = (&ask.v, &seen.activity);
    let fields = vec![
        Field::moment("when", v.t("activities-when")).value(form.when).error(ask.error(faults, "when")).first(),
        Field::text("place", v.t("activities-place-short"))
            .optional(v)
            .value(form.place)
            .attr("maxlength", LONGEST_PLACE)
            .error(ask.error(faults, "place")),
    ];
    let back = format!("{}/desk", it.href());
    FormPage {
        head: ui::head(v.t("activities-move")).says(v.t2(
            "activities-move-lead",
            "title",
            it.title.as_str(),
            "at",
            said::time(v, m.begins_at),
        )),
        page: ask
            .page("activities-move")
            .at("activities")
            .under("/activities/desk", v.t("activities-desk"))
            .under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/meetings/{}/move", it.href(), m.id),
        back,
        stay: v.t("activities-move-not"),
        save: v.t("activities-move-it"),
        revision: form.revision,
        fields,
    }
}
