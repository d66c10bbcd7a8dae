use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Head, Html, Note, Rows, SecHead};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::row::Seen;
use crate::aside::Section;
use crate::due::Due;
use crate::house::Inbox;
use crate::rows::waiting::Task;
use crate::rules::group::{Group, group};

#[derive(Template)]
#[template(path = "inbox/desk.html")]
struct Desk {
    page: ui::Page,
    head: Head,
    calendar_ends: Option<Note>,
    sections: Vec<(SecHead, Html)>,
    asides: Vec<(SecHead, Html)>,
}

/// `GET /desk`: where an officer begins.
pub(crate) async fn get(State(i): State<Inbox>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    Ok(ask.show(&view(&i, &ask, &scope).await?))
}

async fn view(i: &Inbox, ask: &Ask, scope: &Scope) -> Outcome<Desk> {
    let (v, today) = (&ask.v, i.today());
    let tasks = i.waiting(scope).await?;
    let acts: Vec<Button> = i.asides().iter().flat_map(|a| a.acts(ask, scope)).collect();
    let mut own: Vec<Uuid> = scope.held().iter().map(|h| h.union).collect();
    own.dedup();
    let seen = Seen {
        v,
        federation: &i.organisation.federation,
        calendar: &i.calendar,
        now: ask.now(),
        names_union: own.len() > 1 || tasks.iter().any(|t| !own.contains(&t.union)),
    };
    let mut sections = Vec::new();
    for of in Group::ALL {
        let rows: Vec<&Task> = tasks.iter().filter(|t| group(t, today) == of).collect();
        if rows.is_empty() {
            continue;
        }
        let mut head = ui::sec_head(v.t(of.key())).count(v.number(rows.len() as i64));
        if of == Group::Others {
            head = head.aside(v.t("inbox-others-aside"));
        }
        sections.push((head, Html::from(Rows::new(rows.into_iter().map(|t| seen.row(t))))));
    }
    let mine = tasks.iter().filter(|t| !t.is_followed).count();
    if mine == 0 {
        sections.insert(0, (ui::sec_head(v.t(Group::Now.key())), nothing(ask).into()));
    }
    let says = if mine == 0 {
        v.t1("inbox-desk-clear", "date", v.date(today.0))
    } else {
        v.t2("inbox-desk-says", "date", v.date(today.0), "n", mine as i64)
    };
    let mut head = ui::head(v.t("inbox-desk")).says(says);
    for act in acts {
        head = head.act(act);
    }
    Ok(Desk {
        page: ask.page("inbox-desk").at("today"),
        head,
        calendar_ends: calendar_ends(i, ask, &tasks),
        sections,
        asides: asides(i, ask, scope).await,
    })
}

/// Nothing waits: the next thing to do, beside what the head of the page offers to begin.
fn nothing(ask: &Ask) -> Empty {
    let v = &ask.v;
    let look = Button::link("/unions", v.t("inbox-desk-empty-act"));
    Empty::new("today", v.t("inbox-desk-empty")).hint(v.t("inbox-desk-empty-hint")).act(look)
}

/// A clock runs into a year whose official holidays are not known yet: its last day may move.
fn calendar_ends(i: &Inbox, ask: &Ask, tasks: &[Task]) -> Option<Note> {
    let unknown = tasks.iter().find_map(|t| match t.due {
        Due::Clock { received, until } if !i.calendar.is_known_between(received, until) => Some(until.year()),
        _ => None,
    })?;
    Some(ui::note(ask.v.t1("inbox-calendar-unknown", "year", unknown.to_string())))
}

async fn asides(i: &Inbox, ask: &Ask, scope: &Scope) -> Vec<(SecHead, Html)> {
    let mut all = Vec::new();
    for aside in i.asides() {
        match aside.sections(ask, scope).await {
            Ok(sections) => all.extend(sections.into_iter().map(|Section { title, link, body }| {
                let head = ui::sec_head(title);
                (link.map_or_else(|| head.clone(), |l| head.clone().link(l.href, l.label)), body)
            })),
            Err(fault) => tracing::warn!(%fault, "a section of the desk is left out"),
        }
    }
    all
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Settled {
    union: String,
}

/// `POST /desk/tasks/{task}/done`: whoever did it says so.
pub(crate) async fn settle(
    State(i): State<Inbox>,
    ask: Ask,
    scope: Scope,
    Path(task): Path<Uuid>,
    Form(form): Form<Settled>,
) -> Result<Response, Failed> {
    let union = Uuid::try_parse(&form.union).map_err(|_| Fault::NotFound)?;
    match i.settle(&scope, &ask.actor(), union, task).await {
        Ok(()) => Ok(ask.go_saying("/desk", "inbox-task-settled")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/desk", key)),
        Err(fault) => Err(fault.into()),
    }
}
