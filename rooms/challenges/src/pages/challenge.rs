use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::{Power, Scope};
use store::Outcome;
use ui::{Button, Facts, Head, Note, Source, St};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::{challenges::asked, said};
use crate::rows::challenge::Challenge;
use crate::rows::{figure, part};
use crate::{Challenges, sight};

/// What it is, when, what is held to be reached, and how one gets a place.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight::reach(&c, &scope, id).await?;
    let body = body(&ask, &c, &scope, &it).await?;
    let page = ask.page_named(it.title.as_str()).at("activities");
    Ok(if scope.has(Power::Run) {
        ask.show(&AtDesk { page: page.under("/challenges/desk", ask.v.t("challenges-desk")), body })
    } else {
        ask.show(&OnPhone { page: page.back_to("/challenges", ask.v.t("challenges-challenges")), body })
    })
}

#[derive(Template)]
#[template(path = "challenges/challenge_phone.html")]
struct OnPhone {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "challenges/challenge_desk.html")]
struct AtDesk {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "challenges/challenge.html")]
struct Body {
    v: i18n::Voice,
    head: Head,
    gone: Option<Note>,
    state: St,
    places: Facts,
    acts: Vec<Button>,
    summary: Vec<String>,
    advice: Vec<String>,
    facts: Facts,
    group: Option<(Facts, Source)>,
}

impl askama::filters::HtmlSafe for Body {}

async fn body(ask: &Ask, c: &Challenges, scope: &Scope, it: &Challenge) -> Outcome<Body> {
    let (v, db) = (&ask.v, c.store().read());
    let host = c.federation().name(it.union_id);
    let (of, entry) = asked(c, it, scope.person).await?;
    let entry = entry.filter(|e| e.stands());
    let has_part = part::get(db, it.id, scope.person).await?.is_some();
    let mut head = ui::head(it.title.as_str()).says(host.as_str()).state(said::state(v, it, c.today()));
    if sight::require_to_announce(scope, it.union_id).is_ok() {
        head = head.act(Button::link(format!("{}/desk", it.href()), v.t("challenges-manage")));
    }
    let mut acts = Vec::new();
    if has_part || entry.as_ref().is_some_and(|e| e.has_place()) {
        acts.push(Button::link(format!("{}/me", it.href()), v.t("challenges-go-me")).main().wide());
        acts.push(Button::link(format!("/signups/{}", of.id), v.t("challenges-signup-look")).wide());
    } else if !of.is_cancelled() {
        let label = if entry.is_some() { "challenges-signup-look" } else { "challenges-signup-go" };
        acts.push(Button::link(format!("/signups/{}", of.id), v.t(label)).main().wide());
    }
    let last = figure::last(db, it.id).await?;
    Ok(Body {
        v: v.clone(),
        head,
        gone: it.is_cancelled().then(|| Note::warn(it.reason.as_str()).title(v.t("challenges-cancelled-why"))),
        state: said::standing(v, &of, entry.as_ref(), ask.now()),
        places: Facts::new()
            .fact(v.t("challenges-places"), v.number(of.places))
            .fact(
                v.t("challenges-signup-time"),
                v.t2("challenges-from-to", "from", v.stamp(of.opens_at), "to", v.until(of.closes_at)),
            )
            .fact(v.t("challenges-withdraw-until"), v.until(of.withdraw_until)),
        acts,
        summary: said::lines(&it.summary),
        advice: said::lines(&it.advice),
        facts: Facts::new()
            .fact(v.t("challenges-days"), said::days(v, it))
            .fact(v.t("challenges-kind"), v.t(it.kind().key))
            .fact(v.t("challenges-goal"), said::goal(v, it))
            .fact(v.t("challenges-rhythm"), said::rhythm(v, it))
            .maybe(v.t("challenges-scales-short"), it.at_scales.then(|| v.t("challenges-scales-says")))
            .fact(v.t("challenges-who"), said::who(v, c, it))
            .fact(v.t("challenges-host"), host),
        group: last.map(|f| (said::figures(v, it, &f), ui::source(v.t1("challenges-figures-at", "at", v.stamp(f.taken_at))))),
    })
}
