use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::rows::plan::{self, StudyPlan};
use crate::rules::field::{LONGEST_TITLE, keep_number, short};
use crate::rules::study::{MOST_TOPICS, topics};
use crate::{Activities, sight, sight_study};

/// A leading group's year as it was typed.
#[derive(Clone, Debug, Default)]
pub struct NewStudyPlan {
    pub union: String,
    pub title: String,
    pub year: String,
    /// How many topics; empty: as many as are listed.
    pub wanted: String,
    /// One a line; more may follow.
    pub topics: String,
}

/// Plans a year of study for a leading group: a number of topics, some or all of them named. Needs the power to run activities by
/// more than a team leader's post.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field.
pub async fn plan_year(a: &Activities, scope: &Scope, actor: &Actor, form: &NewStudyPlan) -> Outcome<Uuid> {
    let union = Uuid::try_parse(&form.union).map_err(|_| Fault::NotFound)?;
    sight::require_to_announce(scope, union)?;
    let mut faults = Vec::new();
    let title =
        short("title", &form.title, LONGEST_TITLE, "activities-title-long").map_err(|f| faults.push(f)).unwrap_or_default();
    if title.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("title", "activities-plan-title-missing"));
    }
    let this = a.today().year();
    let year = keep_number(&mut faults, "year", &form.year, i64::from(this)).unwrap_or_default();
    if !(i64::from(this) - 1..=i64::from(this) + 1).contains(&year) && faults.iter().all(|f| f.field != "year") {
        faults.push(FieldFault::new("year", "activities-plan-year").with("from", this - 1).with("to", this + 1));
    }
    let topics = topics(&form.topics).map_err(|f| faults.push(f)).unwrap_or_default();
    let listed = i64::try_from(topics.len()).unwrap_or(i64::MAX);
    let wanted = keep_number(&mut faults, "wanted", &form.wanted, listed).unwrap_or_default();
    if !(1..=MOST_TOPICS).contains(&wanted) && faults.iter().all(|f| f.field != "wanted") {
        faults.push(FieldFault::new("wanted", "activities-plan-wanted").with("most", MOST_TOPICS));
    }
    if listed > MOST_TOPICS {
        faults.push(FieldFault::new("topics", "activities-plan-wanted").with("most", MOST_TOPICS));
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let narrow = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let (title, topics, person) = (&title, &topics, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    a.store()
        .write("activities.plan_year", &actor, |tx| async move {
            let new = StudyPlan {
                id: tx.new_id(),
                union_id: union,
                year: narrow(year),
                title: title.clone(),
                wanted: narrow(wanted),
                recorded_by: Some(person),
                recorded_at: tx.now(),
            };
            plan::insert(&tx, &new).await?;
            plan::add_topics(&tx, new.id, 0, topics).await?;
            tx.record("study_plan", new.id, json!({ "union": union, "year": new.year, "wanted": new.wanted }));
            Ok(new.id)
        })
        .await
        .map_err(|f| f.or_field("act_plan_union_id_year_title_key", "title", "activities-plan-taken"))
}

/// Names further topics of a year, one a line; those named before stay, and one named twice stands once.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `topics`.
pub async fn add_topics(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, text: &str) -> Outcome<()> {
    let of = plan::get(a.store().read(), id).await?.filter(|p| scope.reaches(p.union_id)).ok_or(Fault::NotFound)?;
    sight::require_to_announce(scope, of.union_id)?;
    let wanted = topics(text).map_err(|f| Fault::Invalid(vec![f]))?;
    if wanted.is_empty() {
        return Err(Fault::field("topics", "activities-plan-topics-missing"));
    }
    let wanted = &wanted;
    let actor = Actor { on_behalf: scope.on_behalf(of.union_id), ..actor.clone() };
    a.store()
        .write("activities.add_topics", &actor, |tx| async move {
            plan::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            let standing = plan::topics(&*tx, id).await?;
            let fresh: Vec<String> = wanted.iter().filter(|t| standing.iter().all(|s| s.title != **t)).cloned().collect();
            let last = standing.last().map_or(0, |t| t.n);
            if i64::from(last) + i64::try_from(fresh.len()).unwrap_or(i64::MAX) > MOST_TOPICS {
                return Err(Fault::Invalid(vec![FieldFault::new("topics", "activities-plan-wanted").with("most", MOST_TOPICS)]));
            }
            if fresh.is_empty() {
                tx.changes_nothing();
                return Ok(());
            }
            plan::add_topics(&tx, id, last, &fresh).await?;
            tx.record("study_plan", id, json!({ "topics": fresh.len() }));
            Ok(())
        })
        .await
}

/// A year's topic with what became of it.
#[derive(Clone, Debug)]
pub struct TopicState {
    pub n: i32,
    pub title: String,
    /// The meeting or session that takes it up, and when it begins; the one that was held where there is one.
    pub study: Option<(Uuid, i64)>,
    pub is_done: bool,
}

/// A year as whoever reaches the union sees it: topics and dates, no names.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope.
pub async fn year(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<(StudyPlan, Vec<TopicState>)> {
    let db = a.store().read();
    let of = plan::get(db, id).await?.filter(|p| scope.reaches(p.union_id)).ok_or(Fault::NotFound)?;
    let mut topics: Vec<TopicState> = plan::topics(db, id)
        .await?
        .into_iter()
        .map(|t| TopicState { n: t.n, title: t.title, study: None, is_done: false })
        .collect();
    for study in crate::rows::study::of_plan(db, id).await? {
        let Some(topic) = topics.iter_mut().find(|t| Some(t.n) == study.topic) else { continue };
        let Ok(seen) = sight_study::reach(a, scope, study.id).await else { continue };
        let is_off = seen.planned.as_ref().is_some_and(|(_, m)| m.state == "cancelled");
        let is_done = seen.session.as_ref().is_some_and(|s| !s.is_retracted());
        if !is_off && (is_done || topic.study.is_none()) && !topic.is_done {
            topic.study = Some((study.id, seen.begins_at()));
            topic.is_done = is_done;
        }
    }
    Ok((of, topics))
}
