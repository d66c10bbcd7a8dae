//! The kinds of activity. Data: a kind is a name in the facts and a message; nothing in the house decides by it but the
//! length proposed for a session.

/// A kind of activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As facts and tables write it.
    pub name: &'static str,
    /// The message that names it for people.
    pub key: &'static str,
    /// The length proposed when nothing like it was logged before, minutes.
    pub minutes: i32,
}

const fn kind(name: &'static str, key: &'static str, minutes: i32) -> Kind {
    Kind { name, key, minutes }
}

/// All kinds, in the order of the form.
pub const KINDS: &[Kind] = &[
    kind("ten-minute", "activities-kind-ten-minute", 10),
    kind("study", "activities-kind-study", 60),
    kind("lecture", "activities-kind-lecture", 60),
    kind("training", "activities-kind-training", 120),
    kind("culture", "activities-kind-culture", 120),
    kind("performance", "activities-kind-performance", 120),
    kind("exhibition", "activities-kind-exhibition", 240),
    kind("visit", "activities-kind-visit", 60),
    kind("outing", "activities-kind-outing", 240),
    kind("volunteering", "activities-kind-volunteering", 120),
    kind("legal", "activities-kind-legal", 60),
    kind("safety", "activities-kind-safety", 60),
    kind("health", "activities-kind-health", 60),
    kind("contest", "activities-kind-contest", 240),
    kind("meeting", "activities-kind-meeting", 60),
    kind("other", "activities-kind-other", 60),
];

/// The kind of this name.
#[must_use]
pub fn kind_named(name: &str) -> Option<Kind> {
    KINDS.iter().copied().find(|k| k.name == name)
}
