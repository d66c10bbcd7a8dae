//! Stories of the desk, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
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
    mod reversal;
    mod seals;
    mod seals_anew;
    mod seals_api;
    mod shares;
}
