use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use store::Fault;
use ui::Facts;
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::{Challenges, sight};

#[derive(Template)]
#[template(path = "challenges/outcome.html")]
struct OutcomePage {
    page: ui::Page,
    name: String,
    says: String,
    facts: Facts,
    host: String,
    day: String,
    back: String,
}

/// A person's own outcome, to look at and to print. It is worked out from what the person measured, for the person, and stands
/// nowhere.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let own = sight::own(&c, &scope, id).await?;
    let (v, it) = (&ask.v, &own.challenge);
    if !it.is_closed() || !own.has_joined() {
        return Err(Fault::NotFound.into());
    }
    let goal = it.goal();
    let says = if own.course.points.is_empty() {
        "challenges-outcome-nothing"
    } else if own.course.is_finished(goal) && own.course.reached(goal) {
        "challenges-outcome-reached"
    } else {
        "challenges-outcome-came"
    };
    let n = i64::try_from(own.course.points.len()).unwrap_or(i64::MAX);
    let name = c.membership.greet(scope.person).await?.map(|g| g.name).unwrap_or_default();
    let closed = it.closed_at.map(codes::Day::from_unix_ms).unwrap_or(it.last());
    Ok(ask.show(&OutcomePage {
        page: ask.page("challenges-outcome").at("activities"),
        name,
        says: v.t1(says, "title", it.title.as_str()),
        facts: Facts::new()
            .fact(v.t("challenges-days"), said::days(v, it))
            .fact(v.t("challenges-goal"), said::goal(v, it))
            .fact(v.t("challenges-outcome-own"), said::so_far(v, it, &own.course))
            .fact(v.t("challenges-outcome-values"), v.t1("challenges-n-days", "n", n)),
        host: c.federation().name(it.union_id),
        day: v.full_date(closed.0),
        back: format!("{}/me", it.href()),
    }))
}
