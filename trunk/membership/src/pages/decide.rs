use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Days, Facts, Field, Html, Note, Page, St};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::application::{days, facts};
use super::applications::state;
use super::join::choose;
use crate::house::Membership;
use crate::rows::application::Application;
use crate::rows::sending::{self, Sending};
use crate::said::application_kind;
use crate::verbs::decide::{Decision, SENT_ON};
use crate::verbs::send_on::SendOn;

const QUEUE: &str = "/members/applications";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct DecideForm {
    act: String,
    words: String,
    /// Words the union is looked for by that should have it.
    union: String,
    /// The id of the one chosen, where the words leave several.
    union_is: String,
    /// The state the officer decided on.
    seen: String,
}

#[derive(Template)]
#[template(path = "membership/decide.html")]
struct Decide {
    page: Page,
    name: String,
    state: St,
    says: String,
    days: Option<Days>,
    facts: Facts,
    phone: Option<Note>,
    here: String,
    seen: String,
    act: Field,
    words: Field,
    /// Where to send it on to; none for a transfer.
    union: Vec<Field>,
    mistakes: Html,
    is_open: bool,
    note: Option<Note>,
}

/// `GET /members/applications/{person}/{application}`
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let one = match m.application(&scope, person, id).await {
        Err(Fault::Conflict(key)) => return Ok(ask.go_warning(QUEUE, key)),
        one => one?,
    };
    let form = DecideForm { act: "approve".into(), ..DecideForm::default() };
    Ok(ask.show(&page(&m, &ask, &scope, &one, &form, &[], None).await?))
}

