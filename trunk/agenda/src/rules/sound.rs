use codes::Day;
use store::{Fault, Outcome};

use crate::item::NewItem;

const LONGEST_TITLE: usize = 200;
const LONGEST_PLACE: usize = 200;
const LONGEST_HREF: usize = 500;
const LONGEST_KIND: usize = 40;

/// The same item in one line a text, without what no calendar can show; cut where a calendar would.
pub(crate) fn tidy(new: &NewItem) -> NewItem {
    NewItem { title: line(&new.title, LONGEST_TITLE), place: line(&new.place, LONGEST_PLACE), ..new.clone() }
}

pub(crate) fn line(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    let whole = words.join(" ");
    if whole.chars().count() <= longest {
        return whole;
    }
    let mut cut: String = whole.chars().take(longest - 1).collect();
    cut.push('…');
    cut
}

/// # Errors
/// [`Fault::Internal`]: the room that publishes has a defect.
pub(crate) fn sound(new: &NewItem) -> Outcome<()> {
    let is_key = |text: &str| {
        text.len() <= LONGEST_KIND && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    // What lies beyond cannot be written with four digits of a year.
    let earliest = Day::from_ymd(1970, 1, 1).unwrap_or_default().start_unix_ms();
    let latest = Day::from_ymd(7000, 1, 1).unwrap_or_default().start_unix_ms();
    let on_the_globe = |(latitude, longitude): (i32, i32)| latitude.abs() <= 90_000_000 && longitude.abs() <= 180_000_000;
    let fault = if new.title.is_empty() {
        "has no title"
    } else if new.kind.is_empty() || !is_key(&new.kind) || !is_key(&new.setting) {
        "has no kind of a list"
    } else if new.begins_at < earliest || new.ends_at > latest || new.begins_at >= new.ends_at {
        "does not last"
    } else if !is_path(&new.href) {
        "leads to no place of the house"
    } else if !new.position.is_none_or(on_the_globe) {
        "is not on the globe"
    } else {
        return Ok(());
    };
    Err(Fault::Internal(format!("the agenda's item {} {fault}", new.id)))
}

/// A path of this house in the letters of an address, so that it stands in a calendar as it is.
fn is_path(href: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_graphic() && !b"\\\"<>^`{|}".contains(&b);
    href.starts_with('/') && !href.starts_with("//") && href.len() <= LONGEST_HREF && href.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_of_a_room_is_found() {
        let good = NewItem {
            kind: "culture".into(),
            title: "歌会".into(),
            ends_at: 1,
            href: "/sessions/7".into(),
            ..NewItem::default()
        };
        assert!(sound(&good).is_ok());
        let bad = [
            NewItem { title: String::new(), ..good.clone() },
            NewItem { kind: "文体".into(), ..good.clone() },
            NewItem { kind: String::new(), ..good.clone() },
            NewItem { ends_at: 0, ..good.clone() },
            NewItem { begins_at: i64::MIN, ..good.clone() },
            NewItem { ends_at: i64::MAX, ..good.clone() },
            NewItem { href: "//elsewhere".into(), ..good.clone() },
            NewItem { href: "https://elsewhere".into(), ..good.clone() },
            NewItem { href: "/a\r\nX:1".into(), ..good.clone() },
            NewItem { href: String::new(), ..good.clone() },
            NewItem { position: Some((90_000_001, 0)), ..good.clone() },
            NewItem { position: Some((0, i32::MAX)), ..good.clone() },
        ];
        assert!(bad.iter().all(|item| sound(item).is_err()));
    }

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(line(" 冬季\r\n\t歌会\u{0}（一） ", 200), "冬季 歌会 （一）");
        assert_eq!(line(&"长".repeat(300), 200).chars().count(), 200);
    }
}
