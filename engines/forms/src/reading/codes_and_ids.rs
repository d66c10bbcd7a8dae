//! Phones, ID numbers, credit codes, and opaque ids.

use codes::credit_code::CreditCodeError;
use codes::id_number::IdNumberError;
use codes::{CreditCode, IdNumber, Mobile};

use crate::clean;
use crate::directory::{Directory, FileLookup, is_id};
use crate::draft::Raw;
use crate::kind::File;
use crate::limits::Referent;
use crate::problem::Code;
use crate::value::Value;

pub(super) fn phone(raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::figures)? else {
        return Ok(None);
    };
    Mobile::parse(&text).map(|phone| Some(Value::Phone(phone))).map_err(|_| Code::NotAPhone)
}

pub(super) fn id_number(raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::figures)? else {
        return Ok(None);
    };
    IdNumber::parse(&text).map(|number| Some(Value::IdNumber(number))).map_err(|error| match error {
        IdNumberError::Length(_) | IdNumberError::Symbol(_) => Code::NotAnIdNumber,
        IdNumberError::Date | IdNumberError::CheckDigit => Code::IdNumberMistyped,
    })
}

pub(super) fn credit_code(raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::figures)? else {
        return Ok(None);
    };
    CreditCode::parse(&text).map(|code| Some(Value::CreditCode(code))).map_err(|error| match error {
        CreditCodeError::Length(_) | CreditCodeError::Symbol(_) => Code::NotACreditCode,
        CreditCodeError::CheckSymbol => Code::CreditCodeMistyped,
    })
}

pub(super) fn reference(to: Referent, raw: &Raw, directory: &dyn Directory) -> Result<Option<Value>, Code> {
    let Some(id) = raw.one(clean::figures)? else {
        return Ok(None);
    };
    if !is_id(&id) || !directory.knows(to, &id) {
        return Err(Code::NotFound);
    }
    Ok(Some(Value::Reference(id)))
}

pub(super) fn files(limits: &File, raw: &Raw, directory: &dyn Directory) -> Result<Option<Value>, Code> {
    let ids = raw.several(clean::figures)?;
    if ids.is_empty() {
        return Ok(None);
    }
    if ids.len() > usize::from(limits.max) {
        return Err(Code::TooManyFiles { max: limits.max });
    }
    if ids.len() < usize::from(limits.min) {
        return Err(Code::TooFewFiles { min: limits.min });
    }
    for id in &ids {
        let lookup = if is_id(id) { directory.file(id) } else { FileLookup::Unknown };
        match lookup {
            FileLookup::Unknown => return Err(Code::NotFound),
            FileLookup::Unchecked => {}
            FileLookup::Is { bytes, .. } if bytes > limits.max_bytes => {
                return Err(Code::FileTooLarge { max_bytes: limits.max_bytes });
            }
            FileLookup::Is { kind, .. } if !limits.kinds.is_empty() && !limits.kinds.contains(&kind) => {
                return Err(Code::FileKindRefused { kinds: limits.kinds.clone() });
            }
            FileLookup::Is { .. } => {}
        }
    }
    Ok(Some(Value::Files(ids)))
}
