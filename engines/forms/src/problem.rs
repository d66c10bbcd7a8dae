//! What is wrong with what somebody answered, as a code with parameters.
//!
//! No sentence stands here: the web edge speaks the reader's language, keyed by [`Code::key`].

use codes::Day;

use crate::limits::{FileKind, Letters};
use crate::number::Number;
use crate::path::Path;
use crate::text::Text;

/// One thing wrong, and where. All problems of a set of answers are told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub path: Path,
    pub code: Code,
}

/// What is wrong. Lengths are characters, money is fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    Required,
    /// A consent that is required was refused.
    ConsentNeeded,
    /// Several different answers to a question that takes one.
    OneAnswerOnly,
    TooShort {
        min: u16,
    },
    TooLong {
        max: u16,
    },
    Letters {
        letters: Letters,
    },
    NotWhole,
    NotDecimal {
        places: u8,
    },
    NotMoney,
    NotADay,
    NoSuchDay,
    NotYesNo,
    NotAnOption,
    NumberTooSmall {
        min: Number,
    },
    NumberTooLarge {
        max: Number,
    },
    MoneyTooSmall {
        min: i64,
    },
    MoneyTooLarge {
        max: i64,
    },
    TooEarly {
        min: Day,
    },
    TooLate {
        max: Day,
    },
    TooFewChosen {
        min: u16,
    },
    TooManyChosen {
        max: u16,
    },
    /// This option excludes every other one.
    ChosenAlone {
        option: Box<Text>,
    },
    NotAPhone,
    NotAnIdNumber,
    /// The 18 characters are there, but the last one does not fit the others: something was mistyped.
    IdNumberMistyped,
    NotACreditCode,
    CreditCodeMistyped,
    /// The house knows nothing by that id, or the person may not refer to it.
    NotFound,
    TooFewFiles {
        min: u16,
    },
    TooManyFiles {
        max: u16,
    },
    FileTooLarge {
        max_bytes: u64,
    },
    FileKindRefused {
        kinds: Vec<FileKind>,
    },
    TooFewRows {
        min: u16,
    },
    TooManyRows {
        max: u16,
    },
    /// A check of the form's author; its own words.
    Check {
        key: String,
        says: Box<Text>,
    },
    /// JSON only: no such question.
    UnknownQuestion,
    /// JSON only: a string where a list belongs, and the like.
    WrongShape {
        expected: &'static str,
    },
    NotJson,
    /// More fields than any form has.
    TooManyFields {
        max: usize,
    },
    TooManyBytes {
        max: usize,
    },
    /// JSON kept for another form or version.
    OtherForm {
        key: String,
        version: u32,
    },
}