/// `POST /members/applications/{person}/{application}`: approve, ask back, refuse or send on with a reason.
pub(crate) async fn post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, id)): Path<(Uuid, Uuid)>,
    Form(sent): Form<DecideForm>,
) -> Result<Response, Failed> {
    // Loaded first: outside the scope there is nothing to be told about, not even a mistake in the form.
    let one = match m.application(&scope, person, id).await {
        Err(Fault::Conflict(key)) => return Ok(ask.go_warning(QUEUE, key)),
        one => one?,
    };
    match act(&m, &scope, &ask, &one, &sent).await {
        Ok(()) => Ok(ask.go_saying(
            QUEUE,
            match sent.act.as_str() {
                "approve" => "membership-approved-said",
                "return" => "membership-returned-said",
                "send-on" => "membership-sent-on-said",
                _ => "membership-refused-said",
            },
        )),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&m, &ask, &scope, &one, &sent, &faults, None).await?)),
        Err(Fault::Conflict(SENT_ON)) => Ok(ask.go_warning(QUEUE, SENT_ON)),
        Err(Fault::Conflict(key)) => {
            let path = format!("/members/applications/{person}/{id}");
            Ok(ask.go_warning(&path, key))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /members/applications/{person}/{application}/phone`: shows the applicant's number; that it was looked at is recorded.
pub(crate) async fn phone(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let one = m.application(&scope, person, id).await?;
    let number = m.look_at_phone(&scope, &ask.actor(), person, id).await?;
    let form = DecideForm { act: "approve".into(), ..DecideForm::default() };
    Ok(ask.show(&page(&m, &ask, &scope, &one, &form, &[], Some(number)).await?))
}

async fn act(m: &Membership, scope: &Scope, ask: &Ask, one: &Application, sent: &DecideForm) -> Outcome<()> {
    if sent.act == "send-on" {
        let way = SendOn::read(m.receiver(&sent.union, &sent.union_is, one.union_id), &sent.words)?;
        return m.send_on(scope, &ask.actor(), (one.person, one.id), &sent.seen, &way).await;
    }
    let decision = Decision::read(&sent.act, &sent.words)?;
    m.decide(scope, &ask.actor(), one.person, one.id, &sent.seen, &decision).await
}

/// The union that should have the application: its name, and a choice where the name leaves several.
fn union_fields(m: &Membership, ask: &Ask, one: &Application, sent: &DecideForm, faults: &[FieldFault]) -> Vec<Field> {
    let v = &ask.v;
    let typed = Field::text("union", v.t("membership-send-on-to"))
        .hint(v.t("membership-send-on-to-hint"))
        .value(&sent.union)
        .error(ask.error(faults, "union"));
    let several = faults.iter().any(|f| f.key == "membership-send-on-several");
    let among = if several { m.receivers(&sent.union, one.union_id) } else { Vec::new() };
    let choice = choose("union_is", v.t("membership-send-on-choose"), &among, &sent.union_is);
    [Some(typed), choice].into_iter().flatten().collect()
}

/// From which union an application came, and why.
fn way(m: &Membership, ask: &Ask, s: &Sending) -> String {
    ask.v.t2("membership-sent-on-line", "union", m.organisation.federation.name(s.from_union), "reason", s.reason.as_str())
}

async fn page(
    m: &Membership,
    ask: &Ask,
    scope: &Scope,
    one: &Application,
    sent: &DecideForm,
    faults: &[FieldFault],
    number: Option<String>,
) -> Outcome<Decide> {
    let v = &ask.v;
    let answers = one.answers(m.store())?;
    let federation = &m.organisation.federation;
    let mut facts = facts(ask, &answers)
        .fact(v.t("membership-kind"), v.t(application_kind(&one.kind)))
        .fact(v.t("membership-union"), federation.name(one.union_id))
        .maybe(v.t("membership-from-union"), one.from_union.map(|u| federation.name(u)))
        .fact(v.t("membership-asked-on"), v.stamp(one.asked_at));
    for sending in sending::of_application(m.store().read(), one.person, one.id).await? {
        facts = facts.fact(v.t("membership-sent-on"), way(m, ask, &sending));
    }
    if !one.question.is_empty() {
        facts = facts.fact(v.t("membership-question"), &one.question);
    }
    if !one.reason.is_empty() {
        facts = facts.fact(v.t("membership-reason"), &one.reason);
    }
    let decided = one.decided_at.map(|at| v.t1("membership-decided-on", "day", v.date(Day::from_unix_ms(at).0)));
    let is_join = one.kind == "join";
    let act = Field::radios("act", v.t("membership-decision"))
        .choice("approve", v.t("membership-approve"))
        .choice("return", v.t("membership-ask-back"))
        .choice("refuse", v.t("membership-refuse"))
        .choices(is_join.then(|| ("send-on", v.t("membership-send-on"))))
        .value(&sent.act)
        .error(ask.error(faults, "act"))
        .first();
    let words = Field::long("words", v.t("membership-decision-words"))
        .hint(v.t("membership-decision-words-hint"))
        .seen(v.t("membership-decision-words-seen"))
        .value(&sent.words)
        .error(ask.error(faults, "words"));
    let union = if is_join { union_fields(m, ask, one, sent, faults) } else { Vec::new() };
    let behalf = scope.on_behalf(one.union_id).map(|u| ui::note(v.t1("membership-on-behalf", "union", federation.name(u))));
    Ok(Decide {
        page: ask.page_named(&answers.name).at("applications").under(QUEUE, v.t("membership-applications")),
        state: state(ask, one, m.today()),
        says: decided.unwrap_or_else(|| v.t1("membership-due-on", "day", v.date(one.due_day))),
        days: one.is_open().then(|| days(ask, m, one)),
        facts,
        phone: number
            .map(|n| Note::good(codes::Mobile::parse(&n).map_or(n, |p| p.spaced())).title(v.t("membership-phone")).announced()),
        here: format!("/members/applications/{}/{}", one.person, one.id),
        // What the officer saw, not what the form was sent back with: a decision on an older state is refused.
        seen: if sent.seen.is_empty() { one.state.clone() } else { sent.seen.clone() },
        mistakes: ui::mistakes(v, [&act, &words].into_iter().chain(&union)).into(),
        act,
        words,
        union,
        is_open: one.is_open(),
        note: behalf,
        name: answers.name,
    })
}

impl Decide {
    fn decide(&self) -> Button {
        Button::submit(self.page.v.t("membership-decide")).main()
    }

    fn look(&self) -> Button {
        Button::post(format!("{}/phone", self.here), self.page.v.t("membership-look-at-phone")).small()
    }
}
