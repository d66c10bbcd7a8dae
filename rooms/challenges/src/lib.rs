//! Challenges: people of a union lose weight, walk, or do something else that can be measured, together and each for himself.
//!
//! Invariants:
//! - What is measured is health data. It stands here sealed, opens for its own person only, and for nobody by any post. Officers,
//!   unions above, facts, audit and exports see counts, and sums with at least five people behind them.
//! - Nothing is kept without a separate consent of the person; taking it back erases everything measured at once. After the end
//!   it is kept half a year and thrown away.
//! - Figures of the group are reckoned at set moments only and never from a change of fewer than five people, so that no
//!   difference of two is anybody's own; at the end they are frozen.
//! - A loss of weight below a body mass index of 18.5 is never rewarded, asked for or ranked.
//! - Whoever wants to be ranked says so, under a nickname, and may leave at any time; the ranking is seen by those in it, and
//!   only when five are.
//! - A value a day; a form sent twice is one value. Not measuring has no consequence, is not counted and not remarked on.
//!
//! The public verbs: [`announce()`], [`redate()`], [`cancel()`], [`close()`]; a person's own: [`join()`], [`measure()`], [`withdraw()`],
//! [`enter_ranking()`], [`leave_ranking()`], [`show_code()`]; at the scales: [`weigh()`]; for new keys: [`SEALS`].

mod api;
mod calendar;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod seals;
mod sight;
mod verbs;
mod work;

pub use api::openapi;
pub use calendar::LAST_DAY;
pub use house::Challenges;
pub use routes::routes;
pub use rows::challenge::Challenge;
pub use rows::figure::Figure;
pub use rules::blueprint::READER;
pub use rules::goal::Goal;
pub use rules::kinds::{KINDS, Kind};
pub use rules::plan::Draft;
pub use rules::veil::Count;
pub use schema::{MIGRATIONS, TABLES};
pub use seals::SEALS;
pub use verbs::announce::{Announced, announce};
pub use verbs::cancel::cancel;
pub use verbs::close::{KEPT_DAYS, close};
pub use verbs::consent::{Joining, join};
pub use verbs::measure::{Measured, Noted, measure};
pub use verbs::rank::{Ranking, enter_ranking, leave_ranking};
pub use verbs::redate::redate;
pub use verbs::scales::{Weighed, show_code, weigh};
pub use verbs::withdraw::withdraw;
pub use work::work;

/// Whoever has a place goes on to their own record, where the first value is noted.
pub const NEXT: signups::Next =
    signups::Next { room: "challenges", path: |id| format!("/challenges/{id}/me"), key: "challenges-next" };

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "challenges", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
