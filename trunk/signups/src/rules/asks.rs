//! What whoever signs up is asked besides how many they are (衣服尺码, 过敏, 在哪一站上车): a few lines as an officer writes
//! them, and the form they make. Keys stay with their meaning through all versions: a question worded anew is another one, so no
//! old answer is ever read as one to it.

use forms::condition::Condition;
use forms::kind::{Choice, ChooseMany, ChooseOne, LongText, ShortText, Whole, YesNo};
use forms::{Answers, Form, Kind, Published, Question, Section, Text};
use serde::{Deserialize, Serialize};
use store::FieldFault;

/// More is a questionnaire, and people turn away.
pub const MOST_ASKS: usize = 12;
pub(crate) const LONGEST_ASK: usize = 100;
const MOST_CHOICES: usize = 30;
pub(crate) const LONGEST_CHOICE: usize = 40;
/// Answers in words, characters: a line, and a few lines.
const LINE: u16 = 100;
const LINES: u16 = 500;

/// What a question may take, as forms, programs and blueprints name it.
pub const KINDS: [&str; 6] = ["text", "long", "number", "one", "many", "yes-no"];

/// One line of an officer's questions, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskRow {
    pub ask: String,
    /// One of [`KINDS`]; empty is a line of text.
    pub kind: String,
    pub choices: Vec<String>,
    pub required: bool,
    /// `2=坐大巴`: asked only of those who answered the second line so; empty asks everybody.
    pub only: String,
    /// About somebody's health (过敏, 疾病, 残疾): answered only by who consents to that apart, and so never demanded.
    pub health: bool,
}

impl AskRow {
    /// Nothing was typed; a kind alone is how the page comes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ask.trim().is_empty() && self.choices.is_empty() && self.only.trim().is_empty() && !self.required && !self.health
    }
}

/// A question as programs send it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AskBody {
    pub ask: String,
    /// `text` (or empty), `long`, `number`, `one`, `many` or `yes-no`.
    pub kind: String,
    /// For `one` and `many`.
    pub choices: Vec<String>,
    pub required: bool,
    /// `2=坐大巴`: asked only of those who answered the second question so; empty asks everybody.
    pub only: String,
    /// About somebody's health: answered only with a consent of its own, never required. What is asked only after such an answer
    /// is about health, too.
    pub health: bool,
}

impl From<AskBody> for AskRow {
    fn from(b: AskBody) -> Self {
        Self { ask: b.ask, kind: b.kind, choices: b.choices, required: b.required, only: b.only, health: b.health }
    }
}

/// The lines of a page: `ask.0.ask`, `ask.0.kind` …, numbered without a gap.
#[must_use]
pub fn typed_asks(pairs: &[(String, String)]) -> Vec<AskRow> {
    let get = |n: usize, cell: &str| {
        let name = format!("ask.{n}.{cell}");
        pairs.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    };
    let row = |n: usize| {
        let cell = |name| get(n, name).unwrap_or_default();
        AskRow {
            ask: cell("ask").to_owned(),
            kind: cell("kind").to_owned(),
            choices: split(cell("choices")),
            required: !cell("required").is_empty(),
            only: cell("only").to_owned(),
            health: !cell("health").is_empty(),
        }
    };
    // One line more than is taken, so that too many are told.
    (0..=MOST_ASKS).take_while(|n| get(*n, "ask").is_some()).map(row).collect()
}

/// `S、M、L`, also with commas, semicolons or one a line.
fn split(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', ';', '；', '\n']).map(clean).filter(|part| !part.is_empty());
    parts.take(MOST_CHOICES + 1).collect()
}

