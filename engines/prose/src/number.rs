//! A number, as reports write them, and where it ends.

use codes::numerals;

use crate::around::{after_space, first, skip_while};
use crate::figure::Qualifier;
use crate::value::Value;
use crate::words::marks::RANGE_MARKS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Arabic,
    Chinese,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// Byte behind it.
    pub end: usize,
    pub low: Value,
    pub high: Option<Value>,
    /// What the number itself says: 60余, 十几, 10万+.
    pub vague: Option<Qualifier>,
    pub script: Script,
    /// 百, 千, 万 without any digit: a figure only with a qualifier.
    pub is_bare: bool,
    /// 万, 亿, 千 in it.
    pub has_scale: bool,
    /// 百分之六十, 三分之一: the value is in percent already.
    pub is_share: bool,
}

impl Number {
    /// 一 alone is an article more often than a count.
    pub(crate) fn is_article(&self) -> bool {
        self.script == Script::Chinese && self.low == Value::whole(1) && self.vague.is_none() && self.high.is_none()
    }

    /// A plain 三 or 十 that may belong to a name.
    pub(crate) fn is_small_word(&self) -> bool {
        self.script == Script::Chinese && self.low < Value::whole(100) && self.vague.is_none()
    }
}

const WAN: u64 = 10_000;
/// Longer runs of digits are identifiers.
const MOST_DIGITS: usize = 12;
const GROUP: usize = 3;
/// 一亿二千三百四十五万六千七百八十九 has seventeen.
const MOST_NUMERALS: usize = 32;

pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_word_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => WAN,
        '亿' => WAN * WAN,
        _ => return None,
    })
}

/// Behind the numerals at `at`, a bounded way on: a text of nothing but numerals is gone through once.
fn numerals_end(text: &str, at: usize, is: impl Fn(char) -> bool) -> usize {
    let run = text[at..].chars().take(MOST_NUMERALS).take_while(|c| is(*c));
    at + run.map(char::len_utf8).sum::<usize>()
}

/// 数十, 几百; but 人数三百 is three hundred.
fn begins_tens(text: &str, at: usize) -> bool {
    first(text, at + '几'.len_utf8()).is_some_and(|c| scale(c).is_some())
}

fn is_numeral(c: char) -> bool {
    is_word_digit(c) || scale(c).is_some() || matches!(c, '几' | '数')
}

/// The next byte from `at` on where a number may begin.
pub(crate) fn next(text: &str, at: usize) -> Option<usize> {
    let begins = |c: char| if c.is_ascii() { c.is_ascii_digit() } else { is_digit(c) || is_numeral(c) };
    text.get(at..)?.char_indices().find(|(_, c)| begins(*c)).map(|(offset, _)| at + offset)
}

/// Reads the number, range or share at `at`.
///
/// # Errors
/// Where to go on: no number stands here.
pub(crate) fn read(text: &str, at: usize) -> Result<Number, usize> {
    if let Some(share) = share(text, at) {
        return Ok(share);
    }
    let number = one(text, at)?;
    Ok(range(text, number).unwrap_or(number))
}

fn one(text: &str, at: usize) -> Result<Number, usize> {
    match first(text, at) {
        Some(c) if is_digit(c) => arabic(text, at),
        Some('几' | '数') if !begins_tens(text, at) => Err(at + '几'.len_utf8()),
        Some(_) => chinese(text, at).ok_or_else(|| numerals_end(text, at, is_numeral)),
        None => Err(text.len()),
    }
}

/// 3~7, 4至6, 10-15%: the other end stands at once behind the mark.
fn range(text: &str, low: Number) -> Option<Number> {
    let mark = first(text, low.end).filter(|c| RANGE_MARKS.contains(c))?;
    let high = one(text, low.end + mark.len_utf8()).ok()?;
    span(low, high).filter(|_| !first(text, high.end).is_some_and(|c| matches!(c, '-' | '－' | ':' | '：')))
}

/// Both ends in one; 3至5万 means 30,000 to 50,000.
pub(crate) fn span(low: Number, high: Number) -> Option<Number> {
    let from = match high.has_scale && !low.has_scale {
        true => [WAN * WAN, WAN].iter().find_map(|scale| low.low.times(*scale).filter(|v| *v < high.low)).unwrap_or(low.low),
        false => low.low,
    };
    let is_range = from < high.low && low.high.is_none() && high.high.is_none() && low.script == high.script;
    is_range.then_some(Number { low: from, high: Some(high.low), ..high })
}

