//! How each box of a form is read, and what is said when it cannot be.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;

/// The longest title and the longest place, in characters.
pub const LONGEST_TITLE: usize = 80;
pub const LONGEST_PLACE: usize = 60;
/// More heads than this in one session is a slip of the pen.
pub const MOST_HEADS: i64 = 100_000;
/// More names than this are entered by import, not by ticking.
pub const MOST_PEOPLE: usize = 1_500;
/// Co-hosts of one session, unions and outside bodies together.
pub const MOST_CO_HOSTS: usize = 20;
/// The longest session, minutes: a whole day.
pub const LONGEST_MINUTES: i32 = 1_440;
/// How far back a session may be logged, days; older ones come with the import of past years.
pub const EARLIEST_BACK: i32 = 730;
/// A clock a little fast on a phone in a workshop is no session in the future, milliseconds.
const FAST_CLOCK: i64 = 10 * 60_000;

pub(crate) fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| !id.is_nil())
}

pub(crate) fn short(field: &str, text: &str, most: usize, key: &'static str) -> Result<String, FieldFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most { Err(FieldFault::new(field, key).with("most", most)) } else { Ok(text) }
}

/// The words typed win over the title ticked, for whoever types has changed his mind.
pub(crate) fn title(offered: &str, other: &str) -> Result<String, FieldFault> {
    let text = short("title", if other.is_empty() { offered } else { other }, LONGEST_TITLE, "activities-title-long")?;
    if text.is_empty() { Err(FieldFault::new("title", "activities-title-missing")) } else { Ok(text) }
}

/// A whole number, `otherwise` where nothing was typed.
pub(crate) fn keep_number(faults: &mut Vec<FieldFault>, name: &str, text: &str, otherwise: i64) -> Option<i64> {
    if text.is_empty() {
        return Some(otherwise);
    }
    let number = codes::numerals::parse(text).ok().and_then(|n| i64::try_from(n).ok());
    if number.is_none() {
        faults.push(FieldFault::new(name, "activities-number-unreadable"));
    }
    number
}

/// An instant, unix milliseconds, from `2026-11-18T07:50` or with a space, full-width signs allowed.
pub(crate) fn moment(text: &str) -> Option<i64> {
    let text = codes::width::narrow(text);
    let (day, time) = text.trim().split_once(['T', ' '])?;
    let day = Day::parse_written(day).ok()?;
    let mut parts = time.trim().splitn(3, ':').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 2));
    let (Some(Some(hour @ 0..24)), Some(Some(minute @ 0..60))) = (parts.next(), parts.next()) else { return None };
    Some(day.start_unix_ms() + i64::from(hour * 60 + minute) * 60_000)
}

/// The beginning, unix milliseconds, from `2026-11-18T07:50` or with a space, full-width signs allowed.
pub(crate) fn when(text: &str, now: i64) -> Result<i64, FieldFault> {
    let at = moment(text).ok_or(FieldFault::new("when", "activities-when-unreadable"))?;
    if at > now + FAST_CLOCK {
        return Err(FieldFault::new("when", "activities-when-future"));
    }
    if Day::from_unix_ms(now) - Day::from_unix_ms(at) > EARLIEST_BACK {
        return Err(FieldFault::new("when", "activities-when-old").with("days", EARLIEST_BACK));
    }
    Ok(at)
}

pub(crate) fn minutes(text: &str) -> Result<i32, FieldFault> {
    let fault = || FieldFault::new("minutes", "activities-minutes-range").with("most", LONGEST_MINUTES);
    let n = codes::numerals::parse(text).map_err(|_| fault())?;
    i32::try_from(n).ok().filter(|n| (1..=LONGEST_MINUTES).contains(n)).ok_or_else(fault)
}

/// Heads counted, besides `named` people. 二十四 is a number, 二十多 is not.
pub(crate) fn heads(text: &str, named: usize) -> Result<i64, FieldFault> {
    let fault = |key| FieldFault::new("heads", key);
    if text.is_empty() {
        return if named > 0 { Ok(0) } else { Err(fault("activities-heads-missing")) };
    }
    let text = text.trim_end_matches(['人', '名', '位']);
    let n = codes::numerals::parse(text).map_err(|_| fault("activities-heads-unreadable"))?;
    match i64::try_from(n) {
        Ok(0) if named == 0 => Err(fault("activities-heads-nobody")),
        Ok(n) if n <= MOST_HEADS => Ok(n),
        _ => Err(fault("activities-heads-many").with("most", MOST_HEADS)),
    }
}

/// Ids of people, without doubles.
///
/// # Errors
/// Beside `people`.
pub(crate) fn people(ids: &[String]) -> Result<Vec<Uuid>, FieldFault> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids.iter().filter(|id| !id.is_empty()) {
        found.push(uuid(id).ok_or(FieldFault::new("people", "activities-people-unknown"))?);
    }
    found.sort_unstable();
    found.dedup();
    if found.len() > MOST_PEOPLE {
        return Err(FieldFault::new("people", "activities-people-many").with("most", MOST_PEOPLE));
    }
    Ok(found)
}

pub(crate) fn unions(ids: &[String]) -> Result<Vec<Uuid>, FieldFault> {
    let mut found = Vec::new();
    for id in ids.iter().filter(|id| !id.is_empty()) {
        let id = uuid(id).ok_or(FieldFault::new("co_hosts", "activities-co-host-unknown"))?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    if found.len() > MOST_CO_HOSTS {
        return Err(FieldFault::new("co_hosts", "activities-co-hosts-many").with("most", MOST_CO_HOSTS));
    }
    Ok(found)
}

pub(crate) fn bodies(text: &str, unions: usize) -> Result<Vec<String>, FieldFault> {
    let mut found: Vec<String> = Vec::new();
    for line in text.split(['\n', '；', ';', '、']) {
        let name = short("bodies", line, LONGEST_PLACE, "activities-body-long")?;
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    if found.len() + unions > MOST_CO_HOSTS {
        return Err(FieldFault::new("bodies", "activities-co-hosts-many").with("most", MOST_CO_HOSTS));
    }
    Ok(found)
}

pub(crate) fn optional(field: &str, text: &str, key: &'static str) -> Result<Option<Uuid>, FieldFault> {
    if text.is_empty() { Ok(None) } else { uuid(text).map(Some).ok_or(FieldFault::new(field, key)) }
}

/// The reason of a correction, which whoever opens a figure may read.
///
/// # Errors
/// Beside `reason`.
pub(crate) fn reason(text: &str) -> Result<String, FieldFault> {
    let text = short("reason", text, LONGEST_TITLE, "activities-reason-long")?;
    if text.is_empty() { Err(FieldFault::new("reason", "activities-reason-missing")) } else { Ok(text) }
}

/// A place as it is compared with others: width and spaces do not tell places apart.
#[must_use]
pub(crate) fn place_key(place: &str) -> String {
    codes::width::narrow(place).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}
