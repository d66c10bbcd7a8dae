use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use store::Outcome;
use ui::{Button, Facts, Head, Html, Note, Row, Rows, St, State};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::house::Planned;
use crate::{Activities, sight};

pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_activity(&a, &scope, id).await?;
    let body = body(&ask, &a, &scope, &seen).await?;
    let title = seen.activity.title.as_str();
    Ok(if scope.has(Power::Run) {
        let page = ask.page_named(title).at("activities").under("/activities/desk", ask.v.t("activities-desk"));
        ask.show(&AtDesk { page, body })
    } else {
        let page = ask.page_named(title).at("activities").back_to("/activities", ask.v.t("activities-activities"));
        ask.show(&OnPhone { page, body })
    })
}

#[derive(Template)]
#[template(path = "activities/activity_phone.html")]
struct OnPhone {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "activities/activity_desk.html")]
struct AtDesk {
    page: ui::Page,
    body: Body,
}

/// An activity on any screen: what it is, when it meets, and how one gets a place.
#[derive(Template)]
#[template(path = "activities/activity.html")]
struct Body {
    v: i18n::Voice,
    head: Head,
    gone: Option<Note>,
    summary: Vec<String>,
    places: Option<PlacesBox>,
    facts: Facts,
    meetings: Rows,
    count: usize,
    acts: Vec<Button>,
}

impl askama::filters::HtmlSafe for Body {}

struct PlacesBox {
    state: St,
    facts: Facts,
    act: Option<Button>,
}

async fn body(ask: &Ask, a: &Activities, scope: &Scope, seen: &Planned) -> Outcome<Body> {
    let (v, it, now) = (&ask.v, &seen.activity, ask.now());
    let host = a.federation().name(it.union_id);
    let mut head = ui::head(it.title.as_str()).says(format!("{host}　{}", said::times(v, seen, now)));
    if it.is_cancelled() {
        head = head.state(State::Off.says(v.t("activities-meeting-cancelled")));
    }
    if sight::require_to_announce(scope, it.union_id).is_ok() {
        head = head.act(Button::link(format!("{}/desk", it.href()), v.t("activities-manage")));
    }
    let programme = match it.programme {
        Some(id) => super::programme::named(a, scope, id).await?,
        None => None,
    };
    let facts = Facts::new()
        .fact(v.t("activities-host"), host)
        .fact(v.t("activities-kind"), said::kind(v, &it.kind))
        .fact(v.t("activities-setting"), said::setting(v, &it.setting))
        .maybe(v.t("activities-place-short"), (!it.place.is_empty()).then(|| it.place.clone()))
        .maybe(v.t("activities-programme"), programme)
        .fact(v.t("activities-who"), said::who(v, a, it));
    let (mut conditions, mut asked) = (Vec::new(), Vec::new());
    if let Some(allotment) = it.allotment {
        conditions = a.signups.conditions_of(allotment, v).await?;
        asked = a.signups.asks_of(allotment).await?.into_iter().map(|row| row.ask).collect();
    }
    let places = said::asked(a, it, scope.person).await?.map(|(of, entry)| PlacesBox {
        state: said::standing(v, &of, entry.as_ref(), now),
        facts: Facts::new()
            .fact(v.t("activities-places"), v.number(of.places))
            .fact(v.t("activities-price-short"), said::price(v, &of))
            .fact(
                v.t("activities-signup-time"),
                v.t2("activities-from-to", "from", v.stamp(of.opens_at), "to", v.until(of.closes_at)),
            )
            .fact(v.t("activities-withdraw-until"), v.until(of.withdraw_until))
            .maybe(v.t("activities-conditions"), (!conditions.is_empty()).then(|| conditions.join(&v.t("activities-and"))))
            .maybe(v.t("activities-asked"), (!asked.is_empty()).then(|| asked.join(&v.t("activities-list-comma")))),
        act: (!of.is_cancelled()).then(|| {
            let href = format!("/signups/{}", of.id);
            match entry {
                Some(_) => Button::link(href, v.t("activities-signup-look")).main().wide(),
                None if now >= of.closes_at => Button::link(href, v.t("activities-signup-result")).wide(),
                None => Button::link(href, v.t("activities-signup-go")).main().wide(),
            }
        }),
    });
    let acts = super::asides::acts(ask, a, scope, seen).await?;
    let begun = super::study::begun(a, &seen.meetings).await?;
    Ok(Body {
        v: v.clone(),
        head,
        gone: it.is_cancelled().then(|| Note::warn(it.reason.as_str()).title(v.t("activities-cancelled-why"))),
        summary: it.summary.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        places,
        facts,
        count: seen.meetings.len(),
        acts,
        meetings: Rows::new(seen.meetings.iter().map(|m| {
            let mut row = Row::new(said::time(v, m.begins_at)).fact(v.t1("activities-n-minutes", "n", i64::from(m.minutes)));
            if !m.place.is_empty() {
                row = row.fact(m.place.as_str());
            }
            if m.is_planned() {
                row = row.fact(Html::link(format!("/agenda/{}.ics", m.id), v.t("activities-ics")));
            }
            if begun.contains(&m.id) {
                row = row.fact(Html::link(format!("/studies/{}", m.id), v.t("activities-study-open")));
            }
            row.end(said::meeting(v, m, now))
        })),
    })
}
