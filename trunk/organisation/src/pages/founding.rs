//! One application: the applicant sees where it stands, the officer decides it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::{Calendar, Day};
use store::{Fault, FieldFault, Outcome};
use ui::{Days, Facts, Field, Note, Page, State as Seen, Timeline};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::found;
use crate::acting::Acting;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::power::Power;
use crate::rows::founding::{self, FoundingRow};
use crate::rules::application::{Application, Contact, Unit};
use crate::rules::term;
use crate::scope::Scope;
use crate::verbs::ask_founding;
use crate::verbs::decide_founding::{Decision, decide_founding};

#[derive(Template)]
#[template(path = "organisation/founding_body.html")]
struct Screen {
    page: Page,
    id: Uuid,
    state: ui::St,
    says: String,
    clock: Option<Days>,
    clock_note: Option<Note>,
    facts: Facts,
    units: Vec<(String, String, String)>,
    /// The decision's questions; empty for the applicant and after the decision.
    decide: Vec<Field>,
    mistakes: ui::Mistakes,
    notes: Vec<Note>,
    may_withdraw: bool,
    may_correct: bool,
    history: Timeline,
}

impl askama::filters::HtmlSafe for Screen {}

/// The applicant's view, in the portal.
#[derive(Template)]
#[template(path = "organisation/founding.html")]
struct Asked {
    page: Page,
    body: Screen,
}

/// The officer's, at the desk.
#[derive(Template)]
#[template(path = "organisation/founding_desk.html")]
struct AtDesk {
    page: Page,
    body: Screen,
}

fn show(ask: &Ask, body: Screen, decides: bool, again: bool) -> Response {
    let page = body.page.clone();
    match (decides, again) {
        (true, false) => ask.show(&AtDesk { page, body }),
        (true, true) => ask.show_again(&AtDesk { page, body }),
        (false, _) => ask.show(&Asked { page, body }),
    }
}

pub(crate) fn state(ask: &Ask, row: &FoundingRow, today: Day) -> ui::St {
    let v = &ask.v;
    match row.state.as_str() {
        "asked" if row.due() < today => Seen::Late.says(v.t("organisation-founding-late")),
        "asked" => Seen::Due.says(v.t("organisation-founding-asked")),
        "returned" => Seen::Waiting.says(v.t("organisation-founding-returned")),
        "approved" => Seen::Done.says(v.t("organisation-founding-approved")),
        "refused" => Seen::Off.says(v.t("organisation-founding-refused")),
        _ => Seen::Off.says(v.t("organisation-founding-withdrawn")),
    }
}

/// The working days from the application to the day an answer is due.
pub(crate) fn clock(ask: &Ask, row: &FoundingRow, today: Day) -> Days {
    let clock = Calendar::official().clock(Day::from_unix_ms(row.asked_at), row.due(), today);
    let days: Vec<i32> = clock.cells.iter().map(|c| c.day.0).collect();
    Days::new(&ask.v, &days, today.0)
}

