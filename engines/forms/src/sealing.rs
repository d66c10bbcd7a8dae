//! Sensitive answers: kept apart for sealing, left out for exports. The sealing itself is the caller's.

use serde_json::{Map, Value as Json};

use crate::answers::{Answers, members};
use crate::path::Path;
use crate::problem::{Code, Problem};
use crate::publish::Published;
use crate::question::Question;
use crate::value::{Value, Values};

/// Answers in two texts.
#[derive(Clone, PartialEq, Eq)]
pub struct Parts {
    /// What may be kept in clear.
    pub open: String,
    /// What must be sealed; `None` if nothing sensitive was answered.
    pub sensitive: Option<String>,
}

impl Answers {
    /// The answers as two JSON texts, to keep one in clear and seal the other. Rows of tables stay in step.
    pub fn to_parts(&self, form: &Published) -> Parts {
        let (mut open, mut sensitive) = (Map::new(), Map::new());
        for (key, value) in members(self.values()) {
            let Some(question) = form.question(&key) else {
                continue;
            };
            let (clear, sealed) = split(question, value);
            open.extend(clear.map(|value| (key.clone(), value)));
            sensitive.extend(sealed.map(|value| (key, value)));
        }
        let sensitive = (!sensitive.is_empty()).then(|| Json::Object(sensitive).to_string());
        Parts { open: self.envelope(Json::Object(open)).to_string(), sensitive }
    }

    /// Puts [`Answers::to_parts`] together again. Both parts are needed to read the answers as they were: conditions
    /// may look at sensitive answers.
    ///
    /// # Errors
    /// As [`Answers::from_json`].
    pub fn from_parts(form: &Published, parts: &Parts) -> Result<Answers, Vec<Problem>> {
        let read = |text: &str| serde_json::from_str::<Json>(text).map_err(|_| vec![Problem::at(Path::form(), Code::NotJson)]);
        let mut json = read(&parts.open)?;
        if let Some(sensitive) = &parts.sensitive
            && let Some(open) = json.get_mut("answers")
        {
            merge(open, read(sensitive)?);
        }
        Answers::from_json_value(form, json)
    }

    /// Without the sensitive answers, for exports of JSON. What depends on them stays: it was asked and answered.
    pub fn redacted(&self, form: &Published) -> Values {
        keep_open(self.values(), &|key| form.question(key))
    }
}

/// The part in clear and the part to seal; the rows of a table are in both, some of them empty.
fn split(question: &Question, value: Json) -> (Option<Json>, Option<Json>) {
    if question.is_sensitive() {
        return (None, Some(value));
    }
    let columns = question.columns();
    let is_sealed = |key: &str| columns.iter().any(|column| column.key == key && column.is_sensitive());
    let rows = match value {
        Json::Array(rows) if !columns.is_empty() => rows,
        value => return (Some(value), None),
    };
    let (mut open, mut sealed) = (Vec::new(), Vec::new());
    for row in rows {
        let (mut clear, mut secret) = (Map::new(), Map::new());
        for (key, value) in row.as_object().into_iter().flatten() {
            let half = if is_sealed(key) { &mut secret } else { &mut clear };
            half.insert(key.clone(), value.clone());
        }
        open.push(Json::Object(clear));
        sealed.push(secret);
    }
    let has_secrets = sealed.iter().any(|row| !row.is_empty());
    let sealed = has_secrets.then(|| sealed.into_iter().map(Json::Object).collect());
    (Some(Json::Array(open)), sealed)
}

fn merge(into: &mut Json, from: Json) {
    match (into, from) {
        (Json::Object(into), Json::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(&key) {
                    Some(known) => merge(known, value),
                    None => {
                        into.insert(key, value);
                    }
                }
            }
        }
        (Json::Array(into), Json::Array(from)) => into.iter_mut().zip(from).for_each(|(into, from)| merge(into, from)),
        _ => {}
    }
}

fn keep_open<'a>(values: &Values, question: &dyn Fn(&str) -> Option<&'a Question>) -> Values {
    let mut open = Values::default();
    for (key, value) in values.iter() {
        let Some(question) = question(key).filter(|question| !question.is_sensitive()) else {
            continue;
        };
        match value {
            Value::Table(rows) => {
                let column = |key: &str| question.columns().iter().find(|column| column.key == key);
                open.put(key, Value::Table(rows.iter().map(|row| keep_open(row, &column)).collect()));
            }
            value => open.put(key, value.clone()),
        }
    }
    open
}