/// 百分之六十 and 三分之一.
fn share(text: &str, at: usize) -> Option<Number> {
    const OF: &str = "分之";
    let whole_end = numerals_end(text, at, |c| scale(c).is_some() || is_word_digit(c));
    if whole_end == at || !text[whole_end..].starts_with(OF) {
        return None;
    }
    let whole = spoken(&text[at..whole_end])?;
    let part = one(text, whole_end + OF.len()).ok()?;
    let low = match (whole, part.is_bare, part.low.as_whole()) {
        (100, true, _) if text[..part.end].ends_with('百') => Value::whole(100),
        (_, true, _) => return None,
        (100, ..) => part.low,
        (_, _, Some(part)) if part <= whole => Value::share(part, whole)?,
        _ => return None,
    };
    Some(Number { low, is_share: true, is_bare: false, high: None, script: Script::Chinese, ..part })
}

/// Chinese numerals as a number; 百 alone is 100.
fn spoken(run: &str) -> Option<u64> {
    match run.chars().all(|c| c != '十' && scale(c).is_some()) {
        true => numerals::parse(&format!("一{run}")).ok(),
        false => numerals::parse(run).ok(),
    }
}

/// 余, 多 and 几 within or behind a number, and 来 as in 二十来个.
fn vague(text: &str, at: usize) -> Option<(usize, Qualifier)> {
    let c = first(text, at)?;
    let qualifier = match c {
        '余' | '多' | '几' => Qualifier::Over,
        '来' if !matches!(first(text, at + 3), Some('自' | '到' | '的' | '源' | '电' | '访' | '信' | '，' | '。' | ',')) => {
            Qualifier::About
        }
        '+' | '＋' if !first(text, at + c.len_utf8()).is_some_and(|c| is_digit(c) || c.is_ascii_alphanumeric()) => {
            Qualifier::Over
        }
        _ => return None,
    };
    Some((at + c.len_utf8(), qualifier))
}

/// 万, 千万, 万亿, and w for 万 as people type it: their product and where they end.
fn scales(text: &str, at: usize) -> (u64, usize) {
    if matches!(first(text, at), Some('w' | 'W')) && !first(text, at + 1).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return (WAN, at + 1);
    }
    let end = numerals_end(text, at, |c| scale(c).is_some());
    let product = text[at..end].chars().try_fold(1u64, |product, c| product.checked_mul(scale(c)?));
    product.map_or((1, at), |product| (product, end))
}

fn arabic(text: &str, at: usize) -> Result<Number, usize> {
    let run_end = skip_while(text, at, is_digit);
    let (mut total, mut end) = digits(text, at, run_end).ok_or(run_end)?;
    let (mut smallest, mut said) = (u64::MAX, None);
    let mut chunk = total;
    total = Value::whole(0);
    loop {
        let spaced = after_space(text, end);
        let from = if vague(text, spaced).is_some_and(|(_, q)| q == Qualifier::Over) || scales(text, spaced).0 > 1 {
            spaced
        } else {
            end
        };
        let inner = vague(text, from);
        let (mut factor, mut after) = scales(text, inner.map_or(from, |(end, _)| end));
        if factor > 1 || inner.is_some() {
            end = after;
            said = said.or(inner.map(|(_, q)| q));
        }
        if factor >= smallest {
            (factor, after) = (1, end);
        }
        total = chunk.times(factor).and_then(|v| total.plus(v)).ok_or(end)?;
        if factor > 1 {
            smallest = factor;
        }
        if factor == 1 || said.is_some() {
            break;
        }
        // 1亿2000万: a smaller part may follow at once, with a scale of its own.
        let next_end = skip_while(text, after, is_digit);
        match digits(text, after, next_end).filter(|(_, end)| *end > after && scales(text, *end).0 > 1) {
            Some((value, behind)) => (chunk, end) = (value, behind),
            None => {
                if let Some((behind, q)) = vague(text, end) {
                    (end, said) = (behind, Some(q));
                }
                break;
            }
        }
    }
    let has_scale = smallest < u64::MAX;
    Ok(Number { end, low: total, high: None, vague: said, script: Script::Arabic, is_bare: false, has_scale, is_share: false })
}

/// Digits with commas or a space between thousands and with a fraction; `None` for what is an identifier.
fn digits(text: &str, at: usize, run_end: usize) -> Option<(Value, usize)> {
    let mut whole = narrow(&text[at..run_end]);
    let mut end = run_end;
    if whole.is_empty() || whole.len() > MOST_DIGITS || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let is_short = whole.len() <= GROUP;
    while let Some(mark) = first(text, end).filter(|c| is_short && matches!(c, ',' | ' ' | '\u{a0}')) {
        let from = end + mark.len_utf8();
        let to = skip_while(text, from, is_digit);
        if to - from != GROUP || whole.len() + GROUP > MOST_DIGITS {
            break;
        }
        whole.push_str(&text[from..to]);
        end = to;
    }
    let mut fraction = String::new();
    if let Some(point) = first(text, end).filter(|c| matches!(c, '.' | '．')) {
        let from = end + point.len_utf8();
        let to = skip_while(text, from, is_digit);
        if to > from {
            // 2025.7.1 is a date, 10.0.0.1 an address.
            if matches!(first(text, to), Some('.')) && first(text, to + 1).is_some_and(is_digit) || to - from > GROUP * 2 {
                return None;
            }
            fraction = narrow(&text[from..to]);
            end = to;
        }
    }
    Some((Value::written(&whole, &fraction)?, end))
}

