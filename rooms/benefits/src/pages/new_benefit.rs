use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Href, Mistakes, Note, Views, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::said;
use crate::rows::merchant;
use crate::rules::blueprint::{READER, Set};
use crate::rules::field::{LONGEST_NAME, LONGEST_TEXT};
use crate::rules::kinds::KINDS;
use crate::{BenefitForm, Benefits, open_benefit};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    /// The blueprint the form is filled in from.
    blueprint: String,
}

pub async fn get(State(b): State<Benefits>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = said::union(&scope, &wish.union)?;
    let proposed = match wish.blueprint.as_str() {
        "" => proposed(&ask, &b),
        id => from_blueprint(&b, &scope, id).await?,
    };
    let key = b.store().ids().new_id(ask.now()).to_string();
    let form = BenefitForm { key, union: union.to_string(), ..proposed };
    Ok(ask.show(&view(&ask, &b, &scope, union, &form, &[], &wish.blueprint).await?))
}

async fn from_blueprint(b: &Benefits, scope: &Scope, id: &str) -> Outcome<BenefitForm> {
    let found = b.blueprints.find(scope, id).await?;
    if found.room != READER.room {
        return Err(Fault::NotFound);
    }
    Ok(found.set(Set::read).form(b.today()))
}

fn proposed(ask: &Ask, b: &Benefits) -> BenefitForm {
    let today = b.today();
    let day = |ahead: i32| ask.v.iso_date(today.0 + ahead);
    BenefitForm {
        kind: "dental".into(),
        policy: "first".into(),
        pays: "merchant".into(),
        claim: "year".into(),
        who: "within".into(),
        opens: day(0),
        closes: day(14),
        from: day(0),
        until: day(60),
        uses: "1".into(),
        ..BenefitForm::default()
    }
}

pub async fn post(State(b): State<Benefits>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let union = said::union(&scope, fields.get("union"))?;
    let form = read(&fields, union);
    match open_benefit(&b, &scope, &ask.actor(), &form).await {
        Ok(id) => Ok(ask.go_saying(&format!("/benefits/{id}/desk"), "benefits-opened")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &scope, union, &form, &faults, "").await?)),
        Err(fault) => Err(fault.into()),
    }
}

fn read(fields: &Fields, union: Uuid) -> BenefitForm {
    let text = |name: &str| fields.get(name).to_owned();
    BenefitForm {
        key: text("key"),
        union: union.to_string(),
        kind: text("kind"),
        title: text("title"),
        summary: text("summary"),
        merchants: fields.all("merchants").map(str::to_owned).collect(),
        value: text("value"),
        price: text("price"),
        subsidy: text("subsidy"),
        account: text("account"),
        places: text("places"),
        policy: text("policy"),
        named: text("named"),
        pays: text("pays"),
        claim: text("claim"),
        who: text("who"),
        opens: text("opens"),
        closes: text("closes"),
        from: text("from"),
        until: text("until"),
        uses: text("uses"),
    }
}

#[derive(Template)]
#[template(path = "benefits/new_benefit.html")]
struct NewPage {
    page: ui::Page,
    head: Head,
    unions: Option<Views>,
    notes: Vec<Note>,
    mistakes: Mistakes,
    key: String,
    union: Uuid,
    what: Vec<Field>,
    money: Vec<Field>,
    places: Vec<Field>,
    submit: Button,
}

