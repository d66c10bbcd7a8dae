use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, Head, Mistakes, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::said;
use crate::rows::challenge::Challenge;
use crate::verbs::scales::{proposed_phase, weigh};
use crate::{Challenges, Weighed, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    code: String,
    phase: String,
    value: String,
}

#[derive(Template)]
#[template(path = "challenges/scales.html")]
struct ScalesPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    fields: Vec<Field>,
}

/// Where whoever measures at the union's own scales writes one value down. Nothing that was written is ever shown here.
pub async fn get(State(c): State<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight::reach_to_run(&c, &scope, id).await?;
    if !it.at_scales {
        return Err(Fault::NotFound.into());
    }
    let form = Typed { phase: proposed_phase(&it, c.today()).into(), ..Typed::default() };
    Ok(ask.show(&view(&ask, &it, &form, &[])))
}

pub async fn post(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Typed>,
) -> Result<Response, Failed> {
    let weighed = Weighed { code: form.code.clone(), phase: form.phase.clone(), value: form.value.clone() };
    match weigh(&c, &scope, &ask.actor(), id, &weighed).await {
        Ok(()) => Ok(ask.go_saying(&format!("/challenges/{id}/scales"), "challenges-weighed")),
        Err(Fault::Invalid(faults)) => {
            let it = sight::reach_to_run(&c, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &it, &form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, it: &Challenge, form: &Typed, faults: &[FieldFault]) -> ScalesPage {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let fields = vec![
        Field::text("code", v.t("challenges-code"))
            .hint(v.t("challenges-code-hint"))
            .value(&form.code)
            .attr("inputmode", "numeric")
            .attr("maxlength", 12)
            .attr("autocomplete", "off")
            .width(Width::Small)
            .error(error("code"))
            .first(),
        Field::radios("phase", v.t("challenges-phase"))
            .choice("start", v.t("challenges-phase-start"))
            .choice("end", v.t("challenges-phase-end"))
            .value(&form.phase)
            .error(error("phase")),
        Field::decimal("value", v.t1("challenges-scales-value", "unit", said::unit(v, it)))
            .seen(v.t("challenges-scales-seen"))
            .value(&form.value)
            .attr("maxlength", 20)
            .attr("autocomplete", "off")
            .error(error("value")),
    ];
    let href = it.href();
    ScalesPage {
        page: ask
            .page("challenges-scales")
            .at("challenges")
            .under("/challenges/desk", v.t("challenges-desk"))
            .under(format!("{href}/desk"), it.title.as_str()),
        head: ui::head(v.t("challenges-scales")).says(v.t("challenges-scales-lead")),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{href}/scales"),
        fields,
    }
}
