//! Small words the screens share: instants to the second, spans of time, states.

use codes::Day;
use i18n::Voice;
use store::Outcome;
use ui::{Html, St, State};

use crate::Signups;
use crate::rows::entry::Entry;
use crate::rows::occasion::Occasion;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// `11月19日 20:00:46`: the minute is not enough where seconds decided.
pub(super) fn second(v: &Voice, at: i64) -> String {
    format!("{}:{:02}", v.stamp(at), at.div_euclid(1000).rem_euclid(60))
}

/// `11月19日 20:00:46.210`, for the record.
pub(super) fn exact(v: &Voice, at: i64) -> String {
    format!("{}.{:03}", second(v, at), at.rem_euclid(1000))
}

/// An instant that machines read, too.
pub(super) fn time(v: &Voice, at: i64) -> Html {
    read_as(v, at, v.stamp(at))
}

/// As [`time`], where something lasts until then.
pub(super) fn until(v: &Voice, at: i64) -> Html {
    read_as(v, at, v.until(at))
}

fn read_as(v: &Voice, at: i64, words: String) -> Html {
    let day = v.iso_date(Day::from_unix_ms(at).0);
    Html::trusted(format!("<time datetime=\"{day}T{}+08:00\">{}</time>", v.time(at), Html::from(words)))
}

/// A span in its largest whole unit: `2天`, `24小时`, `30分钟`.
pub(super) fn span(v: &Voice, minutes: i64) -> String {
    match minutes {
        m if m >= 2 * DAY && m % DAY == 0 => v.t1("signups-days", "n", m / DAY),
        m if m >= HOUR && m % HOUR == 0 => v.t1("signups-hours", "n", m / HOUR),
        m => v.t1("signups-minutes", "n", m),
    }
}

/// What became of an entry, in a word.
pub(super) fn state(v: &Voice, e: &Entry) -> St {
    let (mark, key) = mark(e);
    mark.says(v.t(key))
}

/// As [`state`]; of a price that is not asked for beforehand it says where it is paid: where it takes place, or where there is no
/// time and place (a voucher), at the merchant.
pub(super) async fn state_there(s: &Signups, v: &Voice, e: &Entry) -> Outcome<St> {
    if !(e.has_place() && e.pay == "due" && e.until_at.is_none()) {
        return Ok(state(v, e));
    }
    let is_voucher = s.occasions_of(e.allotment_id).await?.is_empty();
    Ok(State::Planned.says(v.t(if is_voucher { "signups-state-due-shop" } else { "signups-state-due-there" })))
}

/// The word alone, for a file.
pub(crate) fn state_word(v: &Voice, e: &Entry) -> String {
    v.t(mark(e).1)
}

fn mark(e: &Entry) -> (State, &'static str) {
    match (e.state.as_str(), e.pay.as_str()) {
        ("entered", _) => (State::Waiting, "signups-state-entered"),
        ("waiting", _) => (State::Waiting, "signups-state-waiting"),
        ("offered", _) => (State::Due, "signups-state-offered"),
        ("placed", "due") => (State::Due, "signups-state-due"),
        ("placed", _) => (State::Done, "signups-state-placed"),
        ("withdrawn", _) => (State::Off, "signups-state-withdrawn"),
        ("declined", _) => (State::Off, "signups-state-declined"),
        ("expired", _) => (State::Late, "signups-state-expired"),
        ("cancelled", _) => (State::Off, "signups-state-cancelled"),
        _ => (State::NotApplicable, "signups-state-unplaced"),
    }
}

/// `11月21日 08:30—16:30`.
pub(super) fn occasion_span(v: &Voice, o: &Occasion) -> String {
    format!("{}—{}", v.stamp(o.begins_at), v.end(o.begins_at, o.ends_at))
}
