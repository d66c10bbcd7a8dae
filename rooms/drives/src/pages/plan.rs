use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::fields;
use crate::rows::fund;
use crate::rules::blueprint::{READER, Set};
use crate::rules::plan::Plan;
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    union: String,
    title: String,
    kind: String,
    item: String,
    from: String,
    until: String,
    plan: String,
    fund_own: String,
    fund_higher: String,
    fund_treasury: String,
    fund_employer: String,
    fund_donations: String,
    revision: String,
    /// The blueprint the form is filled in from.
    blueprint: String,
}

impl Said {
    fn plan(self) -> (Plan, String) {
        let Self { union, title, kind, item, from, until, plan, revision, .. } = self;
        let funds = [self.fund_own, self.fund_higher, self.fund_treasury, self.fund_employer, self.fund_donations];
        (Plan { union, title, kind, item, from, until, plan, funds }, revision)
    }
}

pub async fn new(State(d): State<Drives>, ask: Ask, scope: Scope, Query(said): Query<Said>) -> Result<Response, Failed> {
    let (blueprint, union) = (said.blueprint.clone(), said.union.clone());
    let (mut plan, _) = match blueprint.as_str() {
        "" => said.plan(),
        id => (Plan { union, ..from_blueprint(&ask, &d, &scope, id).await? }, String::new()),
    };
    if plan.union.is_empty() {
        let own = scope.unions_with(Power::HandOut).first().copied();
        plan.union = own.ok_or(Fault::Forbidden(Power::HandOut.name()))?.to_string();
    }
    for day in [&mut plan.from, &mut plan.until] {
        if day.is_empty() {
            *day = d.today().to_string();
        }
    }
    Ok(ask.show(&view(&ask, &d, &scope, &plan, None, &[])))
}

async fn from_blueprint(ask: &Ask, d: &Drives, scope: &Scope, id: &str) -> Outcome<Plan> {
    let found = d.blueprints.find(scope, id).await?;
    if found.room != READER.room {
        return Err(Fault::NotFound);
    }
    Ok(found.set(Set::read).form(d.today(), &ask.v))
}

pub async fn file(State(d): State<Drives>, ask: Ask, scope: Scope, Form(said): Form<Said>) -> Result<Response, Failed> {
    let (plan, _) = said.plan();
    match verbs::file::file(&d, &scope, &ask.actor(), &plan).await {
        Ok(id) => Ok(ask.go_saying(&format!("/drives/{id}"), "drives-filed")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, &plan, None, &faults))),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let drive = sight::kept(&d, &scope, id).await?;
    let plan = fields::plan_of(&drive, &fund::of(d.store().read(), id).await?);
    Ok(ask.show(&view(&ask, &d, &scope, &plan, Some((id, drive.revision.to_string())), &[])))
}

pub async fn revise(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let (plan, revision) = said.plan();
    match verbs::file::revise(&d, &scope, &ask.actor(), id, &revision, &plan).await {
        Ok(()) => Ok(ask.go_saying(&format!("/drives/{id}"), "drives-filed")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, &plan, Some((id, revision)), &faults))),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "drives/plan.html")]
struct PlanPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    revision: String,
    union: Field,
    what: Vec<Field>,
    money: Vec<Field>,
}

fn view(ask: &Ask, d: &Drives, scope: &Scope, plan: &Plan, of: Option<(Uuid, String)>, faults: &[FieldFault]) -> PlanPage {
    let v = &ask.v;
    let mut unions = scope.unions_with(Power::HandOut);
    // A union whose books the reader keeps is no post of his own.
    let kept = Uuid::try_parse(&plan.union).ok().filter(|id| sight::hands_out(scope, *id) && !unions.contains(id));
    unions.extend(kept);
    let union = Field::select("union", v.t("drives-union"))
        .choices(unions.iter().map(|id| (id.to_string(), d.federation().name(*id))))
        .value(&plan.union)
        .error(ask.error(faults, "union"));
    let [what, money] = fields::plan(ask, plan, faults);
    let page =
        ask.page(if of.is_some() { "drives-edit" } else { "drives-new" }).at("drives").under("/drives", v.t("drives-drives"));
    let (action, revision) = match of {
        Some((id, revision)) => (format!("/drives/{id}/edit"), revision),
        None => ("/drives/new".to_owned(), String::new()),
    };
    PlanPage {
        head: ui::head(page.title.as_str()).says(v.t("drives-four-eyes")),
        page,
        mistakes: ui::mistakes(v, what.iter().chain(&money)),
        action,
        revision,
        union,
        what,
        money,
    }
}
