use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Head, Mistakes, Qr, Row, Rows, State, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rows::{clerk, offer, statement};
use crate::rules::field::{LONGEST_NAME, LONGEST_TEXT};
use crate::rules::kinds::key_of;
use crate::verbs::clerks::DAYS;
use crate::{Benefits, Link, LinkForm, OfferForm, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    key: String,
    label: String,
    days: String,
    title: String,
    terms: String,
    until: String,
}

pub async fn get(Shared(b): Shared<Benefits>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &b, &scope, id, &Said::default(), &[], None).await?))
}

/// The link is in the answer itself and nowhere else: a page that is loaded again does not show it.
pub async fn make_link(
    Shared(b): Shared<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let form = LinkForm { key: said.key.clone(), label: said.label.clone(), days: said.days.clone() };
    match crate::make_link(&b, &scope, &ask.actor(), id, &form).await {
        Ok(link) => {
            let mut shown =
                ask.show(&view(&ask, &b, &scope, id, &Said::default(), &[], Some((&link, &ask.house(&headers)))).await?);
            shown.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
            Ok(shown)
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &scope, id, &said, &faults, None).await?)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/merchants/{id}"), key)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn revoke(
    Shared(b): Shared<Benefits>,
    ask: Ask,
    scope: Scope,
    Path((id, clerk)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    done(&ask, id, crate::revoke_link(&b, &scope, &ask.actor(), id, clerk).await, "benefits-link-revoked")
}

pub async fn add_offer(
    Shared(b): Shared<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let form =
        OfferForm { key: said.key.clone(), title: said.title.clone(), terms: said.terms.clone(), until: said.until.clone() };
    match crate::add_offer(&b, &scope, &ask.actor(), id, &form).await {
        Ok(_) => Ok(ask.go_saying(&format!("/merchants/{id}"), "benefits-offer-added")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &scope, id, &said, &faults, None).await?)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn end_offer(
    Shared(b): Shared<Benefits>,
    ask: Ask,
    scope: Scope,
    Path((id, offer)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    done(&ask, id, crate::end_offer(&b, &scope, &ask.actor(), id, offer).await, "benefits-offer-ended-now")
}

fn done(ask: &Ask, id: Uuid, outcome: Outcome<()>, key: &'static str) -> Result<Response, Failed> {
    let to = format!("/merchants/{id}");
    match outcome {
        Ok(()) => Ok(ask.go_saying(&to, key)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "benefits/merchant.html")]
struct MerchantPage {
    page: ui::Page,
    head: Head,
    path: String,
    /// Of the two forms: chosen here, so that a second tap is known.
    keys: [Uuid; 2],
    fresh: Option<Fresh>,
    facts: Facts,
    clerks: Rows,
    offers: Rows,
    statements: Rows,
    mistakes: Mistakes,
    link: [Field; 2],
    offer: [Field; 3],
}

/// A link that was just made.
struct Fresh {
    address: String,
    drawn: Qr,
    until: String,
}

async fn view(
    ask: &Ask,
    b: &Benefits,
    scope: &Scope,
    id: Uuid,
    said: &Said,
    faults: &[FieldFault],
    link: Option<(&Link, &str)>,
) -> Outcome<MerchantPage> {
    let m = sight::merchant(b, scope, id).await?;
    let (v, db, now, today, path) = (&ask.v, b.store().read(), ask.now(), b.today(), format!("/merchants/{id}"));
    let clerks = clerk::of(db, id).await?.into_iter().map(|c| {
        let row = Row::new(c.label.as_str()).fact(v.t1("benefits-link-until", "at", v.until(c.expires_at)));
        match (c.holds(now), c.revoked_at) {
            (true, _) => row.end(
                Button::post(format!("{path}/clerks/{}/revoke", c.id), v.t("benefits-link-revoke"))
                    .small()
                    .text()
                    .ask(v.t("benefits-link-revoke-sure")),
            ),
            (false, Some(_)) => row.end(State::Off.says(v.t("benefits-link-state-revoked"))),
            (false, None) => row.end(State::Late.says(v.t("benefits-link-state-expired"))),
        }
    });
    let offers = offer::of(db, id).await?.into_iter().map(|o| {
        let row = Row::new(o.title.as_str()).fact(v.t1("benefits-offer-until", "day", v.full_date(o.until_day)));
        if o.holds(today) {
            row.end(Button::post(format!("{path}/offers/{}/end", o.id), v.t("benefits-offer-end")).small().text())
        } else {
            row.end(State::Off.says(v.t("benefits-offer-over")))
        }
    });
    let statements = statement::of(db, id).await?.into_iter().map(|s| {
        Row::new(v.t1("benefits-statement-n", "n", i64::from(s.n)))
            .to(format!("{path}/statement?n={}", s.n))
            .fact(v.t2("benefits-from-to", "from", v.full_date(s.from_day), "to", v.full_date(s.until_day)))
            .end(v.money(s.owed))
    });
    let error = |field: &str| ask.error(faults, field);
    let link_fields = [
        Field::text("label", v.t("benefits-label"))
            .hint(v.t("benefits-label-hint"))
            .value(&said.label)
            .attr("maxlength", LONGEST_NAME)
            .error(error("label")),
        Field::number("days", v.t("benefits-days"))
            .value(if said.days.is_empty() { DAYS.to_string() } else { said.days.clone() })
            .error(error("days")),
    ];
    let offer_fields = [
        Field::text("title", v.t("benefits-offer-title"))
            .hint(v.t("benefits-offer-title-hint"))
            .value(&said.title)
            .attr("maxlength", LONGEST_NAME)
            .error(error("title")),
        Field::long("terms", v.t("benefits-offer-terms"))
            .optional(v)
            .value(&said.terms)
            .attr("maxlength", LONGEST_TEXT)
            .error(error("terms")),
        Field::date("until", v.t("benefits-offer-last-day")).value(&said.until).width(Width::Middle).error(error("until")),
    ];
    let new_key = || b.store().ids().new_id(now);
    Ok(MerchantPage {
        keys: [new_key(), new_key()],
        page: ask
            .page_named(m.name.as_str())
            .at("benefits")
            .under(format!("/merchants?union={}", m.union_id), v.t("benefits-merchants")),
        head: ui::head(m.name.as_str())
            .says(format!("{} {}", m.area, m.place))
            .act(Button::link(format!("{path}/statement"), v.t("benefits-statement"))),
        fresh: link.map(|(l, house)| {
            let address = format!("{house}/redeem/in/{}", l.token);
            let drawn = ui::qr(&address, v.t("benefits-link-drawn"));
            Fresh { drawn, address, until: v.t1("benefits-link-until", "at", v.until(l.expires_at)) }
        }),
        facts: Facts::new()
            .fact(v.t("benefits-kind"), v.t(key_of(&m.kind)))
            .fact(v.t("benefits-credit-code"), m.credit_code.as_str())
            .maybe(v.t("benefits-contact"), (!m.contact.is_empty()).then(|| m.contact.clone())),
        clerks: Rows::new(clerks).or(Empty::new("phone", v.t("benefits-links-none")).hint(v.t("benefits-links-none-hint"))),
        offers: Rows::new(offers)
            .or(Empty::new("membership", v.t("benefits-offers-none")).hint(v.t("benefits-offers-none-hint"))),
        statements: Rows::new(statements)
            .or(Empty::new("reports", v.t("benefits-statements-none")).hint(v.t("benefits-statements-none-hint"))),
        mistakes: ui::mistakes(v, link_fields.iter().chain(&offer_fields)),
        link: link_fields,
        offer: offer_fields,
        path,
    })
}
