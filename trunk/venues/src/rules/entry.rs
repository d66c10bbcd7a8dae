//! What is typed about a venue, and what it means. One reading for the form, its change and the API.

use store::FieldFault;
use uuid::Uuid;
use web::Fields;

use super::distance::{self, Position};
use super::field::{self, LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, MOST_LOAN_DAYS, keep};
use super::hours::{self, Week};
use super::kind::{BOOKERS, FACILITIES, VENUE_KINDS, Word, named};

/// More rooms than this in one house are entered as two venues.
const MOST_SPACES: usize = 60;
/// More seats than this has no hall.
const MOST_SEATS: i64 = 100_000;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub union: String,
    pub kind: String,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub about: String,
    /// Degrees, both or neither.
    pub lat: String,
    pub lon: String,
    /// Monday first: `8:30-12:00 14:00-17:30`, empty for closed.
    pub hours: [String; 7],
    pub facilities: Vec<String>,
    /// One a line: a name, and how many it seats.
    pub spaces: String,
    pub bookers: String,
    /// `1` when bookings wait for approval.
    pub needs_approval: String,
    pub loan_days: String,
}

impl Entry {
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        Self {
            union: get("union"),
            kind: get("kind"),
            name: get("name"),
            address: get("address"),
            phone: get("phone"),
            about: get("about"),
            lat: get("lat"),
            lon: get("lon"),
            hours: std::array::from_fn(|n| get(&format!("hours_{}", n + 1))),
            facilities: fields.all("facilities").map(str::to_owned).collect(),
            spaces: get("spaces"),
            bookers: get("bookers"),
            needs_approval: get("needs_approval"),
            loan_days: get("loan_days"),
        }
    }
}

/// A room as it is asked for; one of this name that stands is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceDraft {
    pub name: String,
    /// 0 where nobody has said.
    pub seats: i64,
}

/// A venue as it will stand: everything readable.
#[derive(Clone, Debug)]
pub struct Draft {
    pub union: Uuid,
    pub kind: Word,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub about: String,
    pub position: Option<Position>,
    pub hours: Week,
    pub facilities: Vec<Word>,
    pub spaces: Vec<SpaceDraft>,
    pub bookers: Word,
    pub needs_approval: bool,
    pub loan_days: i32,
}

/// Reads a whole form.
///
/// # Errors
/// One line for every field that cannot be taken.
pub fn read(entry: &Entry) -> Result<Draft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let union = keep(&mut faults, field::uuid(&entry.union).ok_or(FieldFault::new("union", "venues-union-missing")));
    let kind = keep(&mut faults, named(VENUE_KINDS, &entry.kind).ok_or(FieldFault::new("kind", "venues-kind-missing")));
    let name = keep(&mut faults, field::said("name", &entry.name, LONGEST_NAME, "venues-name-missing"));
    let address = keep(&mut faults, field::said("address", &entry.address, LONGEST_LINE, "venues-address-missing"));
    let phone = keep(&mut faults, field::phone(&entry.phone));
    let about = keep(&mut faults, field::line("about", &entry.about, LONGEST_TEXT));
    let position = keep(&mut faults, position(&entry.lat, &entry.lon));
    let mut week = Week::default();
    for (n, text) in entry.hours.iter().enumerate() {
        match hours::day(text) {
            Some(spans) => week.0[n] = spans,
            None => faults.push(FieldFault::new(format!("hours_{}", n + 1), "venues-hours-unreadable")),
        }
    }
    let facilities: Option<Vec<Word>> = entry.facilities.iter().filter(|f| !f.is_empty()).map(|f| named(FACILITIES, f)).collect();
    let facilities = keep(&mut faults, facilities.ok_or(FieldFault::new("facilities", "venues-facility-unknown")));
    let spaces = keep(&mut faults, spaces(&entry.spaces));
    let bookers = named(BOOKERS, &entry.bookers).ok_or(FieldFault::new("bookers", "venues-bookers-missing"));
    let bookers = keep(&mut faults, bookers);
    let loan_days = if entry.loan_days.is_empty() { "30" } else { &entry.loan_days };
    let loan_days = keep(&mut faults, field::number("loan_days", loan_days, 1, MOST_LOAN_DAYS, "venues-number-range"));
    let draft = (|| {
        let mut facilities = facilities?;
        facilities.sort_unstable_by_key(|w| FACILITIES.iter().position(|f| f == w));
        facilities.dedup();
        Some(Draft {
            union: union?,
            kind: kind?,
            name: name?,
            address: address?,
            phone: phone?,
            about: about?,
            position: position?,
            hours: week,
            facilities,
            spaces: spaces?,
            bookers: bookers?,
            needs_approval: entry.needs_approval == "1",
            loan_days: i32::try_from(loan_days?).ok()?,
        })
    })();
    match draft {
        Some(draft) if faults.is_empty() => Ok(draft),
        _ => Err(faults),
    }
}

