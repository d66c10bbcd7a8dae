//! The life of the demonstration: what unions announce, open and hand out, and what the member of the story has of it. Like what
//! waits, all of it is asked and done through the addresses that everybody uses, in the weeks before the demonstration opens.

mod benefits;
mod challenge;
mod classes;
mod draws;
mod drive;
mod honours;
mod outings;
mod routes;
mod rules;
mod season;
mod study;
mod venues;
mod walk;
mod witnesses;

use codes::Day;
use serde_json::{Value, json};
use store::{Clock as _, Fault, FrozenClock, Outcome};
use uuid::Uuid;

use super::story::{Somebody, Story, id_of};

const DAY: i64 = 86_400_000;
/// Days after the beginning on which those who take part in the challenge weigh themselves again.
pub(super) const WEEKS_LATER: [i64; 2] = [9, 16];

/// Days before everything else in which a challenge was announced, lived through and closed.
pub(super) const BEFORE: i64 = 40;
/// When the house has closed it: some days after its last one.
const CLOSED: i64 = 34;

/// A walk of four weeks that is over: what it came to can be looked at.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn walk(story: &Story<'_>, clock: &FrozenClock) -> Outcome<()> {
    let first = clock.now();
    let challenge = walk::announce(story).await?;
    story.worked_off().await?;
    for (week, day) in walk::WEEKS.into_iter().enumerate() {
        clock.set(first + day * DAY);
        walk::note(story, challenge, week).await?;
        story.worked_off().await?;
    }
    clock.set(first + CLOSED * DAY);
    story.worked_off().await
}

/// What was begun on the first day and goes on.
pub(super) struct Begun {
    places: venues::Kept,
    challenge: Uuid,
    held: Uuid,
    sealed: Uuid,
    study: study::Planned,
}

/// What was opened some days later, and is used afterwards.
pub(super) struct Opened {
    shops: benefits::Shops,
}

impl Begun {
    /// The first day: limits, an honour, venues, a challenge, two draws, a plan of study.
    ///
    /// # Errors
    /// Whatever the verbs answer.
    pub async fn begin(story: &Story<'_>, opens: Day) -> Outcome<Self> {
        rules::set(story).await?;
        honours::record(story).await?;
        let places = venues::set_up(story).await?;
        Ok(Self {
            challenge: challenge::announce(story).await?,
            held: draws::announce_early(story, opens).await?,
            sealed: witnesses::announce_early(story, opens).await?,
            study: study::plan(story).await?,
            places,
        })
    }

    /// The first weight of the challenge.
    ///
    /// # Errors
    /// Whatever the verbs answer.
    pub async fn weigh_first(&self, story: &Story<'_>) -> Outcome<()> {
        challenge::consent(story, self.challenge).await?;
        challenge::weigh(story, self.challenge, 0).await
    }

    /// The public number has fallen, the witnesses open, the group has met, warm things are handed out, vouchers are there.
    ///
    /// # Errors
    /// Whatever the verbs answer.
    pub async fn meet(&self, story: &Story<'_>, opens: Day) -> Outcome<Opened> {
        draws::hold(story, self.held).await?;
        witnesses::hold(story, self.sealed).await?;
        study::hold(story, &self.study).await?;
        drive::hand_out(story, opens).await?;
        Ok(Opened { shops: benefits::open(story, opens).await? })
    }

    /// Another week of the challenge.
    ///
    /// # Errors
    /// Whatever the verbs answer.
    pub async fn weigh_again(&self, story: &Story<'_>, nth: usize) -> Outcome<()> {
        challenge::weigh(story, self.challenge, nth + 1).await
    }

    /// Some days before the demonstration opens: what one can sign up for in the coming weeks, and a voucher that is used.
    ///
    /// # Errors
    /// Whatever the verbs answer.
    pub async fn announce(&self, story: &Story<'_>, opened: &Opened, opens: Day) -> Outcome<()> {
        benefits::use_one(story, &opened.shops).await?;
        classes::begin(story, &self.places, opens).await?;
        outings::announce(story, &self.places, opens).await?;
        routes::offer(story, opens).await?;
        season::begin(story, opens).await?;
        draws::announce(story, &self.places, opens).await?;
        witnesses::announce(story, opens).await?;
        venues::book(story, &self.places, opens).await
    }
}

/// A day so many days after another.
fn after(day: Day, days: i32) -> Day {
    Day(day.0 + days)
}

/// As forms write it: `2026-12-02T19:00`.
fn at(day: Day, hour: &str) -> String {
    format!("{day}T{hour}")
}

/// Asks for places, and wants to be told `wanted`: `placed`, `waiting` or `entered`.
async fn enter(story: &Story<'_>, by: &Somebody, allotment: Uuid, heads: i32, wanted: &str) -> Outcome<i64> {
    answering(story, by, allotment, heads, wanted, (json!({}), false)).await
}

/// The same, where something is asked; with whether he consents to what he says of his health.
async fn answering(
    story: &Story<'_>,
    by: &Somebody,
    allotment: Uuid,
    heads: i32,
    wanted: &str,
    (answers, consents): (Value, bool),
) -> Outcome<i64> {
    let body = json!({ "key": story.key(), "heads": heads, "answers": answers, "health_consent": consents });
    let told = story.post(by, &format!("/api/v1/signups/{allotment}/entries"), &body).await?;
    if told["entry"]["state"] != wanted {
        return Err(Fault::Internal(format!("not {wanted}: {told}")));
    }
    Ok(told["entry"]["number"].as_i64().unwrap_or_default())
}

/// Several people ask, each for himself.
async fn all_enter(story: &Story<'_>, people: &[Somebody], allotment: Uuid, wanted: &str) -> Outcome<()> {
    for by in people {
        enter(story, by, allotment, 1, wanted).await?;
    }
    Ok(())
}

/// Announces an activity and gives its places.
async fn announced(story: &Story<'_>, by: &Somebody, form: &Value) -> Outcome<Uuid> {
    id_of(&story.post(by, "/api/v1/activities", form).await?, "allotment")
}

/// Announces a day of a route and gives its places.
async fn announced_along(story: &Story<'_>, by: &Somebody, route: Uuid, form: &Value) -> Outcome<Uuid> {
    id_of(&story.post(by, &format!("/api/v1/routes/{route}/dates"), form).await?, "allotment")
}
