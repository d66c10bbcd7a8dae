//! Settling is final, so it has a page of its own that says what will stand on the paper.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Facts, Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::said;
use crate::bill::Bill;
use crate::rows::merchant::Merchant;
use crate::rows::statement;
use crate::verbs::settle::settle;
use crate::{Benefits, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    until: String,
}

pub async fn get(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let merchant = sight::merchant(&b, &scope, id).await?;
    match Bill::open(b.store().read(), id, &wish.until, b.today()).await {
        Ok(bill) if bill.is_empty() => Ok(ask.go_warning(&format!("/merchants/{id}/statement"), "benefits-nothing-to-settle")),
        Ok(_) => Ok(ask.show(&view(&ask, &b, &merchant, &wish.until, &[]).await?)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &merchant, &wish.until, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn post(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(wish): Form<Wish>,
) -> Result<Response, Failed> {
    let merchant = sight::merchant(&b, &scope, id).await?;
    let settled = match Day::parse_written(&wish.until) {
        Ok(until) => settle(&b, &scope, &ask.actor(), id, until).await,
        Err(_) => Err(Fault::field("until", "benefits-day-unreadable")),
    };
    match settled {
        Ok(s) => Ok(ask.go_saying(&format!("/merchants/{id}/statement?n={}", s.n), "benefits-settled")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/merchants/{id}/statement"), key)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &b, &merchant, &wish.until, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "benefits/settle.html")]
struct SettlePage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    stay: String,
    save: String,
    revision: String,
    fields: Vec<Field>,
    /// What the statement will say; nothing while its last day is wrong.
    facts: Option<Facts>,
}

async fn view(ask: &Ask, b: &Benefits, merchant: &Merchant, typed: &str, faults: &[FieldFault]) -> Outcome<SettlePage> {
    let (v, db) = (&ask.v, b.store().read());
    let bill = if faults.is_empty() { Some(Bill::open(db, merchant.id, typed, b.today()).await?) } else { None };
    let n = statement::last(db, merchant.id).await?.map_or(1, |s| s.n + 1);
    let shown = bill.as_ref().map_or_else(|| typed.to_owned(), |bill| v.iso_date(bill.until.0));
    let fields = vec![
        Field::date("until", v.t("benefits-settle-until"))
            .hint(v.t("benefits-settle-until-hint"))
            .value(shown)
            .error(ask.error(faults, "until"))
            .first(),
    ];
    let at = format!("/merchants/{}", merchant.id);
    let back = format!("{at}/statement");
    Ok(SettlePage {
        page: ask
            .page("benefits-settle")
            .at("benefits")
            .under(at, merchant.name.as_str())
            .under(back.as_str(), v.t("benefits-statement")),
        head: ui::head(v.t("benefits-settle")).says(v.t("benefits-settle-final")),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{back}/settle"),
        back,
        stay: v.t("benefits-settle-not"),
        save: v.t1("benefits-settle-it", "n", i64::from(n)),
        revision: String::new(),
        facts: bill.map(|bill| said::bill(v, Facts::new(), &bill)),
        fields,
    })
}
