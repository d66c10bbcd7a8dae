use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Head, Href, Mistakes, Views};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::challenges_desk::unions;
use super::draft_fields::DraftFields;
use crate::rules::blueprint::{READER, Set};
use crate::{Announced, Challenges, Draft, announce, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    kind: String,
    /// The blueprint the form is filled in from.
    blueprint: String,
}

pub async fn get(State(c): State<Challenges>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let proposed = match wish.blueprint.as_str() {
        "" => proposed(&ask, &c, &wish.kind),
        id => from_blueprint(&ask, &c, &scope, id).await?,
    };
    let key = c.store().ids().new_id(c.store().now()).to_string();
    let form = Draft { key, union: union.to_string(), ..proposed };
    Ok(ask.show(&view(&ask, &c, &scope, union, &form, &[], &wish.blueprint)))
}

pub async fn post(State(c): State<Challenges>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut form = typed(&fields);
    let union = union_of(&scope, &form.union)?;
    form.union = union.to_string();
    match announce(&c, &scope, &ask.actor(), &form).await {
        Ok(Announced::New(id)) => Ok(ask.go_saying(&format!("/challenges/{id}/desk"), "challenges-announced")),
        Ok(Announced::Already(id)) => Ok(ask.go_saying(&format!("/challenges/{id}/desk"), "challenges-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &c, &scope, union, &form, &faults, ""))),
        Err(fault) => Err(fault.into()),
    }
}

/// The form as it came; what was not ticked is not in it.
fn typed(fields: &Fields) -> Draft {
    let get = |name: &str| fields.get(name).to_owned();
    let is_ticked = |name: &str| !fields.get(name).is_empty();
    Draft {
        key: get("key"),
        union: get("union"),
        title: get("title"),
        kind: get("kind"),
        unit: get("unit"),
        summary: get("summary"),
        advice: get("advice"),
        from: get("from"),
        last: get("last"),
        rhythm: get("rhythm"),
        at_scales: is_ticked("at_scales"),
        percent: get("percent"),
        goal: get("goal"),
        least: get("least"),
        days: get("days"),
        teams: is_ticked("teams"),
        who: get("who"),
        verified: is_ticked("verified"),
        places: get("places"),
        policy: get("policy"),
        beacon_named: get("beacon_named"),
        beacon_falls_at: get("beacon_falls_at"),
        opens_at: get("opens_at"),
        closes_at: get("closes_at"),
        withdraw_until: get("withdraw_until"),
        waits: is_ticked("waits"),
    }
}

/// The union asked for, or the first one the reader may announce for.
fn union_of(scope: &Scope, asked: &str) -> Outcome<Uuid> {
    let union = match asked {
        "" => unions(scope).first().copied().ok_or(Fault::Forbidden(Power::Run.name()))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    sight::require_to_announce(scope, union)?;
    Ok(union)
}

/// Eight weeks from the week after next, first come, with a waiting list; the advice is written already.
fn proposed(ask: &Ask, c: &Challenges, kind: &str) -> Draft {
    let from = Day(c.today().0 + 14);
    let kind = if kind.is_empty() { "weight" } else { kind };
    Draft {
        kind: kind.into(),
        advice: ask.v.t(if kind == "weight" { "challenges-advice-weight" } else { "challenges-advice-walk" }),
        from: from.to_string(),
        last: Day(from.0 + 55).to_string(),
        rhythm: if kind == "weight" { "weekly".into() } else { "daily".into() },
        percent: "5".into(),
        goal: "daily".into(),
        who: "subtree".into(),
        policy: "first".into(),
        waits: true,
        ..Draft::default()
    }
}

async fn from_blueprint(ask: &Ask, c: &Challenges, scope: &Scope, id: &str) -> Outcome<Draft> {
    let found = c.blueprints.find(scope, id).await?;
    if found.room != READER.room {
        return Err(Fault::NotFound);
    }
    let set = found.set(Set::read);
    let mut form = set.form(c.today());
    if let Some(key) = set.wants_advice() {
        form.advice = ask.v.t(key);
    }
    Ok(form)
}

#[derive(Template)]
#[template(path = "challenges/draft.html")]
struct DraftPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    unions: Option<Views>,
    key: String,
    union: String,
    fields: DraftFields,
}

fn view(
    ask: &Ask,
    c: &Challenges,
    scope: &Scope,
    union: Uuid,
    form: &Draft,
    faults: &[FieldFault],
    blueprint: &str,
) -> DraftPage {
    let v = &ask.v;
    let fields = DraftFields::build(ask, form, faults);
    let all = unions(scope);
    let at = Href::new("/challenges/new").with("blueprint", blueprint);
    let views = (all.len() > 1).then(|| {
        let views = Views::new(v.t("challenges-host")).apart();
        all.iter().fold(views, |views, u| views.view(at.with("union", u), c.federation().name(*u), *u == union))
    });
    DraftPage {
        mistakes: ui::mistakes(v, fields.all()),
        head: ui::head(v.t("challenges-announce")).says(v.t1("challenges-announce-lead", "union", c.federation().name(union))),
        page: ask.page("challenges-announce").at("challenges").under("/challenges/desk", v.t("challenges-desk")),
        unions: views,
        key: form.key.clone(),
        union: form.union.clone(),
        fields,
    }
}
