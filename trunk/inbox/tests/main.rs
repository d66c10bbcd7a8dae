//! Stories of the inbox, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod deliver;
    mod desk;
    mod earlier;
    mod hall;
    mod hear;
    mod notices;
    mod tasks;
}
