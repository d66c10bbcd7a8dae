//! What somebody sees and does about what is kept of himself (PIPL, articles 44 to 50).

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::{IdNumber, Mobile};
use serde::Deserialize;
use sheets::{Sheet, XLSX, workbook};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Facts, Field, Html, Mistakes, Note, Page, Row, Rows, State as Shape};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::member::sealed_line;
use super::sign_in::{beside, code_field, sent_note};
use crate::house::Membership;
use crate::rows::{consent, honour, person};
use crate::rules::join::read_phone;
use crate::said;
use crate::verbs::open_sealed::{Sealed, open_own};
use crate::verbs::own::correct::{Correction, change_phone, correct};
use crate::verbs::own::take_away::{Copy, Section, take_away};
use crate::verbs::own::withdraw::withdraw;

#[derive(Template)]
#[template(path = "membership/own_data.html")]
struct OwnData {
    page: Page,
    note: Option<Note>,
    mistakes: Mistakes,
    facts: Facts,
    fields: Vec<Field>,
    phone: Field,
    code: Field,
    /// None is no section: most people hold none.
    honours: Option<Rows>,
    consents: Rows,
    away: Vec<Button>,
    leave: Option<Button>,
}

/// What a page shows of the forms sent last.
#[derive(Default)]
struct Again<'a> {
    faults: &'a [FieldFault],
    correction: Option<&'a Correction>,
    phone: &'a str,
    code: &'a str,
    note: Option<Note>,
    opened: Option<(Sealed, Option<String>)>,
}

/// `GET /me/data`
pub(crate) async fn get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &ask, Again::default()).await?))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Opening {
    field: String,
}

/// `POST /me/data/open`: shows one sealed field this once, whole.
pub(crate) async fn open(State(m): State<Membership>, ask: Ask, Form(sent): Form<Opening>) -> Result<Response, Failed> {
    let what = Sealed::from_name(&sent.field).ok_or(Fault::NotFound)?;
    let value = open_own(&m, &ask.actor(), ask.person()?, what).await?;
    Ok(ask.show(&page(&m, &ask, Again { opened: Some((what, value)), ..Again::default() }).await?))
}

