use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use store::{Fault, FieldFault};
use ui::{Button, Copy, Field, Html, Page, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, token};

use crate::house::Membership;
use crate::verbs::make_token::NewToken;
use crate::verbs::secure::at_the_browser;

#[derive(Template)]
#[template(path = "membership/tokens.html")]
struct Tokens {
    page: Page,
    made: Option<Copy>,
    rows: Rows,
    fields: Vec<Field>,
    mistakes: Html,
    make: Button,
}

/// `GET /me/tokens`
pub(crate) async fn get(State(m): State<Membership>, scope: Scope, ask: Ask) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    Ok(ask.show(&page(&m, &ask, &scope, &NewToken::default(), &[], None).await?))
}

/// `POST /me/tokens`: makes one and shows it, this once.
pub(crate) async fn post(State(m): State<Membership>, scope: Scope, ask: Ask, sent: Fields) -> Result<Response, Failed> {
    let new = NewToken {
        label: sent.get("label").to_owned(),
        powers: sent.all("powers").map(str::to_owned).collect(),
        days: sent.get("days").to_owned(),
    };
    match m.make_token(&ask, &scope, &new).await {
        Ok(made) => Ok(ask.show(&page(&m, &ask, &scope, &NewToken::default(), &[], Some(&made)).await?)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&m, &ask, &scope, &new, &faults, None).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /me/tokens/{token}/revoke`
pub(crate) async fn revoke(State(m): State<Membership>, ask: Ask, Path(one): Path<Uuid>) -> Result<Response, Failed> {
    m.revoke_token(&ask, one).await?;
    Ok(ask.go_saying("/me/tokens", "membership-token-revoked"))
}

async fn page(
    m: &Membership,
    ask: &Ask,
    scope: &Scope,
    new: &NewToken,
    faults: &[FieldFault],
    made: Option<&str>,
) -> Result<Tokens, Fault> {
    let v = &ask.v;
    let say = |powers: &str| {
        let names: Vec<String> = powers.split(',').filter_map(Power::from_name).map(|p| v.t(p.key())).collect();
        if names.is_empty() { v.t("membership-token-own") } else { names.join(&v.t("membership-list-comma")) }
    };
    let tokens = token::list(m.store(), scope.person).await?;
    let rows = Rows::new(tokens.into_iter().map(|t| {
        let ends = v.full_date(Day::from_unix_ms(t.ends_at).0);
        Row::new(t.label)
            .fact(say(&t.powers))
            .fact(v.t1("membership-token-until", "day", ends))
            .end(Button::post(format!("/me/tokens/{}/revoke", t.id), v.t("membership-token-revoke")).small())
    }))
    .or(ui::Empty::new("lock", v.t("membership-token-none")).hint(v.t("membership-token-none-hint")));
    let held = Power::ALL.into_iter().filter(|p| scope.has(*p));
    let powers = held.fold(Field::checks("powers", v.t("membership-token-powers")), |f, p| f.choice(p.name(), v.t(p.key())));
    let days = ["30", "90", "365"].into_iter().fold(Field::radios("days", v.t("membership-token-days")), |f, n| {
        f.choice(n, v.t1("membership-token-n-days", "n", n.parse::<i64>().unwrap_or(30)))
    });
    let error = |field: &str| ask.error(faults, field);
    let mut fields = vec![
        Field::text("label", v.t("membership-token-label"))
            .hint(v.t("membership-token-label-hint"))
            .value(&new.label)
            .error(error("label"))
            .first(),
        days.value(if new.days.is_empty() { "90" } else { &new.days }).error(error("days")),
    ];
    // Without a post there is nothing to tick.
    if Power::ALL.into_iter().any(|p| scope.has(p)) || error("powers").is_some() {
        fields.insert(1, powers.hint(v.t("membership-token-powers-hint")).values(&new.powers).error(error("powers")));
    }
    Ok(Tokens {
        page: ask.page("membership-tokens").at("me").back_to("/me", v.t("membership-me")),
        made: made.map(|text| Copy::new(v, text)),
        rows,
        mistakes: ui::mistakes(v, &fields).into(),
        fields,
        make: Button::submit(v.t("membership-token-make")).main(),
    })
}
