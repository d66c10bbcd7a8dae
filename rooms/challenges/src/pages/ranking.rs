use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::chart::decimal;
use ui::{Button, Empty, Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::said;
use crate::rows::challenge::Challenge;
use crate::rows::team;
use crate::rules::field::LONGEST_NAME;
use crate::rules::veil::FEWEST;
use crate::sight::Own;
use crate::verbs::rank::{self, Board};
use crate::{Challenges, Ranking, sight};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Chosen {
    nickname: String,
    team: String,
}

/// Only for those who take part; the list only for those who are in it.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let own = taking_part(&c, &scope, id).await?;
    Ok(ask.show(&view(&ask, &c, &scope, &own, None, &[]).await?))
}

pub async fn post(
    Shared(c): Shared<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Chosen>,
) -> Result<Response, Failed> {
    let ranking = Ranking { nickname: form.nickname.clone(), team: form.team.clone() };
    match rank::enter_ranking(&c, &scope, &ask.actor(), id, &ranking).await {
        Ok(()) => Ok(ask.go_saying(&format!("/challenges/{id}/ranking"), "challenges-ranking-entered")),
        Err(Fault::Invalid(faults)) => {
            let own = taking_part(&c, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &c, &scope, &own, Some(&form), &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

pub async fn leave(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    rank::leave_ranking(&c, &scope, &ask.actor(), id).await?;
    Ok(ask.go_saying(&format!("/challenges/{id}/ranking"), "challenges-ranking-left"))
}

async fn taking_part(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<Own> {
    let own = sight::own(c, scope, id).await?;
    if own.takes_part() { Ok(own) } else { Err(Fault::NotFound) }
}

#[derive(Template)]
#[template(path = "challenges/ranking.html")]
struct RankingPage {
    page: ui::Page,
    head: Head,
    score_head: String,
    /// Place, nickname, team, score, and whether it is the reader.
    places: Vec<(usize, String, String, String, bool)>,
    /// Name, members, mean.
    teams: Vec<(String, String, String)>,
    has_teams: bool,
    empty: Option<Empty>,
    form: Option<ChoiceForm>,
    leave: Option<Button>,
}

struct ChoiceForm {
    title: String,
    mistakes: Mistakes,
    says: String,
    fields: Vec<Field>,
    known_teams: Vec<String>,
    save: Button,
    action: String,
}

async fn view(
    ask: &Ask,
    c: &Challenges,
    scope: &Scope,
    own: &Own,
    typed: Option<&Chosen>,
    faults: &[FieldFault],
) -> Outcome<RankingPage> {
    let (v, it) = (&ask.v, &own.challenge);
    let is_in = own.part.as_ref().is_some_and(crate::rows::part::Part::is_ranked);
    let board = if is_in { Some(rank::board(c, scope, it).await?) } else { None };
    let score = |score: i64| said_score(ask, it, score);
    let places = |b: &Board| {
        let line = |p: &crate::rules::board::Placed<Uuid>| {
            let (runner, mine) = (&p.runner, p.runner.who == scope.person);
            (p.place, runner.nickname.clone(), runner.team.clone().unwrap_or_default(), score(runner.score), mine)
        };
        b.places.iter().map(line).collect::<Vec<_>>()
    };
    let is_short = board.as_ref().is_some_and(|b| b.places.is_empty());
    let form = if it.is_open() { Some(choice(ask, c, own, is_in, typed, faults).await?) } else { None };
    let href = it.href();
    Ok(RankingPage {
        page: ask.page("challenges-ranking").at("activities").back_to(format!("{href}/me"), it.title.as_str()),
        head: ui::head(v.t("challenges-ranking")).says(v.t(if is_in {
            "challenges-ranking-lead"
        } else {
            "challenges-ranking-ask"
        })),
        score_head: v.t(if it.is_weight() { "challenges-score-lost" } else { "challenges-score-done" }),
        places: board.as_ref().map(places).unwrap_or_default(),
        teams: board
            .as_ref()
            .map_or_else(Vec::new, |b| b.teams.iter().map(|t| (t.name.clone(), v.number(t.members), score(t.mean))).collect()),
        has_teams: it.teams,
        empty: is_short.then(|| {
            Empty::new("activities", v.t1("challenges-ranking-few", "n", FEWEST)).hint(v.t("challenges-ranking-few-hint"))
        }),
        form,
        leave: is_in.then(|| Button::post(format!("{href}/ranking/leave"), v.t("challenges-ranking-leave")).wide()),
    })
}

fn said_score(ask: &Ask, it: &Challenge, score: i64) -> String {
    if it.is_weight() { format!("{}%", decimal(&ask.v, score * 10)) } else { said::amount(&ask.v, it, score) }
}

async fn choice(
    ask: &Ask,
    c: &Challenges,
    own: &Own,
    is_in: bool,
    typed: Option<&Chosen>,
    faults: &[FieldFault],
) -> Outcome<ChoiceForm> {
    let (v, it) = (&ask.v, &own.challenge);
    let teams = if it.teams { team::of(c.store().read(), it.id).await? } else { Vec::new() };
    let standing = || {
        let part = own.part.as_ref();
        let team = part.and_then(|p| p.team).and_then(|id| teams.iter().find(|t| t.id == id));
        Chosen {
            nickname: part.and_then(|p| p.nickname.clone()).unwrap_or_default(),
            team: team.map(|t| t.name.clone()).unwrap_or_default(),
        }
    };
    let form = typed.cloned().unwrap_or_else(standing);
    let mut fields = vec![
        Field::text("nickname", v.t("challenges-nickname"))
            .hint(v.t("challenges-nickname-hint"))
            .seen(v.t("challenges-seen-by-ranked"))
            .value(&form.nickname)
            .attr("maxlength", LONGEST_NAME)
            .attr("autocomplete", "off")
            .error(ask.error(faults, "nickname"))
            .first(),
    ];
    if it.teams {
        fields.push(
            Field::text("team", v.t("challenges-team"))
                .optional(v)
                .hint(v.t("challenges-team-hint"))
                .value(&form.team)
                .attr("maxlength", LONGEST_NAME)
                .attr("list", "teams")
                .error(ask.error(faults, "team")),
        );
    }
    Ok(ChoiceForm {
        title: v.t(if is_in { "challenges-ranking-mine" } else { "challenges-ranking-enter" }),
        mistakes: ui::mistakes(v, &fields),
        says: v.t(if it.is_weight() { "challenges-ranking-shows-lost" } else { "challenges-ranking-shows-done" }),
        fields,
        known_teams: teams.into_iter().map(|t| t.name).collect(),
        save: Button::submit(v.t(if is_in { "challenges-ranking-save" } else { "challenges-ranking-enter-it" })).main().wide(),
        action: format!("{}/ranking", it.href()),
    })
}
