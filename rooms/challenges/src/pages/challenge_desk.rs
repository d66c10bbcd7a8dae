use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use ui::{Button, Facts, Head, Note, Source};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::{me::is_weighing, said};
use crate::rows::{figure, part};
use crate::{Challenges, sight, verbs};

#[derive(Template)]
#[template(path = "challenges/run.html")]
struct RunPage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    about: Facts,
    places: Facts,
    people: Button,
    joined: Facts,
    group: Option<(Facts, Source)>,
    acts: Vec<Button>,
}

/// What whoever runs it sees: places, counts, sums. Nothing that anybody measured.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let it = sight::reach_to_run(&c, &scope, id).await?;
    let (v, today, db) = (&ask.v, c.today(), c.store().read());
    let of = c.signups.allotment(it.allotment).await?;
    let (joined, last) = (part::count_joined(db, id).await?, figure::last(db, id).await?);
    let href = it.href();
    let mut acts = Vec::new();
    if is_weighing(&it, today) {
        acts.push(Button::link(format!("{href}/scales"), v.t("challenges-scales")).main());
    }
    if it.is_open() && today > it.last() {
        acts.push(Button::post(format!("{href}/close"), v.t("challenges-close")).main().ask(v.t("challenges-close-ask")));
    }
    if it.is_open() {
        acts.push(Button::link(format!("{href}/dates"), v.t("challenges-dates")));
        acts.push(Button::link(format!("{href}/cancel"), v.t("challenges-call-off")).text());
    }
    Ok(ask.show(&RunPage {
        page: ask.page_named(it.title.as_str()).at("challenges").under("/challenges/desk", v.t("challenges-desk")),
        head: ui::head(it.title.as_str())
            .says(c.federation().name(it.union_id))
            .state(said::state(v, &it, today))
            .act(Button::link(&href, v.t("challenges-look"))),
        gone: it.is_cancelled().then(|| Note::warn(it.reason.as_str()).title(v.t("challenges-cancelled-why"))),
        about: Facts::new()
            .fact(v.t("challenges-days"), said::days(v, &it))
            .fact(v.t("challenges-kind"), v.t(it.kind().key))
            .fact(v.t("challenges-goal"), said::goal(v, &it))
            .fact(v.t("challenges-rhythm"), said::rhythm(v, &it)),
        places: Facts::new()
            .fact(v.t("challenges-places"), v.number(of.places))
            .fact(v.t("challenges-places-taken"), v.number(of.taken))
            .fact(v.t("challenges-places-waiting"), v.number(of.waiting))
            .fact(
                v.t("challenges-signup-time"),
                v.t2("challenges-from-to", "from", v.stamp(of.opens_at), "to", v.until(of.closes_at)),
            ),
        people: Button::link(format!("/signups/{}/desk", of.id), v.t("challenges-people-signed")),
        joined: Facts::new().fact(v.t("challenges-joined-now"), said::people(v, joined)),
        group: last.map(|f| {
            let key = if it.is_closed() { "challenges-figures-frozen" } else { "challenges-figures-at" };
            (said::figures(v, &it, &f), ui::source(v.t1(key, "at", v.stamp(f.taken_at))))
        }),
        acts,
    }))
}

pub async fn close(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    verbs::close::close(&c, &scope, &ask.actor(), id).await?;
    Ok(ask.go_saying(&format!("/challenges/{id}/desk"), "challenges-closed"))
}
