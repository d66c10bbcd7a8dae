//! What a number counts.

use crate::around::{after_space, clause_after, clause_before, first, sentence_before, without_space};
use crate::figure::Measure;
use crate::number::{Number, Script};
use crate::value::Value;
use crate::words::nouns::{COUNTED_BEFORE, DIMENSIONS, NOUNS};
use crate::words::qualifiers::{BEFORE, BEFORE_BARE, LINKS};
use crate::words::telling::{DOING, HOLDING, LESSONS, ONLINE, REACTIONS, VIEWING};
use crate::words::units::{Kind, UNITS};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted<'t> {
    /// Byte behind what belongs to the number.
    pub end: usize,
    /// Byte behind the measure word itself.
    pub unit_end: usize,
    /// The measure word; where there is none, the noun that stands for it.
    pub unit: &'t str,
    /// `None` where a noun stands for the measure word.
    pub kind: Option<Kind>,
    pub measure: Measure,
    /// 两个半小时.
    pub has_half: bool,
    /// 三个多月.
    pub has_more: bool,
}

/// A noun begins no further behind 个 than this, in bytes.
const NOUN_REACH: usize = 36;
/// Nor 板块 behind 大.
const DIMENSION_REACH: usize = 18;
/// And no further than this behind a number without measure word.
const BARE_NOUN_REACH: usize = 12;
/// Between nouns in a row may stand this much, in bytes: 技师攻关队.
const NOUN_GAP: usize = 6;
/// Words such as 人数已达 between a noun and its number are taken away one by one, so many at most.
const MOST_LINKS: usize = 4;
const DIGITS_SUFFICE_FROM: u64 = 11;

/// What the number at `start..number.end` counts; `None` if it counts nothing that is known.
pub(crate) fn read<'t>(text: &'t str, start: usize, number: &Number) -> Option<Counted<'t>> {
    let before = &text[..start];
    if number.is_share {
        return Some(Counted { end: number.end, unit_end: number.end, unit: "%", measure: Measure::Percent, ..Counted::none() });
    }
    if before.ends_with(['¥', '￥']) {
        return Some(Counted { end: number.end, unit_end: number.end, unit: "元", measure: Measure::Money, ..Counted::none() });
    }
    let at = after_gap(text, number);
    let rest = &text[at..];
    let inserted = ["个多", "个半"].into_iter().find(|prefix| rest.starts_with(prefix));
    if let Some(prefix) = inserted
        && let Some((word, kind @ (Kind::Span | Kind::Month))) = time_without_piece(&rest[prefix.len()..])
    {
        let end = at + prefix.len() + word.len();
        let counted = Counted { end, unit_end: end, unit: &text[end - word.len()..end], kind: Some(kind), ..Counted::none() };
        return Some(Counted { has_half: prefix == "个半", has_more: prefix == "个多", ..counted });
    }
    match UNITS.starting(rest).filter(|(_, kind)| *kind != Kind::Nothing) {
        Some((word, kind)) => with_unit(text, before, number, at, word, kind),
        None => without_unit(text, before, number),
    }
}

/// Behind a space, or behind the end of a line that was broken between number and measure word.
fn after_gap(text: &str, number: &Number) -> usize {
    let at = after_space(text, number.end);
    let line = text[at..].strip_prefix("\r\n").or_else(|| text[at..].strip_prefix('\n'));
    match line.filter(|_| number.script == Script::Arabic).and_then(|line| Some((line, UNITS.starting(line)?))) {
        Some((line, (_, kind))) if !matches!(kind, Kind::Nothing | Kind::Dimension) => text.len() - line.len(),
        _ => at,
    }
}

fn time_without_piece(rest: &str) -> Option<(&'static str, Kind)> {
    match rest.starts_with('月') {
        true => Some(("月", Kind::Month)),
        false => UNITS.starting(rest).filter(|(_, kind)| *kind == Kind::Span),
    }
}

impl Counted<'_> {
    const fn none() -> Counted<'static> {
        Counted { end: 0, unit_end: 0, unit: "", kind: None, measure: Measure::Other, has_half: false, has_more: false }
    }
}

fn with_unit<'t>(text: &'t str, before: &str, number: &Number, at: usize, word: &str, kind: Kind) -> Option<Counted<'t>> {
    let length = if kind == Kind::Person { first(word, 0).map_or(0, char::len_utf8) } else { word.len() };
    let unit_end = at + length;
    let after = &text[unit_end..];
    let mut counted = Counted {
        end: unit_end,
        unit_end,
        unit: &text[at..unit_end],
        kind: Some(kind),
        measure: Measure::Other,
        ..Counted::none()
    };
    match kind {
        Kind::Of(measure) => counted.measure = measure,
        Kind::AfterDigits(measure) => {
            let is_latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
            let goes_on = is_latin && first(after, 0).is_some_and(|c| c.is_ascii_alphanumeric());
            if goes_on || (number.script == Script::Chinese && number.low < Value::whole(DIGITS_SUFFICE_FROM)) {
                return None;
            }
            counted.measure = measure;
        }
        Kind::Piece => {
            let noun = noun_after(after, NOUN_REACH);
            if let Some((0, length, _)) = noun {
                counted.end = unit_end + length;
                counted.unit = &text[at..counted.end];
            }
            counted.measure = noun.map(|(_, _, measure)| measure).or_else(|| noun_before(before)).unwrap_or(Measure::Other);
        }
        Kind::Dimension => {
            // 五大板块, 五大传统产业; but no congress: 党的十八大.
            let phrase = &after[..floor(after, DIMENSION_REACH)];
            let (offset, noun, ()) = DIMENSIONS.each(phrase).next()?;
            let is_plain = phrase[..offset].chars().all(|c| c.is_alphabetic() && c != '的');
            if !is_plain || (number.script == Script::Chinese && number.low >= Value::whole(10)) {
                return None;
            }
            counted.end = unit_end + offset + noun.len();
            counted.unit = &text[at..counted.end];
        }
        Kind::Person => counted.measure = Measure::People,
        Kind::Lesson => {
            if number.script == Script::Chinese && !LESSONS.within(clause_before(before)) && !after.starts_with('课') {
                return None;
            }
            counted.measure = Measure::Courses;
        }
        Kind::Time => counted.measure = Measure::Sessions,
        Kind::Tenth => {
            if number.low < Value::whole(1) || number.low > Value::whole(10) || number.low.as_whole().is_none() {
                return None;
            }
            counted.measure = Measure::Percent;
        }
        Kind::Year | Kind::Month | Kind::Span => {}
        Kind::Nothing => return None,
    }
    counted.measure = seen(kind, counted.measure, before, after);
    Some(counted)
}

