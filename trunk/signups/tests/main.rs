//! Stories of the desk, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod claims;
    mod crowd;
    mod draws;
    mod hall;
    mod line;
    mod linear;
    mod money;
    mod moving;
    mod notices;
    mod pages;
    mod places;
    mod shares;
}
