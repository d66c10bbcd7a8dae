//! Who did it and what was done, where the words before the number say so plainly; better nothing than a guess.

use crate::around::{clause_after, clause_before, sentence_before};
use crate::measure::without_links;
use crate::number::is_digit;
use crate::words::telling::{DOING, HOLDING, NOT_ITSELF, ORGANISATION_ENDS};

/// The longest name of an organisation, in characters.
const LONGEST_ORGANISATION: usize = 24;
/// The longest thing done, in characters.
const LONGEST_DEED: usize = 24;

/// The organisation with which this clause, or one before it in the sentence, begins.
pub(crate) fn who(before: &str) -> Option<String> {
    sentence_before(before).rsplit(['，', ',', '：', ':']).find_map(organisation).map(str::to_owned)
}

fn organisation(clause: &str) -> Option<&str> {
    let clause = clause.trim_start_matches([' ', '\u{3000}', '“', '"']);
    let (start, word, ()) =
        ORGANISATION_ENDS.each(clause).find(|(at, word, ())| NOT_ITSELF.starting(&clause[at + word.len()..]).is_none())?;
    let name = &clause[..start + word.len()];
    let is_plain = !name.contains(|c: char| is_digit(c) || !c.is_alphanumeric() || c == '的')
        && !HOLDING.within(&clause[..start])
        && !DOING.each(&clause[..start]).any(|(.., is_verb)| is_verb);
    (is_plain && name.chars().count() <= LONGEST_ORGANISATION).then_some(name)
}

/// 开展职工诵读活动1525场: 职工诵读活动; 覆盖职工6万人次: 覆盖职工; 10.6万人次参加诵读: 诵读.
pub(crate) fn what(before: &str, after: &str) -> Option<String> {
    let clause = without_links(clause_before(before));
    let held = HOLDING.each(clause).last().map(|(at, word, ())| (at + word.len(), clause.len()));
    let done = DOING.each(clause).filter(|(at, word, is_verb)| *is_verb && at + word.len() < clause.len()).last();
    let done = done.map(|(at, ..)| (at, clause.len()));
    let deed = match (held, done) {
        (Some((from, to)), done) if from < to && done.is_none_or(|(at, _)| at >= from || clause.len() - at < 7) => {
            &clause[from..to]
        }
        (_, Some((from, to))) => &clause[from..to],
        _ => behind(after)?,
    };
    let deed = deed.trim_matches([' ', '、', '了']).trim_end_matches("价值");
    let deed = if deed.contains('”') { deed } else { deed.trim_start_matches('“') };
    let is_plain = !deed.contains(is_digit) && (2..=LONGEST_DEED).contains(&deed.chars().count());
    is_plain.then(|| deed.to_owned())
}

fn behind(after: &str) -> Option<&str> {
    let clause = clause_after(after);
    HOLDING.starting(clause).map(|(word, ())| &clause[word.len()..])
}