fn narrow(digits: &str) -> String {
    codes::width::narrow(digits)
}

fn chinese(text: &str, at: usize) -> Option<Number> {
    let run_end = numerals_end(text, at, is_numeral);
    let mut run = &text[at..run_end];
    // 七十几名, but 数 and 几 elsewhere are words of their own.
    if let Some(cut) = run.char_indices().skip(1).find(|(i, c)| *c == '数' || (*c == '几' && !run[..*i].ends_with('十'))) {
        run = &run[..cut.0];
    }
    let mut end = at + run.len();
    let (low, high, mut said, is_bare) = spoken_number(run)?;
    let (mut low, mut high) = (Value::whole(low), high.map(Value::whole));
    let mut has_scale = run.contains(['百', '千', '万', '亿']);
    // 三点五万: the point is spoken only before a scale.
    if let Some(rest) = text[end..].strip_prefix('点') {
        let fraction_end = numerals_end(rest, 0, is_word_digit);
        let after = end + '点'.len_utf8() + fraction_end;
        let fraction = numerals::parse(&rest[..fraction_end]).ok().map(|n| n.to_string());
        let has_place = scales(text, after).0 > 1 || ["个百分点", "倍", "公里"].iter().any(|u| text[after..].starts_with(u));
        if let (Some(fraction), Some(whole), true) = (fraction, low.as_whole(), has_place) {
            low = Value::written(&whole.to_string(), &fraction)?;
            end = after;
        }
    }
    if let Some((behind, q)) = vague(text, end).filter(|_| said.is_none()) {
        (end, said) = (behind, Some(q));
    }
    let (factor, behind) = scales(text, end);
    if factor > 1 {
        (low, end, has_scale) = (low.times(factor)?, behind, true);
        high = high.and_then(|v| v.times(factor));
    }
    Some(Number { end, low, high, vague: said, script: Script::Chinese, is_bare, has_scale, is_share: false })
}

type Spoken = (u64, Option<u64>, Option<Qualifier>, bool);

fn spoken_number(run: &str) -> Option<Spoken> {
    let over = Some(Qualifier::Over);
    // 数十, 几百: the least they can be.
    if let Some(rest) = run.strip_prefix(['几', '数']) {
        let is_tens = rest.chars().next().is_some_and(|c| scale(c).is_some());
        return is_tens.then(|| numerals::parse(&format!("一{rest}")).ok()).flatten().map(|n| (n, None, over, false));
    }
    if let Some((before, after)) = run.split_once('几') {
        let factor = after.chars().try_fold(1u64, |product, c| product.checked_mul(scale(c)?))?;
        return numerals::parse(before).ok()?.checked_mul(factor).map(|n| (n, None, over, false));
    }
    if run.chars().all(|c| c != '十' && scale(c).is_some()) {
        return spoken(run).map(|n| (n, None, None, true));
    }
    if let Some((low, high)) = neighbours(run) {
        return Some((low, Some(high), None, false));
    }
    // 二〇二五 is a year, not two thousand and something.
    let is_spelled = run.chars().count() > 1 && run.chars().all(is_word_digit);
    (!is_spelled).then(|| numerals::parse(run).ok()).flatten().map(|n| (n, None, None, false))
}

/// 七八 is seven or eight, 三四十 thirty or forty, 三五 three to five.
fn neighbours(run: &str) -> Option<(u64, u64)> {
    let signs: Vec<(usize, char)> = run.char_indices().collect();
    let value = |c: char| numerals::parse(c.encode_utf8(&mut [0; 4])).ok();
    signs.windows(2).filter(|pair| pair.iter().all(|(_, c)| is_word_digit(*c))).find_map(|pair| {
        let [(at, a), (next, b)] = [pair[0], pair[1]];
        let (low, high) = (value(a)?, value(b)?);
        if low == 0 || !(high == low + 1 || (low == 3 && high == 5)) {
            return None;
        }
        let without = |at: usize, c: char| numerals::parse(&format!("{}{}", &run[..at], &run[at + c.len_utf8()..])).ok();
        // Only where one of the two stands alone is the rest a number: 二三四 is a list.
        let alone = run.chars().filter(|c| is_word_digit(*c)).count() == 2 || run.contains('十') || run.contains('百');
        alone.then(|| Some((without(next, b)?, without(at, a)?))).flatten().filter(|(low, high)| low < high)
    })
}
