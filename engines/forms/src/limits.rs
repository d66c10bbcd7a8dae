//! The small words limits are made of: classes of letters, limits of days, what is referred to, kinds of files.

use std::fmt;
use std::str::FromStr;

use codes::Day;
use serde::{Deserialize, Serialize};

/// Which characters a short text may have. Classes instead of patterns: a pattern can be wrong or slow, and its
/// message says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    #[default]
    Any,
    /// `0`–`9`.
    Digits,
    /// `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`, `.`, `/`: numbers of documents and orders.
    Code,
    /// Letters of any script, space, `·`, `.`, `-`, `'`: names of people.
    Name,
    /// A mail address, by shape only.
    Mail,
}

impl Letters {
    /// Whether the text has only characters of the class (for mail: its shape).
    pub fn admit(self, text: &str) -> bool {
        match self {
            Letters::Any => true,
            Letters::Digits => text.bytes().all(|b| b.is_ascii_digit()),
            Letters::Code => text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)),
            Letters::Name => text.chars().all(is_of_a_name),
            Letters::Mail => is_mail(text),
        }
    }

    /// The name it has in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Letters::Any => "any",
            Letters::Digits => "digits",
            Letters::Code => "code",
            Letters::Name => "name",
            Letters::Mail => "mail",
        }
    }
}

fn is_of_a_name(c: char) -> bool {
    // 〇 is a numeral to Unicode and a name character to people; marks (U+0300 on) build the letters of many scripts.
    c.is_alphabetic() || matches!(c, ' ' | '·' | '•' | '.' | '-' | '\'' | '’' | '〇' | '\u{300}'..='\u{36f}')
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let is_plain = |text: &str| !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c == '@');
    is_plain(name)
        && is_plain(host)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// An earliest or latest day: one day, or the day of answering.
///
/// In JSON `"2026-01-31"` or `"today"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum DayLimit {
    Day(Day),
    Today,
}

impl DayLimit {
    pub fn on(self, today: Day) -> Day {
        match self {
            DayLimit::Day(day) => day,
            DayLimit::Today => today,
        }
    }
}

impl FromStr for DayLimit {
    type Err = String;
    fn from_str(text: &str) -> Result<DayLimit, String> {
        match text {
            "today" => Ok(DayLimit::Today),
            day => day.parse().map(DayLimit::Day).map_err(|_| format!("`{day}` is neither `today` nor a day yyyy-mm-dd")),
        }
    }
}

impl fmt::Display for DayLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayLimit::Day(day) => day.fmt(f),
            DayLimit::Today => f.write_str("today"),
        }
    }
}

impl TryFrom<String> for DayLimit {
    type Error = String;
    fn try_from(text: String) -> Result<DayLimit, String> {
        text.parse()
    }
}

impl From<DayLimit> for String {
    fn from(limit: DayLimit) -> String {
        limit.to_string()
    }
}

/// What a reference refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referent {
    Union,
    Person,
    Employer,
    Division,
}

/// Kinds of files that may be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Picture,
    Pdf,
    /// Text documents and slides.
    Document,
    Spreadsheet,
    Audio,
    Video,
}

impl FileKind {
    /// The name it has in JSON.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Picture => "picture",
            FileKind::Pdf => "pdf",
            FileKind::Document => "document",
            FileKind::Spreadsheet => "spreadsheet",
            FileKind::Audio => "audio",
            FileKind::Video => "video",
        }
    }
}

/// How a signature is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureWay {
    /// The full name, typed: needs no script and no pointer.
    #[default]
    Typed,
    /// An opaque id of the drawn strokes, kept by the caller.
    Drawn,
}
