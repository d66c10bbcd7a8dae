//! Stories of people and their membership, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod api;
    mod card;
    mod figures;
    pub mod hall;
    mod honours;
    mod hostile;
    mod import;
    mod import_hostile;
    mod import_interrupted;
    mod joining;
    mod own_data;
    mod reseal;
    mod review;
    mod roster;
    mod sending;
    mod sign_in;
    mod sign_in_desk;
    mod standing;
    mod tokens;
}
