use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::Outcome;
use ui::{Button, Facts, Head, Note, Row, Rows, State as Shape};
use web::{Ask, Failed, Path, Query};

use super::said;
use crate::rows::blueprint;
use crate::sight::Seen;
use crate::{Blueprints, sight, withdraw as withdraw_it};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    version: String,
}

impl Wish {
    fn version(&self) -> Option<i32> {
        self.version.parse().ok()
    }
}

#[derive(Template)]
#[template(path = "blueprints/blueprint.html")]
struct BlueprintPage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    what: String,
    whom: String,
    set: Facts,
    about: Facts,
    versions: Option<Rows>,
    text: String,
    file: String,
    withdraw: Option<Button>,
}

/// What a blueprint sets, in plain words, with its text and earlier versions.
pub async fn get(
    State(b): State<Blueprints>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let seen = sight::reach(&b, &scope, &id, wish.version()).await?;
    Ok(ask.show(&view(&b, &ask, &scope, &seen).await?))
}

/// The text as a file.
pub async fn file(
    State(b): State<Blueprints>,
    scope: Scope,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let seen = sight::reach(&b, &scope, &id, wish.version()).await?;
    Ok(web::attachment(&format!("{}.toml", seen.blueprint.name), "application/toml; charset=utf-8", seen.blueprint.text))
}

pub async fn withdraw(State(b): State<Blueprints>, ask: Ask, scope: Scope, Path(id): Path<String>) -> Result<Response, Failed> {
    sight::reach(&b, &scope, &id, None).await?;
    withdraw_it(&b, &scope, &ask.actor(), &id).await?;
    Ok(ask.go_saying(&format!("/blueprints/{id}"), "blueprints-withdrawn"))
}

async fn view(b: &Blueprints, ask: &Ask, scope: &Scope, seen: &Seen) -> Outcome<BlueprintPage> {
    let (v, of) = (&ask.v, &seen.blueprint);
    let may_save = !sight::unions(scope).is_empty();
    let is_offered = seen.withdrawn_at.is_none() && !seen.is_earlier;
    let mut head = ui::head(of.title.of(v)).says(said::version(v, of.version));
    if let Some(start) = b.offered(scope, of).filter(|_| is_offered) {
        head = head.act(Button::link(start, v.t("blueprints-use")).main());
    }
    if may_save {
        let change = format!("/blueprints/new?from={}&version={}", of.id(), of.version);
        head = head.act(Button::link(change, v.t("blueprints-change")));
    }
    let mut about =
        Facts::new().fact(v.t("blueprints-maker"), said::maker(b, v, of)).fact(v.t("blueprints-room"), said::room(b, v, of));
    let (mut versions, mut withdraw) = (None, None);
    if let Some((row, union)) = b.row_of(of) {
        let all = blueprint::versions(b.store().read(), row).await?;
        if let Some(this) = all.iter().find(|e| e.version == of.version) {
            about = about.fact(v.t("blueprints-saved-at"), v.stamp(this.saved_at));
        }
        versions = (all.len() > 1).then(|| {
            Rows::new(all.iter().map(|e| {
                let line = Row::new(said::version(v, e.version))
                    .to(format!("{}?version={}", of.href(), e.version))
                    .fact(v.stamp(e.saved_at));
                if e.version == of.version { line.end(Shape::Done.says(v.t("blueprints-shown"))) } else { line }
            }))
            .tight()
        });
        if sight::require(scope, union).is_ok() && is_offered {
            let button = Button::post(format!("{}/withdraw", of.href()), v.t("blueprints-withdraw"));
            withdraw = Some(button.text().ask(v.t("blueprints-withdraw-ask")));
        }
    }
    let gone = match (seen.withdrawn_at, seen.is_earlier) {
        (Some(at), _) => Some(Note::warn(v.t1("blueprints-withdrawn-at", "at", v.stamp(at)))),
        (None, true) => Some(Note::warn(v.t("blueprints-is-earlier")).link(of.href(), v.t("blueprints-newest"))),
        (None, false) => None,
    };
    Ok(BlueprintPage {
        page: ask.page_named(of.title.of(v)).at("blueprints").under("/blueprints", v.t("blueprints-blueprints")),
        head,
        gone,
        what: of.what.of(v).to_owned(),
        whom: of.whom.of(v).to_owned(),
        set: b.says(of, v).into_iter().fold(Facts::new(), |facts, (name, value)| facts.fact(name, value)),
        about,
        versions,
        text: of.text.clone(),
        file: format!("{}/file.toml?version={}", of.href(), of.version),
        withdraw,
    })
}
