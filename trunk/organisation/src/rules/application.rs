//! Reading an application to found a union.

use codes::{CreditCode, Day};
use serde::{Deserialize, Serialize};
use store::{Fault, FieldFault};

use super::reading::{self, Reading};
use super::{day, standing};
use crate::kind::{Kind, Level};

/// More units than a joint local ever had.
const MOST_EMPLOYERS: usize = 200;

/// An employer the union is founded for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Unit {
    pub name: String,
    /// GB 32100; may be empty.
    pub credit_code: String,
    pub workers: i32,
}

/// The form as it was sent; days as `yyyy-mm-dd`, numbers as text.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Application {
    pub name: String,
    /// `local`, `joint-local`, `township`, `group`, `federation`, `sector`.
    pub kind: String,
    /// 0 national … 6 group; empty for the level of the kind.
    pub level: String,
    pub credit_code: String,
    pub division: String,
    /// One employer a line: name, credit code and number of workers in any order.
    pub employers: String,
    pub members: String,
    pub day: String,
    pub words: String,
    pub contact_name: String,
    pub contact_phone: String,
    /// The first chair's mobile number; empty when it is the applicant.
    pub chair_phone: String,
}

/// An application that can be written down.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub name: String,
    pub kind: Kind,
    pub level: Level,
    pub credit_code: Option<String>,
    pub division: Option<String>,
    pub units: Vec<Unit>,
    pub members: i32,
    pub day: Day,
    pub words: String,
    pub contact: Contact,
}

/// Who is to be reached about an application; sealed at rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub chair_phone: String,
}

/// Reads an application to stand below a union of this kind and level.
pub(crate) fn read(form: &Application, parent_kind: Kind, parent_level: Level, today: Day) -> Result<Asked, Fault> {
    let mut reading = Reading::default();
    let name = reading.take(reading::name("name", &form.name));
    let placed = reading.keep(standing::read(&form.kind, &form.level));
    if let Some((kind, level)) = placed {
        reading.keep(standing::below("kind", kind, level, parent_kind, parent_level));
    }
    let credit_code = reading.take(reading::credit_code("credit_code", &form.credit_code));
    let division = reading.take(reading::division("division", &form.division));
    let units = reading.take(units("employers", &form.employers));
    if form.employers.is_empty() && placed.is_some_and(|(kind, _)| matches!(kind, Kind::Local | Kind::JointLocal)) {
        reading.wrong(FieldFault::new("employers", "organisation-employers-missing"));
    }
    let members = reading.take(reading::heads("members", &form.members));
    let wanted = if form.day.is_empty() { Ok(today) } else { day::any("day", &form.day) };
    let day = reading.take(wanted);
    let words = reading.take(reading::words("words", &form.words));
    let person = reading.take(reading::name("contact_name", &form.contact_name));
    let phone = reading.take(reading::phone("contact_phone", &form.contact_phone));
    let chair_phone =
        if form.chair_phone.is_empty() { String::new() } else { reading.take(reading::phone("chair_phone", &form.chair_phone)) };
    reading.done()?;
    let (kind, level) = placed.unwrap_or((Kind::Local, Level::GrassRoots));
    let contact = Contact { name: person, phone, chair_phone };
    Ok(Asked { name, kind, level, credit_code, division, units, members, day, words, contact })
}

/// One employer a line: what reads as a credit code is its code, a bare number its workers, the rest its name.
pub(crate) fn units(field: &str, text: &str) -> Result<Vec<Unit>, FieldFault> {
    let mut units: Vec<Unit> = Vec::new();
    for (number, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        let wrong = |key| FieldFault::new(field, key).with("line", number + 1);
        let mut unit = Unit::default();
        let mut name: Vec<&str> = Vec::new();
        for word in
            line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；')).filter(|w| !w.is_empty())
        {
            let looks_like_code = word.chars().count() == 18 && word.chars().all(|c| c.is_ascii_alphanumeric());
            if looks_like_code {
                unit.credit_code = CreditCode::parse(word).map_err(|_| wrong("organisation-employers-code"))?.to_string();
            } else if let Ok(workers) = word.trim_end_matches('人').parse::<i32>() {
                if !(0..=reading::MOST_WORKERS).contains(&workers) {
                    return Err(wrong("organisation-employers-workers"));
                }
                unit.workers = workers;
            } else {
                name.push(word);
            }
        }
        unit.name = name.join(" ");
        let long = unit.name.chars().count();
        if !(2..=reading::MOST_NAME).contains(&long) {
            return Err(wrong("organisation-employers-name"));
        }
        if !unit.credit_code.is_empty() && units.iter().any(|u| u.credit_code == unit.credit_code) {
            return Err(wrong("organisation-employers-twice"));
        }
        units.push(unit);
        if units.len() > MOST_EMPLOYERS {
            return Err(FieldFault::new(field, "organisation-employers-many").with("most", MOST_EMPLOYERS));
        }
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_in_any_order() {
        let read = units("e", "湖南麓谷电子有限公司 240\n\n36人，望月湖餐饮店").unwrap();
        assert_eq!(read[0], Unit { name: "湖南麓谷电子有限公司".into(), credit_code: String::new(), workers: 240 });
        assert_eq!(read[1], Unit { name: "望月湖餐饮店".into(), credit_code: String::new(), workers: 36 });
        assert_eq!(units("e", "望月湖餐饮店 000000000000000001").unwrap_err().key, "organisation-employers-code");
        assert!(super::units("e", "1").is_err());
        assert!(super::units("e", &"甲乙\n".repeat(201)).is_err());
        assert!(super::units("e", &"长".repeat(61)).is_err());
    }
}
