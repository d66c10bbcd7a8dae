//! Stories of venues, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod api;
    pub mod cast;
    mod hostile;
    mod palace;
    mod reading_room;
    mod rush;
    mod sight;
}
