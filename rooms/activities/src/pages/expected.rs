use askama::Template;
use axum::extract::State;
use axum::response::Response;
use membership::RosterEntry;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::fields::people;
use crate::rules::entry::Entry;
use crate::sight_study::StudySeen;
use crate::verbs::arrange_study::reach_to_arrange;
use crate::verbs::expect::{expect, proposed};
use crate::{Activities, sight};

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = reach_to_arrange(&a, &scope, id).await?;
    let group = proposed(&a, &seen).await?;
    let form = Group {
        people: group.iter().map(|e| e.person.to_string()).collect(),
        leave: group.iter().filter(|e| e.on_leave).map(|e| e.person.to_string()).collect(),
        words: String::new(),
        revision: seen.study.revision.to_string(),
    };
    Ok(ask.show(&view(&ask, &a, &scope, &seen, form, &[]).await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let list = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<String>>();
    let form = Group {
        people: list("people"),
        leave: list("leave"),
        words: fields.get("people_words").to_owned(),
        revision: fields.get("revision").to_owned(),
    };
    if fields.get("act") == "find" {
        let seen = reach_to_arrange(&a, &scope, id).await?;
        return Ok(ask.show(&view(&ask, &a, &scope, &seen, form, &[]).await?));
    }
    match expect(&a, &scope, &ask.actor(), id, (&form.people, &form.leave), &form.revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/studies/{id}"), "activities-expected-saved")),
        Err(Fault::Invalid(faults)) => {
            let seen = reach_to_arrange(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &a, &scope, &seen, form, &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The form as it was typed.
struct Group {
    people: Vec<String>,
    leave: Vec<String>,
    words: String,
    revision: String,
}

#[derive(Template)]
#[template(path = "activities/expected.html")]
struct ExpectedPage {
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
    leave: Option<Field>,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    seen: &StudySeen,
    form: Group,
    faults: &[FieldFault],
) -> Outcome<ExpectedPage> {
    let v = &ask.v;
    let roster = sight::roster(a, scope, seen.study.union_id).await?;
    let entry = Entry { people: form.people, people_words: form.words, ..Entry::default() };
    let (people, people_words, people_note) =
        people(ask, &roster, &entry, &[], ("activities-expected-people", ask.error(faults, "people")));
    let group: Vec<&RosterEntry> = roster.iter().filter(|e| entry.people.contains(&e.person.to_string())).collect();
    let leave = (!group.is_empty() || ask.error(faults, "leave").is_some()).then(|| {
        let field = Field::checks("leave", v.t("activities-roll-leave"))
            .hint(v.t("activities-expected-leave-hint"))
            .values(&form.leave)
            .error(ask.error(faults, "leave"));
        group.iter().fold(field, |field, e| field.choice_with(e.person, e.name.clone(), e.team.clone()))
    });
    let back = seen.href();
    Ok(ExpectedPage {
        head: ui::head(v.t("activities-expected")).says(v.t("activities-expected-lead")),
        page: ask.page("activities-expected").at("activities").under(&back, seen.title()),
        mistakes: ui::mistakes(v, people.iter().chain(leave.iter())),
        action: format!("{back}/expected"),
        back,
        stay: v.t("activities-study-save-not"),
        save: v.t("activities-expected-save"),
        revision: form.revision,
        people,
        people_words,
        people_note,
        leave,
    })
}
