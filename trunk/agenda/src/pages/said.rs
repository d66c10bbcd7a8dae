//! An item in the words of the page.

use i18n::Voice;
use ui::{Html, St};

use crate::house::Agenda;
use crate::item::{Audience, Item, State};

pub(crate) fn kind(a: &Agenda, v: &Voice, item: &Item) -> String {
    a.kind_key(&item.kind).map_or_else(|| item.kind.clone(), |key| v.t(key))
}

/// The kind of place, where the house has a word for it; `other` tells nobody anything.
pub(crate) fn setting(a: &Agenda, v: &Voice, item: &Item) -> Option<String> {
    a.setting_key(&item.setting).filter(|_| item.setting != "other").map(|key| v.t(key))
}

/// Where it is: with the way to the venue's page where it is at one.
pub(crate) fn place(v: &Voice, item: &Item) -> Option<Html> {
    let words = if item.place.is_empty() { item.venue.map(|_| v.t("agenda-at-venue")) } else { Some(item.place.clone()) };
    match (words, item.venue) {
        (Some(words), Some(venue)) => Some(Html::link(format!("/venues/{venue}"), words)),
        (Some(words), None) => Some(Html::from(words.as_str())),
        (None, _) => None,
    }
}

/// `19:30–21:00`; with the day where it ends on another.
pub(crate) fn time(v: &Voice, item: &Item) -> String {
    format!("{}–{}", v.time(item.begins_at), v.end(item.begins_at, item.ends_at))
}

/// What has become of it, where something has.
pub(crate) fn state(v: &Voice, item: &Item) -> Option<St> {
    match item.state() {
        State::On => None,
        State::Cancelled => Some(ui::State::Off.says(v.t("agenda-cancelled"))),
        State::Moved => Some(ui::State::Relayed.says(v.t("agenda-moved"))),
    }
}

/// Whom it is for, where that is not everybody.
pub(crate) fn audience(v: &Voice, item: &Item) -> Option<String> {
    (item.audience() != Audience::Everybody).then(|| v.t(item.audience().key()))
}

/// For a calendar: who holds it, whom it is for, and what has changed.
pub(crate) fn about(a: &Agenda, v: &Voice, item: &Item) -> String {
    let mut parts = vec![v.t1("agenda-held-by", "name", a.federation().name(item.union_id))];
    parts.extend(audience(v, item));
    parts.extend(match item.state() {
        State::On => None,
        State::Cancelled => Some(v.t("agenda-cancelled-says")),
        State::Moved => Some(v.t("agenda-moved-says")),
    });
    parts.join(&v.t("agenda-stop"))
}
