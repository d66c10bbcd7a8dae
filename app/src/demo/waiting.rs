//! What waits when the demonstration opens: every role finds something on the desk or among the notices. All of it is asked and
//! decided through the same addresses as everybody's, and brought up by the house's own worker, so that nothing stands there that
//! no verb could have put there.

mod applications;
mod foundings;
mod terms;

use cast::Cast;
use codes::{Calendar, Day};
use store::{FrozenClock, Instant, Outcome};

use crate::demo::life::{self, Begun};
use crate::demo::story::Story;
use crate::house::House;

/// Working days a union has to answer, for applications to join and to found alike.
const DAYS_TO_ANSWER: i32 = 15;
/// What nobody answered is so many days past its last.
const DAYS_LATE: i32 = 2;
/// The first applications are sent when the offices open; later acts follow some minutes apart.
const OPENS: i64 = 9 * HOUR;
/// From the hour the offices open to after six in the evening.
const EVENING: i64 = 10 * HOUR;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// When the story begins for a demonstration that opens at `now`: early enough for a challenge to be over before the first ask. The
/// federation is built on this day, and the clock handed to [`leave`] stands at it.
#[must_use]
pub fn beginning(now: Instant) -> Instant {
    first_ask(now) - life::BEFORE * DAY
}

/// When the first ask: early enough for what was asked then to be overdue.
fn first_ask(now: Instant) -> Instant {
    let (calendar, late) = (Calendar::official(), Day::from_unix_ms(now) - DAYS_LATE);
    let mut day = late - DAYS_TO_ANSWER;
    while calendar.add_working_days(day, DAYS_TO_ANSWER) >= late {
        day -= 1;
    }
    day.start_unix_ms() + OPENS
}

/// Lets people ask and officers answer from the day on which `clock` stands up to `now`, where it is left.
///
/// # Errors
/// Whatever the verbs answer.
pub async fn leave(house: &House, cast: &Cast, clock: &FrozenClock, now: Instant) -> Outcome<()> {
    let Some(mut story) = Story::open(house, cast, clock) else { return Ok(()) };
    life::walk(&story, clock).await?;
    let first = first_ask(now);
    clock.set(first);
    applications::nobody_answers(&mut story).await?;
    terms::enter(&story, Day::from_unix_ms(now)).await?;
    let begun = foundings::ask(&mut story).await?;
    let opens = Day::from_unix_ms(now);
    let life = Begun::begin(&story, opens).await?;
    story.worked_off().await?;

    clock.set(first + 2 * DAY);
    let founded = foundings::answer(&mut story, &begun).await?;
    life.weigh_first(&story).await?;
    story.worked_off().await?;

    // Asking for the places of the early draws has ended: their lists are frozen before the public number falls the next morning.
    clock.set(first + 3 * DAY + EVENING);
    story.worked_off().await?;

    clock.set(first + 5 * DAY);
    applications::of_the_cast(&mut story, &founded).await?;
    let opened = life.meet(&story, opens).await?;
    story.worked_off().await?;

    for (n, day) in life::WEEKS_LATER.into_iter().enumerate() {
        clock.set(first + day * DAY);
        life.weigh_again(&story, n).await?;
        story.worked_off().await?;
    }
    life.announce(&story, &opened, opens).await?;
    story.worked_off().await?;

    clock.set(now - DAY);
    foundings::ask_again(&mut story, &begun).await?;
    applications::of_these_days(&mut story, &founded).await?;
    // The morning round of the house itself finds what is overdue and which terms end.
    clock.set(now);
    story.worked_off().await
}
