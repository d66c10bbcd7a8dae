//! Punctuation by what it does.

pub(crate) const OPENING_QUOTES: &[char] = &['“', '‘', '「', '『', '《', '〈', '【'];
pub(crate) const CLOSING_QUOTES: &[char] = &['”', '’', '」', '』', '》', '〉', '】'];
/// Ends a sentence.
pub(crate) const STOPS: &[char] = &['。', '！', '？', '；', '!', '?', ';', '\n'];
/// Ends a clause; a sentence's end ends its last clause too.
pub(crate) const COMMAS: &[char] = &['，', ',', '：', ':', '。', '！', '？', '；', '!', '?', ';', '\n'];
/// Between the two ends of a range; 到 and 至 as well.
pub(crate) const RANGE_MARKS: &[char] = &['~', '～', '〜', '-', '－', '–', '—', '至', '到'];
