//! The edge, met by honest browsers and by others.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/faults.rs"]
mod faults;
#[path = "main/forms.rs"]
mod forms;
#[path = "main/hall.rs"]
mod hall;
#[path = "main/headers.rs"]
mod headers;
#[path = "main/health.rs"]
mod health;
#[path = "main/keeping.rs"]
mod keeping;
#[path = "main/limits.rs"]
mod limits;
#[path = "main/needs.rs"]
mod needs;
#[path = "main/origin.rs"]
mod origin;
#[path = "main/preferences.rs"]
mod preferences;
#[path = "main/serving.rs"]
mod serving;
#[path = "main/sessions.rs"]
mod sessions;
#[path = "main/tokens.rs"]
mod tokens;
#[path = "main/visitors.rs"]
mod visitors;
