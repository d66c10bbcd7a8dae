use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::FieldFault;
use ui::{Button, Field, Html, Page};
use web::{Ask, Failed, Form, Query};

use super::sign_in::{Asked, beside, goal, with_cookie};
use crate::house::Membership;
use crate::rules::join::read_phone;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct DeskForm {
    phone: String,
    password: String,
    totp: String,
    next: String,
}

#[derive(Template)]
#[template(path = "membership/sign_in_desk.html")]
struct Desk {
    page: Page,
    next: String,
    fields: Vec<Field>,
    mistakes: Html,
    enter: Button,
}

/// `GET /sign-in/desk`
pub(crate) async fn get(ask: Ask, Query(asked): Query<Asked>) -> Response {
    if ask.signed_in.is_some() {
        return ask.go(goal(&asked.next, "/me"));
    }
    ask.show(&form(&ask, &DeskForm { next: asked.next, ..DeskForm::default() }, &[]))
}

/// `POST /sign-in/desk`: password and, where set up, the code of the application.
pub(crate) async fn post(State(m): State<Membership>, ask: Ask, Form(sent): Form<DeskForm>) -> Result<Response, Failed> {
    let phone = match read_phone(&sent.phone) {
        Ok(phone) => phone,
        Err(fault) => return Ok(ask.show_again(&form(&ask, &sent, &[fault]))),
    };
    let opened = match m.web.limit_codes(ask.address) {
        Ok(()) => m.sign_in_desk(&phone, &sent.password, &sent.totp, &ask).await,
        Err(fault) => Err(fault),
    };
    match opened {
        Ok(opened) if !opened.has_totp => {
            Ok(with_cookie(ask.go_warning("/me/security", "membership-totp-advised"), &opened.cookie)?)
        }
        Ok(opened) => Ok(with_cookie(ask.go(goal(&sent.next, "/desk")), &opened.cookie)?),
        Err(fault) => Ok(ask.show_again(&form(&ask, &sent, &beside(fault, "password")?))),
    }
}

fn form(ask: &Ask, sent: &DeskForm, faults: &[FieldFault]) -> Desk {
    let v = &ask.v;
    let error = |field: &str| ask.error(faults, field);
    let fields = vec![
        Field::phone("phone", v.t("membership-phone"))
            .value(&sent.phone)
            .error(error("phone"))
            .attr("autocomplete", "username")
            .required()
            .first(),
        Field::secret("password", v.t("membership-password"))
            .error(error("password"))
            .attr("autocomplete", "current-password")
            .required(),
        Field::number("totp", v.t("membership-totp"))
            .hint(v.t("membership-totp-hint"))
            .attr("autocomplete", "one-time-code")
            .attr("maxlength", 12),
    ];
    Desk {
        page: ask.page("membership-sign-in-desk").under("/sign-in", v.t("membership-sign-in")),
        next: sent.next.clone(),
        mistakes: ui::mistakes(v, &fields).into(),
        fields,
        enter: Button::submit(v.t("membership-sign-in")).main().wide(),
    }
}
