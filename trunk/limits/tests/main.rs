//! Stories of limits, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    pub mod cast;
    mod give;
    mod set;
}
