//! How what the tables keep in short words is said to people.

use i18n::Voice;

use crate::rules::honour::{Rank, Title};
use crate::rules::join::WORK;

/// `f` and `m` in words; nothing where nothing is known.
pub(crate) fn sex(v: &Voice, sex: &str) -> String {
    match sex {
        "f" => v.t("membership-sex-f"),
        "m" => v.t("membership-sex-m"),
        _ => String::new(),
    }
}

/// A kind of work that was ticked, or the words that were written.
pub(crate) fn work(v: &Voice, work: &str) -> String {
    if WORK.contains(&work) { v.t(&format!("membership-work-{work}")) } else { work.to_owned() }
}

/// The message that names a standing.
pub(crate) fn standing(standing: &str) -> &'static str {
    if standing == "retained" { "membership-standing-retained" } else { "membership-standing-full" }
}

/// The message that says how a membership ended.
pub(crate) fn ended_by(ended_by: &str) -> &'static str {
    match ended_by {
        "transfer" => "membership-ended-transfer",
        "standing" => "membership-ended-standing",
        "left" => "membership-ended-left",
        "lapsed" => "membership-ended-lapsed",
        "died" => "membership-ended-died",
        _ => "membership-ended-union",
    }
}

/// An honour, with the level that gave it; a name this program does not know as it stands.
pub(crate) fn honour(v: &Voice, title: &str, level: &str) -> String {
    let title = Title::from_name(title).map_or_else(|| title.to_owned(), |t| v.t(t.key()));
    let level = Rank::from_name(level).map_or_else(|| level.to_owned(), |r| v.t(r.key()));
    v.t2("membership-honour-said", "level", level, "title", title)
}

/// The message that names a kind of application.
pub(crate) fn application_kind(kind: &str) -> &'static str {
    if kind == "transfer" { "membership-kind-transfer" } else { "membership-kind-join" }
}

/// The message that says where an application stands.
pub(crate) fn application_state(state: &str) -> &'static str {
    match state {
        "approved" => "membership-state-approved",
        "refused" => "membership-state-refused",
        "withdrawn" => "membership-state-withdrawn",
        "returned" => "membership-state-returned",
        _ => "membership-state-asked",
    }
}

/// The message that names a consent.
pub(crate) fn consent(what: &str) -> &'static str {
    if what == "id_number" { "membership-consent-id-number" } else { "membership-consent-membership" }
}

/// An act in the audit trail, in words.
pub(crate) fn verb(v: &Voice, verb: &str) -> String {
    v.t(VERBS.iter().find(|(name, _)| *name == verb).map_or("membership-did-something", |(_, key)| key))
}

/// Whether an act is about the membership, and so the union's to see; what somebody does with his own account is not.
pub(crate) fn is_about_membership(verb: &str) -> bool {
    VERBS.iter().any(|(name, _)| *name == verb)
}

const VERBS: [(&str, &str); 17] = [
    ("membership.approve", "membership-did-approve"),
    ("membership.send_on", "membership-did-send-on"),
    ("membership.enrol", "membership-did-enrol"),
    ("membership.describe", "membership-did-describe"),
    ("membership.correct", "membership-did-correct"),
    ("membership.verify", "membership-did-verify"),
    ("membership.open_sealed", "membership-did-open"),
    ("membership.look_at_phone", "membership-did-open"),
    ("membership.transfer", "membership-did-transfer"),
    ("membership.retain", "membership-did-retain"),
    ("membership.restore", "membership-did-restore"),
    ("membership.note_talk", "membership-did-talk"),
    ("membership.lapse", "membership-did-lapse"),
    ("membership.leave", "membership-did-leave"),
    ("membership.report_death", "membership-did-death"),
    ("membership.record_honour", "membership-did-record-honour"),
    ("membership.withdraw_honour", "membership-did-withdraw-honour"),
];