/// A parameter of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    Count(u64),
    Number(Number),
    /// Fen.
    Money(i64),
    Day(Day),
    /// A word of the engine (a class of letters, a kind of file, a key), to be looked up or quoted.
    Word(&'static str),
    Words(Vec<&'static str>),
    Quoted(String),
    Text(Text),
}

impl Problem {
    pub fn at(path: Path, code: Code) -> Problem {
        Problem { path, code }
    }

    /// Whether it is only an answer not given yet, as is natural while somebody is still writing.
    pub fn is_missing(&self) -> bool {
        self.code == Code::Required
    }
}

impl Code {
    /// Every key there is, for a test that all of them are translated.
    pub const KEYS: [&'static str; 41] = [
        "required",
        "consent-needed",
        "one-answer-only",
        "too-short",
        "too-long",
        "letters",
        "not-whole",
        "not-decimal",
        "not-money",
        "not-a-day",
        "no-such-day",
        "not-yes-no",
        "not-an-option",
        "number-too-small",
        "number-too-large",
        "money-too-small",
        "money-too-large",
        "too-early",
        "too-late",
        "too-few-chosen",
        "too-many-chosen",
        "chosen-alone",
        "not-a-phone",
        "not-an-id-number",
        "id-number-mistyped",
        "not-a-credit-code",
        "credit-code-mistyped",
        "not-found",
        "too-few-files",
        "too-many-files",
        "file-too-large",
        "file-kind-refused",
        "too-few-rows",
        "too-many-rows",
        "check",
        "unknown-question",
        "wrong-shape",
        "not-json",
        "too-many-fields",
        "too-many-bytes",
        "other-form",
    ];

    /// Whether the answer stands all the same, as an unfinished one: it is incomplete or does not go with another.
    pub(crate) fn leaves_the_answer(&self) -> bool {
        matches!(self, Code::Required | Code::ConsentNeeded | Code::TooFewRows { .. } | Code::Check { .. })
    }

    /// The key of the message. [`Code::Check`] speaks for itself: show its `says`.
    pub fn key(&self) -> &'static str {
        match self {
            Code::Required => "required",
            Code::ConsentNeeded => "consent-needed",
            Code::OneAnswerOnly => "one-answer-only",
            Code::TooShort { .. } => "too-short",
            Code::TooLong { .. } => "too-long",
            Code::Letters { .. } => "letters",
            Code::NotWhole => "not-whole",
            Code::NotDecimal { .. } => "not-decimal",
            Code::NotMoney => "not-money",
            Code::NotADay => "not-a-day",
            Code::NoSuchDay => "no-such-day",
            Code::NotYesNo => "not-yes-no",
            Code::NotAnOption => "not-an-option",
            Code::NumberTooSmall { .. } => "number-too-small",
            Code::NumberTooLarge { .. } => "number-too-large",
            Code::MoneyTooSmall { .. } => "money-too-small",
            Code::MoneyTooLarge { .. } => "money-too-large",
            Code::TooEarly { .. } => "too-early",
            Code::TooLate { .. } => "too-late",
            Code::TooFewChosen { .. } => "too-few-chosen",
            Code::TooManyChosen { .. } => "too-many-chosen",
            Code::ChosenAlone { .. } => "chosen-alone",
            Code::NotAPhone => "not-a-phone",
            Code::NotAnIdNumber => "not-an-id-number",
            Code::IdNumberMistyped => "id-number-mistyped",
            Code::NotACreditCode => "not-a-credit-code",
            Code::CreditCodeMistyped => "credit-code-mistyped",
            Code::NotFound => "not-found",
            Code::TooFewFiles { .. } => "too-few-files",
            Code::TooManyFiles { .. } => "too-many-files",
            Code::FileTooLarge { .. } => "file-too-large",
            Code::FileKindRefused { .. } => "file-kind-refused",
            Code::TooFewRows { .. } => "too-few-rows",
            Code::TooManyRows { .. } => "too-many-rows",
            Code::Check { .. } => "check",
            Code::UnknownQuestion => "unknown-question",
            Code::WrongShape { .. } => "wrong-shape",
            Code::NotJson => "not-json",
            Code::TooManyFields { .. } => "too-many-fields",
            Code::TooManyBytes { .. } => "too-many-bytes",
            Code::OtherForm { .. } => "other-form",
        }
    }

    /// Name and value of each parameter of the message.
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        let count = |name, count: u16| vec![(name, Param::Count(count.into()))];
        match self {
            Code::TooShort { min } | Code::TooFewChosen { min } | Code::TooFewFiles { min } | Code::TooFewRows { min } => {
                count("min", *min)
            }
            Code::TooLong { max } | Code::TooManyChosen { max } | Code::TooManyFiles { max } | Code::TooManyRows { max } => {
                count("max", *max)
            }
            Code::Letters { letters } => vec![("letters", Param::Word(letters.name()))],
            Code::NotDecimal { places } => count("places", (*places).into()),
            Code::NumberTooSmall { min } => vec![("min", Param::Number(*min))],
            Code::NumberTooLarge { max } => vec![("max", Param::Number(*max))],
            Code::MoneyTooSmall { min } => vec![("min", Param::Money(*min))],
            Code::MoneyTooLarge { max } => vec![("max", Param::Money(*max))],
            Code::TooEarly { min } => vec![("min", Param::Day(*min))],
            Code::TooLate { max } => vec![("max", Param::Day(*max))],
            Code::ChosenAlone { option } => vec![("option", Param::Text((**option).clone()))],
            Code::FileTooLarge { max_bytes } => vec![("bytes", Param::Count(*max_bytes))],
            Code::FileKindRefused { kinds } => {
                vec![("kinds", Param::Words(kinds.iter().map(|kind| kind.name()).collect()))]
            }
            Code::Check { key, says } => {
                vec![("key", Param::Quoted(key.clone())), ("says", Param::Text((**says).clone()))]
            }
            Code::WrongShape { expected } => vec![("expected", Param::Word(expected))],
            Code::TooManyFields { max } | Code::TooManyBytes { max } => {
                vec![("max", Param::Count(*max as u64))]
            }
            Code::OtherForm { key, version } => {
                vec![("key", Param::Quoted(key.clone())), ("version", Param::Count((*version).into()))]
            }
            _ => Vec::new(),
        }
    }
}
