use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Html, Note, Page, Qr};
use web::{Ask, Failed, Form};

use super::sign_in::{beside, code_field, sent_note};
use crate::house::Membership;
use crate::rules::{password, totp};
use crate::verbs::secure::{Secured, at_the_browser};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct SecurityForm {
    code: String,
    password: String,
    again: String,
    offer: String,
    totp: String,
}

#[derive(Template)]
#[template(path = "membership/security.html")]
struct Security {
    page: Page,
    secured: Secured,
    masked: String,
    note: Option<Note>,
    mistakes: Html,
    /// What was wrong in the form of this name, and the code to begin with.
    password: Vec<Field>,
    totp: Vec<Field>,
    offer: String,
    secret: String,
    drawn: Qr,
}

/// What a page shows of the forms sent last.
#[derive(Default)]
struct Again<'a> {
    /// `password`, `totp` or nothing.
    which: &'static str,
    faults: &'a [FieldFault],
    /// An offer whose application is being set up is kept, or its drawing would have to be scanned anew.
    offer: &'a str,
    code: &'a str,
    note: Option<Note>,
}

/// `GET /me/security`
pub(crate) async fn get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    Ok(ask.show(&page(&m, &ask, Again::default()).await?))
}

/// `POST /me/security/code`: a one-time code to the reader's own telephone, for any of the forms.
pub(crate) async fn send(State(m): State<Membership>, ask: Ask, Form(sent): Form<SecurityForm>) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    ask.web.limit_codes(ask.address)?;
    let phone = m.own_phone(&ask).await?;
    let again = match m.send_code(&phone, &ask.v).await {
        Ok(code) => {
            let note = Some(sent_note(&ask, &phone.masked(), code.shown.as_deref()));
            let code = code.shown.unwrap_or_default();
            return Ok(ask.show(&page(&m, &ask, Again { note, code: &code, offer: &sent.offer, ..Again::default() }).await?));
        }
        Err(Fault::TooMany(seconds)) => {
            let note = Note::warn(ask.v.t1("membership-code-wait", "seconds", i64::from(seconds)));
            Again { note: Some(note), offer: &sent.offer, ..Again::default() }
        }
        Err(Fault::Invalid(_)) => {
            Again { note: Some(Note::bad(ask.v.t("membership-code-not-sent"))), offer: &sent.offer, ..Again::default() }
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(ask.show_again(&page(&m, &ask, again).await?))
}

/// `POST /me/security/password`
pub(crate) async fn set_password(
    State(m): State<Membership>,
    ask: Ask,
    Form(sent): Form<SecurityForm>,
) -> Result<Response, Failed> {
    let outcome = m.set_password(&ask, &sent.code, &sent.password, &sent.again).await;
    finish(&m, &ask, &sent, "password", "membership-password-set", outcome).await
}

/// `POST /me/security/totp`
pub(crate) async fn set_totp(State(m): State<Membership>, ask: Ask, Form(sent): Form<SecurityForm>) -> Result<Response, Failed> {
    let outcome = m.set_totp(&ask, &sent.offer, &sent.totp, &sent.code).await;
    finish(&m, &ask, &sent, "totp", "membership-totp-set", outcome).await
}

/// `POST /me/security/totp/remove`
pub(crate) async fn remove_totp(
    State(m): State<Membership>,
    ask: Ask,
    Form(sent): Form<SecurityForm>,
) -> Result<Response, Failed> {
    let outcome = m.remove_totp(&ask, &sent.code).await;
    finish(&m, &ask, &sent, "totp", "membership-totp-removed", outcome).await
}

async fn finish(
    m: &Membership,
    ask: &Ask,
    sent: &SecurityForm,
    which: &'static str,
    done: &'static str,
    outcome: Outcome<()>,
) -> Result<Response, Failed> {
    match outcome {
        Ok(()) => Ok(ask.go_saying("/me/security", done)),
        Err(fault) => {
            let faults = beside(fault, "code")?;
            let again = Again { which, faults: &faults, offer: &sent.offer, code: &sent.code, note: None };
            Ok(ask.show_again(&page(m, ask, again).await?))
        }
    }
}

async fn page(m: &Membership, ask: &Ask, again: Again<'_>) -> Outcome<Security> {
    let v = &ask.v;
    let person = ask.person()?;
    let secured = m.secured(ask).await?;
    let masked = m.own_phone(ask).await?.masked();
    let (secret, offer) = match m.offered_totp(person, again.offer) {
        Some(secret) => (secret, again.offer.to_owned()),
        None => m.offer_totp(ask)?,
    };
    let faults_of = |which: &str| if again.which == which { again.faults } else { &[] };
    let faults = faults_of("password");
    let error = |field: &str| ask.error(faults, field);
    let password = vec![
        Field::secret("password", v.t("membership-password-new"))
            .hint(v.t1("membership-password-hint", "least", password::SHORTEST as i64))
            .attr("autocomplete", "new-password")
            .error(error("password"))
            .first(),
        Field::secret("again", v.t("membership-password-again")).attr("autocomplete", "new-password").error(error("again")),
        code_field(ask, faults, again.code).id("f-password-code"),
    ];
    let faults = faults_of("totp");
    let mut totp = vec![code_field(ask, faults, again.code).id("f-totp-code")];
    if !secured.has_totp {
        let shown = Field::number("totp", v.t("membership-totp-shown")).attr("autocomplete", "off").attr("maxlength", 12);
        totp.insert(0, shown.error(ask.error(faults, "totp")));
    }
    Ok(Security {
        page: ask.page("membership-security").at("me").back_to("/me", v.t("membership-me")),
        mistakes: ui::mistakes(v, password.iter().chain(&totp)).into(),
        note: again.note,
        password,
        totp,
        offer,
        secret: totp::base32(secret).as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" "),
        drawn: ui::qr(&totp::address(secret, &masked), v.t("membership-totp-drawn")),
        secured,
        masked,
    })
}

impl Security {
    fn password_state(&self) -> String {
        self.page.v.t(if self.secured.has_password { "membership-is-set" } else { "membership-is-not-set" })
    }

    fn totp_state(&self) -> String {
        self.page.v.t(if self.secured.has_totp { "membership-is-set" } else { "membership-is-not-set" })
    }

    fn send(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-send"))
    }

    fn save_password(&self) -> Button {
        let key = if self.secured.has_password { "membership-password-change" } else { "membership-password-save" };
        Button::submit(self.page.v.t(key)).main()
    }

    fn save_totp(&self) -> Button {
        Button::submit(self.page.v.t("membership-totp-save"))
    }

    fn drop_totp(&self) -> Button {
        Button::submit(self.page.v.t("membership-totp-remove")).ask(self.page.v.t("membership-totp-remove-ask"))
    }
}
