//! For tests only: a fresh database of either engine for every story, and a browser that speaks to a router.
//!
//! [`on_both_engines!`] writes each story once and runs it on SQLite and on PostgreSQL. Where PostgreSQL is missing the test
//! prints SKIPPED and why, unless `UNIONHALL_REQUIRE` names `postgres`, when it fails.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::missing_panics_doc,
    reason = "this crate is tests"
)]

mod as_somebody;
mod bed;
mod browser;
mod filled;
mod postgres;

pub use as_somebody::{hidden, send, sign_in, whom};
pub use bed::{Bed, NOON, block_on, run_on_postgres, run_on_sqlite};
pub use browser::{Answer, Browser};
pub use filled::{Filled, filled, value, with};
pub use postgres::at_server;

/// Whether a test must not be skipped for want of this: `postgres` or `browser`.
#[must_use]
pub fn is_required(what: &str) -> bool {
    std::env::var("UNIONHALL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == what))
}

/// Says that a test could not run, or fails where it had to.
pub fn skip(what: &str, why: &str) {
    assert!(!is_required(what), "{what} is required here, but: {why}");
    println!("SKIPPED: needs {what}: {why}");
}

/// Runs each story on both engines, on a fresh database with the migrations named first.
///
/// ```ignore
/// testkit::on_both_engines! { MIGRATIONS;
///     async fn a_name_is_taken_once(bed: Bed) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($migrations:expr; $(async fn $name:ident($bed:ident : Bed) $body:block)*) => {
        $(mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[allow(unused_mut)]
            async fn story(mut $bed: $crate::Bed) -> $crate::Bed {
                $body
                $bed
            }

            #[test]
            fn on_sqlite() {
                $crate::run_on_sqlite($migrations, story);
            }

            #[test]
            fn on_postgres() {
                $crate::run_on_postgres($migrations, story);
            }
        })*
    };
}
