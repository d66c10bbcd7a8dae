//! One question: what is asked, of whom it is demanded, and who will see the answer.

use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::kind::Kind;
use crate::text::Text;

/// A question, a column of a table, or (kind `heading`) a few words between questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the form (a column: in its table). A new meaning takes a new key, so that no old answer is read as one to it.
    pub key: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    pub answer: Kind,
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Over earlier answers: required when it holds, beside `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_if: Option<Condition>,
    /// Over earlier answers: asked only if it holds. What is not asked is dropped, whatever was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// To be sealed by whoever keeps the answers. Phones and ID numbers are sensitive without saying so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Who sees the answer besides the person and those who handle the form; told beside the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen_by: Vec<Audience>,
}

/// Somebody who will also see an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The union that holds the membership.
    HomeUnion,
    /// The union that runs the thing the form is for.
    HostUnion,
    Employer,
    Merchant,
    Judges,
    Mediator,
    /// A court, an insurer or another body outside the union.
    OutsideBody,
    /// The others who take part.
    Participants,
    /// Anybody, by publication.
    Public,
}

impl Question {
    /// Whether the answer must be sealed: by its flag or by its kind.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive || self.answer.is_always_sensitive()
    }

    /// The columns, if it is a table.
    pub fn columns(&self) -> &[Question] {
        match &self.answer {
            Kind::Table(table) => &table.columns,
            _ => &[],
        }
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}
