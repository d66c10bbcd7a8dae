//! How a blueprint is said on every screen.

use i18n::Voice;

use crate::Blueprints;
use crate::rules::blueprint::{Blueprint, Source};

/// Who made it.
pub(super) fn maker(b: &Blueprints, v: &Voice, of: &Blueprint) -> String {
    match &of.source {
        Source::BuiltIn => v.t("blueprints-built-in"),
        Source::Folder => v.t("blueprints-of-operator"),
        Source::Union { union, .. } => b.federation().name(*union),
    }
}

pub(super) fn version(v: &Voice, n: i32) -> String {
    v.t1("blueprints-version", "n", i64::from(n))
}

pub(super) fn room(b: &Blueprints, v: &Voice, of: &Blueprint) -> String {
    b.reader(&of.room).map(|reader| v.t(reader.title)).unwrap_or_default()
}
