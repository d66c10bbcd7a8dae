//! Stories of the desk, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod claims;
    mod crowd;
    mod hall;
    mod moving;
    mod places;
    mod shares;
}
