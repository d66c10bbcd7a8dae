//! The desk: places that can be had, who gets them, and why.
//!
//! Invariants:
//! - An allotment is never oversold: what is taken stands in one row that every decision holds, and the schema refuses more.
//! - What was acknowledged is committed. Requests are decided in the order they came, many in one transaction; each answer
//!   follows its commit, and after an unknown commit it is read back by the request's own key.
//! - One standing entry a person and allotment; the same request sent twice is one. Places never change hands.
//! - The waiting list moves by itself. Nobody is overtaken but by a rule of the allotment that says so.
//! - What spans allotments (one a person and season, a budget) is a row of its own, written in the same transaction.
//! - "Why not me" is answered from the record: numbers, instants and what became of them, never from another's name.
//! - Whoever runs the allotment sees who has a place; nobody else, and nobody by standing higher.
//! - Money at the desk is written down once and never changed; a day that was closed stays as it was closed. An account is never
//!   overdrawn: what is promised with a place is spent when the room says so ([`spend`]), and free again when it is given up.
//! - What is asked of whoever signs up is a version that never changes; answers are sealed, read by their person and by whoever
//!   may see the names of those who entered, and go with the person. They go when their entry ends, and all of them some weeks after
//!   the last meeting. What is about health is taken only with a consent of its own, which can be taken back at any time.
//! - A ticket is a place one may come with; it is worked out and not stored, lets in once an occasion, and only the house can
//!   make it. What a device let in without network counts once the house has read it. That somebody came becomes a fact in the
//!   room that holds the occasion, never here.
//! - Whoever has a place finds its occasions in his own agenda, for as long as he has it: the agenda asks.
//!
//! A room opens an allotment inside its own transaction ([`open`]) and says when it takes place ([`occasions`]); people ask by [`Signups::enter`]; the verbs below change
//! what stands. It does not know what the places are for.

mod answers;
mod api;
mod calendar;
mod check;
mod desk;
mod door_list;
mod house;
mod next;
mod notices;
mod pages;
mod people;
mod picture;
mod routes;
mod rows;
mod rules;
mod said;
mod schema;
mod seals;
mod sheet;
mod sight;
mod verbs;
mod work;

pub use api::openapi;
pub use check::{all_keys, check};
pub use desk::{Decided, Refusal, Wish};
pub use house::{DrawnBy, Signups};
pub use next::Next;
pub use pages::asks::AskLines;
pub use routes::routes;
pub use rows::account::Account;
pub use rows::allotment::Allotment;
pub use rows::check_in::{CheckedIn, DoorCount};
pub use rows::claim::Claim;
pub use rows::consent::HealthConsent;
pub use rows::draw::Draw;
pub use rows::entry::{Entry, StateCount};
pub use rows::movement::Movement;
pub use rows::occasion::Occasion;
pub use rows::payment::Payment;
pub use rows::share::Share;
pub use rows::step::Step;
pub use rows::till::Till;
pub use rules::asks::{AskBody, AskRow, KINDS as ASK_KINDS, MOST_ASKS, form_of, rows_of, typed_asks};
pub use rules::door::{Answer, How};
pub use rules::room;
pub use rules::who::{Clause, Tree, Who};
pub use schema::{MIGRATIONS, TABLES};
pub use seals::SEALS;
pub use sheet::{Asks, Given};
pub use sight::may_see_entrants;
pub use verbs::cancel::cancel;
pub use verbs::check_in::{Arrival, Presented, Told};
pub use verbs::draw_ask::Asking;
pub use verbs::draw_prepare::{prepare_draw, prepare_sealed_draw};
pub use verbs::draw_renew::Renewal;
pub use verbs::forget_answers::forget_answers;
pub use verbs::fund::fund;
pub use verbs::occasions::{NewOccasion, occasions};
pub use verbs::open::{Filling, NewAllotment, NewShare, Policy, open};
pub use verbs::spend::{Use, Used, release, spend, unspend};
pub use work::work;

pub const MESSAGES: i18n::Messages = i18n::Messages {
    crate_name: "signups",
    zh: concat!(
        include_str!("../locales/zh-CN.ftl"),
        include_str!("../locales/zh-CN/questions.ftl"),
        include_str!("../locales/zh-CN/health.ftl"),
        include_str!("../locales/zh-CN/seals.ftl")
    ),
    en: concat!(
        include_str!("../locales/en.ftl"),
        include_str!("../locales/en/questions.ftl"),
        include_str!("../locales/en/health.ftl"),
        include_str!("../locales/en/seals.ftl")
    ),
};
