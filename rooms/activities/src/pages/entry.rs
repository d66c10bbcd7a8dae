use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::fields::people;
use crate::rows::attendance;
use crate::rules::entry::Entry;
use crate::{Activities, Seen, enter, sight};

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_change(&a, &scope, id).await?;
    let came = attendance::of(a.store().read(), id).await?;
    let entry = Entry {
        heads: seen.session.by_head.to_string(),
        people: came.iter().filter(|c| seen.names.shows(c.person)).map(|c| c.person.to_string()).collect(),
        place: seen.session.place.clone(),
        ..Entry::default()
    };
    let revision = seen.session.revision.to_string();
    Ok(ask.show(&view(&ask, &a, &scope, &seen, &entry, &[], &revision).await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let mut entry = Entry::of(&fields);
    let revision = fields.get("revision");
    let faults = if fields.get("act") == "find" {
        Vec::new()
    } else {
        match enter(&a, &scope, &ask.actor(), id, &entry.people, &entry.heads, revision).await {
            Ok(()) => return Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-entered")),
            Err(Fault::Invalid(faults)) => faults,
            Err(fault) => return Err(fault.into()),
        }
    };
    let seen = sight::reach_to_change(&a, &scope, id).await?;
    entry.place.clone_from(&seen.session.place);
    let page = view(&ask, &a, &scope, &seen, &entry, &faults, revision).await?;
    Ok(if faults.is_empty() { ask.show(&page) } else { ask.show_again(&page) })
}

#[derive(Template)]
#[template(path = "activities/entry.html")]
struct EntryPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    stay: String,
    save: String,
    revision: String,
    people: Option<Field>,
    people_words: Option<Field>,
    people_note: String,
    heads: Field,
    before: ui::Facts,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    seen: &Seen,
    entry: &Entry,
    faults: &[FieldFault],
    revision: &str,
) -> Outcome<EntryPage> {
    let (v, s) = (&ask.v, &seen.session);
    let mut roster = sight::roster(a, scope, s.union_id).await?;
    for known in super::session::shown_people(a, seen).await?.0 {
        if !roster.iter().any(|r| r.person == known.person) {
            roster.push(known);
        }
    }
    let (people, people_words, people_note) =
        people(ask, &roster, entry, &[], ("activities-people", ask.error(faults, "people")));
    let heads = Field::number("heads", v.t("activities-entry-heads"))
        .hint(v.t1("activities-entry-heads-hint", "n", s.by_head))
        .value(&entry.heads)
        .error(ask.error(faults, "heads"));
    let mistakes = ui::mistakes(v, people.iter().chain([&heads]));
    let path = format!("/sessions/{}", s.id);
    Ok(EntryPage {
        head: ui::head(v.t("activities-entry")).says(v.t("activities-entry-lead")),
        page: ask
            .page("activities-entry")
            .at("sessions")
            .under("/sessions", v.t("activities-sessions"))
            .under(&path, s.title.as_str()),
        mistakes,
        action: format!("{path}/entry"),
        back: path,
        stay: v.t("activities-study-save-not"),
        save: v.t("activities-entry-save"),
        revision: revision.to_owned(),
        people,
        people_words,
        people_note,
        heads,
        before: ui::Facts::new()
            .fact(v.t("activities-title-short"), s.title.as_str())
            .fact(v.t("activities-when"), v.stamp(s.begins_at))
            .fact(v.t("activities-named"), v.number(s.named))
            .fact(v.t("activities-by-head"), v.number(s.by_head)),
    })
}
