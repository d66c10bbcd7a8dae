//! Stories of benefits, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod cast;
    mod counter;
    mod hostile;
    mod offers;
    mod settle;
    mod tooth;
}
