use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Note, Page};
use web::{Ask, Failed, Form, session};

use super::sign_in::{beside, code_field, sent_note};
use crate::house::Membership;
use crate::verbs::own::erase::erase;
use crate::verbs::secure::at_the_browser;

#[derive(Template)]
#[template(path = "membership/erase.html")]
struct Erase {
    page: Page,
    note: Option<Note>,
    holds_post: bool,
    code: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct EraseForm {
    code: String,
    act: String,
}

/// `GET /me/data/delete`: what goes, what stays and why, before anything happens.
pub(crate) async fn get(scope: Scope, ask: Ask) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    Ok(ask.show(&page(&ask, &scope, &[], "", None)))
}

/// `POST /me/data/delete`: a code to the person's own telephone first, then the deletion.
pub(crate) async fn post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Form(sent): Form<EraseForm>,
) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    let outcome = if sent.act == "code" {
        send(&m, &ask).await.map(Some)
    } else {
        confirmed(&m, &scope, &ask, &sent.code).await.map(|()| None)
    };
    match outcome {
        Ok(Some((note, code))) => Ok(ask.show(&page(&ask, &scope, &[], &code, Some(note)))),
        Ok(None) => {
            let mut response = ask.go_saying("/", "membership-erased");
            response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static(session::forget()));
            Ok(response)
        }
        Err(Fault::Conflict(key)) => {
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(StatusCode::CONFLICT, &page(&ask, &scope, &[], "", Some(note))))
        }
        Err(fault) => {
            let faults = beside(fault, "code")?;
            Ok(ask.show_again(&page(&ask, &scope, &faults, &sent.code, None)))
        }
    }
}

async fn send(m: &Membership, ask: &Ask) -> Outcome<(Note, String)> {
    ask.web.limit_codes(ask.address)?;
    let phone = m.own_phone(ask).await?;
    let sent = m.send_code(&phone, &ask.v).await?;
    Ok((sent_note(ask, &phone.masked(), sent.shown.as_deref()), sent.shown.unwrap_or_default()))
}

async fn confirmed(m: &Membership, scope: &Scope, ask: &Ask, code: &str) -> Outcome<()> {
    let proof = m.prove_phone(&m.own_phone(ask).await?, code).await?;
    erase(m, scope, &ask.actor(), Some(&proof)).await
}

fn page(ask: &Ask, scope: &Scope, faults: &[FieldFault], code: &str, note: Option<Note>) -> Erase {
    Erase {
        page: ask.page("membership-erase").at("me").back_to("/me/data", ask.v.t("membership-own-data")),
        note,
        holds_post: !scope.held().is_empty(),
        code: code_field(ask, faults, code),
    }
}

impl Erase {
    fn send(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-send")).named("act", "code")
    }

    fn erase(&self) -> Button {
        Button::submit(self.page.v.t("membership-erase-now")).main()
    }
}