fn position(lat: &str, lon: &str) -> Result<Option<Position>, FieldFault> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let fault = |field| FieldFault::new(field, "venues-position-unreadable");
    let lat = distance::degrees(lat, 90).ok_or(fault("lat"))?;
    let lon = distance::degrees(lon, 180).ok_or(fault("lon"))?;
    Ok(Some(Position { lat, lon }))
}

/// One room a line, `多功能厅 80` or `多功能厅，80人`; the number may be left out.
fn spaces(text: &str) -> Result<Vec<SpaceDraft>, FieldFault> {
    let fault = |key| FieldFault::new("spaces", key);
    let mut found: Vec<SpaceDraft> = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let cut = line.rsplit_once([' ', '\t', '　', '，', ',']);
        let number = |t: &str| field::number("spaces", t.trim(), 1, MOST_SEATS, "venues-spaces-seats").ok();
        let (name, seats) = match cut.map(|(name, last)| (name, number(last))) {
            Some((name, Some(seats))) => (name, seats),
            _ => (line, 0),
        };
        let name = field::line("spaces", name.trim_matches(['，', ',', ' ', '　']), LONGEST_NAME)?;
        if name.is_empty() {
            return Err(fault("venues-spaces-unreadable"));
        }
        if found.iter().any(|s| s.name == name) {
            return Err(fault("venues-spaces-twice").with("name", name));
        }
        found.push(SpaceDraft { name, seats });
    }
    if found.len() > MOST_SPACES {
        return Err(fault("venues-spaces-many").with("most", MOST_SPACES));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry() -> Entry {
        Entry {
            union: Uuid::from_u128(8).to_string(),
            kind: "palace".into(),
            name: "岳麓区工人文化宫".into(),
            address: "麓山路1号".into(),
            bookers: "all".into(),
            spaces: "多功能厅 80\n排练厅，三十人\n 茶室 ".into(),
            ..Entry::default()
        }
    }

    #[test]
    fn a_form_is_read_as_people_write() {
        let mut e = entry();
        e.hours[0] = "8：30至17：30".into();
        e.facilities = vec!["wifi".into(), "water".into(), "wifi".into(), String::new()];
        (e.lat, e.lon) = ("28.2".into(), "112.9".into());
        let draft = read(&e).unwrap();
        let spaces: Vec<_> = draft.spaces.iter().map(|s| (s.name.as_str(), s.seats)).collect();
        assert_eq!(spaces, [("多功能厅", 80), ("排练厅", 30), ("茶室", 0)]);
        assert_eq!(draft.facilities.iter().map(|f| f.name).collect::<Vec<_>>(), ["water", "wifi"]);
        assert_eq!((draft.hours.0[0].clone(), draft.loan_days), (vec![(510, 1050)], 30));
        assert_eq!(draft.position, Some(Position { lat: 28_200_000, lon: 112_900_000 }));
    }

    #[test]
    fn what_cannot_be_stands_beside_its_field() {
        let fault = |change: &dyn Fn(&mut Entry)| {
            let mut e = entry();
            change(&mut e);
            let faults = read(&e).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            faults[0].field.clone()
        };
        assert_eq!(fault(&|e| e.name = "  ".into()), "name");
        assert_eq!(fault(&|e| e.name = "长".repeat(61)), "name");
        assert_eq!(fault(&|e| e.address.clear()), "address");
        assert_eq!(fault(&|e| e.kind = "bar".into()), "kind");
        assert_eq!(fault(&|e| e.lat = "91".into()), "lat");
        assert_eq!(fault(&|e| e.lat = "28".into()), "lon");
        assert_eq!(fault(&|e| e.hours[6] = "全天".into()), "hours_7");
        assert_eq!(fault(&|e| e.facilities = vec!["gold".into()]), "facilities");
        assert_eq!(fault(&|e| e.spaces = "厅 8\n厅 9".into()), "spaces");
        assert_eq!(fault(&|e| e.spaces = "厅\n".repeat(3)), "spaces");
        assert_eq!(fault(&|e| e.bookers.clear()), "bookers");
        assert_eq!(fault(&|e| e.loan_days = "0".into()), "loan_days");
        assert_eq!(fault(&|e| e.phone = "13912345678".into()), "phone");
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let e = Entry { name: text.clone(), spaces: text.clone(), lat: text.clone(), phone: text.clone(), loan_days: text, ..entry() };
            let _ = read(&e);
        }
    }
}
