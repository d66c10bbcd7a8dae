use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Fault;
use ui::{Button, Facts, Note, Qr, Row, Rows, St};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::Benefits;
use crate::rows::{benefit, merchant, redemption};
use crate::rules::code;

#[derive(Template)]
#[template(path = "benefits/voucher.html")]
struct VoucherPage {
    page: ui::Page,
    title: String,
    state: St,
    note: Option<Note>,
    code: Option<Code>,
    facts: Facts,
    places: Rows,
    used: Rows,
    has_used: bool,
    act: Button,
}

/// What is shown at the counter.
struct Code {
    drawn: Qr,
    /// `7Q2M 0FXA`
    short: String,
    /// Seconds left, the instant of the next code, and now.
    seconds: i64,
    until: i64,
    now: i64,
}

/// `GET /vouchers/{benefit}`: one's own voucher. The page comes back by itself with the next code.
pub async fn get(State(b): State<Benefits>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (v, db, now) = (&ask.v, b.store().read(), ask.now());
    let it = benefit::get(db, id).await?.ok_or(Fault::NotFound)?;
    let e = b.signups.entry_of(it.allotment_id, ask.person()?).await?.ok_or(Fault::NotFound)?;
    let all = redemption::of_place(db, it.allotment_id, e.number).await?;
    let used: Vec<_> = all.iter().filter(|r| r.stands()).collect();
    let left = i64::from(it.uses) - i64::try_from(used.len()).unwrap_or(0);
    let is_unpaid = e.pay == "due" && e.until_at.is_some();
    let is_good = e.stands() && e.has_place() && left > 0 && it.is_valid(now) && !is_unpaid;
    let shown = if is_good { code::show(b.store().keyring(), it.allotment_id, e.number, now) } else { None };
    let public = b.membership.organisation.web.settings.public_url.trim_end_matches('/').to_owned();
    let code = shown.map(|(short, until)| Code {
        // A house that does not know its own address draws the bare code, for the field of the counter.
        drawn: ui::qr(
            &if public.is_empty() { short.clone() } else { format!("{public}/redeem?code={short}") },
            v.t("benefits-code-drawn"),
        ),
        short: format!("{} {}", &short[..4], &short[4..]),
        seconds: ((until - now) / 1000).max(1),
        until,
        now,
    });
    let merchants = merchant::of_benefit(db, id).await?;
    let name = |id: Uuid| merchants.iter().find(|m| m.id == id).map(|m| m.name.clone()).unwrap_or_default();
    // What was paid at the merchant's is settled with the entry and remembered by the redemption alone.
    let paid_there: i64 = used.iter().map(|r| r.paid).sum();
    let pays = match e.pay.as_str() {
        _ if e.stands() && !e.has_place() && it.price > 0 => v.t1("benefits-pay-with-place", "money", v.money(it.price)),
        _ if paid_there > 0 => v.t1("benefits-paid-there", "money", v.money(paid_there)),
        "due" if is_unpaid => v.t1("benefits-pay-desk", "money", v.money(e.price)),
        "due" => v.t1("benefits-pay-there", "money", v.money(e.price)),
        "paid" => v.t1("benefits-paid", "money", v.money(e.price)),
        _ => v.t("benefits-pay-nothing"),
    };
    let page = VoucherPage {
        page: ask.page_named(it.title.as_str()).at("me").back_to("/me/vouchers", v.t("benefits-my-vouchers")),
        title: it.title.clone(),
        state: said::voucher(v, &it, &e, left, now).boxed(),
        note: is_unpaid.then(|| Note::warn(v.t("benefits-pay-first"))),
        code,
        facts: Facts::new()
            .fact(v.t("benefits-valid"), said::valid(v, &it))
            .fact(v.t("benefits-left"), v.t2("benefits-left-of", "left", left.max(0), "uses", i64::from(it.uses)))
            .fact(v.t("benefits-pay"), pays)
            .fact(v.t("benefits-number"), v.number(e.number)),
        places: Rows::new(merchants.iter().map(|m| Row::new(m.name.as_str()).fact(format!("{} {}", m.area, m.place)))),
        has_used: !used.is_empty(),
        used: Rows::new(used.iter().map(|r| Row::new(v.stamp(r.at)).fact(name(r.merchant_id)))).tight(),
        act: Button::link(format!("/signups/{}", it.allotment_id), v.t("benefits-to-signup")).wide(),
    };
    Ok(ask.show(&page))
}
