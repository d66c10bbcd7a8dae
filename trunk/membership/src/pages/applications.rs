use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use store::Outcome;
use ui::{Button, Empty, Href, Html, Page, Pager, State as Shape, Views};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::application::days;
use super::join::work_key;
use crate::house::Membership;
use crate::rows::application::{Application, Which};
use crate::rules::clock;
use crate::said::{application_kind, application_state};

const A_PAGE: i64 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Shown {
    show: String,
    page: String,
}

#[derive(Template)]
#[template(path = "membership/applications.html")]
struct Queue {
    page: Page,
    views: Views,
    lines: Vec<Line>,
    /// Ticks and the button over them stand only where something is to be decided.
    may_approve: bool,
    several_unions: bool,
    pager: Pager,
    empty: Empty,
}

struct Line {
    /// `person/application`.
    value: String,
    href: String,
    name: String,
    union: String,
    work: String,
    kind: String,
    asked: String,
    clock: Html,
    due: String,
    state: Html,
}

/// `GET /members/applications?show=`: the most urgent first.
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(shown): Query<Shown>,
) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &ask, &scope, &shown).await?))
}

/// `POST /members/applications/approve`: approves those ticked, each by itself; what somebody else has decided meanwhile is told.
pub(crate) async fn approve(State(m): State<Membership>, scope: Scope, ask: Ask, sent: Fields) -> Result<Response, Failed> {
    let ticked: Vec<(Uuid, Uuid)> = sent.all("one").filter_map(read_value).take(A_PAGE.unsigned_abs() as usize).collect();
    if ticked.is_empty() {
        return Ok(ask.go_warning("/members/applications", "membership-none-ticked"));
    }
    let (done, missed) = m.approve_all(&scope, &ask.actor(), &ticked).await?;
    Ok(match (done, missed) {
        (done, 0) => ask.go_counting("/members/applications", "membership-n-approved", i64::from(done)),
        (0, _) => ask.go_warning("/members/applications", "membership-none-approved"),
        _ => ask.go_warning("/members/applications", "membership-some-approved"),
    })
}

fn read_value(value: &str) -> Option<(Uuid, Uuid)> {
    let (person, id) = value.split_once('/')?;
    Some((person.parse().ok()?, id.parse().ok()?))
}

/// The word and shape of an application's state.
pub(crate) fn state(ask: &Ask, one: &Application, today: Day) -> ui::St {
    let v = &ask.v;
    let says = v.t(application_state(&one.state));
    match one.state.as_str() {
        "approved" => Shape::Done.says(says),
        "refused" => Shape::NotApplicable.says(says),
        "withdrawn" => Shape::Off.says(says),
        _ if one.due_day < today.0 => {
            let clock = clock::stands(Day::from_unix_ms(one.asked_at), Day(one.due_day), today);
            Shape::Late.says(v.t1("membership-state-late", "days", i64::from(clock.overdue)))
        }
        "returned" => Shape::Waiting.says(says),
        _ => Shape::Due.says(says),
    }
}

async fn page(m: &Membership, ask: &Ask, scope: &Scope, shown: &Shown) -> Outcome<Queue> {
    let v = &ask.v;
    let (which, key) = match shown.show.as_str() {
        "returned" => (Which::Returned, "returned"),
        "decided" => (Which::Decided, "decided"),
        _ => (Which::Asked, "asked"),
    };
    let number = shown.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (found, total) = m.applications(scope, which, (number - 1) * A_PAGE, A_PAGE).await?;
    let mut lines = Vec::with_capacity(found.len());
    for one in &found {
        let answers = one.answers(m.store())?;
        let work: Vec<String> = answers.work.iter().map(|w| v.t(work_key(w))).collect();
        lines.push(Line {
            value: format!("{}/{}", one.person, one.id),
            href: format!("/members/applications/{}/{}", one.person, one.id),
            name: answers.name,
            union: m.organisation.federation.name(one.union_id),
            work: work.join(&v.t("membership-list-comma")),
            kind: v.t(application_kind(&one.kind)),
            asked: v.date(Day::from_unix_ms(one.asked_at).0),
            clock: if one.is_open() { days(ask, m, one).small().into() } else { Html::default() },
            due: if one.is_open() { v.date(one.due_day) } else { String::new() },
            state: state(ask, one, m.today()).into(),
        });
    }
    let base = Href::new("/members/applications");
    let views =
        [("asked", "membership-show-asked"), ("returned", "membership-show-returned"), ("decided", "membership-show-decided")]
            .into_iter()
            .fold(Views::new(v.t("membership-show")), |views, (show, label)| {
                views.view(base.with("show", show).to_string(), v.t(label), show == key)
            });
    Ok(Queue {
        page: ask.page("membership-applications").at("applications"),
        views,
        may_approve: which == Which::Asked && !lines.is_empty(),
        several_unions: m.admits_at(scope).len() > 1,
        lines,
        pager: Pager::new(v, base.with("show", key), number.unsigned_abs(), A_PAGE.unsigned_abs(), total.unsigned_abs()),
        empty: Empty::new("membership", v.t("membership-applications-none")).hint(v.t("membership-applications-none-hint")),
    })
}

impl Queue {
    fn approve(&self) -> Button {
        Button::submit(self.page.v.t("membership-approve-ticked")).main()
    }
}
