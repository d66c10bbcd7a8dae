//! Calling off one meeting, and asking to be reminded.

use axum::extract::State;
use axum::response::Response;
use i18n::Voice;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::said;
use crate::house::Planned;
use crate::rows::reminder;
use crate::rules::field::LONGEST_TITLE;
use crate::{Activities, call_off_meeting, remind as asks, sight};

const DAY: i64 = 86_400_000;

pub async fn get(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    if !seen.meeting(meeting)?.is_planned() {
        return Err(Fault::Conflict("activities-meeting-not-planned").into());
    }
    let revision = seen.activity.revision.to_string();
    Ok(ask.show(&view(&ask, &seen, meeting, "", &revision, &[])?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
    fields: Fields,
) -> Result<Response, Failed> {
    let (reason, revision) = (fields.get("reason"), fields.get("revision"));
    match call_off_meeting(&a, &scope, &ask.actor(), (id, meeting), reason, revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/activities/{id}/desk"), "activities-off-done")),
        Err(Fault::Conflict("activities-off-last")) => {
            Ok(ask.go_warning(&format!("/activities/{id}/cancel"), "activities-off-last"))
        }
        Err(Fault::Invalid(faults)) => {
            let seen = sight::reach_to_run(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &seen, meeting, reason, revision, &faults)?))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, seen: &Planned, meeting: Uuid, reason: &str, revision: &str, faults: &[FieldFault]) -> Outcome<FormPage> {
    let (v, it, m) = (&ask.v, &seen.activity, seen.meeting(meeting)?);
    let fields = vec![
        Field::text("reason", v.t("activities-call-off-reason"))
            .hint(v.t("activities-call-off-hint"))
            .value(reason)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "reason"))
            .first(),
    ];
    let back = format!("{}/desk", it.href());
    Ok(FormPage {
        head: ui::head(v.t("activities-off")).says(v.t2(
            "activities-off-lead",
            "title",
            it.title.as_str(),
            "at",
            said::time(v, m.begins_at),
        )),
        page: ask.page("activities-off").at("activities").under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/meetings/{}/cancel", it.href(), m.id),
        back,
        stay: v.t("activities-call-off-not"),
        save: v.t("activities-off-it"),
        revision: revision.to_owned(),
        fields,
    })
}

pub async fn remind(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let wants = fields.get("wants") == "1";
    asks(&a, &scope, &ask.actor(), id, wants).await?;
    let key = if wants { "activities-remind-on" } else { "activities-remind-off" };
    Ok(ask.go_saying(&format!("/activities/{id}"), key))
}

/// The button that asks for a reminder, where there is something to be reminded of.
pub(super) async fn bell(v: &Voice, a: &Activities, seen: &Planned, person: Uuid, now: i64) -> Outcome<Option<Button>> {
    let it = &seen.activity;
    let is_ahead = match it.allotment {
        Some(allotment) => a.signups.allotment(allotment).await?.opens_at > now,
        None => seen.meetings.iter().any(|m| m.is_planned() && m.begins_at - DAY > now),
    };
    if it.is_cancelled() || !is_ahead {
        return Ok(None);
    }
    let path = format!("{}/reminder", it.href());
    Ok(Some(if reminder::has(a.store().read(), it.id, person).await? {
        Button::post(path, v.t("activities-remind-not")).icon("bell").with("wants", 0)
    } else {
        Button::post(path, v.t("activities-remind")).icon("bell").with("wants", 1)
    }))
}
