//! A text of a form in both languages of the house. Which one is shown is the web edge's choice, never made here.

use serde::{Deserialize, Serialize};

/// A text a person will read, in Chinese and in English.
///
/// In JSON `{"zh": "手机号", "en": "Mobile number"}`; both must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }

    /// Whether either language is missing.
    pub(crate) fn lacks_a_language(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }

    /// Whether the written text is this one, in either language.
    pub(crate) fn reads(&self, written: &str) -> bool {
        self.zh.trim() == written || self.en.trim() == written
    }

    /// Characters of the longer language.
    pub(crate) fn length(&self) -> usize {
        self.zh.chars().count().max(self.en.chars().count())
    }
}
