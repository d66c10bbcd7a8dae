use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Days, Facts, Field, Html, Note, Page, Steps};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::join::{steps, work_key};
use crate::house::Membership;
use crate::rows::application::{Answers, Application};
use crate::rows::sending;
use crate::rules::clock;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct AnswerForm {
    answer: String,
}

#[derive(Template)]
#[template(path = "membership/application.html")]
struct Mine {
    page: Page,
    steps: Steps,
    title: String,
    says: Html,
    days: Option<Days>,
    overdue: String,
    /// Who got it, and who is not told.
    got: Note,
    question: Option<(String, Field)>,
    mistakes: Html,
    reason: String,
    facts: Facts,
    id: Uuid,
    is_open: bool,
    may_ask_again: bool,
}

/// `GET /me/application`: the newest one, with its clock.
pub(crate) async fn get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    match m.own_applications(&ask).await?.into_iter().next() {
        Some(newest) => Ok(ask.show(&page(&m, &ask, &newest, "", &[]).await?)),
        None => Ok(ask.go("/join")),
    }
}

/// `POST /me/application/{application}/answer`: answers what the union asked back.
pub(crate) async fn answer(
    State(m): State<Membership>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Form(sent): Form<AnswerForm>,
) -> Result<Response, Failed> {
    match m.answer(&ask, id, &sent.answer).await {
        Ok(()) => Ok(ask.go_saying("/me/application", "membership-answered")),
        Err(Fault::Invalid(faults)) => {
            let found = m.own_applications(&ask).await?.into_iter().find(|a| a.id == id).ok_or(Fault::NotFound)?;
            Ok(ask.show_again(&page(&m, &ask, &found, &sent.answer, &faults).await?))
        }
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/me/application", key)),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /me/application/{application}/withdraw`
pub(crate) async fn withdraw(State(m): State<Membership>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    match m.withdraw(&ask, id).await {
        Ok(()) => Ok(ask.go_saying("/me", "membership-withdrawn")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/me/application", key)),
        Err(fault) => Err(fault.into()),
    }
}

/// The clock of an application as a row of days.
pub(crate) fn days(ask: &Ask, m: &Membership, one: &Application) -> Days {
    let clock = clock::stands(Day::from_unix_ms(one.asked_at), Day(one.due_day), m.today());
    let working: Vec<i32> = clock.cells.iter().map(|c| c.day.0).collect();
    Days::new(&ask.v, &working, m.today().0)
}

/// What the person wrote, line by line.
pub(crate) fn facts(ask: &Ask, answers: &Answers) -> Facts {
    let v = &ask.v;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let work: Vec<String> = answers.work.iter().map(|w| v.t(work_key(w))).collect();
    let id_number = answers.id_number.as_deref().and_then(|n| codes::IdNumber::parse(n).ok()).map(|n| n.masked());
    let mut facts = Facts::new()
        .fact(v.t("membership-name"), answers.name.as_str())
        .maybe(v.t("membership-employer-fact"), some(&answers.employer))
        .maybe(v.t("membership-place-fact"), some(&answers.place))
        .maybe(v.t("membership-work-fact"), some(&work.join(&v.t("membership-list-comma"))))
        .maybe(v.t("membership-id-number"), id_number)
        .maybe(v.t("membership-words-fact"), some(&answers.words));
    for reply in &answers.replies {
        facts = facts.fact(&reply.question, &reply.answer);
    }
    facts
}

async fn page(m: &Membership, ask: &Ask, one: &Application, typed: &str, faults: &[FieldFault]) -> Outcome<Mine> {
    let v = &ask.v;
    let federation = &m.organisation.federation;
    let (union, answers) = (federation.name(one.union_id), one.answers(m.store())?);
    let clock = clock::stands(Day::from_unix_ms(one.asked_at), Day(one.due_day), m.today());
    let asked = v.t1("membership-step-asked-on", "day", v.date(Day::from_unix_ms(one.asked_at).0));
    let (at, second, title) = match one.state.as_str() {
        "approved" => (2, "membership-step-approved", "membership-mine-approved"),
        "refused" => (1, "membership-step-refused", "membership-mine-refused"),
        "withdrawn" => (0, "membership-step-withdrawn", "membership-mine-withdrawn"),
        "returned" => (1, "membership-step-returned", "membership-mine-returned"),
        _ => (1, "membership-step-waiting", "membership-mine-waiting"),
    };
    let due = Html::strong(v.date(one.due_day));
    let says = match (one.is_open(), clock.overdue > 0) {
        (true, false) if clock.elapsed == 0 => Html::from(v.t("membership-due-before")).then(due).then(v.t1(
            "membership-due-first-day",
            "total",
            i64::from(clock.total),
        )),
        (true, false) => Html::from(v.t("membership-due-before")).then(due).then(v.t2(
            "membership-due-after",
            "day",
            i64::from(clock.elapsed),
            "total",
            i64::from(clock.total),
        )),
        (true, true) => Html::from(v.t1("membership-due-over", "days", i64::from(clock.overdue))),
        _ => Html::from(v.t1("membership-decided-on", "day", v.date(one.decided_at.map_or(0, |at| Day::from_unix_ms(at).0)))),
    };
    let above = federation.parent(one.union_id).map(|u| u.name.clone());
    let overdue = match above {
        Some(above) => v.t1("membership-overdue-goes", "union", above),
        None => v.t("membership-overdue-top"),
    };
    let ways = sending::of_application(m.store().read(), one.person, one.id).await?;
    let why = match (ways.first(), one.kind.as_str(), answers.employer.is_empty(), answers.place.is_empty()) {
        (Some(last), ..) => {
            v.t2("membership-got-sent-on", "union", federation.name(last.from_union), "reason", last.reason.as_str())
        }
        (None, "transfer", ..) => v.t("membership-got-transfer"),
        (None, _, false, _) => v.t("membership-got-employer"),
        (None, _, _, false) => v.t("membership-got-place"),
        (None, ..) => v.t("membership-got-union"),
    };
    let question = (one.state == "returned").then(|| {
        let field =
            Field::long("answer", v.t("membership-answer")).value(typed).error(ask.error(faults, "answer")).required().first();
        (one.question.clone(), field)
    });
    Ok(Mine {
        page: ask.page("membership-application").at("me").back_to("/me", v.t("membership-me")),
        steps: steps(ask, at, &asked, &v.t(second)),
        title: v.t(title),
        says,
        days: one.is_open().then(|| days(ask, m, one)),
        overdue,
        got: ui::note(why).title(v.t1("membership-got", "union", union)),
        mistakes: ui::mistakes(v, question.iter().map(|(_, f)| f)).into(),
        question,
        reason: one.reason.clone(),
        facts: facts(ask, &answers),
        id: one.id,
        is_open: one.is_open(),
        may_ask_again: matches!(one.state.as_str(), "refused" | "withdrawn"),
    })
}

impl Mine {
    fn withdraw(&self) -> Button {
        let v = &self.page.v;
        Button::post(format!("/me/application/{}/withdraw", self.id), v.t("membership-withdraw"))
            .text()
            .ask(v.t("membership-withdraw-ask"))
    }

    fn answer(&self) -> Button {
        Button::submit(self.page.v.t("membership-answer-send")).main().wide()
    }
}
