use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Fig, Figs, Head, Mistakes, Row, Rows, State as Mark, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::said;
use crate::rows::plan;
use crate::rules::field::LONGEST_TITLE;
use crate::verbs::plan_year::{NewStudyPlan, TopicState, year};
use crate::{Activities, add_topics, plan_year, sight};

const MOST: i64 = 100;

pub async fn list(State(a): State<Activities>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let form = NewStudyPlan { year: a.today().year().to_string(), ..NewStudyPlan::default() };
    Ok(ask.show(&view(&ask, &a, &scope, &form, &[]).await?))
}

pub async fn begin(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let get = |name: &str| fields.get(name).to_owned();
    let form = NewStudyPlan {
        union: get("union"),
        title: get("title"),
        year: get("year"),
        wanted: get("wanted"),
        topics: get("topics"),
    };
    match plan_year(&a, &scope, &ask.actor(), &form).await {
        Ok(id) => Ok(ask.go_saying(&format!("/studies/plans/{id}"), "activities-plan-begun")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// Unions whose plans the reader keeps, and those of his other posts.
fn unions(scope: &Scope) -> (Vec<Uuid>, Vec<Uuid>) {
    let run = scope.unions_with(Power::Run);
    let mut all: Vec<Uuid> = scope.held().iter().map(|h| h.union).chain(run.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    (run.into_iter().filter(|u| sight::require_to_announce(scope, *u).is_ok()).collect(), all)
}

#[derive(Template)]
#[template(path = "activities/plans.html")]
struct PlansPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
    mistakes: Mistakes,
    fields: Vec<Field>,
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, form: &NewStudyPlan, faults: &[FieldFault]) -> Outcome<PlansPage> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let (run, all) = unions(scope);
    let plans = plan::of_unions(a.store().read(), &all, MOST).await?;
    let rows = plans.iter().map(|p| {
        Row::new(p.title.as_str())
            .to(format!("/studies/plans/{}", p.id))
            .fact(v.t1("activities-plan-year-n", "n", p.year.to_string()))
            .fact(a.federation().name(p.union_id))
            .fact(v.t1("activities-plan-n-topics", "n", i64::from(p.wanted)))
    });
    let fields = if run.is_empty() {
        Vec::new()
    } else {
        vec![
            Field::text("title", v.t("activities-plan-title"))
                .hint(v.t("activities-plan-title-hint"))
                .value(&form.title)
                .attr("maxlength", LONGEST_TITLE)
                .error(error("title")),
            Field::select("union", v.t("activities-union"))
                .choices(run.iter().map(|u| (*u, a.federation().name(*u))))
                .value(&form.union)
                .error(error("union")),
            Field::number("year", v.t("activities-plan-year-field")).value(&form.year).width(Width::Small).error(error("year")),
            Field::number("wanted", v.t("activities-plan-wanted-field"))
                .hint(v.t("activities-plan-wanted-hint"))
                .value(&form.wanted)
                .width(Width::Small)
                .error(error("wanted")),
            Field::long("topics", v.t("activities-plan-topics"))
                .optional(v)
                .hint(v.t("activities-plan-topics-hint"))
                .value(&form.topics)
                .error(error("topics")),
        ]
    };
    let mut empty = Empty::new("learning", v.t("activities-plans-none")).hint(v.t("activities-plans-none-hint"));
    if !fields.is_empty() {
        empty = empty.act(Button::link("#f-title", v.t("activities-plan-begin")).icon("add"));
    }
    Ok(PlansPage {
        page: ask.page("activities-plans").at("sessions").under("/sessions", v.t("activities-sessions")),
        head: ui::head(v.t("activities-plans")).says(v.t("activities-plans-lead")),
        rows: Rows::new(rows).or(empty),
        mistakes: ui::mistakes(v, &fields),
        fields,
    })
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&one(&ask, &a, &scope, id, "", &[]).await?))
}

pub async fn save(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    match add_topics(&a, &scope, &ask.actor(), id, fields.get("topics")).await {
        Ok(()) => Ok(ask.go_saying(&format!("/studies/plans/{id}"), "activities-plan-topics-added")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&one(&ask, &a, &scope, id, fields.get("topics"), &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "activities/plan.html")]
struct PlanPage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    next: Rows,
    has_next: bool,
    topics: Rows,
    action: String,
    mistakes: Mistakes,
    field: Option<Field>,
}

async fn one(ask: &Ask, a: &Activities, scope: &Scope, id: Uuid, typed: &str, faults: &[FieldFault]) -> Outcome<PlanPage> {
    let (v, now) = (&ask.v, ask.now());
    let (of, topics) = year(a, scope, id).await?;
    let done = topics.iter().filter(|t| t.is_done).count() as i64;
    let wanted = i64::from(of.wanted);
    let mut next: Vec<&TopicState> = topics.iter().filter(|t| !t.is_done && t.study.is_some_and(|(_, at)| at > now)).collect();
    next.sort_by_key(|t| t.study.map_or(0, |(_, at)| at));
    let may = sight::require_to_announce(scope, of.union_id).is_ok();
    let row = |t: &TopicState| {
        let row = Row::new(format!("{}．{}", t.n, t.title));
        let row = match t.study {
            Some((study, at)) => row.to(format!("/studies/{study}")).fact(said::time(v, at)),
            None => row,
        };
        row.end(match (t.is_done, t.study) {
            (true, _) => Mark::Done.says(v.t("activities-plan-done")),
            (_, Some((_, at))) if at > now => Mark::Planned.says(v.t("activities-plan-set")),
            (_, Some(_)) => Mark::Waiting.says(v.t("activities-plan-to-log")),
            _ => Mark::Due.says(v.t("activities-plan-open")),
        })
    };
    let field = may.then(|| {
        Field::long("topics", v.t("activities-plan-topics"))
            .hint(v.t("activities-plan-topics-hint"))
            .value(typed)
            .error(ask.error(faults, "topics"))
    });
    let mut head = ui::head(of.title.as_str()).says(format!(
        "{}　{}",
        a.federation().name(of.union_id),
        v.t1("activities-plan-year-n", "n", of.year.to_string())
    ));
    if may {
        head = head.act(
            Button::link(format!("/activities/new?union={}&kind=study", of.union_id), v.t("activities-plan-announce")).main(),
        );
    }
    Ok(PlanPage {
        page: ask.page_named(of.title.as_str()).at("sessions").under("/studies/plans", v.t("activities-plans")),
        head,
        figs: Figs::new([
            Fig::new(v.t("activities-plan-done"), v.number(done)).unit(v.t("activities-plan-unit")),
            Fig::new(v.t("activities-plan-left"), v.number((wanted - done).max(0))).unit(v.t("activities-plan-unit")),
            Fig::new(v.t("activities-plan-unnamed"), v.number((wanted - topics.len() as i64).max(0)))
                .unit(v.t("activities-plan-unit"))
                .about(v.t("activities-plan-unnamed-about")),
        ]),
        has_next: !next.is_empty(),
        next: Rows::new(next.into_iter().take(3).map(row)),
        topics: Rows::new(topics.iter().map(row))
            .or(Empty::new("learning", v.t("activities-plan-no-topics")).hint(v.t("activities-plan-no-topics-hint"))),
        action: format!("/studies/plans/{id}"),
        mistakes: ui::mistakes(v, &field),
        field,
    })
}
