//! Items as iCalendar (RFC 5545): instants in UTC, texts escaped, long lines folded, a UID that stays for life.

use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::Timestamp;

use crate::item::{Item, State};
use crate::rules::sound::line;

/// How often a calendar need look again.
const AGAIN: &str = "PT1H";
const LONGEST: usize = 400;

/// What a calendar says about an item beside the item itself.
pub(crate) struct Around<'a> {
    /// Name of the calendar.
    pub name: &'a str,
    /// `https://host`; links are left out where the house does not know its own address.
    pub base: &'a str,
    /// The kind in words.
    pub kind: &'a dyn Fn(&Item) -> String,
    /// What stands in the description: the host, what has changed.
    pub about: &'a dyn Fn(&Item) -> String,
}

/// The calendar of these items, as `text/calendar`.
pub(crate) fn calendar<'a>(items: impl IntoIterator<Item = &'a Item>, around: &Around<'_>) -> String {
    let mut calendar = Calendar::empty();
    let name = line(around.name, LONGEST);
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Unionhall//Agenda//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &name),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("REFRESH-INTERVAL", AGAIN).add_parameter("VALUE", "DURATION").done());
    for item in items {
        calendar.push(event(item, around));
    }
    calendar.to_string()
}

fn event(item: &Item, around: &Around<'_>) -> Event {
    let mut event = Event::with_uid(&format!("{}@unionhall", item.id));
    let base = around.base.trim_end_matches('/');
    event
        .add_property("DTSTAMP", instant(item.revised_at))
        .add_property("LAST-MODIFIED", instant(item.revised_at))
        .add_property("CREATED", instant(item.recorded_at))
        .add_property("DTSTART", instant(item.begins_at))
        .add_property("DTEND", instant(item.ends_at))
        .add_property("SEQUENCE", item.sequence.to_string())
        .add_property("SUMMARY", line(&item.title, LONGEST))
        .status(if item.state() == State::Cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    let (kind, about) = (line(&(around.kind)(item), LONGEST), line(&(around.about)(item), LONGEST));
    if !kind.is_empty() {
        event.categories([kind]);
    }
    if !about.is_empty() {
        event.add_property("DESCRIPTION", about);
    }
    if !item.place.is_empty() {
        event.add_property("LOCATION", line(&item.place, LONGEST));
    }
    if let Some((latitude, longitude)) = item.latitude.zip(item.longitude) {
        event.add_property("GEO", format!("{};{}", degrees(latitude), degrees(longitude)));
    }
    if base.starts_with("http") {
        event.url(&format!("{base}{}", item.href));
    }
    event
}

/// `20261118T113000Z`.
fn instant(ms: i64) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Millionths as a decimal fraction: `-0.000001`.
fn degrees(micro: i32) -> String {
    let size = micro.unsigned_abs();
    format!("{}{}.{:06}", if micro < 0 { "-" } else { "" }, size / 1_000_000, size % 1_000_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn item(title: &str, place: &str) -> Item {
        Item {
            id: Uuid::from_u128(7),
            union_id: Uuid::from_u128(8),
            kind: "culture".into(),
            setting: String::new(),
            title: title.into(),
            begins_at: 1_795_001_400_000,
            ends_at: 1_795_006_800_000,
            place: place.into(),
            venue: None,
            latitude: Some(28_228_200),
            longitude: Some(-1),
            audience: "everybody".into(),
            href: "/sessions/7".into(),
            state: "cancelled".into(),
            sequence: 3,
            recorded_at: 0,
            revised_at: 1_795_000_000_000,
        }
    }

    fn written(item: &Item, kind: &str, name: &str) -> String {
        let around = Around { name, base: "https://hall.example/", kind: &|_| kind.to_owned(), about: &|i| i.title.clone() };
        calendar([item], &around)
    }

    #[test]
    fn an_event_says_everything() {
        let text = written(&item("冬季歌会", "文化宫,二楼;大厅"), "文体", "职工之家");
        for line in [
            "UID:00000000-0000-0000-0000-000000000007@unionhall\r\n",
            "SEQUENCE:3\r\n",
            "STATUS:CANCELLED\r\n",
            "DTSTART:20261118T113000Z\r\n",
            "DTEND:20261118T130000Z\r\n",
            "DTSTAMP:20261118T110640Z\r\n",
            "LOCATION:文化宫\\,二楼\\;大厅\r\n",
            "GEO:28.228200;-0.000001\r\n",
            "URL:https://hall.example/sessions/7\r\n",
            "CATEGORIES:文体\r\n",
            "SUMMARY:冬季歌会\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    proptest! {
        /// Whatever is typed comes back as one line of text, and adds no property and no event.
        #[test]
        fn what_is_typed_comes_back(title in "\\PC{0,120}|[\\\\,;:\r\n\t\u{0}A-Z]{0,120}", place in ".{0,90}", kind in ".{0,40}") {
            let text = written(&item(&title, &place), &kind, &title);
            let lines: Vec<&str> = text.split("\r\n").collect();
            // The library's last piece of a folded line may be one octet longer than the 75 that RFC 5545, 3.1 wishes for.
            prop_assert!(lines.iter().all(|l| l.len() <= 76 && !l.contains(['\r', '\n'])), "{text}");
            let read: Calendar = text.parse().map_err(|e: String| TestCaseError::fail(format!("{e}: {text}")))?;
            prop_assert_eq!(read.components.len(), 1);
            let Some(event) = read.components[0].as_event() else { return Err(TestCaseError::fail("no event")) };
            let (title, place, kind) = (line(&title, LONGEST), line(&place, LONGEST), line(&kind, LONGEST));
            prop_assert_eq!(event.get_summary().unwrap_or_default(), title.as_str());
            prop_assert_eq!(event.get_description().unwrap_or_default(), title.as_str());
            prop_assert_eq!(event.get_location().unwrap_or_default(), place.as_str());
            prop_assert_eq!(event.get_categories().unwrap_or_default().concat(), kind);
            prop_assert_eq!(event.get_url(), Some("https://hall.example/sessions/7"));
            prop_assert_eq!(event.property_value("SEQUENCE"), Some("3"));
            prop_assert!(event.properties().len() <= 13);
        }
    }
}
