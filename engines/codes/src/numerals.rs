//! Chinese numerals to and from whole numbers, and the numbering of headings in documents.
//!
//! Whole numbers only; money has its own module, and figures inside running text are another engine's work.

use crate::width::narrow;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL_DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;
/// More signs than any number below 2^64 needs; it also bounds the depth of reading.
const LONGEST: usize = 64;

struct Script {
    zero: char,
    digits: [char; 10],
    /// Tens, hundreds, thousands.
    units: [char; 3],
    /// Whether ten is 一十 everywhere (formal) or 十 at the beginning (ordinary).
    one_before_ten: bool,
}

const ORDINARY: Script = Script { zero: '零', digits: DIGITS, units: ['十', '百', '千'], one_before_ten: false };
const FORMAL: Script = Script { zero: '零', digits: FORMAL_DIGITS, units: ['拾', '佰', '仟'], one_before_ten: true };

/// As it is spoken: 12 → 十二, 205 → 二百零五, 10,020 → 一万零二十, 0 → 零.
pub fn ordinary(number: u64) -> String {
    ORDINARY.write(number)
}

/// The capital numerals of accounting that cannot be altered: 1,205 → 壹仟贰佰零伍.
pub fn formal(number: u64) -> String {
    FORMAL.write(number)
}

/// Digit by digit, as years are written: 2026 → 二〇二六.
pub fn digit_by_digit(number: u64) -> String {
    number.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect()
}

impl Script {
    fn write(&self, number: u64) -> String {
        let mut out = String::new();
        if number == 0 {
            out.push(self.zero);
        } else {
            self.write_onto(&mut out, number);
        }
        out
    }

    fn write_onto(&self, out: &mut String, number: u64) {
        for (unit, sign) in [(YI, '亿'), (WAN, '万')] {
            if number >= unit {
                self.write_onto(out, number / unit);
                out.push(sign);
                let rest = number % unit;
                if rest > 0 {
                    // A gap in the places is spoken: 一万零五百, but 一万五千.
                    if rest < unit / 10 {
                        out.push(self.zero);
                    }
                    self.write_onto(out, rest);
                }
                return;
            }
        }
        let mut gap = false;
        for (place, unit) in [(3usize, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = (number / unit % 10) as usize;
            if digit == 0 {
                gap = number >= unit;
                continue;
            }
            if gap && number % (unit * 10) != number {
                out.push(self.zero);
            }
            gap = false;
            // Only a number that begins with ten drops the one: 十二, but 二百一十二 and 一万零一十二.
            if digit != 1 || place != 1 || self.one_before_ten || !out.is_empty() {
                out.push(self.digits[digit]);
            }
            if place > 0 {
                out.push(self.units[place - 1]);
            }
        }
    }
}

/// Why a text is not a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumeralError {
    #[error("empty")]
    Empty,
    /// This character has no place in a numeral.
    #[error("{0} is not part of a numeral")]
    Symbol(char),
    /// Digits and units do not make one number (一二百, 百千).
    #[error("digits and units do not make a number")]
    Order,
    /// Larger than 2^64.
    #[error("too large")]
    TooLarge,
}

/// Reads ordinary, formal and digit-by-digit numerals, 两 for two, ASCII and full-width digits, and both mixed (35万);
/// also the spoken short forms 一百二 = 120 and 一万二 = 12,000.
///
/// # Errors
/// See [`NumeralError`].
pub fn parse(text: &str) -> Result<u64, NumeralError> {
    let signs = narrow(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| Sign::of(c).ok_or(NumeralError::Symbol(c)))
        .collect::<Result<Vec<_>, _>>()?;
    if signs.is_empty() {
        return Err(NumeralError::Empty);
    }
    if signs.len() > LONGEST {
        return Err(NumeralError::TooLarge);
    }
    read(&signs, 0)
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Digit(u64),
    /// 10, 100, 1,000, 万 or 亿.
    Unit(u64),
}

impl Sign {
    fn of(c: char) -> Option<Sign> {
        Some(match c {
            '0'..='9' => Sign::Digit(u64::from(c as u32 - '0' as u32)),
            '〇' | '零' | '○' => Sign::Digit(0),
            '一' | '壹' => Sign::Digit(1),
            '二' | '贰' | '貳' | '两' | '兩' => Sign::Digit(2),
            '三' | '叁' | '參' => Sign::Digit(3),
            '四' | '肆' => Sign::Digit(4),
            '五' | '伍' => Sign::Digit(5),
            '六' | '陆' | '陸' => Sign::Digit(6),
            '七' | '柒' => Sign::Digit(7),
            '八' | '捌' => Sign::Digit(8),
            '九' | '玖' => Sign::Digit(9),
            '十' | '拾' => Sign::Unit(10),
            '百' | '佰' => Sign::Unit(100),
            '千' | '仟' => Sign::Unit(1000),
            '万' | '萬' => Sign::Unit(WAN),
            '亿' | '億' => Sign::Unit(YI),
            _ => return None,
        })
    }
}

