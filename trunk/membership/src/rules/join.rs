//! What somebody writes who wants to join, and what is wrong with it.

use codes::{IdNumber, Mobile};
use store::FieldFault;
use uuid::Uuid;

/// Kinds of work one can tick; the last stands for all others. Keys of messages `membership-work-…`.
pub(crate) const WORK: [&str; 9] =
    ["takeaway", "parcel", "driver", "domestic", "factory", "building", "office", "service", "other"];
pub(crate) const LONGEST_NAME: usize = 40;
pub(crate) const LONGEST_PLACE: usize = 60;
pub(crate) const LONGEST_WORDS: usize = 500;

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct JoinForm {
    pub name: String,
    pub phone: String,
    pub code: String,
    /// The union a link or poster named.
    pub union: String,
    /// `employer` or `place`.
    pub via: String,
    pub employer: String,
    /// Chosen among several employers of similar names: `employer id/union id`.
    pub employer_is: String,
    pub place: String,
    /// Chosen among several places.
    pub place_is: String,
    pub work: Vec<String>,
    pub id_number: String,
    pub id_consent: String,
}

/// Where the person works, as far as the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    /// The union was named by a link.
    Union(Uuid),
    Employer {
        words: String,
        chosen: String,
    },
    Place {
        words: String,
        chosen: Option<Uuid>,
    },
}

/// What can be taken from the form; where the request goes is decided afterwards.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub name: String,
    pub via: Via,
    pub work: Vec<String>,
    pub id_number: Option<String>,
}

/// The mobile number of a form.
pub(crate) fn read_phone(text: &str) -> Result<Mobile, FieldFault> {
    Mobile::parse(text).map_err(|_| FieldFault::new("phone", "membership-phone-bad"))
}

/// A name as people write it: not empty, not longer than any, and no line breaks in it.
pub(crate) fn read_name(text: &str) -> Result<String, FieldFault> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(FieldFault::new("name", "membership-name-missing")),
        n if n > LONGEST_NAME => Err(FieldFault::new("name", "membership-name-long").with("most", LONGEST_NAME)),
        _ if !name.chars().any(char::is_alphabetic) => Err(FieldFault::new("name", "membership-name-missing")),
        _ => Ok(name),
    }
}

/// Everything but the telephone and its code.
pub(crate) fn read(form: &JoinForm) -> Result<Wish, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let name = read_name(&form.name).map_err(|f| faults.push(f)).unwrap_or_default();
    let via = read_via(form).map_err(|f| faults.push(f)).ok();
    let mut work: Vec<String> = form.work.iter().filter(|w| WORK.contains(&w.as_str())).cloned().collect();
    work.dedup();
    if work.is_empty() {
        faults.push(FieldFault::new("work", "membership-work-missing"));
    }
    let id_number = read_id_number(form).map_err(|f| faults.push(f)).unwrap_or_default();
    match via {
        Some(via) if faults.is_empty() => Ok(Wish { name, via, work, id_number }),
        _ => Err(faults),
    }
}

fn read_via(form: &JoinForm) -> Result<Via, FieldFault> {
    if let Ok(union) = form.union.parse() {
        return Ok(Via::Union(union));
    }
    let long = |text: &str| text.chars().count() > LONGEST_PLACE;
    match form.via.as_str() {
        "employer" if form.employer.is_empty() => Err(FieldFault::new("employer", "membership-employer-missing")),
        "employer" if long(&form.employer) => Err(FieldFault::new("employer", "membership-too-long").with("most", LONGEST_PLACE)),
        "employer" => Ok(Via::Employer { words: form.employer.clone(), chosen: form.employer_is.clone() }),
        "place" if form.place.is_empty() => Err(FieldFault::new("place", "membership-place-missing")),
        "place" if long(&form.place) => Err(FieldFault::new("place", "membership-too-long").with("most", LONGEST_PLACE)),
        "place" => Ok(Via::Place { words: form.place.clone(), chosen: form.place_is.parse().ok() }),
        _ => Err(FieldFault::new("via", "membership-via-missing")),
    }
}

/// The ID number is sensitive: kept with a consent of its own or not at all (PIPL, articles 28 and 29).
fn read_id_number(form: &JoinForm) -> Result<Option<String>, FieldFault> {
    if form.id_number.is_empty() {
        return Ok(None);
    }
    let number = IdNumber::parse(&form.id_number).map_err(|error| {
        let key = match error {
            codes::id_number::IdNumberError::Length(_) => "membership-id-number-length",
            codes::id_number::IdNumberError::Symbol(_) | codes::id_number::IdNumberError::Date => "membership-id-number-bad",
            codes::id_number::IdNumberError::CheckDigit => "membership-id-number-slip",
        };
        FieldFault::new("id_number", key)
    })?;
    if form.id_consent != "1" {
        return Err(FieldFault::new("id_consent", "membership-id-consent-missing"));
    }
    Ok(Some(number.as_str().to_owned()))
}

/// A few words somebody must write: an answer, a question, a reason.
pub(crate) fn read_words(text: &str, field: &str, missing: &'static str) -> Result<String, FieldFault> {
    match text.chars().count() {
        0 => Err(FieldFault::new(field, missing)),
        n if n > LONGEST_WORDS => Err(FieldFault::new(field, "membership-too-long").with("most", LONGEST_WORDS)),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn good() -> JoinForm {
        JoinForm {
            name: "王 师傅".into(),
            via: "place".into(),
            place: "麓谷街道".into(),
            work: vec!["takeaway".into()],
            ..JoinForm::default()
        }
    }

    #[test]
    fn every_mistake_has_its_field() {
        assert!(read(&good()).is_ok());
        let fields = |form: &JoinForm| read(form).unwrap_err().into_iter().map(|f| f.field).collect::<Vec<_>>();
        assert_eq!(fields(&JoinForm::default()), ["name", "via", "work"]);
        assert_eq!(fields(&JoinForm { place: String::new(), ..good() }), ["place"]);
        assert_eq!(fields(&JoinForm { via: "employer".into(), ..good() }), ["employer"]);
        assert_eq!(fields(&JoinForm { id_number: "11010519491231002X".into(), ..good() }), ["id_consent"]);
        assert_eq!(fields(&JoinForm { id_number: "110105194912310021".into(), id_consent: "1".into(), ..good() }), ["id_number"]);
        let with = JoinForm { id_number: "11010519491231002x".into(), id_consent: "1".into(), ..good() };
        assert_eq!(read(&with).unwrap().id_number.as_deref(), Some("11010519491231002X"));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall_over(name in ".{0,60}", place in ".{0,80}", id in ".{0,24}", phone in ".{0,30}", work in ".{0,10}") {
            let form = JoinForm { name, place, id_number: id, id_consent: "1".into(), work: vec![work], via: "place".into(), ..JoinForm::default() };
            let _ = read(&form);
            let _ = read_phone(&phone);
        }
    }
}
