//! What is asked of those who came, and what may be shown of their answers.

use std::sync::LazyLock;

use codes::Day;
use forms::{Answers, Count, Draft, Figures, Kind, Nothing, Path, Problem, Published, Question, Tally};
use store::{Fault, FieldFault, Outcome};

/// Below this many answers nothing is shown, so that nobody is told by being the only one.
pub const FEWEST: usize = 5;
/// Who came may answer until so many days after the last meeting.
pub const OPEN_DAYS: i64 = 60;
/// Advised when the list is at least one for so many places.
const PLACES_A_WAITING: i64 = 2;

const FORM_JSON: &str = include_str!("feedback.json");

static FORM: LazyLock<Option<Published>> = LazyLock::new(|| Published::from_json(FORM_JSON).ok());

/// The questions.
///
/// # Errors
/// [`Fault::Internal`] where the program's own form has a flaw; a test sees to it.
pub(crate) fn form() -> Outcome<&'static Published> {
    FORM.as_ref().ok_or_else(|| Fault::Internal("the form of feedback has a flaw".into()))
}

/// The questions, in order.
pub(crate) fn questions() -> Outcome<Vec<&'static Question>> {
    Ok(form()?.sections.iter().flat_map(|s| s.questions.iter()).collect())
}

/// The options of a question: key and label; none where it is answered in words.
pub(crate) fn options(question: &Question) -> &[forms::kind::Choice] {
    match &question.answer {
        Kind::ChooseOne(one) => &one.options,
        Kind::ChooseMany(many) => &many.options,
        _ => &[],
    }
}

/// One sheet as it is kept: no day is written on it but the first of all days.
///
/// # Errors
/// Beside each question.
pub(crate) fn read(pairs: &[(String, String)]) -> Outcome<String> {
    let form = form()?;
    let fault = |p: &Problem| {
        let field = if p.path.is_form() { "words".to_owned() } else { p.path.question.clone() };
        FieldFault::new(field, if p.is_missing() { "activities-feedback-missing" } else { "activities-feedback-unreadable" })
    };
    let asked = pairs.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(n, v)| (n.as_str(), v.as_str()));
    let draft = Draft::from_pairs(form, asked).map_err(|p| Fault::Invalid(vec![fault(&p)]))?;
    match draft.read(form, Day(0), &Nothing).complete() {
        Ok(answers) => Ok(answers.to_json()),
        Err(problems) => Err(Fault::Invalid(problems.iter().map(fault).collect())),
    }
}

/// What all sheets say together.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    pub sheets: usize,
    /// None while fewer than [`FEWEST`] answered.
    pub shown: Option<Shown>,
}

#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// By question: how often each option was chosen, in the order of the form.
    pub counts: Vec<(String, Vec<(String, u64)>)>,
    /// In no order.
    pub words: Vec<String>,
    /// How many would like more of it.
    pub wants_more: u64,
}

/// # Errors
/// [`Fault::Internal`] where a sheet is not of this form.
pub(crate) fn hear(sheets: &[String]) -> Outcome<Heard> {
    if sheets.len() < FEWEST {
        return Ok(Heard { sheets: sheets.len(), shown: None });
    }
    let form = form()?;
    let (mut tally, mut words) = (Tally::new(form), Vec::new());
    for sheet in sheets {
        let answers = Answers::from_json(form, sheet).map_err(|p| Fault::Internal(format!("a sheet of feedback: {p:?}")))?;
        words.extend(answers.values().text("words").map(str::to_owned));
        tally.add(form, &answers).map_err(|p| Fault::Internal(format!("a sheet of feedback: {p:?}")))?;
    }
    words.sort_unstable();
    let mut shown = Shown { words, ..Shown::default() };
    for question in questions()? {
        if let Some(Count { figures: Figures::Options(options), .. }) = tally.counts.get(&Path::question(&question.key)) {
            if question.key == "more" {
                shown.wants_more = options.iter().find(|(key, _)| key == "yes").map_or(0, |(_, n)| *n);
            }
            shown.counts.push((question.key.clone(), options.clone()));
        }
    }
    Ok(Heard { sheets: sheets.len(), shown: Some(shown) })
}

/// Whether the list is so long that another one should be held.
#[must_use]
pub(crate) fn is_advised(places: i64, waiting: i64) -> bool {
    waiting > 0 && waiting.saturating_mul(PLACES_A_WAITING) >= places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(more: &str, words: &str) -> String {
        let pairs = [("useful", "very"), ("more", more), ("times", "noon"), ("times", "weekend"), ("words", words)];
        read(&pairs.map(|(n, v)| (n.to_owned(), v.to_owned()))).unwrap()
    }

    #[test]
    fn four_are_hidden_and_five_are_counted() {
        let four = vec![sheet("yes", "好"); 4];
        assert!(hear(&four).unwrap().shown.is_none());
        let mut five = four;
        five.push(sheet("enough", ""));
        let shown = hear(&five).unwrap().shown.unwrap();
        assert_eq!((shown.wants_more, shown.words.len()), (4, 4));
        assert!(!five[0].contains("2026"), "{}", five[0]);
    }

    #[test]
    fn half_the_places_waiting_is_long() {
        assert!(is_advised(20, 10) && is_advised(1, 1) && !is_advised(20, 9) && !is_advised(0, 0));
    }
}
