#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    pub mod cast;
    mod escaping;
    mod gallery;
    mod shells;
    mod weight;
    mod words;
}
