//! How one day's value is read.

use codes::Day;
use store::FieldFault;

use super::field::hundredths;
use super::kinds::Kind;

/// What was typed without network arrives a little later: today's value, or that of one of so many days before.
pub const LATE_DAYS: i32 = 2;
/// The official measuring takes place up to so many days before and after the first and the last day.
pub const SCALES_DAYS: i32 = 7;
/// A grown-up's height, millimetres.
const HEIGHTS: std::ops::RangeInclusive<i64> = 1_000..=2_300;

/// A value in hundredths of the kind's unit. The unit may stand behind it; 斤 is half a kilogram.
///
/// # Errors
/// Beside `field`, in a friendly tone: a slip of the finger is the usual cause.
pub(crate) fn read(kind: Kind, field: &str, text: &str) -> Result<i64, FieldFault> {
    let text = codes::width::narrow(text).trim().to_lowercase();
    let (text, is_half) = match kind.name {
        "weight" => without(&text, &["公斤", "千克", "kg", "kgs"], &["市斤", "斤"]),
        "steps" => without(&text, &["步", "steps"], &[]),
        "distance" => without(&text, &["公里", "千米", "km"], &["华里", "里"]),
        _ => (text.as_str(), false),
    };
    if text.is_empty() {
        return Err(FieldFault::new(field, "challenges-value-missing"));
    }
    let value = hundredths(field, text)?;
    let value = if is_half { (value + 1) / 2 } else { value };
    let (least, most) = kind.range;
    if !(least..=most).contains(&value) {
        let fault = FieldFault::new(field, "challenges-value-range");
        return Err(fault.with("least", plain(least)).with("most", plain(most)));
    }
    // A step is a step: half of one is a slip.
    if kind.is_whole && value.rem_euclid(100) != 0 {
        return Err(FieldFault::new(field, "challenges-value-whole"));
    }
    Ok(value)
}

fn without<'a>(text: &'a str, whole: &[&str], half: &[&str]) -> (&'a str, bool) {
    if let Some(rest) = whole.iter().find_map(|unit| text.strip_suffix(unit)) {
        return (rest.trim_end(), false);
    }
    match half.iter().find_map(|unit| text.strip_suffix(unit)) {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    }
}

/// A height in millimetres, from centimetres (`172`, `172.5厘米`) or metres (`1.72`, `1.72米`).
///
/// # Errors
/// Beside `height`.
pub(crate) fn height(text: &str) -> Result<i64, FieldFault> {
    let text = codes::width::narrow(text).trim().to_lowercase();
    if text.is_empty() {
        return Err(FieldFault::new("height", "challenges-height-missing"));
    }
    let (text, _) = without(&text, &["厘米", "公分", "cm", "米", "m"], &[]);
    let typed = hundredths("height", text).map_err(|_| FieldFault::new("height", "challenges-height-unreadable"))?;
    // Nobody is three centimetres tall, and nobody three metres.
    let millimetres = if typed < 300 { typed * 10 } else { typed / 10 };
    if HEIGHTS.contains(&millimetres) { Ok(millimetres) } else { Err(FieldFault::new("height", "challenges-height-unreadable")) }
}

/// The day a value is for: that of the form, not before the challenge, not after it, not long gone.
///
/// # Errors
/// Beside `value`, for the day is no box of the form.
pub(crate) fn day(text: &str, today: Day, (from, last): (Day, Day)) -> Result<Day, FieldFault> {
    let day = if text.is_empty() { today } else { super::field::day("value", text)? };
    if day > today {
        return Err(FieldFault::new("value", "challenges-day-future"));
    }
    if day < from {
        return Err(FieldFault::new("value", "challenges-day-early"));
    }
    if day > last {
        return Err(FieldFault::new("value", "challenges-day-over"));
    }
    if today.0 - day.0 > LATE_DAYS {
        return Err(FieldFault::new("value", "challenges-day-late").with("days", LATE_DAYS));
    }
    Ok(day)
}

/// A value as it is typed again: `78.6`, `12000`.
#[must_use]
pub(crate) fn plain(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, (hundredths % 100).abs());
    match rest {
        0 => whole.to_string(),
        rest => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::kinds::kind_named;
    use super::*;

    fn weight(text: &str) -> Result<i64, &'static str> {
        read(kind_named("weight"), "value", text).map_err(|f| f.key)
    }

    #[test]
    fn a_weight_is_read_as_people_write_it() {
        for text in ["78.6", "78.60", " ７８．６ ", "78.6kg", "78.6 公斤", "157.2斤", "７８。６"] {
            assert_eq!(weight(text), Ok(7_860), "{text}");
        }
        for (text, key) in [
            ("", "challenges-value-missing"),
            ("NaN", "challenges-value-unreadable"),
            ("inf", "challenges-value-unreadable"),
            ("1e9", "challenges-value-unreadable"),
            ("-78", "challenges-value-unreadable"),
            ("78,6", "challenges-value-unreadable"),
            ("78.625", "challenges-value-too-fine"),
            ("1000000000", "challenges-value-range"),
            ("99999999999999999999999", "challenges-value-unreadable"),
            ("0", "challenges-value-range"),
            ("七十八", "challenges-value-unreadable"),
            ("<script>", "challenges-value-unreadable"),
        ] {
            assert_eq!(weight(text), Err(key), "{text}");
        }
        let steps = |text| read(kind_named("steps"), "value", text).map_err(|f| f.key);
        assert_eq!((steps("12,345"), steps("1.2万步"), steps("0")), (Ok(1_234_500), Ok(1_200_000), Ok(0)));
        assert_eq!((steps("1.5"), steps("100001")), (Err("challenges-value-whole"), Err("challenges-value-range")));
        assert_eq!(
            (height("172").ok(), height("１．７２米").ok(), height("172.5cm").ok()),
            (Some(1_720), Some(1_720), Some(1_725))
        );
        assert!(["17", "0", "-1", "1e3", "300", ""].iter().all(|text| height(text).is_err()));
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_defect(text in "\\PC{0,40}", name in prop::sample::select(vec!["weight", "steps", "distance", "custom"])) {
            let kind = kind_named(name);
            if let Ok(value) = read(kind, "value", &text) {
                prop_assert!((kind.range.0..=kind.range.1).contains(&value));
                prop_assert_eq!(read(kind, "value", &plain(value)).ok(), Some(value));
            }
            let _ = height(&text);
        }
    }
}
