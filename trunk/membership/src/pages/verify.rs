use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use ui::{Button, Facts, Field, Page, Width};
use web::{Ask, Failed, Path, Query};

use crate::house::Membership;
use crate::rules::card::tidy;
use crate::verbs::card::{CheckedCard, check_card, count_check};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    code: String,
}

#[derive(Template)]
#[template(path = "membership/verify.html")]
struct Verify {
    page: Page,
    checked: Option<Said>,
    code: Field,
    look: Button,
}

/// The same lines whatever the code was.
struct Said {
    valid: bool,
    says: String,
    facts: Facts,
    count: Option<String>,
}

/// `GET /verify?code=`: for a shop that types the eight symbols.
pub(crate) async fn get(ask: Ask, Query(typed): Query<Typed>) -> Response {
    let code = tidy(&typed.code);
    if code.is_empty() { ask.show(&page(&ask, None)) } else { ask.go(&format!("/verify/{code}")) }
}

/// `GET /verify/{code}`: what a scanned card leads to. Anybody may look; a shop learns that the card is good, and nothing of
/// whose it is.
pub(crate) async fn look(
    State(m): State<Membership>,
    scope: Option<Extension<Scope>>,
    ask: Ask,
    Path(code): Path<String>,
) -> Result<Response, Failed> {
    let clerk = scope.map(|s| s.0).filter(|s| s.has(Power::VerifyCard));
    if clerk.is_none() {
        // A clerk has the limit of an account; a stranger could try codes, so the address is counted.
        ask.web.limit_codes(ask.address)?;
    }
    let checked = check_card(&m, &code).await?;
    let count = match &clerk {
        Some(scope) => count_check(&m, scope, &ask.actor(), &code, &checked).await?,
        None => None,
    };
    Ok(ask.show(&page(&ask, Some(said(&ask, &checked, count)))))
}

fn said(ask: &Ask, checked: &CheckedCard, count: Option<i64>) -> Said {
    let v = &ask.v;
    let none = || v.t("membership-verify-none");
    Said {
        valid: checked.valid,
        says: v.t(if checked.valid { "membership-verify-valid" } else { "membership-verify-invalid" }),
        facts: Facts::new()
            .fact(v.t("membership-card-since"), checked.since.map_or_else(none, |year| year.to_string()))
            .fact(v.t("membership-verify-province"), checked.province.clone().unwrap_or_else(none))
            .fact(v.t("membership-verify-at"), v.stamp(ask.now())),
        count: count.map(|n| v.t1("membership-verify-count", "n", n)),
    }
}

fn page(ask: &Ask, checked: Option<Said>) -> Verify {
    let v = &ask.v;
    Verify {
        page: ask.page("membership-verify-card"),
        checked,
        code: Field::text("code", v.t("membership-verify-code"))
            .hint(v.t("membership-verify-code-hint"))
            .attr("autocomplete", "off")
            .attr("autocapitalize", "characters")
            .attr("maxlength", 40)
            .width(Width::Middle)
            .first(),
        look: Button::submit(v.t("membership-verify-look")).main(),
    }
}