/// The form these lines make; none where nothing is asked. `before` are all versions there were, the oldest first; this one
/// becomes number `version`.
///
/// # Errors
/// Beside `ask.n.…`, with `n` counted from 0 as on the page.
pub fn form_of(rows: &[AskRow], before: &[Published], version: u32) -> Result<Option<Published>, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    // Which line became which question: a condition names lines as the page numbers them.
    let mut of_line: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    let mut keys = Keys::of(before);
    for (n, row) in rows.iter().enumerate() {
        of_line.push(None);
        if row.is_empty() {
            continue;
        }
        if questions.len() == MOST_ASKS {
            faults.push(FieldFault::new(at(n, "ask"), "signups-asks-many").with("most", MOST_ASKS));
            break;
        }
        match question(n, row, &questions, &of_line, &mut keys) {
            Ok(question) => {
                of_line[n] = Some(questions.len());
                questions.push(question);
            }
            Err(more) => faults.extend(more),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if questions.is_empty() {
        return Ok(None);
    }
    let title = Text::new("报名", "Sign-up");
    let section = Section { key: "main".into(), title: title.clone(), show_if: None, questions };
    let form = Form { key: "sign_up".into(), version, title, intro: None, sections: vec![section], checks: Vec::new() };
    // What an officer can type was looked at above; a flaw left over is told beside the first line.
    form.publish().map(Some).map_err(|_| vec![FieldFault::new(at(0, "ask"), "signups-asks-wrong")])
}

fn at(n: usize, cell: &str) -> String {
    format!("ask.{n}.{cell}")
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_fit(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

fn question(
    n: usize,
    row: &AskRow,
    earlier: &[Question],
    of_line: &[Option<usize>],
    keys: &mut Keys<'_>,
) -> Result<Question, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let ask = clean(&row.ask);
    let mut complain = |cell: &str, key: &'static str| faults.push(FieldFault::new(at(n, cell), key));
    if ask.is_empty() {
        complain("ask", "signups-ask-missing");
    } else if !is_fit(&ask, LONGEST_ASK) {
        complain("ask", "signups-ask-long");
    } else if earlier.iter().any(|q| q.label.zh == ask) {
        complain("ask", "signups-ask-twice");
    }
    let kind = match row.kind.as_str() {
        "" => "text",
        kind => kind,
    };
    if !KINDS.contains(&kind) {
        complain("kind", "signups-ask-kind");
    }
    let mut choices: Vec<String> = row.choices.iter().map(|choice| clean(choice)).filter(|choice| !choice.is_empty()).collect();
    let is_choice = matches!(kind, "one" | "many");
    if is_choice && choices.len() < 2 {
        complain("choices", "signups-ask-choices-missing");
    } else if !is_choice && !choices.is_empty() {
        complain("choices", "signups-ask-choices-of-what");
    } else if choices.len() > MOST_CHOICES || choices.iter().any(|choice| !is_fit(choice, LONGEST_CHOICE)) {
        complain("choices", "signups-ask-choices-long");
    } else if (1..choices.len()).any(|i| choices[..i].contains(&choices[i])) {
        complain("choices", "signups-ask-choices-twice");
    }
    let (show_if, follows_health) = match clean(&row.only) {
        only if only.is_empty() => (None, false),
        only => match condition(&only, earlier, of_line) {
            Some((condition, asked)) => (Some(condition), asked.sensitive),
            None => {
                complain("only", "signups-ask-only");
                (None, false)
            }
        },
    };
    // What is asked only of whoever gave such an answer tells the same.
    let health = row.health || follows_health;
    if health && row.required {
        complain("required", "signups-ask-health-required");
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (key, before) = keys.question(&ask, kind, health);
    let mut options = || keys.options(&key, before, std::mem::take(&mut choices));
    let answer = match kind {
        "long" => Kind::LongText(LongText { max: LINES, ..LongText::default() }),
        "number" => Kind::Whole(Whole::default()),
        "one" => Kind::ChooseOne(ChooseOne { options: options() }),
        "many" => Kind::ChooseMany(ChooseMany { options: options(), min: 0, max: None }),
        "yes-no" => Kind::YesNo(YesNo::default()),
        _ => Kind::ShortText(ShortText { max: LINE, ..ShortText::default() }),
    };
    Ok(Question {
        key,
        label: same(&ask),
        hint: None,
        answer,
        required: row.required,
        require_if: None,
        show_if,
        sensitive: health,
        seen_by: Vec::new(),
    })
}

/// What an officer wrote stands in both languages.
fn same(text: &str) -> Text {
    Text::new(text, text)
}

/// `2=坐大巴`: an earlier line that was a choice, or yes or no; with the question it looks at.
fn condition<'q>(only: &str, earlier: &'q [Question], of_line: &[Option<usize>]) -> Option<(Condition, &'q Question)> {
    let (line, answer) = only.split_once(['=', '＝', ':', '：'])?;
    let line: usize = line.trim().trim_start_matches('第').trim_end_matches('题').trim().parse().ok()?;
    let asked = earlier.get((*of_line.get(line.checked_sub(1)?)?)?)?;
    let answer = answer.trim();
    let key = &asked.key;
    let chosen = |options: &[Choice]| options.iter().find(|o| o.label.zh == answer).map(|o| o.key.clone());
    let text = match &asked.answer {
        Kind::ChooseOne(one) => format!("{key} = {}", chosen(&one.options)?),
        Kind::ChooseMany(many) => format!("{key} has {}", chosen(&many.options)?),
        Kind::YesNo(_) if matches!(answer, "是" | "yes") => key.clone(),
        Kind::YesNo(_) if matches!(answer, "否" | "no") => format!("not {key}"),
        _ => return None,
    };
    Some((Condition::parse(&text).ok()?, asked))
}

/// Which keys are taken, by all versions there were.
struct Keys<'a> {
    last: Option<&'a Published>,
    next: u32,
    before: &'a [Published],
}

impl<'a> Keys<'a> {
    fn of(before: &'a [Published]) -> Self {
        let numbers = before.iter().flat_map(|form| form.questions()).filter_map(|q| q.key.strip_prefix('q')?.parse().ok());
        Self { last: before.last(), next: numbers.max().unwrap_or(0) + 1, before }
    }

    /// The key of a question that stood before with the same words and kind, with what it was; else a new one. One that is about
    /// health by now is another: nobody consented to what he answered before.
    fn question(&mut self, ask: &str, kind: &str, health: bool) -> (String, Option<&'a Question>) {
        let same = |q: &&Question| q.label.zh == ask && name_of(&q.answer) == kind && q.sensitive == health;
        if let Some(known) = self.last.and_then(|form| form.questions().find(same)) {
            return (known.key.clone(), Some(known));
        }
        self.next += 1;
        (format!("q{}", self.next - 1), None)
    }

    fn options(&self, question: &str, before: Option<&Question>, labels: Vec<String>) -> Vec<Choice> {
        let of = |q: &'a Question| options(&q.answer).iter();
        let ever = self.before.iter().filter_map(|form| form.question(question)).flat_map(of);
        let mut next = ever.filter_map(|o| o.key.strip_prefix('o')?.parse::<u32>().ok()).max().unwrap_or(0);
        let key = |label: &str| {
            let known = before.map(|q| options(&q.answer)).unwrap_or_default().iter().find(|o| o.label.zh == label);
            known.map_or_else(
                || {
                    next += 1;
                    format!("o{next}")
                },
                |known| known.key.clone(),
            )
        };
        let keys: Vec<String> = labels.iter().map(String::as_str).map(key).collect();
        keys.into_iter().zip(labels).map(|(key, label)| Choice { key, label: same(&label), alone: false }).collect()
    }
}

/// Whether anything in this form is about health.
pub(crate) fn asks_health(form: &Published) -> bool {
    form.questions().any(|q| q.sensitive)
}

/// Whether these answers tell of anybody's health.
pub(crate) fn tells_health(form: &Published, answers: &Answers) -> bool {
    form.questions().any(|q| q.sensitive && answers.values().get(&q.key).is_some())
}

/// The options of a choice; none of what is no choice.
pub(crate) fn options(kind: &Kind) -> &[Choice] {
    match kind {
        Kind::ChooseOne(one) => &one.options,
        Kind::ChooseMany(many) => &many.options,
        _ => &[],
    }
}

/// The name in [`KINDS`].
pub(crate) fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::LongText(_) => "long",
        Kind::Whole(_) => "number",
        Kind::ChooseOne(_) => "one",
        Kind::ChooseMany(_) => "many",
        Kind::YesNo(_) => "yes-no",
        _ => "text",
    }
}

