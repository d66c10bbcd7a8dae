//! What somebody answered: read with the form it was asked by, sealed while it lies in the house, opened for the person and for
//! whoever may see the names.

use codes::Day;
use forms::{Answers, Code, Draft, Nothing, Part, Problem, Published, Showing, migrate};
use i18n::{Lang, Voice};
use serde_json::Value;
use store::{Fault, FieldFault, Outcome, SealedAt, Store};
use tracing::warn;
use uuid::Uuid;

use crate::house::{Known, Signups};
use crate::rows::entry::Entry;
use crate::rules::asks::{asks_health, tells_health};

/// What is asked for an allotment, in all versions there were, the oldest first. Where a version asks nothing there is no form.
#[derive(Clone, Debug, Default)]
pub struct Asks(Vec<(i32, Option<Published>)>);

impl Asks {
    pub(crate) fn new(versions: Vec<(i32, Option<Published>)>) -> Self {
        Self(versions)
    }

    /// What is asked now.
    #[must_use]
    pub fn now(&self) -> Option<&Published> {
        self.0.last()?.1.as_ref()
    }

    /// The number of the newest version; 0 where nothing was ever asked.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.0.last().map_or(0, |(version, _)| *version)
    }

    /// All forms there were.
    pub(crate) fn all(&self) -> Vec<Published> {
        self.0.iter().filter_map(|(_, form)| form.clone()).collect()
    }

    fn of(&self, version: u32) -> Option<&Published> {
        self.0.iter().filter_map(|(_, form)| form.as_ref()).find(|form| form.version == version)
    }
}

/// Answers as they were sent.
#[derive(Clone, Debug)]
pub enum Given<'a> {
    /// Fields of a page, named by the keys of the questions; what is no question is another field of the page.
    Page(&'a [(String, String)]),
    /// By a program: one object, in which every name must be a question; `consents` to what is about health.
    Json { answers: &'a Value, consents: bool },
}

/// The field in which somebody consents to what he answers about health.
pub(crate) const CONSENT: &str = "health_consent";

impl Given<'_> {
    fn consents(&self) -> bool {
        match self {
            Self::Page(pairs) => pairs.iter().any(|(name, value)| name == CONSENT && value == "1"),
            Self::Json { consents, .. } => *consents,
        }
    }
}

/// Opens nowhere but at this person's entry in this allotment.
pub(crate) fn sealed_at(allotment: Uuid, person: Uuid) -> SealedAt {
    let row = Uuid::from_u128(allotment.as_u128() ^ person.as_u128());
    SealedAt { table: "desk_entry", row, column: "answers" }
}

impl Signups {
    /// Reads what was answered to what is asked now, and seals it for [`crate::Wish::answers`]; empty where nothing is asked. What is
    /// about health is taken only with a consent of its own (PIPL, article 29); left empty, nothing hangs on it.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Invalid`] with every fault beside its question: `q1`, of a program `answers.q1`; without the
    /// consent at `health_consent`.
    pub async fn read_answers(&self, allotment: Uuid, person: Uuid, given: Given<'_>) -> Outcome<String> {
        let known = self.known(allotment).await?;
        let Some(form) = known.asks.now() else {
            return match given {
                Given::Json { answers: Value::Object(all), .. } if !all.is_empty() => {
                    Err(Fault::field("answers", "signups-answer-none-asked"))
                }
                _ => Ok(String::new()),
            };
        };
        let answers = read(form, &given, self.today()).map_err(Fault::Invalid)?;
        seal(self.store(), allotment, person, &answers.to_json())
    }

    /// What somebody answered, with the form he was asked by; nothing where he was asked nothing or it was forgotten. One sheet
    /// that does not open hides no other and breaks no page; it is told in the log, without a word of it.
    pub(crate) fn sheet<'k>(&self, known: &'k Known, e: &Entry) -> Option<(&'k Published, Answers)> {
        self.try_sheet(known, e).unwrap_or_else(|fault| {
            warn!(allotment = %e.allotment_id, number = e.number, %fault, "answers that cannot be read");
            None
        })
    }

    /// Whether sealed answers tell of anybody's health; then whoever gave them consented, or they were not taken.
    pub(crate) fn tells_health(&self, known: &Known, (allotment_id, person): (Uuid, Uuid), sealed: &str) -> bool {
        if sealed.is_empty() || !known.asks.now().is_some_and(asks_health) {
            return false;
        }
        let e = Entry { allotment_id, person, answers: sealed.to_owned(), ..Entry::default() };
        self.sheet(known, &e).is_some_and(|(form, answers)| tells_health(form, &answers))
    }

    /// What somebody answered, sealed anew without what is about health; nothing where there is nothing of that.
    pub(crate) fn sealed_without_health(&self, known: &Known, e: &Entry) -> Outcome<Option<String>> {
        let Some((form, answers)) = self.sheet(known, e).filter(|(form, answers)| tells_health(form, answers)) else {
            return Ok(None);
        };
        seal(self.store(), e.allotment_id, e.person, &without_health(form, &answers)?.to_json()).map(Some)
    }

    fn try_sheet<'k>(&self, known: &'k Known, e: &Entry) -> Outcome<Option<(&'k Published, Answers)>> {
        let Some(text) = open(self.store(), e)? else { return Ok(None) };
        let broken = || Fault::Internal(format!("the answers of {}/{} are to no form", e.allotment_id, e.number));
        let version = serde_json::from_str::<Value>(&text).ok().and_then(|json| json["version"].as_u64());
        let form = version.and_then(|n| u32::try_from(n).ok()).and_then(|n| known.asks.of(n)).ok_or_else(broken)?;
        let answers = Answers::from_json(form, &text).map_err(|_| broken())?;
        Ok(Some((form, answers)))
    }

    /// The same, carried over to what is asked now; what is asked no longer is left out.
    pub(crate) fn sheet_now<'k>(&self, known: &'k Known, e: &Entry) -> Option<(&'k Published, Answers)> {
        let now = known.asks.now()?;
        let (form, answers) = self.sheet(known, e)?;
        if answers.is_of(now) {
            return Some((now, answers));
        }
        // Both are versions of one form, so there is nothing that could not be carried over.
        migrate(&answers, form, now).ok().map(|moved| (now, moved.answers))
    }
}

