use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use codes::Day;
use store::Outcome;
use ui::{Empty, Head, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed};

use super::said;
use crate::rows::challenge::Challenge;
use crate::{Challenges, sight};

/// Challenges shown of each kind; each asks the desk how it stands.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "challenges/challenges.html")]
struct ChallengesPage {
    page: ui::Page,
    head: Head,
    mine: Option<Rows>,
    open: Rows,
}

/// What the reader takes part in, and what his own union and those above it have announced.
pub async fn get(Shared(c): Shared<Challenges>, ask: Ask) -> Result<Response, Failed> {
    let (v, person, today) = (&ask.v, ask.person()?, c.today());
    let home = sight::home_of(&c, person).await?;
    let taken = c.taken(person).await?;
    let running = match home {
        Some(home) => c.running(home).await?,
        None => [].into(),
    };
    let mut mine = Vec::new();
    for it in taken.iter().take(MOST) {
        mine.push(row(&ask, &c, it).to(format!("{}/me", it.href())).end(said::state(v, it, today)));
    }
    let mut open = Vec::new();
    let is_offered = |it: &&Challenge| sight::is_for(&c, it, home) && taken.iter().all(|t| t.id != it.id);
    for it in running.iter().filter(is_offered).take(MOST) {
        let of = c.signups.allotment(it.allotment).await?;
        let entry = c.signups.entry_of(it.allotment, person).await?;
        open.push(row(&ask, &c, it).to(it.href()).end(said::standing(v, &of, entry.as_ref(), ask.now())));
    }
    let none = match home {
        Some(_) => Empty::new("activities", v.t("challenges-none")).hint(v.t("challenges-none-hint")),
        None => Empty::new("activities", v.t("challenges-no-union")).hint(v.t("challenges-no-union-hint")),
    };
    Ok(ask.show(&ChallengesPage {
        page: ask.page("challenges-challenges").at("activities").back_to("/activities", v.t("challenges-activities")),
        head: ui::head(v.t("challenges-challenges")).says(v.t("challenges-lead")),
        mine: (!mine.is_empty()).then(|| Rows::new(mine)),
        open: Rows::new(open).or(none),
    }))
}

fn row(ask: &Ask, c: &Challenges, it: &Challenge) -> Row {
    let (v, day) = (&ask.v, Day(it.from_day));
    Row::new(it.title.as_str())
        .on(day.day_of_month().to_string(), v.t1("challenges-month-short", "n", i64::from(day.month())))
        .fact(v.t(it.kind().key))
        .fact(said::days(v, it))
        .fact(c.federation().name(it.union_id))
}

/// What a person asked for at the desk.
pub(super) async fn asked(c: &Challenges, it: &Challenge, person: Uuid) -> Outcome<(signups::Allotment, Option<signups::Entry>)> {
    Ok((c.signups.allotment(it.allotment).await?, c.signups.entry_of(it.allotment, person).await?))
}
