use codes::Day;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::plant::plant_programmes;
use crate::Activities;
use crate::rows::programme::NewProgramme;
use crate::rules::field::LONGEST_TITLE;
use crate::rules::kinds::kind_named;
use crate::sight;

/// Begins a programme: a name under which a union and those below it hold sessions, so that their figures can be read
/// together. Needs the power to run activities by more than a team leader's post.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `title` (missing, long, taken) or `kind`.
pub async fn begin_programme(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    union: Uuid,
    title: &str,
    kind: &str,
) -> Outcome<Uuid> {
    scope.require(Power::Run, union)?;
    if sight::leads_a_team_only(scope, union) {
        return Err(Fault::Forbidden(Power::Run.name()));
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut faults = Vec::new();
    if title.is_empty() {
        faults.push(FieldFault::new("title", "activities-title-missing"));
    } else if title.chars().count() > LONGEST_TITLE {
        faults.push(FieldFault::new("title", "activities-title-long").with("most", LONGEST_TITLE));
    }
    let Some(kind) = kind_named(kind).filter(|_| faults.is_empty()) else {
        if faults.is_empty() {
            faults.push(FieldFault::new("kind", "activities-kind-missing"));
        }
        return Err(Fault::Invalid(faults));
    };
    let (title, person, from) = (&title, scope.person, a.today());
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    a.store()
        .write("activities.begin_programme", &actor, |tx| async move {
            let id = tx.new_id();
            let new = NewProgramme {
                id,
                union,
                title: title.clone(),
                kind: kind.name.to_owned(),
                from,
                until: Day::OPEN,
                recorded_by: Some(person),
            };
            plant_programmes(&tx, &[new]).await?;
            tx.record("programme", id, json!({ "union": union }));
            Ok(id)
        })
        .await
        .map_err(|fault| fault.or_field("act_programme_union_id_title_key", "title", "activities-programme-title-taken"))
}
