use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Button, Field, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::me;
use crate::rows::challenge::Challenge;
use crate::verbs::close::KEPT_DAYS;
use crate::verbs::consent;
use crate::{Challenges, Joining, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Agreed {
    agrees: String,
    height: String,
}

pub async fn post(
    Shared(c): Shared<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Agreed>,
) -> Result<Response, Failed> {
    let joining = Joining { agrees: !form.agrees.is_empty(), height: form.height.clone() };
    match consent::join(&c, &scope, &ask.actor(), id, &joining).await {
        Ok(()) => Ok(ask.go_saying(&format!("/challenges/{id}/me"), "challenges-joined")),
        Err(Fault::Invalid(faults)) => {
            let own = sight::own(&c, &scope, id).await?;
            let again = ConsentForm::build(&ask, &own.challenge, &form, &faults);
            Ok(ask.show_again(&me::page(&ask, &c, &own, Some(again), None, &[]).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The separate consent, asked for before anything is measured.
#[derive(Template)]
#[template(path = "challenges/consent.html")]
pub(super) struct ConsentForm {
    v: i18n::Voice,
    action: String,
    mistakes: Mistakes,
    says: Vec<String>,
    fields: Vec<Field>,
    save: Button,
}

impl askama::filters::HtmlSafe for ConsentForm {}

impl ConsentForm {
    pub fn build(ask: &Ask, it: &Challenge, form: &Agreed, faults: &[FieldFault]) -> Self {
        let v = &ask.v;
        let mut says = vec![v.t("challenges-consent-what")];
        if it.is_weight() {
            says.push(v.t("challenges-consent-height"));
        }
        says.push(v.t("challenges-consent-who"));
        if it.at_scales {
            says.push(v.t("challenges-consent-scales"));
        }
        says.push(v.t1("challenges-consent-how-long", "days", KEPT_DAYS));
        says.push(v.t("challenges-consent-free"));
        let mut fields = Vec::new();
        if it.is_weight() {
            fields.push(
                Field::decimal("height", v.t("challenges-height"))
                    .hint(v.t("challenges-height-hint"))
                    .seen(v.t("challenges-seen-by-you"))
                    .value(&form.height)
                    .attr("maxlength", 12)
                    .attr("autocomplete", "off")
                    .error(ask.error(faults, "height")),
            );
        }
        let agrees = Field::check("agrees", v.t("challenges-agrees")).ticked(!form.agrees.is_empty());
        fields.push(agrees.error(ask.error(faults, "agrees")));
        Self {
            v: v.clone(),
            action: format!("{}/me/consent", it.href()),
            mistakes: ui::mistakes(v, &fields),
            says,
            fields,
            save: Button::submit(v.t("challenges-join")).main().wide(),
        }
    }
}
