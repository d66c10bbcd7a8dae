use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::announce::Announced;
use super::plant::plant_programmes;
use super::put::{Bound, Ready, put, ready};
use super::reword_programme::title_taken;
use crate::rows::programme::{self, NewProgramme, ProgrammeChange};
use crate::rules::announcement::Plan;
use crate::rules::programme::{ProgrammeForm, field_of, read};
use crate::{Activities, sight};

/// Begins a programme and announces what will be held under it, all in one transaction: activities of several kinds, each with its
/// timetable, places and entries on the agenda. A programme may also begin with none. The id comes from the form, so a form sent
/// twice is one programme.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field (`title` missing, long or taken); `activities-announce-key-taken`.
pub async fn open_programme(a: &Activities, scope: &Scope, actor: &Actor, form: &ProgrammeForm) -> Outcome<Announced> {
    let mut plan = read(form, a.store().now()).map_err(Fault::Invalid)?;
    sight::require_to_announce(scope, plan.union)?;
    if let Some(done) = already(a, scope, plan.id, plan.union).await? {
        return Ok(done);
    }
    let all = &ready_all(a, scope, plan.id, std::mem::take(&mut plan.activities)).await?;
    let (plan, person, from) = (&plan, scope.person, a.today());
    let actor = Actor { on_behalf: scope.on_behalf(plan.union), ..actor.clone() };
    let written = a.store().write("activities.begin_programme", &actor, |tx| async move {
        let new = NewProgramme {
            id: plan.id,
            union: plan.union,
            title: plan.title.clone(),
            kind: plan.kind.name.to_owned(),
            from,
            until: Day::OPEN,
            recorded_by: Some(person),
        };
        plant_programmes(&tx, &[new]).await?;
        if !plan.summary.is_empty() {
            let begun = ProgrammeChange {
                n: 1,
                what: "begun".into(),
                title_before: plan.title.clone(),
                title: plan.title.clone(),
                summary: plan.summary.clone(),
                until_day: Day::OPEN.0,
                reason: String::new(),
                changed_by: Some(person),
                changed_at: tx.now(),
            };
            programme::change(&tx, plan.id, &begun).await?;
        }
        for one in all {
            put(&tx, scope, one).await?;
        }
        tx.record("programme", plan.id, json!({ "union": plan.union, "activities": all.len() }));
        Ok(())
    });
    match written.await {
        Ok(()) => Ok(Announced::New(plan.id)),
        Err(Fault::Taken(name)) if name == "act_programme_id_key" => {
            already(a, scope, plan.id, plan.union).await?.ok_or(Fault::Conflict("activities-announce-key-taken"))
        }
        Err(fault) => Err(title_taken(fault)),
    }
}

async fn ready_all(a: &Activities, scope: &Scope, id: Uuid, plans: Vec<(usize, Plan)>) -> Outcome<Vec<Ready>> {
    let (mut all, mut faults) = (Vec::with_capacity(plans.len()), Vec::<FieldFault>::new());
    for (n, plan) in plans {
        match ready(a, scope, plan, &Bound::default()).await {
            Ok(mut ready) => {
                // It stands under a programme that begins in the same transaction.
                ready.plan.programme = Some(id);
                all.push(ready);
            }
            Err(Fault::Invalid(more)) => {
                faults.extend(more.into_iter().map(|f| FieldFault { field: field_of(n, &f.field), ..f }));
            }
            Err(fault) => return Err(fault),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(Fault::Invalid(faults)) }
}

async fn already(a: &Activities, scope: &Scope, id: Uuid, union: Uuid) -> Outcome<Option<Announced>> {
    match programme::recorded(a.store().read(), id).await? {
        None => Ok(None),
        Some((of, by)) if of == union && by == Some(scope.person) => Ok(Some(Announced::Already(id))),
        Some(_) => Err(Fault::Conflict("activities-announce-key-taken")),
    }
}
