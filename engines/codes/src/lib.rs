//! The codes, numbers and days that offices write: each read, checked and written by its standard.
//!
//! Pure: no input or output, no clock, no database. Nothing here decides what a union may do, and nothing
//! looks a code up anywhere: tables of divisions are handed in by the caller; the official holiday calendars
//! known when this was built are embedded, later ones are handed in too.

mod day;
mod period;

pub mod credit_code;
pub mod division;
pub mod document_number;
pub mod id_number;
pub mod money;
pub mod numerals;
pub mod phone;
pub mod symbols;
pub mod width;
pub mod working_days;

pub use credit_code::CreditCode;
pub use day::{Day, DayError};
pub use division::DivisionCode;
pub use document_number::DocumentNumber;
pub use id_number::IdNumber;
pub use period::Period;
pub use phone::Mobile;
pub use working_days::Calendar;