/// Views are told by the verb, however they are counted.
fn seen(kind: Kind, measure: Measure, before: &str, after: &str) -> Measure {
    let is_countable = matches!(kind, Kind::Time | Kind::Person) || measure == Measure::Attendances;
    if !is_countable {
        return measure;
    }
    let (before, after) = (beside(before), after.split(['、', '和']).next().unwrap_or_default());
    let after = clause_after(after);
    let after = after.find(|c: char| c.is_ascii_digit()).map_or(after, |at| &after[..at]);
    let has = |words: &crate::words::Words<()>| words.within(before) || words.within(after);
    match kind {
        _ if !has(&VIEWING) && kind == Kind::Time && has(&REACTIONS) => Measure::Other,
        Kind::Person if !has(&ONLINE) => measure,
        _ if has(&VIEWING) => Measure::Views,
        _ => measure,
    }
}

/// The part of a clause just before the number; the clause before it where the number begins its own (直播观看,累计12万人次).
fn beside(before: &str) -> &str {
    let clause = clause_before(before);
    if !without_links(clause).is_empty() {
        return clause.rsplit('、').next().unwrap_or_default();
    }
    let sentence = sentence_before(before);
    let earlier = sentence[..sentence.len() - clause.len()].trim_end_matches(['，', ',', '：', ':']);
    clause_before(earlier)
}

/// 300万快递业职工, 1300余企业; 浏览量达2.4亿, 注册用户超90万.
fn without_unit<'t>(text: &'t str, before: &'t str, number: &Number) -> Option<Counted<'t>> {
    let after = &text[number.end..];
    let is_large = number.has_scale || number.vague.is_some();
    let found = |measure, unit| Counted { end: number.end, unit_end: number.end, unit, measure, ..Counted::none() };
    if is_large
        && let Some((offset, length, measure @ (Measure::People | Measure::Organisations))) = noun_after(after, BARE_NOUN_REACH)
    {
        let before = beside(before);
        let measure = if VIEWING.within(before) { Measure::Views } else { measure };
        return Some(found(measure, &after[offset..offset + length]));
    }
    let trimmed = without_links(before);
    let (noun, measure) = COUNTED_BEFORE.ending(trimmed)?;
    let ends_clause = first(after, 0).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '.' | '%'));
    if !ends_clause && !number.has_scale {
        return None;
    }
    if !is_large && measure != Measure::Views && !noun.ends_with(['数', '量']) {
        return None;
    }
    let measure = if measure != Measure::Other && VIEWING.within(beside(before)) { Measure::Views } else { measure };
    Some(found(measure, &trimmed[trimmed.len() - noun.len()..]))
}

/// Where a noun begins, its length and what it counts. Nouns in a row are one, and the last says what it is: 工会干部培训班.
fn noun_after(after: &str, reach: usize) -> Option<(usize, usize, Measure)> {
    let end = after.find(|c: char| !c.is_alphabetic() || c == '的').unwrap_or(after.len());
    let phrase = &after[..end.min(floor(after, reach * 2))];
    let mut nouns = NOUNS.each(phrase).filter_map(|(at, word, measure)| Some((at, word, measure?)));
    let (start, word, mut measure) = nouns.next().filter(|(start, ..)| *start <= reach)?;
    // Behind a verb the noun is what is done, not who: 5支深入企业.
    let is_verb = |words: &str| HOLDING.within(words) || DOING.each(words).any(|(.., is_verb)| is_verb);
    if is_verb(&phrase[..start]) {
        return None;
    }
    let mut to = start + word.len();
    for (at, word, next) in nouns {
        let between = &phrase[to..at];
        if between.len() > NOUN_GAP || is_verb(between) || between.contains(['和', '与', '及']) {
            break;
        }
        (to, measure) = (at + word.len(), next);
    }
    Some((start, to - start, measure))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// 新建驿站300个: the noun stands before.
fn noun_before(before: &str) -> Option<Measure> {
    NOUNS.ending(without_links(before)).and_then(|(_, measure)| measure)
}

/// Without qualifiers, links and a space at its end.
pub(crate) fn without_links(before: &str) -> &str {
    let mut text = without_space(before);
    for _ in 0..MOST_LINKS {
        let link = LINKS.ending(text).map(|(word, ())| word.len());
        let qualifier = BEFORE.ending(text).and_then(|(word, q)| q.map(|_| word.len()));
        let bare = BEFORE_BARE.ending(text).and_then(|(word, q)| q.map(|_| word.len()));
        match link.max(qualifier).or(bare) {
            Some(length) => text = without_space(&text[..text.len() - length]),
            None => break,
        }
    }
    text
}