/// The value of `signs` standing right after a unit of `above` (0 at the beginning).
fn read(signs: &[Sign], above: u64) -> Result<u64, NumeralError> {
    for unit in [YI, WAN] {
        if let Some(at) = signs.iter().rposition(|sign| *sign == Sign::Unit(unit)) {
            if at == 0 {
                return Err(NumeralError::Order);
            }
            let high = read(&signs[..at], 0)?;
            let low = if at + 1 == signs.len() { 0 } else { read(&signs[at + 1..], unit)? };
            if high == 0 || low >= unit {
                return Err(NumeralError::Order);
            }
            return high.checked_mul(unit).and_then(|n| n.checked_add(low)).ok_or(NumeralError::TooLarge);
        }
    }
    if signs.iter().all(|sign| matches!(sign, Sign::Digit(_))) {
        return match signs {
            [Sign::Digit(digit)] if above > 0 => Ok(digit * above / 10),
            _ => positional(signs),
        };
    }
    below_wan(signs)
}

fn positional(signs: &[Sign]) -> Result<u64, NumeralError> {
    signs.iter().try_fold(0u64, |number, sign| match sign {
        Sign::Digit(digit) => number.checked_mul(10).and_then(|n| n.checked_add(*digit)).ok_or(NumeralError::TooLarge),
        Sign::Unit(_) => Err(NumeralError::Order),
    })
}

fn below_wan(signs: &[Sign]) -> Result<u64, NumeralError> {
    let mut total = 0;
    let mut last_unit = WAN;
    let mut pending: Option<u64> = None;
    let mut gap = false;
    for sign in signs {
        match *sign {
            Sign::Digit(0) if pending.is_none() => gap = true,
            Sign::Digit(digit) if pending.is_none() => pending = Some(digit),
            Sign::Digit(_) => return Err(NumeralError::Order),
            Sign::Unit(unit) => {
                let digit = match pending.take() {
                    Some(digit) => digit,
                    None if unit == 10 && (last_unit == WAN || gap) => 1,
                    None => return Err(NumeralError::Order),
                };
                if unit >= last_unit {
                    return Err(NumeralError::Order);
                }
                total += digit * unit;
                last_unit = unit;
                gap = false;
            }
        }
    }
    match pending {
        // 一百二 without a zero between can only mean 120.
        Some(digit) if !gap && last_unit > 10 => Ok(total + digit * last_unit / 10),
        Some(digit) => Ok(total + digit),
        None => Ok(total),
    }
}

/// The four levels of numbered headings in official documents (GB/T 9704-2012, 7.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingLevel {
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// The mark of the `number`th heading: 一、 （一） 1. （1）.
pub fn heading(level: HeadingLevel, number: u64) -> String {
    match level {
        HeadingLevel::First => format!("{}、", ordinary(number)),
        HeadingLevel::Second => format!("（{}）", ordinary(number)),
        HeadingLevel::Third => format!("{number}."),
        HeadingLevel::Fourth => format!("（{number}）"),
    }
}

/// Splits a line into the level and number of its heading mark and the words after it; `None` if it begins with no mark.
/// Half-width brackets, `1、` and `1．` are understood as people type them; `1.5` is no heading.
pub fn parse_heading(line: &str) -> Option<(HeadingLevel, u64, &str)> {
    let line = line.trim_start();
    let bracketed = line.strip_prefix(['（', '(']);
    let body = bracketed.unwrap_or(line);
    let end = body.find(|c: char| Sign::of(crate::width::narrow_char(c)).is_none())?;
    let (mark, rest) = body.split_at(end);
    let arabic = mark.chars().all(|c| crate::width::narrow_char(c).is_ascii_digit());
    // No document has a thousand headings; a longer run is a year, a figure or a phone number.
    if mark.is_empty() || mark.chars().count() > if arabic { 3 } else { 5 } {
        return None;
    }
    let number = parse(mark).ok().filter(|n| *n > 0)?;
    if bracketed.is_some() {
        let rest = rest.strip_prefix(['）', ')'])?;
        let level = if arabic { HeadingLevel::Fourth } else { HeadingLevel::Second };
        return Some((level, number, rest.trim_start()));
    }
    if arabic {
        let rest = rest.strip_prefix(['.', '．', '、'])?;
        if rest.starts_with(|c: char| crate::width::narrow_char(c).is_ascii_digit()) {
            return None;
        }
        return Some((HeadingLevel::Third, number, rest.trim_start()));
    }
    Some((HeadingLevel::First, number, rest.strip_prefix('、')?.trim_start()))
}
