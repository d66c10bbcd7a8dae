//! Where a session was held, as a kind of place (进企业、进车间、进班组、进社区、进校园): every roll-up can be split by it.

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// As facts and tables write it.
    pub name: &'static str,
    /// The message that names it for people.
    pub key: &'static str,
}

const fn setting(name: &'static str, key: &'static str) -> Setting {
    Setting { name, key }
}

/// All settings, in the order of the form.
pub const SETTINGS: &[Setting] = &[
    setting("enterprise", "activities-setting-enterprise"),
    setting("workshop", "activities-setting-workshop"),
    setting("team", "activities-setting-team"),
    setting("community", "activities-setting-community"),
    setting("campus", "activities-setting-campus"),
    setting("site", "activities-setting-site"),
    setting("office", "activities-setting-office"),
    setting("village", "activities-setting-village"),
    setting("station", "activities-setting-station"),
    setting("online", "activities-setting-online"),
    setting("other", "activities-setting-other"),
];

/// The setting of this name.
#[must_use]
pub fn setting_named(name: &str) -> Option<Setting> {
    SETTINGS.iter().copied().find(|s| s.name == name)
}
