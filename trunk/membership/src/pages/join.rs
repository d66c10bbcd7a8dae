use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::FieldFault;
use ui::{Button, Field, Html, Note, Page, Steps};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::sign_in::{beside, code_field, sent_note, with_cookie};
use crate::house::Membership;
use crate::rules::join::{JoinForm, WORK};
use crate::verbs::find_union::{Candidate, Unclear};
use crate::verbs::join::{CannotAsk, What};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The union a poster or a union's own page names.
    union: String,
}

#[derive(Template)]
#[template(path = "membership/join.html")]
struct Join {
    page: Page,
    steps: Steps,
    mistakes: Html,
    note: Option<Note>,
    /// The union named by the link: its id and name.
    union: Option<(Uuid, String)>,
    name: Field,
    /// Telephone and code, for whoever is not signed in.
    phone: Option<(Field, Field)>,
    via: Field,
    employer: Vec<Field>,
    place: Vec<Field>,
    work: Field,
    id_number: Field,
    id_consent: Field,
}

/// `GET /join?union=`: one page, two minutes, no script needed.
pub(crate) async fn get(State(m): State<Membership>, ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, Failed> {
    if let Some(who) = &ask.signed_in {
        if m.greet(who.person).await?.is_some_and(|g| g.union.is_some()) {
            return Ok(ask.go_warning("/me", "membership-member-already"));
        }
        if m.own_applications(&ask).await?.first().is_some_and(crate::Application::is_open) {
            return Ok(ask.go("/me/application"));
        }
    }
    let mut form = JoinForm { union: wanted.union, ..JoinForm::default() };
    if let Some(who) = &ask.signed_in {
        form.name = m.greet(who.person).await?.map(|g| g.name).unwrap_or_default();
    }
    Ok(ask.show(&page(&m, &ask, &form, &Unclear::default(), None)))
}

/// `POST /join`: sends a code (`act=code`), or asks for membership.
pub(crate) async fn post(State(m): State<Membership>, ask: Ask, sent: Fields) -> Result<Response, Failed> {
    let mut form = read_form(&sent);
    if sent.get("act") == "code" && ask.signed_in.is_none() {
        return Ok(match m.code_for(&form.phone, &ask).await {
            Ok((phone, code)) => {
                let note = sent_note(&ask, &phone.spaced(), code.shown.as_deref());
                form.code = code.shown.unwrap_or_default();
                ask.show(&page(&m, &ask, &form, &Unclear::default(), Some(note)))
            }
            Err(fault) => {
                let unclear = Unclear { faults: beside(fault, "phone")?, ..Unclear::default() };
                ask.show_again(&page(&m, &ask, &form, &unclear, None))
            }
        });
    }
    if ask.signed_in.is_none()
        && let Err(fault) = m.web.limit_codes(ask.address)
    {
        let unclear = Unclear { faults: beside(fault, "code")?, ..Unclear::default() };
        return Ok(ask.show_again(&page(&m, &ask, &form, &unclear, None)));
    }
    match m.join(&form, &ask).await {
        Ok(asked) => {
            let answer = match asked.what {
                What::Asked => ask.go_saying("/me/application", "membership-asked"),
                What::AskedBefore => ask.go_warning("/me/application", "membership-asked-already"),
                What::MemberAlready => ask.go_warning("/me", "membership-member-already"),
            };
            Ok(match &asked.cookie {
                Some(cookie) => with_cookie(answer, cookie)?,
                None => answer,
            })
        }
        Err(CannotAsk::Unclear(unclear)) => Ok(ask.show_again(&page(&m, &ask, &form, &unclear, None))),
        Err(CannotAsk::Fault(fault)) => Err(fault.into()),
    }
}

/// What was sent; where only one of employer and place is filled in, that one is meant.
pub(crate) fn read_form(sent: &Fields) -> JoinForm {
    let text = |name: &str| sent.get(name).to_owned();
    let (employer, place) = (text("employer"), text("place"));
    let via = match (text("via"), employer.is_empty(), place.is_empty()) {
        (via, ..) if !via.is_empty() => via,
        (_, false, true) => "employer".into(),
        (_, true, false) => "place".into(),
        (via, ..) => via,
    };
    JoinForm {
        name: text("name"),
        phone: text("phone"),
        code: text("code"),
        union: text("union"),
        via,
        employer,
        employer_is: text("employer_is"),
        place,
        place_is: text("place_is"),
        work: sent.all("work").map(str::to_owned).collect(),
        id_number: text("id_number"),
        id_consent: text("id_consent"),
    }
}

/// The message that names a kind of work.
pub(crate) fn work_key(work: &str) -> &'static str {
    match work {
        "takeaway" => "membership-work-takeaway",
        "parcel" => "membership-work-parcel",
        "driver" => "membership-work-driver",
        "domestic" => "membership-work-domestic",
        "factory" => "membership-work-factory",
        "building" => "membership-work-building",
        "office" => "membership-work-office",
        "service" => "membership-work-service",
        _ => "membership-work-other",
    }
}

