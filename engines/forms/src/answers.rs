//! A set of answers to one version of a form, and its canonical JSON.

use std::ops::Deref;

use codes::{Day, money};
use serde_json::{Map, Value as Json, json};

use crate::directory::Anything;
use crate::draft::Draft;
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;
use crate::reading::Reading;
use crate::value::{Value, Values};

/// Typed answers, complete or not: nothing in them is malformed or hidden. Made only by reading.
///
/// Reads like [`Values`]: `answers.money("income")`, `answers.rows("household")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    form: String,
    version: u32,
    day: Day,
    values: Values,
}

impl Answers {
    pub(crate) fn new(form: &Published, day: Day, values: Values) -> Answers {
        Answers { form: form.key.clone(), version: form.version, day, values }
    }

    /// Nothing answered yet.
    pub fn none_yet(form: &Published, day: Day) -> Answers {
        Answers::new(form, day, Values::default())
    }

    /// Key of the form.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Version of the form.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The day of answering, by which limits and conditions on "today" were settled.
    pub fn answered_on(&self) -> Day {
        self.day
    }

    pub fn values(&self) -> &Values {
        &self.values
    }

    pub fn is_of(&self, form: &Published) -> bool {
        self.form == form.key && self.version == form.version
    }

    /// Canonical: keys in alphabetical order, no blanks, so equal answers give equal bytes:
    /// `{"answers":{"income":150000,"work":"courier"},"day":"2026-03-01","form":"join","version":3}`.
    ///
    /// Whole numbers and fen are integers, decimals strings, days `yyyy-mm-dd`; see [`Draft::from_json`].
    pub fn to_json(&self) -> String {
        self.envelope(Json::Object(members(&self.values))).to_string()
    }

    /// Reads what [`Answers::to_json`] wrote. Whether the answers are complete is not asked here: see
    /// [`Answers::review`].
    ///
    /// # Errors
    /// JSON of another form or version, or answers the form does not take.
    pub fn from_json(form: &Published, text: &str) -> Result<Answers, Vec<Problem>> {
        let whole = |code| vec![Problem::at(Path::form(), code)];
        let json = serde_json::from_str(text).map_err(|_| whole(Code::NotJson))?;
        Answers::from_json_value(form, json)
    }

    pub(crate) fn from_json_value(form: &Published, mut json: Json) -> Result<Answers, Vec<Problem>> {
        let whole = |code| vec![Problem::at(Path::form(), code)];
        let key = json["form"].as_str().unwrap_or_default();
        let version = json["version"].as_u64().and_then(|version| u32::try_from(version).ok()).unwrap_or_default();
        if key != form.key || version != form.version {
            return Err(whole(Code::OtherForm { key: key.to_owned(), version }));
        }
        let day = json["day"].as_str().and_then(|day| day.parse().ok()).ok_or_else(|| whole(Code::NotADay))?;
        let answers = json.get_mut("answers").map(Json::take).unwrap_or_default();
        let draft = Draft::from_json_value(form, answers).map_err(|problem| vec![problem])?;
        let Reading { answers, mut problems, .. } = draft.read(form, day, &Anything);
        problems.retain(|problem| !problem.code.leaves_the_answer());
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// Reads the answers once more with their form: what is asked, what is still missing, which checks are broken.
    /// Ids are taken as known.
    pub fn review(&self, form: &Published) -> Reading {
        let draft = Draft::from_json_value(form, Json::Object(members(&self.values))).unwrap_or_default();
        draft.read(form, self.day, &Anything)
    }

    /// The fields as they would stand on the page: name and what is written in it, money in yuan.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (key, value) in self.values.iter() {
            match value {
                Value::Table(rows) => {
                    for (number, row) in rows.iter().enumerate() {
                        for (column, value) in row.iter() {
                            let name = Path::cell(key, number, column).field();
                            pairs.extend(written(value).into_iter().map(|text| (name.clone(), text)));
                        }
                    }
                }
                value => pairs.extend(written(value).into_iter().map(|text| (key.to_owned(), text))),
            }
        }
        pairs
    }

    pub(crate) fn envelope(&self, answers: Json) -> Json {
        // In alphabetical order, as the map of serde_json may keep the order of writing.
        json!({"answers": answers, "day": self.day.to_string(), "form": self.form, "version": self.version})
    }
}

impl Deref for Answers {
    type Target = Values;
    fn deref(&self) -> &Values {
        &self.values
    }
}

/// The answers by key, as JSON has them.
pub(crate) fn members(values: &Values) -> Map<String, Json> {
    values.iter().map(|(key, value)| (key.to_owned(), value_to_json(value))).collect()
}

fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Whole(number) | Value::Money(number) => Json::from(*number),
        Value::Decimal(number) => Json::from(number.to_string()),
        Value::Day(day) => Json::from(day.to_string()),
        Value::Flag(flag) => Json::from(*flag),
        Value::Choices(list) | Value::Files(list) => Json::from(list.clone()),
        Value::Table(rows) => Json::Array(rows.iter().map(|row| Json::Object(members(row))).collect()),
        Value::Text(text) | Value::Choice(text) | Value::Reference(text) | Value::Signature(text) => Json::from(text.as_str()),
        Value::Phone(phone) => Json::from(phone.as_str()),
        Value::IdNumber(number) => Json::from(number.as_str()),
        Value::CreditCode(code) => Json::from(code.as_str()),
    }
}

fn written(value: &Value) -> Vec<String> {
    match value {
        Value::Money(fen) => vec![money::plain(*fen)],
        Value::Flag(flag) => vec![if *flag { "yes" } else { "no" }.to_owned()],
        Value::Whole(number) => vec![number.to_string()],
        Value::Decimal(number) => vec![number.to_string()],
        Value::Day(day) => vec![day.to_string()],
        Value::Choices(list) | Value::Files(list) => list.clone(),
        Value::Table(_) => Vec::new(),
        value => value.as_text().map(str::to_owned).into_iter().collect(),
    }
}
