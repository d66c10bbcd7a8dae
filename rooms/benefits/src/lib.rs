//! Benefits for members at merchants: tooth cleaning for ¥19.9, cinema tickets, a ticket for a year, and standing discounts for
//! whoever shows the membership card.
//!
//! Invariants:
//! - Who gets one is the desk's affair: a benefit opens an allotment in its own transaction, and nobody has a voucher without a
//!   place there.
//! - A voucher is no thing that can be sold. Its code changes every minute, the clerk sees the first character of the name to
//!   compare with the card, and the place never changes hands.
//! - Nothing is redeemed twice: the key of a redemption is place and count, and the place is held while it is written. The fact,
//!   the money of the account and the redemption are one transaction.
//! - A clerk needs no account. His link opens the counter of one merchant and nothing else; it is shown once, kept as a hash,
//!   runs out, and can be taken back.
//! - A redemption belongs to one statement at most, and a statement that was settled stays as it was: what is taken back afterwards
//!   comes off the next one. A statement takes in all that stands unsettled up to its last day, so that nothing is forgotten.
//! - A merchant learns no name, no employer and no number; a card's use is counted by head.

mod api;
mod bill;
mod check;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod sight;
mod verbs;
mod work;

pub use api::openapi;
pub use check::check;
pub use house::Benefits;
pub use routes::routes;
pub use rows::benefit::Benefit;
pub use rows::clerk::Clerk;
pub use rows::merchant::Merchant;
pub use rows::redemption::Redemption;
pub use rows::statement::Statement;
pub use rules::blueprint::READER;
pub use rules::kinds::{FACT_KINDS, KINDS, SETTINGS, Word};
pub use schema::{MIGRATIONS, TABLES};
pub use sight::Counter;
pub use verbs::add_merchant::{MerchantForm, add_merchant};
pub use verbs::card_use::count_card_use;
pub use verbs::clerks::{Link, LinkForm, make_link, revoke_link};
pub use verbs::lapse::lapse;
pub use verbs::offers::{OfferForm, add_offer, end_offer};
pub use verbs::open_benefit::{BenefitForm, cancel_benefit, open_benefit};
pub use verbs::redeem::{Redeemed, redeem};
pub use verbs::settle::settle;
pub use verbs::undo::{By, undo};
pub use work::work;

/// Whoever has a place goes on to the voucher.
pub const NEXT: signups::Next = signups::Next { room: "benefits", path: |id| format!("/vouchers/{id}"), key: "benefits-next" };

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "benefits", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