/// `POST /me/data`: corrects name, year of birth, sex, work, ID number.
pub(crate) async fn correct_post(
    State(m): State<Membership>,
    ask: Ask,
    Form(sent): Form<Correction>,
) -> Result<Response, Failed> {
    match correct(&m, &ask.actor(), ask.person()?, &sent).await {
        Ok(()) => Ok(ask.go_saying("/me/data", "membership-saved")),
        Err(Fault::Invalid(faults)) => {
            let again = Again { faults: &faults, correction: Some(&sent), ..Again::default() };
            Ok(ask.show_again(&page(&m, &ask, again).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct PhoneForm {
    phone: String,
    code: String,
    act: String,
}

/// `POST /me/data/phone`: a code to the new number first, then the change.
pub(crate) async fn phone_post(State(m): State<Membership>, ask: Ask, Form(sent): Form<PhoneForm>) -> Result<Response, Failed> {
    let outcome = if sent.act == "code" {
        send(&m, &ask, &sent.phone).await
    } else {
        match change_phone(&m, &ask.actor(), ask.person()?, &sent.phone, &sent.code).await {
            Ok(()) => return Ok(ask.go_saying("/me/data", "membership-phone-changed")),
            Err(fault) => Err(fault),
        }
    };
    match outcome {
        Ok((note, code)) => {
            let again = Again { note: Some(note), phone: &sent.phone, code: &code, ..Again::default() };
            Ok(ask.show(&page(&m, &ask, again).await?))
        }
        Err(fault) => {
            let faults = beside(fault, "phone")?;
            let again = Again { faults: &faults, phone: &sent.phone, ..Again::default() };
            Ok(ask.show_again(&page(&m, &ask, again).await?))
        }
    }
}

async fn send(m: &Membership, ask: &Ask, phone: &str) -> Outcome<(Note, String)> {
    let phone = read_phone(phone).map_err(|f| Fault::Invalid(vec![f]))?;
    ask.web.limit_codes(ask.address)?;
    let sent = m.send_code(&phone, &ask.v).await?;
    Ok((sent_note(ask, &phone.masked(), sent.shown.as_deref()), sent.shown.unwrap_or_default()))
}

/// `POST /me/data/consents/{consent}/withdraw`
pub(crate) async fn withdraw_post(State(m): State<Membership>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    withdraw(&m, &ask.actor(), ask.person()?, id).await?;
    Ok(ask.go_saying("/me/data", "membership-consent-withdrawn"))
}

#[derive(Template)]
#[template(path = "membership/own_copy.html")]
struct OwnCopy {
    page: Page,
    at: String,
    sections: Vec<Section>,
}

/// `GET /me/data/copy`: everything on one page, for browsers that cannot download.
pub(crate) async fn copy(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let Copy(sections) = take_away(&m, &ask.actor(), ask.person()?, &ask.v).await?;
    let page = ask.page("membership-own-copy");
    Ok(ask.show(&OwnCopy { page, at: ask.v.stamp(ask.now()), sections }))
}

/// `GET /me/data/copy.json`
pub(crate) async fn copy_json(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let copy = take_away(&m, &ask.actor(), ask.person()?, &ask.v).await?;
    let text = serde_json::to_vec_pretty(&copy.json()).map_err(|e| Fault::Internal(e.to_string()))?;
    Ok(web::attachment("my-data.json", "application/json", text))
}

/// `GET /me/data/copy.xlsx`
pub(crate) async fn copy_xlsx(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let Copy(sections) = take_away(&m, &ask.actor(), ask.person()?, &ask.v).await?;
    let sheet = |s: Section| Sheet::texts(ask.v.t(s.title), s.columns.iter().map(|(_, key)| ask.v.t(key)), s.rows);
    let bytes = workbook(sections.into_iter().map(sheet).collect()).await?;
    Ok(web::attachment("my-data.xlsx", XLSX, bytes))
}

async fn page(m: &Membership, ask: &Ask, again: Again<'_>) -> Outcome<OwnData> {
    let (v, db, id) = (&ask.v, m.store().read(), ask.person()?);
    let p = person::get(db, id).await?.ok_or(Fault::SignedOut)?;
    let masked_phone = person::open_phone(m.store(), db, id).await?.and_then(|t| Mobile::parse(&t).ok()).map(|p| p.masked());
    let masked_id = person::open_id_number(m.store(), db, id).await?.and_then(|t| IdNumber::parse(&t).ok()).map(|n| n.masked());
    let sealed = [
        (Sealed::Phone, "phone", "membership-column-phone", masked_phone),
        (Sealed::IdNumber, "id_number", "membership-column-id-number", masked_id),
    ];
    let facts = Facts::new()
        .fact(v.t("membership-column-name"), p.name.as_str())
        .fact(v.t("membership-column-team"), p.team.as_str())
        .maybe(v.t("membership-verified"), p.verified_day.map(|d| v.full_date(d)))
        .fact(v.t("membership-own-recorded"), v.stamp(p.recorded_at));
    let facts = sealed.into_iter().fold(facts, |facts, (what, field, key, masked)| {
        let value = again.opened.as_ref().filter(|(which, _)| *which == what).and_then(|(_, text)| text.clone());
        let open = (masked.is_some() && value.is_none())
            .then(|| Button::post("/me/data/open", v.t("membership-open")).with("field", field).small());
        facts.fact(v.t(key), sealed_line(value.or(masked).unwrap_or_else(|| v.t("membership-none-kept")), open))
    });
    let now = Correction {
        name: p.name.clone(),
        birth_year: p.birth_year.map(|y| y.to_string()).unwrap_or_default(),
        sex: p.sex.clone(),
        work: said::work(v, &p.work),
        ..Correction::default()
    };
    let fields = fields(ask, again.correction.unwrap_or(&now), again.faults, p.verified_day.is_some());
    let phone =
        Field::phone("phone", v.t("membership-phone-new")).value(again.phone).error(ask.error(again.faults, "phone")).first();
    let code = code_field(ask, again.faults, again.code);
    let is_member = crate::rows::spell::on(db, id, m.today()).await?.is_some();
    Ok(OwnData {
        page: ask.page("membership-own-data").at("me").back_to("/me", v.t("membership-me")),
        note: again.note,
        mistakes: ui::mistakes(v, fields.iter().chain([&phone, &code])),
        facts,
        fields,
        phone,
        code,
        honours: honours(m, ask, id).await?,
        consents: Rows::new(consent::of(db, id).await?.iter().map(|c| consent_row(ask, c))),
        away: vec![
            Button::link("/me/data/copy", v.t("membership-own-read")),
            Button::link("/me/data/copy.xlsx", v.t("membership-own-xlsx")).icon("download"),
            Button::link("/me/data/copy.json", v.t("membership-own-json")).icon("download"),
        ],
        leave: is_member.then(|| Button::link("/me/leave", v.t("membership-leave")).text()),
    })
}

fn fields(ask: &Ask, c: &Correction, faults: &[FieldFault], is_verified: bool) -> Vec<Field> {
    let v = &ask.v;
    let error = |field: &str| ask.error(faults, field);
    let mut fields = vec![
        Field::text("name", v.t("membership-column-name")).value(&c.name).error(error("name")).required().first(),
        Field::number("birth_year", v.t("membership-column-birth-year"))
            .value(&c.birth_year)
            .error(error("birth_year"))
            .optional(v),
        Field::radios("sex", v.t("membership-column-sex"))
            .choices([("f", v.t("membership-sex-f")), ("m", v.t("membership-sex-m"))])
            .value(&c.sex)
            .error(error("sex")),
        Field::text("work", v.t("membership-column-work")).value(&c.work).error(error("work")).optional(v),
    ];
    if !is_verified {
        let number = Field::text("id_number", v.t("membership-id-new")).hint(v.t("membership-edit-sealed-hint"));
        fields.push(
            number
                .seen(v.t("membership-id-seen"))
                .value(&c.id_number)
                .attr("autocomplete", "off")
                .error(error("id_number"))
                .optional(v),
        );
        fields.push(
            Field::check("id_consent", v.t("membership-id-consent-says")).ticked(c.id_consent == "1").error(error("id_consent")),
        );
    }
    fields
}

/// What somebody holds, for himself: what was taken back stands in his copy.
async fn honours(m: &Membership, ask: &Ask, person: Uuid) -> Outcome<Option<Rows>> {
    let held: Vec<_> = honour::of(m.store().read(), person).await?.into_iter().filter(honour::HonourRow::stands).collect();
    let row = |h: &honour::HonourRow| super::honours::row(ask, h);
    Ok((!held.is_empty()).then(|| Rows::new(held.iter().map(row))))
}

fn consent_row(ask: &Ask, c: &consent::Consent) -> Row {
    let v = &ask.v;
    let row = Row::new(v.t(said::consent(&c.what))).fact(v.t1("membership-consent-given", "at", v.stamp(c.given_at)));
    match c.withdrawn_at {
        Some(at) => row.end(Shape::Off.says(v.t1("membership-consent-ended", "at", v.stamp(at)))),
        None => {
            let ask_first = v.t(if c.what == "id_number" { "membership-consent-ask-id" } else { "membership-consent-ask" });
            let to = format!("/me/data/consents/{}/withdraw", c.id);
            row.end(Html::from(Button::post(to, v.t("membership-consent-withdraw")).small().ask(ask_first)))
        }
    }
}

impl OwnData {
    fn save(&self) -> Button {
        Button::submit(self.page.v.t("membership-save")).main()
    }

    fn send(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-send")).named("act", "code")
    }

    fn change(&self) -> Button {
        Button::submit(self.page.v.t("membership-phone-change"))
    }

    fn erase(&self) -> Button {
        Button::link("/me/data/delete", self.page.v.t("membership-erase")).text()
    }
}
