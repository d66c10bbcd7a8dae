//! Stories of sessions, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod announce;
    mod announced;
    mod api;
    mod asks;
    mod blueprints;
    mod blueprints_room;
    mod blueprints_rules;
    pub mod cast;
    mod change;
    mod checked_in;
    mod conditions;
    mod expected;
    mod feedback;
    mod going;
    mod hostile;
    mod log;
    mod materials;
    mod nasty;
    mod one_more;
    mod programme;
    mod programme_blueprint;
    mod remind;
    mod routes;
    mod same;
    mod seals;
    mod season;
    mod sight;
    mod study;
}