async fn view(
    ask: &Ask,
    b: &Benefits,
    scope: &Scope,
    union: Uuid,
    form: &BenefitForm,
    faults: &[FieldFault],
    blueprint: &str,
) -> Outcome<NewPage> {
    let v = &ask.v;
    let merchants = merchant::of_unions(b.store().read(), &[union]).await?;
    let accounts = b.signups.accounts_of(union).await?;
    let mut notes = vec![ui::note(v.t("benefits-new-note")).link("/blueprints?room=benefits", v.t("benefits-from-blueprint"))];
    if merchants.is_empty() {
        notes
            .push(ui::note(v.t("benefits-merchants-first")).link(format!("/merchants?union={union}"), v.t("benefits-merchants")));
    }
    if accounts.is_empty() {
        notes.push(ui::note(v.t("benefits-accounts-first")).link(format!("/accounts?union={union}"), v.t("benefits-accounts")));
    }
    let at = Href::new("/benefits/new").with("blueprint", blueprint);
    let (error, words) = (|field: &str| ask.error(faults, field), |key: &str| v.t(key));
    let what = vec![
        Field::select("kind", words("benefits-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&form.kind)
            .width(Width::Middle)
            .error(error("kind"))
            .first(),
        Field::text("title", words("benefits-title"))
            .hint(words("benefits-title-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_NAME)
            .error(error("title")),
        Field::long("summary", words("benefits-summary"))
            .optional(v)
            .value(&form.summary)
            .attr("maxlength", LONGEST_TEXT)
            .error(error("summary")),
        Field::checks("merchants", words("benefits-where"))
            .choices(merchants.iter().map(|m| (m.id, format!("{}　{}", m.name, m.place))))
            .values(&form.merchants)
            .error(error("merchants")),
        Field::date("from", words("benefits-valid-from")).value(&form.from).error(error("from")),
        Field::date("until", words("benefits-valid-until")).value(&form.until).error(error("until")),
        Field::number("uses", words("benefits-uses")).hint(words("benefits-uses-hint")).value(&form.uses).error(error("uses")),
    ];
    let money = vec![
        Field::decimal("value", words("benefits-value-yuan")).value(&form.value).error(error("value")).first(),
        Field::decimal("price", words("benefits-price-yuan")).value(&form.price).error(error("price")),
        Field::decimal("subsidy", words("benefits-subsidy-yuan"))
            .optional(v)
            .hint(words("benefits-subsidy-hint"))
            .value(&form.subsidy)
            .error(error("subsidy")),
        Field::select("account", words("benefits-account"))
            .choice("", words("benefits-account-choose"))
            .choices(
                accounts
                    .iter()
                    .map(|a| (a.id, v.t2("benefits-account-left", "title", a.title.as_str(), "left", v.money(a.left())))),
            )
            .value(&form.account)
            .error(error("account")),
        Field::radios("pays", words("benefits-pays"))
            .choices([("merchant", words("benefits-pays-merchant")), ("desk", words("benefits-pays-desk"))])
            .value(&form.pays)
            .error(error("pays")),
    ];
    let places = vec![
        Field::number("places", words("benefits-places")).value(&form.places).error(error("places")).first(),
        Field::radios("who", words("benefits-who"))
            .choices([("within", words("benefits-who-within")), ("all", words("benefits-who-all"))])
            .value(&form.who)
            .error(error("who")),
        Field::radios("claim", words("benefits-claim"))
            .choices([
                ("year", words("benefits-claim-year")),
                ("season", words("benefits-claim-season")),
                ("none", words("benefits-claim-none")),
            ])
            .value(&form.claim)
            .error(error("claim")),
        Field::radios("policy", words("benefits-policy"))
            .choices([
                ("first", words("benefits-policy-first")),
                ("draw", words("benefits-policy-draw")),
                ("seals", words("benefits-policy-seals")),
            ])
            .value(&form.policy)
            .error(error("policy")),
        Field::text("named", words("benefits-named"))
            .optional(v)
            .hint(words("benefits-named-hint"))
            .value(&form.named)
            .error(error("named")),
        Field::date("opens", words("benefits-opens")).value(&form.opens).error(error("opens")),
        Field::date("closes", words("benefits-closes")).value(&form.closes).error(error("closes")),
    ];
    Ok(NewPage {
        page: ask.page("benefits-new").at("benefits").under(format!("/benefits?union={union}"), v.t("benefits-benefits")),
        head: ui::head(v.t("benefits-new")).says(b.federation().name(union)),
        unions: said::unions(v, b, scope, &at, union),
        notes,
        mistakes: ui::mistakes(v, what.iter().chain(&money).chain(&places)),
        key: form.key.clone(),
        union,
        what,
        money,
        places,
        submit: Button::submit(v.t("benefits-open-it")).main(),
    })
}
