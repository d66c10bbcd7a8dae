//! Amounts of money in fen (1 yuan = 100 fen), read from what people write and written for people.
//!
//! Whole fen in an `i64` everywhere; a floating-point number never touches an amount.

use crate::{numerals, width};

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("empty")]
    Empty,
    /// Not a number with, at most, a sign, a currency mark, groups of three and one of 元, 万, 亿.
    #[error("not an amount of money")]
    Shape,
    /// It has a fraction of a fen.
    #[error("an amount cannot be finer than a fen")]
    TooFine,
    /// It does not fit: beyond 92,000,000,000,000,000 yuan.
    #[error("too large")]
    TooLarge,
}

/// Reads yuan into fen: `96`, `96.5`, `￥1,234.00`, `1234元`, `1.5万元`, `-20`, also full-width.
///
/// # Errors
/// See [`MoneyError`]. A minus sign is read, because corrections are negative; a form that wants no such amount says so.
pub fn parse_fen(text: &str) -> Result<i64, MoneyError> {
    let text: String = width::narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err(MoneyError::Empty);
    }
    let (negative, rest) = strip_sign(&text);
    let signed = rest.len() < text.len();
    let rest = ["￥", "¥", "CNY", "RMB", "人民币"].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest);
    // The sign may stand after the mark as well: ￥-20.
    let (negative, rest) = if signed { (negative, rest) } else { strip_sign(rest) };
    let rest = rest.strip_suffix(['元', '圆']).unwrap_or(rest);
    let (rest, mut scale) = match rest.strip_suffix('万') {
        Some(rest) => (rest, 1_000_000_i128),
        None => rest.strip_suffix('亿').map_or((rest, 100), |rest| (rest, 10_000_000_000)),
    };
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut fen = whole_part(whole)?.checked_mul(scale).ok_or(MoneyError::TooLarge)?;
    if let Some(fraction) = fraction {
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::Shape);
        }
        for digit in fraction.trim_end_matches('0').bytes() {
            if scale == 1 {
                return Err(MoneyError::TooFine);
            }
            scale /= 10;
            fen += i128::from(digit - b'0') * scale;
        }
    }
    i64::try_from(if negative { -fen } else { fen }).map_err(|_| MoneyError::TooLarge)
}

fn strip_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits, either without commas or in proper groups of three: `1,5` may be meant as 1.5 and is refused.
fn whole_part(text: &str) -> Result<i128, MoneyError> {
    let groups: Vec<&str> = text.split(',').collect();
    let proper = groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    let digits: String = groups.concat();
    if !proper || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyError::Shape);
    }
    if digits.trim_start_matches('0').len() > 18 {
        return Err(MoneyError::TooLarge);
    }
    digits.parse().map_err(|_| MoneyError::TooLarge)
}

/// For reading: `8,000元`, `96.5元`, `-0.05元`.
pub fn display(fen: i64) -> String {
    format!("{}元", grouped(fen))
}

/// Grouped yuan without a mark, for columns headed 元: `8,000`, `96.5`.
pub fn grouped(fen: i64) -> String {
    let plain = plain(fen);
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(whole, fraction)| (whole, fraction));
    let mut out = String::with_capacity(plain.len() * 4 / 3 + 4);
    out.push_str(sign);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Bare yuan, for input fields and files: `8000`, `96.5`, `0.05`; no trailing zeros.
pub fn plain(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{yuan}"),
        (jiao, 0) => format!("{sign}{yuan}.{jiao}"),
        (jiao, fen) => format!("{sign}{yuan}.{jiao}{fen}"),
    }
}

/// The capital amount of receipts and vouchers, by the rules for filling in bills (正确填写票据和结算凭证的基本规定):
/// 壹仟贰佰叁拾肆元整, 玖拾陆元伍角整, 壹元零伍分.
pub fn formal(fen: i64) -> String {
    let sign = if fen < 0 { "负" } else { "" };
    let amount = fen.unsigned_abs();
    let (yuan, jiao, fen) = (amount / 100, amount / 10 % 10, amount % 10);
    let mut out = String::from(sign);
    if yuan > 0 || amount == 0 {
        out.push_str(&numerals::formal(yuan));
        out.push('元');
    }
    if jiao > 0 {
        out.push_str(&numerals::formal(jiao));
        out.push('角');
    } else if yuan > 0 && fen > 0 {
        out.push('零');
    }
    if fen > 0 {
        out.push_str(&numerals::formal(fen));
        out.push('分');
    } else {
        out.push('整');
    }
    out
}
