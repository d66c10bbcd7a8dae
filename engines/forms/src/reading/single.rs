//! One answer by its kind.

use codes::Day;

use super::{choices, codes_and_ids, numbers, texts};
use crate::directory::Directory;
use crate::draft::Raw;
use crate::kind::Kind;
use crate::problem::Code;
use crate::value::Value;

/// `None` where nothing was answered.
///
/// # Errors
/// What is wrong with the answer.
pub(super) fn read(kind: &Kind, raw: &Raw, today: Day, directory: &dyn Directory) -> Result<Option<Value>, Code> {
    match kind {
        Kind::ShortText(limits) => texts::short(limits, raw),
        Kind::LongText(limits) => texts::long(limits, raw),
        Kind::Signature(limits) => texts::signature(limits, raw),
        Kind::Whole(limits) => numbers::whole(limits, raw),
        Kind::Decimal(limits) => numbers::decimal(limits, raw),
        Kind::Money(limits) => numbers::money(limits, raw),
        Kind::Date(limits) => numbers::day(limits, raw, today),
        Kind::YesNo(_) => choices::yes_no(raw),
        Kind::ChooseOne(one) => choices::one(&one.options, raw),
        Kind::ChooseMany(many) => choices::many(many, raw),
        Kind::Phone(_) => codes_and_ids::phone(raw),
        Kind::IdNumber(_) => codes_and_ids::id_number(raw),
        Kind::CreditCode(_) => codes_and_ids::credit_code(raw),
        Kind::Reference(reference) => codes_and_ids::reference(reference.to, raw, directory),
        Kind::File(limits) => codes_and_ids::files(limits, raw, directory),
        // These hold no single answer.
        Kind::Table(_) | Kind::Heading(_) => Ok(None),
    }
}
