//! Stories of benefits, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod blueprints;
    mod cast;
    mod counter;
    mod hostile;
    mod offers;
    mod settle;
    mod tooth;
}
