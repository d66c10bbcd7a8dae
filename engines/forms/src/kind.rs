//! The kinds of answers a question can take, each with its limits.
//!
//! A kind says what an answer may be, never how it is drawn on a page.

use serde::{Deserialize, Serialize};

use crate::form::Check;
use crate::limits::{DayLimit, FileKind, Letters, Referent, SignatureWay};
use crate::number::Number;
use crate::question::Question;
use crate::text::Text;

/// In JSON `{"kind": "whole", "min": 0, "max": 12}`; every limit may be left out, unknown ones are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    ShortText(ShortText),
    LongText(LongText),
    Whole(Whole),
    Decimal(Decimal),
    Money(Money),
    Date(Date),
    YesNo(YesNo),
    ChooseOne(ChooseOne),
    ChooseMany(ChooseMany),
    Phone(Phone),
    IdNumber(IdNumber),
    CreditCode(CreditCode),
    Reference(Reference),
    File(File),
    Signature(Signature),
    Table(Table),
    Heading(Heading),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ShortText {
    /// Characters.
    pub min: u16,
    /// Characters, [`ShortText::LONGEST`] at most.
    pub max: u16,
    pub letters: Letters,
}

/// Several lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LongText {
    /// Characters.
    pub min: u16,
    /// Characters, [`LongText::LONGEST`] at most.
    pub max: u16,
}

/// A whole number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Whole {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
}

/// A number with a fixed count of digits after the point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decimal {
    /// Digits after the point, 1 to [`Number::MOST_PLACES`].
    pub places: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
}

/// An amount in yuan; kept and limited in fen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Money {
    /// Fen; 0 unless said otherwise.
    pub min: i64,
    /// Fen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Date {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<DayLimit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<DayLimit>,
}

/// Yes or no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct YesNo {
    /// A consent: where it is required, only yes is an answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub consent: bool,
}

/// One of the options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChooseOne {
    pub options: Vec<Choice>,
}

/// Some of the options; kept in the order of the options, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChooseMany {
    pub options: Vec<Choice>,
    /// Fewest, if anything is chosen at all; `required` asks for at least one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub min: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u16>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub key: String,
    pub label: Text,
    /// "None of these": excludes every other option.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
}

/// A mobile number of the mainland, kept as its 11 digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Phone {}

/// A resident identity number (GB 11643), kept as its 18 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IdNumber {}

/// A unified social credit code (GB 32100), kept as its 18 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CreditCode {}

/// An opaque id of something the house knows; the [`Directory`](crate::Directory) says whether it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub to: Referent,
}

/// Opaque ids of files that were handed in before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// Fewest, if any is handed in at all; `required` asks for at least one.
    #[serde(skip_serializing_if = "is_zero")]
    pub min: u16,
    pub max: u16,
    /// Largest single file, in bytes.
    pub max_bytes: u64,
    /// What may be handed in; empty: any of [`FileKind`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<FileKind>,
}

/// A signature. It stands under one version of a form and is never carried into another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signature {
    pub way: SignatureWay,
}

/// A group of questions repeated row by row. Tables do not nest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub columns: Vec<Question>,
    /// Fewest rows, if there are any at all; `required` asks for at least one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub min: u16,
    /// [`Table::MOST_ROWS`] at most.
    #[serde(default = "Table::usual_rows")]
    pub max: u16,
    /// Within each row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

/// No question at all: the label is a heading, the hint an explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Heading {}

impl Kind {
    /// The name it has in JSON, e.g. `choose_one`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::ShortText(_) => "short_text",
            Kind::LongText(_) => "long_text",
            Kind::Whole(_) => "whole",
            Kind::Decimal(_) => "decimal",
            Kind::Money(_) => "money",
            Kind::Date(_) => "date",
            Kind::YesNo(_) => "yes_no",
            Kind::ChooseOne(_) => "choose_one",
            Kind::ChooseMany(_) => "choose_many",
            Kind::Phone(_) => "phone",
            Kind::IdNumber(_) => "id_number",
            Kind::CreditCode(_) => "credit_code",
            Kind::Reference(_) => "reference",
            Kind::File(_) => "file",
            Kind::Signature(_) => "signature",
            Kind::Table(_) => "table",
            Kind::Heading(_) => "heading",
        }
    }

    /// The options of a choice; none for other kinds.
    pub fn options(&self) -> &[Choice] {
        match self {
            Kind::ChooseOne(one) => &one.options,
            Kind::ChooseMany(many) => &many.options,
            _ => &[],
        }
    }

    /// Phones and ID numbers are sealed wherever they stand.
    pub(crate) fn is_always_sensitive(&self) -> bool {
        matches!(self, Kind::Phone(_) | Kind::IdNumber(_))
    }
}

impl ShortText {
    /// Characters.
    pub const LONGEST: u16 = 500;
}

impl Default for ShortText {
    fn default() -> ShortText {
        ShortText { min: 0, max: 100, letters: Letters::Any }
    }
}

impl LongText {
    /// Characters.
    pub const LONGEST: u16 = 20_000;
}

impl Default for LongText {
    fn default() -> LongText {
        LongText { min: 0, max: 2_000 }
    }
}

impl Default for Decimal {
    fn default() -> Decimal {
        Decimal { places: 2, min: None, max: None, unit: None }
    }
}

impl Default for File {
    fn default() -> File {
        File { min: 0, max: 1, max_bytes: 10 * 1024 * 1024, kinds: Vec::new() }
    }
}

impl Table {
    pub const MOST_ROWS: u16 = 200;

    fn usual_rows() -> u16 {
        20
    }
}

fn is_zero(count: &u16) -> bool {
    *count == 0
}