/// Finds an application for its applicant or for whoever may decide it; there is none for anybody else.
async fn load(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid) -> Outcome<(FoundingRow, bool)> {
    let row = founding::get(o.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let decides = scope.may(Power::Organise, row.parent);
    if decides || row.asked_by == Some(ask.person()?) { Ok((row, decides)) } else { Err(Fault::NotFound) }
}

fn questions(
    ask: &Ask,
    o: &Organisation,
    row: &FoundingRow,
    contact: &Contact,
    form: &Decision,
    faults: &[FieldFault],
) -> Vec<Field> {
    let v = &ask.v;
    let kind = Kind::from_name(&row.kind).unwrap_or(Kind::Local);
    let years = term::years_of(kind);
    let day = if form.day.is_empty() && faults.is_empty() { o.today().to_string() } else { form.day.clone() };
    let chair = if form.chair_phone.is_empty() && faults.is_empty() { &contact.chair_phone } else { &form.chair_phone };
    vec![
        Field::radios("answer", v.t("organisation-answer"))
            .choice_with("approve", v.t("organisation-answer-approve"), "")
            .choice_with("return", v.t("organisation-answer-return"), "")
            .choice_with("refuse", v.t("organisation-answer-refuse"), "")
            .value(&form.answer)
            .error(ask.error(faults, "answer"))
            .required()
            .first(),
        Field::date("day", v.t("organisation-founding-from"))
            .hint(v.t("organisation-day-hint"))
            .value(day)
            .error(ask.error(faults, "day")),
        Field::radios("years", v.t("organisation-term-years"))
            .choices(years.iter().map(|n| (*n, v.t1("organisation-years", "n", i64::from(*n)))))
            .value(if form.years.is_empty() { years[0].to_string() } else { form.years.clone() })
            .error(ask.error(faults, "years")),
        Field::phone("chair_phone", v.t("organisation-chair-phone"))
            .hint(v.t("organisation-decide-chair-hint"))
            .value(chair)
            .error(ask.error(faults, "chair_phone")),
        Field::long("reason", v.t("organisation-reason"))
            .hint(v.t("organisation-reason-hint"))
            .value(&form.reason)
            .attr("rows", 3)
            .error(ask.error(faults, "reason")),
    ]
}

async fn screen(
    o: &Organisation,
    ask: &Ask,
    row: FoundingRow,
    decides: bool,
    form: &Decision,
    faults: &[FieldFault],
) -> Outcome<Screen> {
    let (v, today) = (&ask.v, o.today());
    let mine = row.asked_by == ask.signed_in.as_ref().map(|s| s.person);
    let contact = ask_founding::contact(o.store(), &row)?;
    let units: Vec<Unit> = serde_json::from_str(&row.employers).unwrap_or_default();
    let kind = Kind::from_name(&row.kind).unwrap_or(Kind::Local);
    let waits = row.state == "asked";
    let parent = o.federation.name(row.parent);
    let facts = Facts::new()
        .fact(v.t("organisation-kind"), v.t(kind.key()))
        .fact(v.t("organisation-parent"), ui::Html::link(format!("/u/{}", row.parent), parent.as_str()))
        .fact(v.t("organisation-founding-members"), v.number(i64::from(row.members)))
        .fact(v.t("organisation-founding-day"), v.full_date(row.wanted_day))
        .maybe(v.t("organisation-credit-code"), row.credit_code.clone())
        .maybe(v.t("organisation-division"), row.division.clone())
        .fact(v.t("organisation-contact-name"), contact.name.as_str())
        .fact(v.t("organisation-contact-phone"), contact.phone.as_str())
        .fact(v.t("organisation-founding-words"), row.words.as_str());
    let decide = if decides && waits { questions(ask, o, &row, &contact, form, faults) } else { Vec::new() };
    let shown = ["answer", "day", "years", "chair_phone", "reason"];
    let loose = faults.iter().filter(|f| !shown.contains(&f.field.as_str()));
    let mut notes: Vec<Note> = loose.map(|f| Note::bad(ask.tell(f)).announced()).collect();
    if let Some(union) = row.union_id {
        let text = v.t1("organisation-founding-founded", "name", o.federation.name(union));
        notes.push(Note::good(text).link(format!("/u/{union}"), v.t("organisation-see-union")));
    } else if !row.reason.is_empty() {
        notes.push(Note::warn(row.reason.as_str()).title(v.t("organisation-reason")));
    }
    let calendar = Calendar::official();
    let known = calendar.is_known_between(Day::from_unix_ms(row.asked_at), row.due());
    let mut history =
        Timeline::new().past(v.stamp(row.asked_at), v.t1("organisation-founding-was-asked", "name", parent.as_str()));
    if let Some(at) = row.decided_at {
        history = history.past(v.stamp(at), state(ask, &row, today));
    }
    let page = ask.page_named(row.name.as_str()).at("organisation");
    Ok(Screen {
        page: if decides {
            page.under("/foundings", v.t("organisation-foundings"))
        } else {
            page.back_to("/foundings/mine", v.t("organisation-foundings-mine"))
        },
        id: row.id,
        state: state(ask, &row, today),
        says: v.t2("organisation-founding-says", "name", parent, "at", v.stamp(row.asked_at)),
        clock: waits.then(|| clock(ask, &row, today).in_words()),
        clock_note: (waits && !known).then(|| ui::note(v.t("organisation-calendar-unknown"))),
        facts,
        units: units
            .into_iter()
            .map(|u| (u.name, u.credit_code, if u.workers > 0 { v.number(i64::from(u.workers)) } else { String::new() }))
            .collect(),
        mistakes: ui::mistakes(v, &decide),
        decide,
        notes,
        may_withdraw: mine && matches!(row.state.as_str(), "asked" | "returned"),
        may_correct: mine && row.state == "returned",
        history,
    })
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (row, decides) = load(&o, &ask, &scope, id).await?;
    let body = screen(&o, &ask, row, decides, &Decision::default(), &[]).await?;
    Ok(show(&ask, body, decides, false))
}

pub(crate) async fn decide(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Decision>,
) -> Result<Response, Failed> {
    match decide_founding(&Acting::new(&o, &scope, ask.actor()), id, &form).await {
        Ok(Some(union)) => Ok(ask.go_saying(&format!("/unions/{union}"), "organisation-said-founded")),
        Ok(None) => Ok(ask.go_saying("/foundings", "organisation-said-decided")),
        Err(Fault::Invalid(faults)) => {
            let (row, decides) = load(&o, &ask, &scope, id).await?;
            let body = screen(&o, &ask, row, decides, &form, &faults).await?;
            Ok(show(&ask, body, decides, true))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The application as it was filled in, to be corrected.
fn filled(row: &FoundingRow, contact: Contact) -> Application {
    let units: Vec<Unit> = serde_json::from_str(&row.employers).unwrap_or_default();
    let line = |u: &Unit| {
        [u.name.clone(), u.credit_code.clone(), if u.workers > 0 { u.workers.to_string() } else { String::new() }].join(" ")
    };
    Application {
        name: row.name.clone(),
        kind: row.kind.clone(),
        level: row.level.to_string(),
        credit_code: row.credit_code.clone().unwrap_or_default(),
        division: row.division.clone().unwrap_or_default(),
        employers: units.iter().map(|u| line(u).trim().to_owned()).collect::<Vec<_>>().join("\n"),
        members: row.members.to_string(),
        day: Day(row.wanted_day).to_string(),
        words: row.words.clone(),
        contact_name: contact.name,
        contact_phone: contact.phone,
        chair_phone: contact.chair_phone,
    }
}

/// An application of one's own that was given back.
async fn returned(o: &Organisation, ask: &Ask, id: Uuid) -> Outcome<FoundingRow> {
    let person = ask.person()?;
    let row = founding::get(o.store().read(), id).await?.filter(|f| f.asked_by == Some(person)).ok_or(Fault::NotFound)?;
    if row.state == "returned" { Ok(row) } else { Err(Fault::Conflict("organisation-founding-not-returned")) }
}

pub(crate) async fn again_form(State(o): State<Organisation>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let row = returned(&o, &ask, id).await?;
    let form = filled(&row, ask_founding::contact(o.store(), &row)?);
    Ok(ask.show(&found::again(&o, &ask, id, row.parent, &form, &row.reason, &[])))
}

pub(crate) async fn again(
    State(o): State<Organisation>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Form(form): Form<Application>,
) -> Result<Response, Failed> {
    let row = returned(&o, &ask, id).await?;
    let done = ask_founding::ask_again(&o, ask.person()?, &ask.actor(), id, &form).await;
    super::answer(
        done,
        |()| ask.go_saying(&format!("/foundings/{id}"), "organisation-said-asked"),
        |faults| ask.show_again(&found::again(&o, &ask, id, row.parent, &form, &row.reason, faults)),
    )
}

pub(crate) async fn withdraw(State(o): State<Organisation>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    ask_founding::withdraw_founding(&o, ask.person()?, &ask.actor(), id).await?;
    Ok(ask.go_saying("/foundings/mine", "organisation-said-withdrawn"))
}
