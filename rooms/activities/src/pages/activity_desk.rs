use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use ui::{Button, Facts, Head, Note, Row, Rows, State};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::rows::session;
use crate::{Activities, sight};

#[derive(Template)]
#[template(path = "activities/run.html")]
struct RunPage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    advice: Option<Note>,
    meetings: Rows,
    places: Option<Facts>,
    people: Option<Button>,
}

/// An activity as whoever runs it sees it: what is to be logged, who signed up, what can be changed.
pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    let (v, it, now) = (&ask.v, &seen.activity, ask.now());
    let mut head = ui::head(it.title.as_str()).says(a.federation().name(it.union_id));
    head = head.act(Button::link(it.href(), v.t("activities-as-members")));
    head = head.act(Button::link(format!("{}/blueprint", it.href()), v.t("activities-save-blueprint")));
    if it.is_cancelled() {
        head = head.state(State::Off.says(v.t("activities-meeting-cancelled")));
    } else {
        head = head.act(Button::link(format!("{}/cancel", it.href()), v.t("activities-call-off")));
    }
    let mut meetings = Vec::with_capacity(seen.meetings.len());
    for m in &seen.meetings {
        let session = match m.session {
            Some(session) => session::get(a.store().read(), session).await?.filter(|s| !s.is_retracted()),
            None => None,
        };
        let may_be_logged = session.is_none() && m.state != "cancelled" && m.begins_at <= now;
        let mut row = Row::new(said::time(v, m.begins_at)).fact(v.t1("activities-n-minutes", "n", i64::from(m.minutes)));
        if !m.place.is_empty() {
            row = row.fact(m.place.as_str());
        }
        row = row.end(said::meeting_to_run(v, m, now));
        if let Some(session) = session {
            row = row.end(Button::link(format!("/sessions/{}", session.id), v.t("activities-look-session")).small());
        } else if may_be_logged {
            let log = format!("/sessions/new?activity={id}&meeting={}", m.id);
            row = row.end(Button::link(log, v.t("activities-hold")).small());
        }
        if let Some(allotment) = it.allotment.filter(|_| m.is_planned() && !it.is_cancelled()) {
            let door = format!("/signups/{allotment}/checkin?occasion={}", m.n);
            row = row.end(Button::link(door, v.t("activities-check-in")).small());
        }
        if m.is_planned() {
            let shift = format!("{}/meetings/{}/move", it.href(), m.id);
            row = row.act(Button::link(shift, v.t("activities-move")).small().text());
        }
        meetings.push(super::meeting_acts::add(v, it, m, row));
    }
    head = head.act(Button::link(format!("{}/feedback/desk", it.href()), v.t("activities-feedback-heard")));
    let mut advice = None;
    let (places, people) = match it.allotment {
        None => (None, None),
        Some(allotment) => {
            let of = a.signups.allotment(allotment).await?;
            advice = super::feedback::advice(v, it, &of);
            let facts = Facts::new()
                .fact(v.t("activities-places"), v.number(of.places))
                .fact(v.t("activities-places-taken"), v.number(of.taken))
                .fact(v.t("activities-places-waiting"), v.number(of.waiting))
                .fact(v.t("activities-price-short"), said::price(v, &of))
                .fact(
                    v.t("activities-signup-time"),
                    v.t2("activities-from-to", "from", v.stamp(of.opens_at), "to", v.until(of.closes_at)),
                );
            (Some(facts), Some(Button::link(format!("/signups/{allotment}/desk"), v.t("activities-people-signed"))))
        }
    };
    Ok(ask.show(&RunPage {
        page: ask.page_named(it.title.as_str()).at("activities").under("/activities/desk", v.t("activities-desk")),
        head,
        gone: it.is_cancelled().then(|| Note::warn(it.reason.as_str()).title(v.t("activities-cancelled-why"))),
        advice,
        meetings: Rows::new(meetings),
        places,
        people,
    }))
}
