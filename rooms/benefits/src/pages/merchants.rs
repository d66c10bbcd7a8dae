use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Head, Href, Mistakes, Row, Rows, Views, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query};

use super::said;
use crate::rows::merchant;
use crate::rules::field::{LONGEST_LINE, LONGEST_NAME};
use crate::rules::kinds::{KINDS, key_of};
use crate::{Benefits, MerchantForm, add_merchant};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    key: String,
    union: String,
    name: String,
    credit_code: String,
    kind: String,
    area: String,
    place: String,
    contact: String,
}

pub async fn get(State(b): State<Benefits>, ask: Ask, scope: Scope, Query(said): Query<Said>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &b, &scope, &said, &[]).await?))
}

pub async fn post(State(b): State<Benefits>, ask: Ask, scope: Scope, Form(said): Form<Said>) -> Result<Response, Failed> {
    let form = MerchantForm {
        key: said.key.clone(),
        union: said::union(&scope, &said.union)?.to_string(),
        name: said.name.clone(),
        credit_code: said.credit_code.clone(),
        kind: said.kind.clone(),
        area: said.area.clone(),
        place: said.place.clone(),
        contact: said.contact.clone(),
    };
    match add_merchant(&b, &scope, &ask.actor(), &form).await {
        Ok(id) => Ok(ask.go_saying(&format!("/merchants/{id}"), "benefits-merchant-added")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &scope, &said, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "benefits/merchants.html")]
struct MerchantsPage {
    page: ui::Page,
    head: Head,
    unions: Option<Views>,
    rows: Rows,
    key: Uuid,
    union: Uuid,
    mistakes: Mistakes,
    fields: Vec<Field>,
    submit: Button,
}

async fn view(ask: &Ask, b: &Benefits, scope: &Scope, said: &Said, faults: &[FieldFault]) -> Outcome<MerchantsPage> {
    let union = said::union(scope, &said.union)?;
    let v = &ask.v;
    let all = merchant::of_unions(b.store().read(), &[union]).await?;
    let rows = all.iter().map(|m| {
        Row::new(m.name.as_str())
            .to(format!("/merchants/{}", m.id))
            .fact(v.t(key_of(&m.kind)))
            .fact(format!("{} {}", m.area, m.place))
    });
    let text = |name: &'static str, key: &str, value: &str, most: usize| {
        Field::text(name, v.t(key)).value(value).attr("maxlength", most).error(ask.error(faults, name))
    };
    let fields = vec![
        text("name", "benefits-merchant-name", &said.name, LONGEST_NAME),
        text("credit_code", "benefits-credit-code", &said.credit_code, 40).hint(v.t("benefits-credit-code-hint")),
        Field::select("kind", v.t("benefits-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&said.kind)
            .width(Width::Middle)
            .error(ask.error(faults, "kind")),
        text("area", "benefits-area", &said.area, LONGEST_NAME).hint(v.t("benefits-area-hint")).width(Width::Middle),
        text("place", "benefits-address", &said.place, LONGEST_LINE),
        text("contact", "benefits-contact", &said.contact, LONGEST_LINE).optional(v).seen(v.t("benefits-contact-seen")),
    ];
    Ok(MerchantsPage {
        page: ask.page("benefits-merchants").at("benefits").under(format!("/benefits?union={union}"), v.t("benefits-benefits")),
        head: ui::head(v.t("benefits-merchants")).says(b.federation().name(union)),
        unions: said::unions(v, b, scope, &Href::new("/merchants"), union),
        rows: Rows::new(rows).or(Empty::new("place", v.t("benefits-merchants-none"))
            .hint(v.t("benefits-merchants-none-hint"))
            .act(Button::link("#f-name", v.t("benefits-merchant-new")).icon("add"))),
        key: b.store().ids().new_id(ask.now()),
        union,
        mistakes: ui::mistakes(v, &fields),
        fields,
        submit: Button::submit(v.t("benefits-merchant-add")).main(),
    })
}
