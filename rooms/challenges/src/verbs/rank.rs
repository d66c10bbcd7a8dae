use std::collections::{HashMap, HashSet};

use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::seal;
use crate::rows::challenge::Challenge;
use crate::rows::part::{self, Part};
use crate::rows::{measure, team};
use crate::rules::board::{Placed, Runner, TeamPlaced, ranked, teams};
use crate::rules::field::{self, LONGEST_NAME};
use crate::{Challenges, sight};

/// Under which name somebody wants to be ranked.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    pub nickname: String,
    /// An existing team or a new one; empty for none.
    pub team: String,
}

/// Goes into the ranking of a challenge, under a nickname chosen for it and, where there are teams, in one of them; said again, both
/// are changed. Only those who are in it see it.
///
/// # Errors
/// As [`sight::reach`]; `challenges-consent-first`, `challenges-no-place`, `challenges-is-over`; [`Fault::Invalid`] on `nickname` and
/// `team`.
pub async fn enter_ranking(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid, form: &Ranking) -> Outcome<()> {
    let it = sight::reach(c, scope, id).await?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if !sight::has_place(c, &it, scope.person).await? {
        return Err(Fault::Conflict("challenges-no-place"));
    }
    let nickname = field::said("nickname", &form.nickname, LONGEST_NAME, "challenges-nickname-missing");
    let team_name = field::short("team", &form.team, LONGEST_NAME);
    let (nickname, team_name) = match (nickname, team_name) {
        (Ok(nickname), Ok(team)) => (nickname, team),
        (nickname, team) => return Err(Fault::Invalid(nickname.err().into_iter().chain(team.err()).collect())),
    };
    let (nickname, team_name, person) = (&nickname, &team_name, scope.person);
    let written = c.store().write("challenges.enter_ranking", actor, |tx| async move {
        let part = joined(part::lock(&tx, id, person).await?)?;
        let team = match team_name.as_str() {
            name if it.teams && !name.is_empty() => team::named(&tx, id, name).await?,
            _ => None,
        };
        let ranked_at = part.ranked_at.or(Some(tx.now()));
        part::rank(&tx, &Part { nickname: Some(nickname.clone()), team, ranked_at, ..part }).await?;
        tx.record("challenge", id, json!({ "ranking": "entered" }));
        Ok(())
    });
    written.await.map_err(|fault| match fault {
        Fault::Taken(name) if name == "chl_part_challenge_id_nickname_key" => {
            Fault::Invalid(vec![FieldFault::new("nickname", "challenges-nickname-taken")])
        }
        other => other,
    })
}

/// Leaves the ranking, at any time; nothing of it stays.
///
/// # Errors
/// As [`sight::reach`]; `challenges-consent-first` for whoever does not take part.
pub async fn leave_ranking(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    sight::reach(c, scope, id).await?;
    let person = scope.person;
    c.store()
        .write("challenges.leave_ranking", actor, |tx| async move {
            let part = joined(part::lock(&tx, id, person).await?)?;
            if part.ranked_at.is_none() {
                tx.changes_nothing();
                return Ok(());
            }
            part::rank(&tx, &Part { nickname: None, team: None, ranked_at: None, ..part }).await?;
            tx.record("challenge", id, json!({ "ranking": "left" }));
            Ok(())
        })
        .await
}

fn joined(part: Option<Part>) -> Outcome<Part> {
    part.filter(Part::is_joined).ok_or(Fault::Conflict("challenges-consent-first"))
}

/// The ranking as those who are in it see it.
pub(crate) struct Board {
    /// Empty while fewer than five who are in it have something to compare.
    pub places: Vec<Placed<Uuid>>,
    pub teams: Vec<TeamPlaced>,
}

/// What one who chose the ranking may see of it.
///
/// # Errors
/// [`Fault::NotFound`] for whoever is not in it, whatever his post.
pub(crate) async fn board(c: &Challenges, scope: &Scope, it: &Challenge) -> Outcome<Board> {
    let db = c.store().read();
    let standing = c.signups.standing_people(it.allotment).await?;
    let placed: HashSet<Uuid> = standing.into_iter().filter(|(.., s)| s == "placed").map(|(person, ..)| person).collect();
    let parts = part::joined(db, it.id).await?;
    let chosen: Vec<&Part> = parts.iter().filter(|p| p.is_ranked() && placed.contains(&p.person)).collect();
    if !chosen.iter().any(|p| p.person == scope.person) {
        return Err(Fault::NotFound);
    }
    let names: HashMap<Uuid, String> = team::of(db, it.id).await?.into_iter().map(|t| (t.id, t.name)).collect();
    let people: HashSet<Uuid> = chosen.iter().map(|p| p.person).collect();
    let mut measured: HashMap<Uuid, Vec<measure::Measure>> = HashMap::new();
    for m in measure::of_challenge(db, it.id).await?.into_iter().filter(|m| people.contains(&m.person)) {
        measured.entry(m.person).or_default().push(m);
    }
    let mut runners = Vec::with_capacity(chosen.len());
    for part in chosen {
        let Some(own) = measured.get(&part.person) else { continue };
        let course = seal::course(c.store(), it, own, seal::open_height(c.store(), part)?)?;
        let score = if it.is_weight() { course.lost_permille() } else { Some(course.sum()) };
        let Some(score) = score else { continue };
        runners.push(Runner {
            who: part.person,
            nickname: part.nickname.clone().unwrap_or_default(),
            team: part.team.and_then(|t| names.get(&t).cloned()),
            score,
        });
    }
    let places = ranked(runners).unwrap_or_default();
    Ok(Board { teams: teams(&places), places })
}
