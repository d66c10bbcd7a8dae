//! Publishing: a form is checked as a whole and from then on cannot be changed.

mod conditions;
mod questions;

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::flaw::{Fault, Flaw};
use crate::form::{Check, Form};
use crate::key::is_key;
use crate::question::Question;
use crate::text::Text;

/// Most sections of a form.
pub const MOST_SECTIONS: usize = 50;
/// Most questions of a form, headings included, columns of tables not.
pub const MOST_QUESTIONS: usize = 300;
/// Most columns of a table.
pub const MOST_COLUMNS: usize = 30;
/// Most options of a choice.
pub const MOST_OPTIONS: usize = 500;
/// Most checks of a form or of a table.
pub const MOST_CHECKS: usize = 100;
/// Longest label, hint or message, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// A form that holds together and never changes again; a correction is its next version.
///
/// Everything about answers takes a published form. It can be read like a [`Form`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    form: Form,
    /// Section and place of each question.
    places: BTreeMap<String, (usize, usize)>,
}

/// Why a kept or handed-in form cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    #[error("{0}")]
    Unreadable(#[from] serde_json::Error),
    #[error("{}", .0.iter().map(Flaw::to_string).collect::<Vec<_>>().join("; "))]
    Flawed(Vec<Flaw>),
}

impl Form {
    /// Checks everything at once: keys, texts, limits, and that conditions look only at earlier answers they can use.
    ///
    /// # Errors
    /// All flaws, in the order of the form.
    pub fn publish(self) -> Result<Published, Vec<Flaw>> {
        let mut flaws = Vec::new();
        flaws_of_the_whole(&self, &mut flaws);
        questions::flaws(&self, &mut flaws);
        conditions::flaws(&self, &mut flaws);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let mut places = BTreeMap::new();
        for (section_at, section) in self.sections.iter().enumerate() {
            for (at, question) in section.questions.iter().enumerate() {
                places.insert(question.key.clone(), (section_at, at));
            }
        }
        Ok(Published { form: self, places })
    }
}

impl Published {
    /// Reads a published form again, checking it again.
    ///
    /// # Errors
    /// [`FormError::Unreadable`] if it is no form, [`FormError::Flawed`] if it could not be published.
    pub fn from_json(text: &str) -> Result<Published, FormError> {
        Form::from_json(text)?.publish().map_err(FormError::Flawed)
    }

    pub fn question(&self, key: &str) -> Option<&Question> {
        let (section, at) = *self.places.get(key)?;
        self.form.sections.get(section)?.questions.get(at)
    }

    /// A column of a table.
    pub fn column(&self, table: &str, column: &str) -> Option<&Question> {
        self.question(table)?.columns().iter().find(|question| question.key == column)
    }

    /// The next version to work on; this one stays as it is.
    pub fn revise(&self) -> Form {
        let mut form = self.form.clone();
        form.version = form.version.saturating_add(1);
        form
    }
}

impl Deref for Published {
    type Target = Form;
    fn deref(&self) -> &Form {
        &self.form
    }
}

fn flaws_of_the_whole(form: &Form, flaws: &mut Vec<Flaw>) {
    key("form", &form.key, flaws);
    if form.version == 0 {
        flaws.push(Flaw::new("version", Fault::NoVersion));
    }
    text("title", &form.title, flaws);
    if let Some(intro) = &form.intro {
        text("intro", intro, flaws);
    }
    count("form", "sections", form.sections.len(), MOST_SECTIONS, flaws);
    count("form", "questions", form.questions().count(), MOST_QUESTIONS, flaws);
    unique("form", form.sections.iter().map(|section| section.key.as_str()), flaws);
    unique("form", form.questions().map(|question| question.key.as_str()), flaws);
    for section in &form.sections {
        let place = format!("section {}", section.key);
        key(&place, &section.key, flaws);
        text(&place, &section.title, flaws);
    }
    let questions: Vec<&str> = form.questions().map(|question| question.key.as_str()).collect();
    checks("", &form.checks, &questions, flaws);
}

/// Keys, words and places of checks; their conditions are looked at elsewhere.
fn checks(table: &str, checks: &[Check], questions: &[&str], flaws: &mut Vec<Flaw>) {
    let whole = if table.is_empty() { "form" } else { table };
    unique(whole, checks.iter().map(|check| check.key.as_str()), flaws);
    if checks.len() > MOST_CHECKS {
        flaws.push(Flaw::new(whole, Fault::TooMany { what: "checks", max: MOST_CHECKS }));
    }
    for check in checks {
        let place = check_place(table, check);
        key(&place, &check.key, flaws);
        text(&place, &check.says, flaws);
        if !questions.contains(&check.at.as_str()) {
            flaws.push(Flaw::new(place, Fault::CheckNowhere(check.at.clone())));
        }
    }
}

fn check_place(table: &str, check: &Check) -> String {
    if table.is_empty() { format!("check {}", check.key) } else { format!("{table} check {}", check.key) }
}

fn key(place: &str, key: &str, flaws: &mut Vec<Flaw>) {
    if !is_key(key) {
        flaws.push(Flaw::new(place, Fault::BadKey(key.to_owned())));
    }
}

fn text(place: &str, text: &Text, flaws: &mut Vec<Flaw>) {
    if text.lacks_a_language() {
        flaws.push(Flaw::new(place, Fault::MissingText));
    }
    if text.length() > LONGEST_TEXT {
        flaws.push(Flaw::new(place, Fault::TextTooLong(LONGEST_TEXT)));
    }
}

/// At least one and not too many.
fn count(place: &str, what: &'static str, count: usize, max: usize, flaws: &mut Vec<Flaw>) {
    if count == 0 {
        flaws.push(Flaw::new(place, Fault::Empty(what)));
    }
    if count > max {
        flaws.push(Flaw::new(place, Fault::TooMany { what, max }));
    }
}

fn unique<'a>(place: &str, keys: impl Iterator<Item = &'a str>, flaws: &mut Vec<Flaw>) {
    let mut seen = std::collections::BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            flaws.push(Flaw::new(place, Fault::DuplicateKey(key.to_owned())));
        }
    }
}
