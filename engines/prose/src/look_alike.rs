//! What looks like a figure and is none.

use crate::around::{first, is_in_a_name, is_in_a_title, last, opening_quote, without_space};
use crate::figure::Qualifier;
use crate::measure::Counted;
use crate::number::{Number, Script, is_digit};
use crate::value::Value;
use crate::words::names::{
    LASTING_AFTER, LASTING_BEFORE, NAMED_BEFORE, NO_PLACES, NO_RANK, NUMBERED_MEETINGS, PERIOD_AFTER, PERIOD_BEFORE, PLACE_ENDS,
    PLACE_ENDS_AT_ONCE, PLACE_UNITS, PLACES, SLOGAN_HEADS,
};
use crate::words::qualifiers::LINKS;
use crate::words::units::Kind;

/// Part of a longer sign: 1+21+N, 08:30, 024-22852927, 8·15, A4, 10.0.0.1.
pub(crate) fn is_glued(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let (previous, one_more) = (back.next(), back.next());
    let joins_back = previous.is_some_and(|c| match c {
        '_' | '@' | '#' | '\\' | '&' | '=' | '?' | '×' | '>' | '＞' | '<' | '*' | '+' | '＋' | '·' | '/' => true,
        '-' | '－' | '—' | '–' | '~' | '～' | ':' | '：' | '.' | ',' => one_more.is_some_and(|c| is_digit(c) || c == '-'),
        _ => c.is_ascii_alphabetic() || is_digit(c),
    });
    let mut forth = after.chars();
    let (next, then) = (forth.next(), forth.next());
    let joins_forth = next.is_some_and(|c| match c {
        '_' | '@' | '#' | '=' | '>' | '＞' | '<' | '×' | '*' | '·' => true,
        '+' | '＋' | ':' | '：' | '/' => then.is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic()),
        _ => false,
    });
    joins_back || joins_forth
}

/// A number with the words around it.
pub(crate) struct Candidate<'t> {
    pub text: &'t str,
    /// Byte the number begins at.
    pub at: usize,
    /// Byte its qualifier begins at, `at` without one.
    pub start: usize,
    pub number: Number,
    pub counted: Counted<'t>,
    pub qualifier: Option<Qualifier>,
}

impl Candidate<'_> {
    pub(crate) fn is_look_alike(&self) -> bool {
        self.is_unsure_count() || self.is_ordinal() || self.is_slogan() || self.is_place() || self.is_time()
    }

    fn before(&self) -> &str {
        without_space(&self.text[..self.at])
    }

    fn behind(&self) -> &str {
        &self.text[self.counted.unit_end..]
    }

    /// 一 as an article, 二 as an ordinal, 百 and 千 as figures of speech.
    fn is_unsure_count(&self) -> bool {
        let is_lone_two = &self.text[self.at..self.number.end] == "二";
        let has_total = LINKS.ending(self.before()).is_some_and(|(word, ())| matches!(word, "仅" | "共" | "共计" | "只有"));
        let is_article = self.number.is_article() && !self.counted.has_more;
        let is_told = has_total || matches!(self.qualifier, Some(Qualifier::Under | Qualifier::Nearly | Qualifier::Over));
        is_lone_two
            || (is_article && !is_told && !self.number.is_share)
            || (self.number.is_bare && self.qualifier.is_none() && self.number.vague.is_none())
    }

    /// 第三次, 前10名, 十七届一次主席会议, 班前十分钟.
    fn is_ordinal(&self) -> bool {
        let before = self.before();
        let mut back = before.chars().rev();
        let (previous, one_more) = (back.next(), back.next());
        let is_rank = matches!(previous, Some('前' | '头'))
            && self.counted.kind == Some(Kind::Person)
            && !one_more.is_some_and(|c| NO_RANK.contains(&c));
        let is_numbered = self.number.script == Script::Chinese
            && self.counted.kind == Some(Kind::Time)
            && (previous == Some('届') || NUMBERED_MEETINGS.starting(self.behind()).is_some());
        let is_named = self.number.is_small_word() && NAMED_BEFORE.ending(before).is_some();
        previous == Some('第') || is_rank || is_numbered || is_named
    }

    /// “四个意识”, 两个维护, whatever stands in a book's title or in quotes as short as a name.
    fn is_slogan(&self) -> bool {
        let quoted = opening_quote(&self.text[..self.start]).is_some() && self.number.is_small_word() && self.qualifier.is_none();
        let is_piece = matches!(self.counted.kind, Some(Kind::Piece | Kind::Dimension)) || self.counted.unit == "项";
        let is_noun_known = self.counted.end > self.counted.unit_end;
        let heads = is_piece && !is_noun_known && SLOGAN_HEADS.starting(self.behind()).is_some();
        let (before, behind) = (&self.text[..self.start], &self.text[self.number.end..]);
        let is_round = self.qualifier.is_none() && self.number.vague.is_none();
        quoted || heads || (is_round && is_in_a_name(before, behind)) || is_in_a_title(before, behind)
    }

    /// 三门峡, 三家店街道, 五台县.
    fn is_place(&self) -> bool {
        if self.number.script != Script::Chinese || self.number.vague.is_some() {
            return false;
        }
        if PLACES.starting(&self.text[self.at..]).is_some() {
            return true;
        }
        let behind = self.behind();
        if !PLACE_UNITS.contains(&self.counted.unit) {
            return false;
        }
        let signs: Vec<(usize, char)> = behind.char_indices().take(4).collect();
        let is_common = |nth: usize| {
            let pair = |from: usize| signs.get(from).and_then(|(at, _)| behind.get(*at..)).unwrap_or_default();
            NO_PLACES.starting(pair(nth)).is_some() || (nth > 0 && NO_PLACES.starting(pair(nth - 1)).is_some())
        };
        signs.iter().take(3).enumerate().any(|(nth, (_, c))| {
            let ends = if nth == 0 { PLACE_ENDS_AT_ONCE } else { PLACE_ENDS };
            ends.contains(c) && !is_common(nth)
        })
    }

    /// A day, an hour, or a stretch of time that says when and not how long.
    fn is_time(&self) -> bool {
        let (before, behind) = (without_space(&self.text[..self.start]), self.behind());
        if matches!(self.counted.unit, "分" | "秒") && matches!(last(before), Some('时' | '点' | '分')) {
            return true;
        }
        let Some(kind @ (Kind::Year | Kind::Month | Kind::Span)) = self.counted.kind else { return false };
        let is_nearly = self.qualifier == Some(Qualifier::Nearly);
        let behind_more = behind.strip_prefix(['多', '半']).unwrap_or(behind);
        let is_period = PERIOD_AFTER.starting(behind_more).is_some()
            || PERIOD_BEFORE.ending(before).is_some()
            || (is_nearly && kind != Kind::Span);
        let is_named_before = NAMED_BEFORE.ending(before).is_some();
        if is_period || is_named_before || kind != Kind::Year {
            return is_period || is_named_before;
        }
        let is_date = self.number.low >= Value::whole(1000) && !self.number.has_scale;
        let is_lasting = LASTING_BEFORE.ending(without_space(&self.text[..self.at])).is_some()
            || LASTING_AFTER.starting(behind_more).is_some()
            || (first(behind, 0) == Some('多') && self.number.script == Script::Arabic);
        is_date || !is_lasting
    }
}