fn read(form: &Published, given: &Given<'_>, today: Day) -> Result<Answers, Vec<FieldFault>> {
    let is_json = matches!(given, Given::Json { .. });
    let fault = |p: &Problem| fault_of(form, p, is_json);
    let draft = match given {
        Given::Page(pairs) => {
            let asked = pairs.iter().filter(|(name, _)| form.question(name).is_some());
            Draft::from_pairs(form, asked.map(|(name, value)| (name.as_str(), value.as_str())))
        }
        Given::Json { answers: Value::Null, .. } => Ok(Draft::default()),
        Given::Json { answers, .. } => Draft::from_json_value(form, (*answers).clone()),
    };
    let reading = draft.map_err(|p| vec![fault(&p)])?.read(form, today, &Nothing);
    let answers = reading.complete().map_err(|problems| problems.iter().map(fault).collect::<Vec<_>>())?;
    if tells_health(form, &answers) && !given.consents() {
        return Err(vec![FieldFault::new(CONSENT, "signups-health-consent-first")]);
    }
    Ok(answers)
}

/// The same answers without what is about health.
fn without_health(form: &Published, answers: &Answers) -> Outcome<Answers> {
    let broken = |_| Fault::Internal("answers that cannot be read again".into());
    let mut all: Value = serde_json::from_str(&answers.to_json()).map_err(|e| Fault::Internal(e.to_string()))?;
    if let Some(said) = all["answers"].as_object_mut() {
        said.retain(|key, _| form.question(key).is_some_and(|q| !q.sensitive));
    }
    Answers::from_json(form, &all.to_string()).map_err(broken)
}

/// A problem as a message beside the field it is about.
fn fault_of(form: &Published, p: &Problem, is_json: bool) -> FieldFault {
    let field = match (is_json, p.path.is_form()) {
        (true, true) => "answers".to_owned(),
        (true, false) => format!("answers.{}", p.path.question),
        (false, true) => form.questions().next().map(|q| q.key.clone()).unwrap_or_default(),
        (false, false) => p.path.question.clone(),
    };
    let fault = |key| FieldFault::new(field.clone(), key);
    match &p.code {
        Code::Required => fault("signups-answer-required"),
        Code::TooLong { max } => fault("signups-answer-long").with("most", max),
        Code::NotWhole | Code::NumberTooLarge { .. } | Code::NumberTooSmall { .. } => fault("signups-answer-number"),
        Code::NotYesNo => fault("signups-answer-yes-no"),
        Code::NotAnOption | Code::OneAnswerOnly => fault("signups-answer-option"),
        Code::UnknownQuestion => fault("signups-answer-unknown"),
        Code::TooManyBytes { .. } | Code::TooManyFields { .. } => fault("signups-answer-much"),
        _ => fault("signups-answer-wrong"),
    }
}

fn seal(store: &Store, allotment: Uuid, person: Uuid, text: &str) -> Outcome<String> {
    Ok(hex::encode(store.keyring().seal(sealed_at(allotment, person), store.ids(), text)?))
}

fn open(store: &Store, e: &Entry) -> Outcome<Option<String>> {
    if e.answers.is_empty() {
        return Ok(None);
    }
    let sealed = hex::decode(&e.answers).map_err(|_| Fault::Internal(format!("answers of {} are no seal", e.allotment_id)))?;
    store.keyring().open_sealed(sealed_at(e.allotment_id, e.person), &sealed).map(Some)
}

/// What the question asks, in the reader's language.
pub(crate) fn label<'f>(v: &Voice, text: &'f forms::Text) -> &'f str {
    if v.lang() == Lang::En { &text.en } else { &text.zh }
}

/// Every question that was asked, with the answer in words: `（衣服尺码, M）`. What was not answered is a dash.
pub(crate) fn in_words(v: &Voice, form: &Published, answers: &Answers) -> Vec<(String, String)> {
    let lines = answers.summary(form, Showing::All);
    let said = |line: forms::Line<'_>| {
        let parts: Vec<String> = line.parts.iter().map(|part| part_in_words(v, part)).collect();
        (label(v, &line.question.label).to_owned(), parts.join(&v.t("signups-answer-comma")))
    };
    lines.into_iter().map(said).collect()
}

fn part_in_words(v: &Voice, part: &Part<'_>) -> String {
    match part {
        Part::Nothing => "—".to_owned(),
        Part::Text(text) => (*text).to_owned(),
        Part::Number { number, .. } => number.to_string(),
        Part::Yes => v.t("signups-answer-yes"),
        Part::No => v.t("signups-answer-no"),
        Part::Chosen(text) => label(v, text).to_owned(),
        // No question of a sign-up takes anything else.
        _ => String::new(),
    }
}
