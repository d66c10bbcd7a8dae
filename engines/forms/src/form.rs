//! A form as its author writes it: sections of questions and the checks across them.
//!
//! What stands here may still be wrong; only [`Published`](crate::Published) is asked of people.

use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::question::Question;
use crate::text::Text;

/// A registration, questionnaire, checklist, application or nomination, in one version.
///
/// In JSON every key is checked: one that does not exist is refused with its name and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Stays the same through all versions.
    pub key: String,
    /// From 1, rising with every publication.
    pub version: u32,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    pub sections: Vec<Section>,
    /// Across all answers, e.g. `end >= start`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

/// Questions that stand together: one page on a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub key: String,
    pub title: Text,
    /// Over answers of earlier sections; the whole section is asked only if it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    pub questions: Vec<Question>,
}

/// A condition the answers must meet, and what to say where they do not.
///
/// A condition over answers that were not given is not broken: whether they must be given is the question's own rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub key: String,
    pub must: Condition,
    /// Key of the question (in a table: of the column) beside which it is said.
    pub at: String,
    pub says: Text,
}

impl Form {
    /// # Errors
    /// What serde_json says: an unknown key by its name, a broken condition by its place.
    pub fn from_json(text: &str) -> Result<Form, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Canonical: keys in the order of this source, defaults left out, so equal forms give equal bytes.
    ///
    /// # Errors
    /// None that a form built of these types can cause; serde_json's signature is kept.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// All questions of all sections, in order; columns of tables are inside their table.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}
