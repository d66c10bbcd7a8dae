//! How a blueprint gives places: as people ask, by a draw that a public number decides (`draw`), or by one that seeds decide which
//! witnesses seal (`seals`). Who witnesses is left to whoever uses it, as people are everywhere.

use blueprints::Section;
use i18n::Voice;

use super::{HOUR, Set, written};

/// A public number falls, and seals can be opened, so many hours after closing where nothing else is said.
const AFTER: i64 = 24;

pub(super) const POLICIES: [&str; 3] = ["first", "draw", "seals"];

/// Where seals decide there is no number, and the other way round.
pub(super) fn agree(s: &mut Section<'_>, policy: Option<&str>) {
    let is_sealed = policy == Some("seals");
    for key in ["beacon_named", "falls_hours"] {
        if is_sealed && s.has(key) {
            s.complain(key, "activities-blueprint-only-with-number");
        }
    }
    if !is_sealed && s.has("open_hours") {
        s.complain("open_hours", "activities-blueprint-only-with-seals");
    }
}

/// When the number falls, or until when seals are opened, as the form's field writes it; empty where nothing is drawn.
pub(super) fn falls(set: &Set, closes: i64) -> String {
    let hours = match set.policy {
        Some("draw") => set.falls_hours,
        Some("seals") => set.open_hours,
        _ => return String::new(),
    };
    written(closes + hours.unwrap_or(AFTER) * HOUR)
}

pub(super) fn said(v: &Voice, policy: &str) -> String {
    v.t(match policy {
        "draw" => "activities-policy-draw",
        "seals" => "activities-policy-seals",
        _ => "activities-policy-first",
    })
}
