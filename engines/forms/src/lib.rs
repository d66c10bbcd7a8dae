//! Questions, conditions, checks, versions: one engine for registration, questionnaire, checklist, application and
//! nomination.
//!
//! Pure: no input or output, no clock, no database, no HTML. It never decides who may answer, keeps nothing, sends
//! nothing, seals nothing and speaks no language: problems are codes with parameters.
//!
//! ```
//! use codes::Day;
//! use forms::{Draft, Nothing, Published};
//!
//! let form = Published::from_json(r#"{
//!     "key": "join", "version": 1, "title": {"zh": "加入工会", "en": "Join the union"},
//!     "sections": [{"key": "work", "title": {"zh": "工作", "en": "Work"}, "questions": [
//!         {"key": "has_employer", "label": {"zh": "有固定单位吗？", "en": "Do you have one employer?"},
//!          "answer": {"kind": "yes_no"}, "required": true},
//!         {"key": "area", "label": {"zh": "主要在哪一带接单？", "en": "Where do you mostly work?"},
//!          "answer": {"kind": "short_text", "max": 40}, "show_if": "not has_employer", "required": true}
//!     ]}]
//! }"#)?;
//! let today: Day = "2026-11-18".parse()?;
//! let draft = Draft::from_pairs(&form, [("has_employer", "no"), ("area", " 麓谷街道 ")]).map_err(|p| format!("{p:?}"))?;
//! let answers = draft.read(&form, today, &Nothing).complete().map_err(|p| format!("{p:?}"))?;
//! assert_eq!(answers.text("area"), Some("麓谷街道"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The way of a form: [`Form`] (being written) → [`Form::publish`] → [`Published`] (never changes). The way of answers:
//! fields or JSON → [`Draft`] (kept as typed) → [`Draft::read`] → [`Reading`] → [`Answers`] (typed, nothing hidden).
//! Then [`Answers::to_json`], [`Answers::summary`], [`Answers::to_parts`], [`Tally`], [`migrate`], [`difference`].
//!
//! Invariants:
//! - what is not asked is dropped and influences nothing;
//! - a condition looks only at what is asked earlier;
//! - all problems are told at once, each with its path;
//! - writing answers and reading them gives the same answers;
//! - no input panics.

mod answers;
mod clean;
mod difference;
mod directory;
mod draft;
mod flaw;
mod form;
mod key;
mod limits;
mod migration;
mod number;
mod path;
mod problem;
mod publish;
mod question;
mod reading;
mod sealing;
mod summary;
mod tally;
mod text;
mod value;

pub mod condition;
pub mod kind;

pub use answers::Answers;
pub use condition::Condition;
pub use difference::{Change, What, difference};
pub use directory::{Anything, Directory, FileLookup, Nothing};
pub use draft::{Draft, MOST_BYTES, MOST_FIELDS};
pub use flaw::{Fault, Flaw};
pub use form::{Check, Form, Section};
pub use key::{LONGEST_KEY, RESERVED, is_key};
pub use kind::Kind;
pub use limits::{DayLimit, FileKind, Letters, Referent, SignatureWay};
pub use migration::{Dropped, Migration, Why, migrate};
pub use number::{NotANumber, Number};
pub use path::Path;
pub use problem::{Code, Param, Problem};
pub use publish::{FormError, LONGEST_TEXT, MOST_CHECKS, MOST_COLUMNS, MOST_OPTIONS, MOST_QUESTIONS, MOST_SECTIONS, Published};
pub use question::{Audience, Question};
pub use reading::{Demand, Reading};
pub use sealing::Parts;
pub use summary::{Line, Part, Showing};
pub use tally::{Count, Figures, Numbers, Tally};
pub use text::Text;
pub use value::{Value, Values};
