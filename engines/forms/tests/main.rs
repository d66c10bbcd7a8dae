//! Stories of the forms engine, and what holds for every form and every input.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/cast.rs"]
mod cast;
#[path = "main/checklist.rs"]
mod checklist;
#[path = "main/joining.rs"]
mod joining;
#[path = "main/language.rs"]
mod language;
#[path = "main/nomination.rs"]
mod nomination;
#[path = "main/properties.rs"]
mod properties;
#[path = "main/publishing.rs"]
mod publishing;
#[path = "main/questionnaire.rs"]
mod questionnaire;
#[path = "main/reading.rs"]
mod reading;
#[path = "main/signup.rs"]
mod signup;
#[path = "main/versions.rs"]
mod versions;
