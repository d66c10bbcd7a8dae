use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use store::Fault;
use ui::Facts;
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::money::method_key;
use super::words::second;
use crate::Signups;
use crate::rows::payment::{self, Payment, read_receipt};
use crate::sight::may_see_entrants;

/// A receipt on paper, for whoever paid and for the union that took the money.
pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path((id, receipt)): Path<(Uuid, String)>,
) -> Result<Response, Failed> {
    let known = s.known(id).await?;
    let a = &known.allotment;
    let (v, db, which) = (&ask.v, s.store().read(), read_receipt(&receipt).ok_or(Fault::NotFound)?);
    let paid = payment::get(db, a.union_id, id, which).await?.ok_or(Fault::NotFound)?;
    let is_officer = scope.may(Power::HandOut, a.union_id);
    if !is_officer && paid.person != ask.person()? {
        return Err(Fault::NotFound.into());
    }
    let is_named = paid.person == ask.person()? || may_see_entrants(&scope, a.union_id);
    let people = if is_named { membership::people_by_ordinal(db, &[paid.ordinal]).await? } else { Default::default() };
    let title = match paid.what.as_str() {
        "refunded" => "signups-receipt-of-refund",
        "reversed" => "signups-receipt-of-reversal",
        _ => "signups-receipt-title",
    };
    let facts = Facts::new()
        .fact(v.t("signups-receipt-number"), paid.receipt())
        .maybe(v.t("signups-receipt-from"), people.get(&paid.ordinal).map(|p| p.name.clone()))
        .fact(v.t("signups-receipt-for"), a.title.as_str())
        .fact(v.t("signups-col-number"), v.number(paid.number))
        .fact(v.t("signups-receipt-fen"), amount(&ask, &paid))
        .fact(v.t("signups-receipt-method"), v.t(method_key(&paid.method)))
        .maybe(v.t("signups-reverse-reason"), (!paid.reason.is_empty()).then(|| paid.reason.clone()))
        .fact(v.t("signups-receipt-at"), second(v, paid.at))
        .fact(v.t("signups-receipt-day"), v.full_date(Day(paid.day).0));
    let page = ReceiptPage {
        page: ask.page(title),
        title: v.t(title),
        union: s.federation().name(a.union_id),
        back: if is_officer { format!("/signups/{id}/money") } else { format!("/signups/{id}") },
        facts,
    };
    Ok(ask.show(&page))
}

/// In figures and, for Chinese readers, in capitals, as on any receipt.
fn amount(ask: &Ask, paid: &Payment) -> String {
    let figures = ask.v.money(paid.fen);
    match ask.v.lang() {
        i18n::Lang::Zh => format!("{figures}（{}）", codes::money::formal(paid.fen)),
        i18n::Lang::En => figures,
    }
}

#[derive(Template)]
#[template(path = "signups/receipt.html")]
struct ReceiptPage {
    page: ui::Page,
    title: String,
    union: String,
    back: String,
    facts: Facts,
}
