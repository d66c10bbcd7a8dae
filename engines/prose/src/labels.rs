//! Labels of pages that stand in the middle of a number: a text taken out of a document viewer reads 专题学习4, an empty line,
//! 3、0次, where 3、 labels the page and the number is 40.

use std::borrow::Cow;

use crate::around::{first, last, skip_while};
use crate::number::is_digit;
use crate::words::units::{Kind, UNITS};

/// A text without the labels that split numbers.
pub(crate) struct Joined<'t> {
    pub text: Cow<'t, str>,
    /// Where something was taken out, in bytes of `text`, and how many bytes, from left to right.
    cuts: Vec<(usize, usize)>,
}

impl Joined<'_> {
    /// Bytes of the original before the place a figure begins at.
    pub(crate) fn original_start(&self, at: usize) -> usize {
        at + self.cuts.iter().filter(|(cut, _)| *cut <= at).map(|(_, length)| length).sum::<usize>()
    }

    /// Bytes of the original before the place a figure ends at.
    pub(crate) fn original_end(&self, at: usize) -> usize {
        at + self.cuts.iter().filter(|(cut, _)| *cut < at).map(|(_, length)| length).sum::<usize>()
    }
}

pub(crate) fn join(text: &str) -> Joined<'_> {
    let mut joined = String::new();
    let (mut cuts, mut kept) = (Vec::new(), 0);
    let mut at = 0;
    while let Some(line) = text[at..].find('\n').map(|offset| at + offset) {
        at = line + 1;
        let before = text[kept..line].trim_end_matches([' ', '\r', '\t']);
        if !last(before).is_some_and(is_part) {
            continue;
        }
        if let Some(end) = label(text, line).filter(|end| goes_on(&text[*end..])) {
            joined.push_str(before);
            cuts.push((joined.len(), end - kept - before.len()));
            (kept, at) = (end, end);
        }
    }
    if cuts.is_empty() {
        return Joined { text: Cow::Borrowed(text), cuts };
    }
    joined.push_str(&text[kept..]);
    Joined { text: Cow::Owned(joined), cuts }
}

fn is_part(c: char) -> bool {
    is_digit(c) || matches!(c, '万' | '亿' | '余')
}

fn goes_on(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| is_part(c) || matches!(c, '多' | '月' | '日'))
        || UNITS.starting(rest).is_some_and(|(_, kind)| kind != Kind::Nothing)
}

/// The longest label: three digits.
const MOST_DIGITS: usize = 3;

/// Behind the label and the lines around it: `3、`, `第3页`, `第3页 / 共5页`, `- 3 -`, `— 3 —`.
fn label(text: &str, line: usize) -> Option<usize> {
    let from = skip_while(text, line, char::is_whitespace);
    let number = |at: usize| {
        let end = skip_while(text, at, |c| c.is_ascii_digit());
        (end > at && end - at <= MOST_DIGITS).then_some(end)
    };
    if let Some(end) = number(from) {
        return text[end..].starts_with('、').then(|| end + '、'.len_utf8());
    }
    let gap = |at: usize| skip_while(text, at, |c| c == ' ');
    let alone = |end: usize| {
        let end = gap(end);
        text[end..].starts_with(['\n', '\r']).then(|| skip_while(text, end, char::is_whitespace))
    };
    if let Some(dash @ ('-' | '—' | '–' | '－')) = first(text, from) {
        let end = gap(number(gap(from + dash.len_utf8()))?);
        return text[end..].starts_with(dash).then(|| alone(end + dash.len_utf8())).flatten();
    }
    let page = |at: usize, sign: char| {
        let from = text[at..].starts_with(sign).then(|| gap(at + sign.len_utf8()))?;
        let end = gap(number(from)?);
        text[end..].starts_with('页').then(|| end + '页'.len_utf8())
    };
    let end = page(from, '第')?;
    let all = skip_while(text, end, |c| matches!(c, ' ' | '/' | '／' | ',' | '，'));
    alone(page(all, '共').unwrap_or(end))
}