pub(crate) fn work_field(ask: &Ask, values: &[String], faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    WORK.into_iter()
        .fold(Field::checks("work", v.t("membership-work")), |f, w| f.choice(w, v.t(work_key(w))))
        .hint(v.t("membership-work-hint"))
        .values(values)
        .error(ask.error(faults, "work"))
}

/// Something to choose among, where several fit.
pub(crate) fn choose(name: &'static str, label: String, among: &[Candidate], taken: &str) -> Option<Field> {
    if among.is_empty() {
        return None;
    }
    let field = among.iter().fold(Field::radios(name, label), |f, c| f.choice_with(&c.value, &c.name, &c.hint));
    Some(field.value(taken))
}

fn page(m: &Membership, ask: &Ask, form: &JoinForm, unclear: &Unclear, note: Option<Note>) -> Join {
    let v = &ask.v;
    let error = |field: &str| ask.error(&unclear.faults, field);
    let named = form.union.parse().ok().and_then(|id| m.organisation.federation.today_of(id));
    let union = named.filter(|_| error("union").is_none()).map(|u| (u.id, u.name.clone()));
    let employer = Field::text("employer", v.t("membership-employer"))
        .hint(v.t("membership-employer-hint"))
        .seen(v.t("membership-employer-seen"))
        .value(&form.employer)
        .attr("autocomplete", "organization")
        .error(error("employer"));
    let place =
        Field::text("place", v.t("membership-place")).hint(v.t("membership-place-hint")).value(&form.place).error(error("place"));
    let employers = choose("employer_is", v.t("membership-employer-choose"), &unclear.employers, &form.employer_is);
    let places = choose("place_is", v.t("membership-place-choose"), &unclear.places, &form.place_is);
    let name = Field::text("name", v.t("membership-name"))
        .hint(v.t("membership-name-hint"))
        .value(&form.name)
        .attr("autocomplete", "name")
        .error(error("name"))
        .required()
        .first();
    let phone = ask.signed_in.is_none().then(|| {
        let phone = Field::phone("phone", v.t("membership-phone")).value(&form.phone).error(error("phone")).required();
        (phone, code_field(ask, &unclear.faults, &form.code))
    });
    let via = Field::radios("via", v.t("membership-via"))
        .choice("employer", v.t("membership-via-employer"))
        .choice("place", v.t("membership-via-place"))
        .value(&form.via)
        .error(error("via").or_else(|| error("union")));
    let work = work_field(ask, &form.work, &unclear.faults);
    let id_number = Field::text("id_number", v.t("membership-id-number"))
        .hint(v.t("membership-id-number-hint"))
        .seen(v.t("membership-id-number-seen"))
        .value(&form.id_number)
        .attr("autocomplete", "off")
        .attr("maxlength", 40)
        .optional(v)
        .error(error("id_number"));
    let id_consent =
        Field::check("id_consent", v.t("membership-id-consent")).ticked(form.id_consent == "1").error(error("id_consent"));
    let mut all = vec![&name];
    all.extend(phone.iter().flat_map(|(a, b)| [a, b]));
    all.extend([&via, &employer, &place, &work, &id_number, &id_consent]);
    Join {
        page: ask.page("membership-join").at("membership"),
        steps: steps(ask, 0, "", ""),
        mistakes: ui::mistakes(v, all).into(),
        note,
        union,
        name,
        phone,
        via,
        employer: [Some(employer), employers].into_iter().flatten().collect(),
        place: [Some(place), places].into_iter().flatten().collect(),
        work,
        id_number,
        id_consent,
    }
}

/// The way an application goes, with what is said under its first two steps.
pub(crate) fn steps(ask: &Ask, at: usize, first: &str, second: &str) -> Steps {
    let v = &ask.v;
    Steps::new(at)
        .step(v.t("membership-step-ask"), first)
        .step(v.t("membership-step-review"), second)
        .step(v.t("membership-step-card"), "")
}

impl Join {
    fn send(&self) -> Button {
        Button::submit(self.page.v.t("membership-code-send")).named("act", "code")
    }

    fn ask(&self) -> Button {
        Button::submit(self.page.v.t("membership-join-send")).named("act", "ask").main().wide()
    }
}
