//! How a membership goes on or ends. Every change is dated: one row ends, another begins; nothing is written over.

pub mod lapse;
pub mod leave;
pub mod move_all;
pub mod report_death;
pub mod retain;
pub mod transfer;

use codes::Day;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::person;
use crate::rows::spell::{self, NewSpell, Spell};

/// A change as it stands in the dated history.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// From this day on.
    pub day: Day,
    /// The union that was left or stayed in.
    pub from: Uuid,
}

/// Ends the membership in force and, if told so, begins the next one on the same day: today, or tomorrow for a membership
/// that began today, which stands for one day at least. Holds the person meanwhile, so of two changes one comes first.
///
/// # Errors
/// [`Fault::Conflict`] when the person is no member (any more), or has been changed today already.
pub(crate) async fn turn(
    tx: &Tx,
    person: Uuid,
    ended_by: &str,
    next: Option<(Uuid, &'static str)>,
    by: Option<Uuid>,
) -> Outcome<Turn> {
    person::hold(tx, person).await?;
    let today = Day::from_unix_ms(tx.now());
    let now = spell::on(&**tx, person, today).await?.ok_or(Fault::Conflict("membership-not-a-member"))?;
    let day = Day(today.0.max(now.from_day + 1));
    if !spell::end(tx, person, day, ended_by).await? {
        return Err(Fault::Conflict("membership-changed-today"));
    }
    if let Some((union, standing)) = next {
        spell::begin(tx, &NewSpell { person, union, from: day, standing, recorded_by: by, import: None }).await?;
    }
    tx.bump(crate::people::VERSION);
    Ok(Turn { day, from: now.union_id })
}

/// The standing a spell has, as a constant.
pub(crate) fn standing_of(spell: &Spell) -> &'static str {
    if spell.standing == "retained" { "retained" } else { "full" }
}
