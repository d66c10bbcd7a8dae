use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Button, Field, Mistakes, Note, Page};
use web::{Ask, Failed, Form, Query};

use super::sign_in::{beside, code_field, sent_note};
use crate::house::Membership;
use crate::rules::join::read_phone;
use crate::verbs::list_members::union_asked;
use crate::verbs::standing::transfer::receive_by_code;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct ReceiveForm {
    phone: String,
    code: String,
    /// `code` sends one, anything else registers.
    act: String,
}

#[derive(Template)]
#[template(path = "membership/receive.html")]
struct Receive {
    page: Page,
    says: String,
    action: String,
    note: Option<Note>,
    mistakes: Mistakes,
    phone: Field,
    send: Button,
    code: Field,
    save: Button,
}

/// `GET /members/receive?union=`: somebody stands at the counter and wants to move here.
pub(crate) async fn get(State(m): State<Membership>, scope: Scope, ask: Ask, Query(at): Query<At>) -> Result<Response, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Admit)?;
    Ok(ask.show(&page(&ask, &union, &ReceiveForm::default(), &[], None)))
}

/// `POST /members/receive?union=`
pub(crate) async fn post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    Form(form): Form<ReceiveForm>,
) -> Result<Response, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Admit)?;
    if form.act == "code" {
        let phone = match read_phone(&form.phone) {
            Ok(phone) => phone,
            Err(fault) => return Ok(ask.show_again(&page(&ask, &union, &form, &[fault], None))),
        };
        ask.web.limit_codes(ask.address)?;
        return match m.send_code(&phone, &ask.v).await {
            Ok(sent) => {
                // The demonstration shows the code; in earnest it is on the member's telephone only.
                let note = sent_note(&ask, &phone.masked(), sent.shown.as_deref());
                Ok(ask.show(&page(&ask, &union, &form, &[], Some(note))))
            }
            Err(fault) => {
                let faults = beside(fault, "phone")?;
                Ok(ask.show_again(&page(&ask, &union, &form, &faults, None)))
            }
        };
    }
    match receive_by_code(&m, &scope, &ask.actor(), union.id, &form.phone, &form.code).await {
        Ok(person) if scope.may(Power::SeePeople, union.id) => {
            Ok(ask.go_saying(&format!("/members/{person}"), "membership-received"))
        }
        Ok(_) => Ok(ask.go_saying(&format!("/members/receive?union={}", union.id), "membership-received")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&ask, &union, &form, &faults, None))),
        Err(Fault::Conflict(key)) => {
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(StatusCode::CONFLICT, &page(&ask, &union, &form, &[], Some(note))))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn page(ask: &Ask, union: &organisation::Union, form: &ReceiveForm, faults: &[FieldFault], note: Option<Note>) -> Receive {
    let v = &ask.v;
    let phone = Field::phone("phone", v.t("membership-receive-phone"))
        .value(&form.phone)
        .error(ask.error(faults, "phone"))
        .required()
        .first();
    let code = code_field(ask, faults, "");
    Receive {
        page: ask
            .page("membership-receive")
            .at("membership")
            .under(format!("/members?union={}", union.id), v.t("membership-members")),
        says: v.t1("membership-receive-says", "union", union.name.as_str()),
        action: format!("/members/receive?union={}", union.id),
        note,
        mistakes: ui::mistakes(v, [&phone, &code]),
        phone,
        send: Button::submit(v.t("membership-code-send")).named("act", "code"),
        code,
        save: Button::submit(v.t("membership-receive-save")).main(),
    }
}
