use organisation::Scope;
use serde_json::json;
use signups::{Claim, NewShare};
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::announce::Announced;
use super::put::{Bound, Ready, allotment_of, put, ready};
use crate::rows::season::{self, Course, Season};
use crate::rules::season::{CoursePlan, SeasonForm, SeasonPlan, field_of, read};
use crate::{Activities, sight};

/// Announces a season: all its courses, with their timetables, places and rules, in one transaction. What one person may have of
/// them is a claim that all their places share; a course of the second batch keeps places for those who got none in the first.
///
/// The id comes from the form, so a form sent twice is one season.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("activities-announce-key-taken")`.
pub async fn begin_season(a: &Activities, scope: &Scope, actor: &Actor, form: &SeasonForm) -> Outcome<Announced> {
    let mut plan = read(form, a.store().now()).map_err(Fault::Invalid)?;
    sight::require_to_announce(scope, plan.union)?;
    if let Some(done) = already(a, scope, plan.id, plan.union).await? {
        return Ok(done);
    }
    let courses = std::mem::take(&mut plan.courses);
    let (all, rows) = ready_all(a, scope, &plan, courses).await?;
    let actor = Actor { on_behalf: scope.on_behalf(plan.union), ..actor.clone() };
    let (plan, all, rows) = (&plan, &all, &rows);
    let written = a.store().write("activities.begin_season", &actor, |tx| async move {
        let row = Season {
            id: plan.id,
            union_id: plan.union,
            programme: plan.programme,
            title: plan.title.clone(),
            claim_most: plan.claim_most,
            recorded_by: Some(scope.person),
            recorded_at: tx.now(),
        };
        season::insert(&tx, &row).await?;
        for (ready, course) in all.iter().zip(rows) {
            put(&tx, scope, ready).await?;
            season::insert_course(&tx, course).await?;
        }
        tx.record("season", plan.id, json!({ "union": plan.union, "courses": rows.len() }));
        Ok(())
    });
    match written.await {
        Ok(()) => Ok(Announced::New(plan.id)),
        Err(Fault::Taken(name)) if name == "act_season_id_key" => {
            already(a, scope, plan.id, plan.union).await?.ok_or(Fault::Conflict("activities-announce-key-taken"))
        }
        Err(fault) => Err(fault),
    }
}

async fn ready_all(
    a: &Activities,
    scope: &Scope,
    plan: &SeasonPlan,
    courses: Vec<CoursePlan>,
) -> Outcome<(Vec<Ready>, Vec<Course>)> {
    let claim = (plan.claim_most > 0).then(|| Claim { id: plan.id, period: "season".into(), most: i64::from(plan.claim_most) });
    let first = courses.iter().filter(|c| c.batch == 1).map(|c| allotment_of(c.plan.id));
    let kept: Vec<NewShare> = match plan.missed_each {
        0 => Vec::new(),
        most => first.map(|allotment| NewShare::Missed { allotment, most }).collect(),
    };
    let (mut all, mut rows, mut faults) = (Vec::with_capacity(courses.len()), Vec::new(), Vec::<FieldFault>::new());
    for (n, CoursePlan { line, plan: course, teacher, batch }) in (1..).zip(courses) {
        rows.push(Course { season_id: plan.id, n, activity_id: course.id, teacher, batch });
        let bound = Bound { claim: claim.clone(), kept: if batch == 2 { kept.clone() } else { Vec::new() } };
        match ready(a, scope, course, &bound).await {
            Ok(ready) => all.push(ready),
            Err(Fault::Invalid(more)) => {
                for fault in more {
                    let field = field_of(line, &fault.field);
                    if !faults.iter().any(|f| f.field == field) {
                        faults.push(FieldFault { field, ..fault });
                    }
                }
            }
            Err(fault) => return Err(fault),
        }
    }
    if faults.is_empty() { Ok((all, rows)) } else { Err(Fault::Invalid(faults)) }
}

async fn already(a: &Activities, scope: &Scope, id: Uuid, union: Uuid) -> Outcome<Option<Announced>> {
    match season::get(a.store().read(), id).await? {
        None => Ok(None),
        Some(it) if it.union_id == union && it.recorded_by == Some(scope.person) => Ok(Some(Announced::Already(id))),
        Some(_) => Err(Fault::Conflict("activities-announce-key-taken")),
    }
}
