use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::fields::{SessionFields, take_found};
use crate::rows::attendance;
use crate::rules::entry::Entry;
use crate::rules::field::LONGEST_TITLE;
use crate::verbs::again::written;
use crate::{Activities, Seen, correct, sight};

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_change(&a, &scope, id).await?;
    let s = &seen.session;
    let came = attendance::of(a.store().read(), id).await?;
    let entry = Entry {
        title: s.title.clone(),
        kind: s.kind.clone(),
        setting: s.setting.clone(),
        place: s.place.clone(),
        when: written(s.begins_at),
        minutes: s.minutes.to_string(),
        heads: s.by_head.to_string(),
        people: came.iter().filter(|c| seen.names.shows(c.person)).map(|c| c.person.to_string()).collect(),
        co_hosts: seen.co_hosts.iter().filter_map(|c| c.union).map(|u| u.to_string()).collect(),
        bodies: seen.co_hosts.iter().filter(|c| c.union.is_none()).map(|c| c.name.clone()).collect::<Vec<_>>().join("\n"),
        programme: s.programme.map(|p| p.to_string()).unwrap_or_default(),
        ..Entry::default()
    };
    let revision = s.revision.to_string();
    Ok(ask.show(&view(&ask, &a, &scope, &seen, &entry, &[], &revision, "").await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let mut entry = Entry::of(&fields);
    let (revision, reason) = (fields.get("revision"), fields.get("reason"));
    let faults = if fields.get("act") == "find" {
        Vec::new()
    } else {
        take_found(&a, &mut entry);
        match correct(&a, &scope, &ask.actor(), id, &entry, revision, reason).await {
            Ok(()) => return Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-corrected")),
            Err(Fault::Invalid(faults)) => faults,
            Err(fault) => return Err(fault.into()),
        }
    };
    let seen = sight::reach_to_change(&a, &scope, id).await?;
    let page = view(&ask, &a, &scope, &seen, &entry, &faults, revision, reason).await?;
    Ok(if faults.is_empty() { ask.show(&page) } else { ask.show_again(&page) })
}

#[derive(Template)]
#[template(path = "activities/edit.html")]
struct EditPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    stay: String,
    save: String,
    revision: String,
    reason: Field,
    fields: SessionFields,
    unseen: Option<ui::Note>,
    retract: String,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    seen: &Seen,
    entry: &Entry,
    faults: &[FieldFault],
    revision: &str,
    reason: &str,
) -> Outcome<EditPage> {
    let (v, s) = (&ask.v, &seen.session);
    let (known, unseen) = super::session::shown_people(a, seen).await?;
    let fields = SessionFields::build(ask, a, scope, s.union_id, entry, faults, known).await?;
    let reason = Field::text("reason", v.t("activities-reason"))
        .hint(v.t("activities-reason-hint"))
        .value(reason)
        .attr("maxlength", LONGEST_TITLE)
        .error(ask.error(faults, "reason"));
    let mut all = fields.all();
    all.push(&reason);
    let mistakes = ui::mistakes(v, all);
    let path = format!("/sessions/{}", s.id);
    Ok(EditPage {
        head: ui::head(v.t("activities-edit")).says(v.t("activities-edit-lead")),
        page: ask
            .page("activities-edit")
            .at("sessions")
            .under("/sessions", v.t("activities-sessions"))
            .under(&path, s.title.as_str()),
        mistakes,
        action: format!("{path}/edit"),
        retract: format!("{path}/retract"),
        back: path,
        stay: v.t("activities-study-save-not"),
        save: v.t("activities-edit-save"),
        revision: revision.to_owned(),
        reason,
        fields,
        unseen: (unseen > 0).then(|| ui::note(v.t1("activities-unseen-kept", "n", unseen))),
    })
}
