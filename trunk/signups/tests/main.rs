//! Stories of the desk, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod account;
    mod answers_kept;
    mod arrivals;
    mod audit;
    mod claims;
    mod come;
    mod crowd;
    mod door;
    mod door_list;
    mod draws;
    mod earlier;
    mod forgetting;
    mod hall;
    mod health;
    mod line;
    mod linear;
    mod money;
    mod moving;
    mod notices;
    mod pages;
    mod photo;
    mod places;
    mod questions;
    mod questions_json;
    mod reversal;
    mod seals;
    mod seals_anew;
    mod seals_api;
    mod shares;
}
