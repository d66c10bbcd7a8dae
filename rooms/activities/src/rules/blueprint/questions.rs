//! What a blueprint asks of whoever signs up, and the honours it asks for.

use blueprints::Section;
use i18n::Voice;
use membership::Title;
use signups::{ASK_KINDS, AskRow, form_of};

/// One `[[set.questions]]`: `ask`, `kind`, `choices`, `required`, `only`, `health`.
pub(super) fn ask(s: &mut Section<'_>) -> AskRow {
    s.demand("ask");
    AskRow {
        ask: s.text("ask").unwrap_or_default(),
        kind: s.one_of("kind", &ASK_KINDS).unwrap_or_default().to_owned(),
        choices: s.texts("choices"),
        required: s.flag("required").unwrap_or(false),
        only: s.text("only").unwrap_or_default(),
        health: s.flag("health").unwrap_or(false),
    }
}

/// What is wrong with the questions together: too many, one asked twice, a condition that looks at nothing.
pub(super) fn agree(s: &mut Section<'_>, questions: &[AskRow]) {
    for fault in form_of(questions, &[], 1).err().into_iter().flatten() {
        s.complain("questions", fault.key);
    }
}

/// Names of honours; an unknown one is told with its line.
pub(super) fn honours(s: &mut Section<'_>) -> Vec<&'static str> {
    let names = s.texts("honours");
    let known: Vec<&'static str> = names.iter().filter_map(|name| Title::from_name(name)).map(Title::name).collect();
    if known.len() < names.len() {
        s.complain("honours", "activities-blueprint-honours");
    }
    known
}

pub(super) fn honours_said(v: &Voice, names: &[&str]) -> String {
    let titles = names.iter().filter_map(|name| Title::from_name(name)).map(|t| v.t(t.key()));
    titles.collect::<Vec<_>>().join(&v.t("activities-list-comma"))
}
