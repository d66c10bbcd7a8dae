use crate::figure::{Figure, Measure, Qualifier};
use crate::labels::{self, Joined};
use crate::look_alike::{Candidate, is_glued};
use crate::measure::{self, Counted};
use crate::number::{self, Number};
use crate::value::Value;
use crate::words::marks::RANGE_MARKS;
use crate::words::units::Kind;
use crate::{qualify, told};

/// A figure in bytes of the joined text.
struct Found<'t> {
    start: usize,
    end: usize,
    /// Byte behind the measure word.
    unit_end: usize,
    value: Value,
    value_max: Option<Value>,
    qualifier: Qualifier,
    counted: Counted<'t>,
}

/// All countable figures of a text in the order they stand in; none overlaps another.
pub fn read(text: &str) -> Vec<Figure> {
    let joined = labels::join(text);
    let clean = &*joined.text;
    let (mut figures, mut place, mut at) = (Vec::new(), Place::default(), 0);
    while let Some(begin) = number::next(clean, at) {
        match find(clean, begin, at) {
            Ok(found) => {
                at = found.end;
                figures.push(place.figure(text, &joined, &found));
            }
            Err(behind) => at = behind,
        }
    }
    figures
}

/// Reads the number at `at`, whose qualifier cannot begin before `free`.
fn find(text: &str, at: usize, free: usize) -> Result<Found<'_>, usize> {
    // Most of what begins like a number is the 一 of 一线, 一些, 统一.
    let number = number::read(text, at)?;
    if is_glued(&text[..at], &text[number.end..]) {
        return Err(number.end);
    }
    let before = qualify::before(&text[..at], &number).filter(|(start, _)| *start >= free);
    let start = before.map_or(at, |(start, _)| start);
    let qualifier = before.map(|(_, qualifier)| qualifier);
    let counted = measure::read(text, at, &number).ok_or(number.end)?;
    let (number, counted) = longer_range(text, number, counted);
    let candidate = Candidate { text, at, start, number, counted, qualifier };
    if candidate.is_look_alike() {
        return Err(number.end);
    }
    // 五公里多, 三年多.
    let is_length = matches!(counted.kind, Some(Kind::Year | Kind::Span)) || matches!(counted.unit, "公里" | "里");
    let more = (is_length && text[counted.end..].starts_with('多')).then_some('多'.len_utf8());
    let end = counted.end + more.unwrap_or(0);
    let after = qualify::after(text, end);
    let afar = || (counted.measure == Measure::Percent).then(|| qualify::afar(&text[..start])).flatten();
    let more = (more.is_some() || counted.has_more).then_some(Qualifier::Over);
    let said = qualifier.or(number.vague).or(more).or(after.map(|(_, q)| q)).or_else(afar);
    let value = |value| in_full(value, &number, &counted, text);
    Ok(Found {
        start,
        end: after.map_or(end, |(end, _)| end).max(tenths_end(text, &counted)),
        unit_end: counted.unit_end,
        value: value(number.low).ok_or(number.end)?,
        value_max: number.high.and_then(value),
        qualifier: said.unwrap_or(Qualifier::Exact),
        counted,
    })
}

/// 1000元至3000元: both ends with the same measure word.
fn longer_range<'t>(text: &'t str, low: Number, counted: Counted<'t>) -> (Number, Counted<'t>) {
    let joined = || {
        let mark = text[counted.end..].chars().next().filter(|c| RANGE_MARKS.contains(c) && *c != '到')?;
        let at = counted.end + mark.len_utf8();
        let high = number::read(text, at).ok()?;
        let other = measure::read(text, at, &high).filter(|other| other.unit == counted.unit)?;
        Some((number::span(low, high)?, Counted { measure: counted.measure, ..other }))
    };
    joined().unwrap_or((low, counted))
}

/// The five of 四成五.
fn tenths(text: &str, counted: &Counted<'_>) -> Option<(u64, usize)> {
    let sign = text[counted.end..].chars().next().filter(|_| counted.kind == Some(Kind::Tenth))?;
    let digit = codes::numerals::parse(sign.encode_utf8(&mut [0; 4])).ok().filter(|digit| (1..10).contains(digit))?;
    let end = counted.end + sign.len_utf8();
    // 七成五千人 is no 75 percent of anything.
    let ends = number::next(text, end) != Some(end);
    ends.then_some((digit, end))
}

fn tenths_end(text: &str, counted: &Counted<'_>) -> usize {
    tenths(text, counted).map_or(0, |(_, end)| end)
}

/// What the measure word makes of the number: 四成 is 40, 两个半小时 two and a half.
fn in_full(value: Value, number: &Number, counted: &Counted<'_>, text: &str) -> Option<Value> {
    if counted.kind == Some(Kind::Tenth) {
        let more = tenths(text, counted).map_or(0, |(digit, _)| digit);
        return value.times(10)?.plus(Value::whole(more));
    }
    let half = counted.has_half && number.high.is_none();
    if half { Value::written("0", "5").and_then(|half| value.plus(half)) } else { Some(value) }
}

/// Characters are counted on from the last figure, so that a long text is gone through once.
#[derive(Default)]
struct Place {
    byte: usize,
    characters: usize,
}

impl Place {
    fn at(&mut self, text: &str, byte: usize) -> usize {
        self.characters += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.characters
    }

    fn figure(&mut self, text: &str, joined: &Joined<'_>, found: &Found<'_>) -> Figure {
        let (from, to) = (joined.original_start(found.start), joined.original_end(found.end));
        let (before, after) = (&joined.text[..found.start], &joined.text[found.unit_end..]);
        Figure {
            start: self.at(text, from),
            end: self.at(text, to),
            text: text[from..to].to_owned(),
            value: found.value,
            value_max: found.value_max,
            qualifier: found.qualifier,
            measure: found.counted.measure,
            unit: found.counted.unit.to_owned(),
            who: told::who(before),
            what: told::what(before, after),
        }
    }
}