/// The lines a form was made of, to be changed or carried over.
#[must_use]
pub fn rows_of(form: &Published) -> Vec<AskRow> {
    let all: Vec<&Question> = form.questions().collect();
    let row = |q: &&Question| AskRow {
        ask: q.label.zh.clone(),
        kind: name_of(&q.answer).to_owned(),
        choices: options(&q.answer).iter().map(|o| o.label.zh.clone()).collect(),
        required: q.required,
        only: only(q, &all).map(|(line, answer)| format!("{line}={answer}")).unwrap_or_default(),
        health: q.sensitive,
    };
    all.iter().map(row).collect()
}

/// Of whom alone a question is asked: the line it looks at, from 1, and the answer given there.
pub(crate) fn only(of: &Question, all: &[&Question]) -> Option<(usize, String)> {
    let text = of.show_if.as_ref()?.to_string();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (key, answer) = match words[..] {
        [key] => (key, "是"),
        ["not", key] => (key, "否"),
        [key, "=" | "has", option] => (key, option),
        _ => return None,
    };
    let line = all.iter().position(|q| q.key == key)?;
    let label = options(&all[line].answer).iter().find(|o| o.key == answer).map(|o| o.label.zh.clone());
    Some((line + 1, label.unwrap_or_else(|| answer.to_owned())))
}

#[cfg(test)]
mod tests;
