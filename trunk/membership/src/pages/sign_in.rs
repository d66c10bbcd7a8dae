use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Html, Note, Page};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query, SignedIn};

use crate::house::Membership;
use crate::rules::join::read_phone;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    pub next: String,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct SignInForm {
    phone: String,
    code: String,
    next: String,
    /// `code` asks for a code, everything else signs in.
    act: String,
}

#[derive(Template)]
#[template(path = "membership/sign_in.html")]
struct SignIn {
    page: Page,
    next: String,
    /// The number a code was sent to; empty while it is asked for.
    sent_to: String,
    phone: Field,
    code: Field,
    mistakes: Html,
    note: Option<Note>,
}

/// Where somebody goes who came for nothing else: never out of the house, and not back to the form itself.
pub(crate) fn goal<'a>(next: &'a str, otherwise: &'a str) -> &'a str {
    match web::local(next) {
        "/" | "/sign-in" => otherwise,
        inside => inside,
    }
}

/// The answer with the session's cookie.
pub(crate) fn with_cookie(mut response: Response, cookie: &str) -> Outcome<Response> {
    let cookie = HeaderValue::try_from(cookie).map_err(|e| Fault::Internal(e.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// What goes beside the field where a limit was met; every other fault stays as it is.
pub(crate) fn beside(fault: Fault, field: &str) -> Result<Vec<FieldFault>, Fault> {
    match fault {
        Fault::Invalid(faults) => Ok(faults),
        Fault::TooMany(seconds) => Ok(vec![FieldFault::new(field, "membership-code-wait").with("seconds", seconds)]),
        fault => Err(fault),
    }
}

/// What is said when a code is on its way; in the demonstration with the code itself.
pub(crate) fn sent_note(ask: &Ask, phone: &str, shown: Option<&str>) -> Note {
    let note = Note::good(ask.v.t1("membership-code-sent", "phone", phone)).announced();
    match shown {
        Some(code) => note.title(ask.v.t1("membership-code-shown", "code", code)),
        None => note,
    }
}

/// `GET /sign-in`
pub(crate) async fn get(ask: Ask, Query(asked): Query<Asked>) -> Response {
    if ask.signed_in.is_some() {
        return ask.go(goal(&asked.next, "/me"));
    }
    ask.show(&form(&ask, &SignInForm { next: asked.next, ..SignInForm::default() }, "", &[], None))
}

/// `POST /sign-in`: a code is sent to any number; whoever types it is signed in.
pub(crate) async fn post(State(m): State<Membership>, ask: Ask, Form(sent): Form<SignInForm>) -> Result<Response, Failed> {
    let phone = match read_phone(&sent.phone) {
        Ok(phone) => phone,
        Err(fault) => return Ok(ask.show_again(&form(&ask, &sent, "", &[fault], None))),
    };
    let spaced = phone.spaced();
    if sent.act == "code" || sent.code.is_empty() {
        return Ok(match m.code_for(&sent.phone, &ask).await {
            Ok((_, code)) => {
                let note = sent_note(&ask, &spaced, code.shown.as_deref());
                let filled = SignInForm { code: code.shown.unwrap_or_default(), ..sent };
                ask.show(&form(&ask, &filled, &spaced, &[], Some(note)))
            }
            Err(fault) => {
                // A code sent a moment ago is still good: the page to type it in is shown all the same.
                let waits = matches!(fault, Fault::TooMany(_));
                let faults = beside(fault, if waits { "code" } else { "phone" })?;
                ask.show_again(&form(&ask, &sent, if waits { &spaced } else { "" }, &faults, None))
            }
        });
    }
    let opened = match m.web.limit_codes(ask.address) {
        Ok(()) => m.sign_in(&phone, &sent.code, &ask).await,
        Err(fault) => Err(fault),
    };
    match opened {
        Ok(opened) => {
            let who = SignedIn { person: opened.person, session: Uuid::nil(), token_powers: None };
            // Whoever holds a post comes for the work that waits.
            let home = if m.organisation.scope(&who).await?.held().is_empty() { "/me" } else { "/desk" };
            Ok(with_cookie(ask.go(goal(&sent.next, home)), &opened.cookie)?)
        }
        Err(fault) => Ok(ask.show_again(&form(&ask, &sent, &spaced, &beside(fault, "code")?, None))),
    }
}

/// `POST /sign-out`
pub(crate) async fn out(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    m.sign_out(&ask).await?;
    Ok(with_cookie(ask.go_saying("/", "membership-signed-out"), web::session::forget())?)
}

fn form(ask: &Ask, sent: &SignInForm, sent_to: &str, faults: &[FieldFault], note: Option<Note>) -> SignIn {
    let v = &ask.v;
    let phone = Field::phone("phone", v.t("membership-phone"))
        .hint(v.t("membership-phone-hint"))
        .value(&sent.phone)
        .error(ask.error(faults, "phone"))
        .required()
        .first();
    let code = code_field(ask, faults, &sent.code).first();
    SignIn {
        page: ask.page("membership-sign-in"),
        next: sent.next.clone(),
        sent_to: sent_to.to_owned(),
        mistakes: ui::mistakes(v, if sent_to.is_empty() { [&phone] } else { [&code] }).into(),
        phone,
        code,
        note,
    }
}

/// The field for a one-time code, as every form has it.
pub(crate) fn code_field(ask: &Ask, faults: &[FieldFault], value: &str) -> Field {
    Field::number("code", ask.v.t("membership-code"))
        .hint(ask.v.t("membership-code-hint"))
        .value(value)
        .attr("autocomplete", "one-time-code")
        .attr("maxlength", 12)
        .error(ask.error(faults, "code"))
        .required()
}

impl SignIn {
    fn send(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-send")).named("act", "code").main().wide()
    }

    fn enter(&self) -> Button {
        Button::submit(self.page.v.t("membership-sign-in")).named("act", "enter").main().wide()
    }

    fn again(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-again")).named("act", "code").text()
    }
}
