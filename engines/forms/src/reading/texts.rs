//! Texts and signatures.

use crate::clean;
use crate::directory::is_id;
use crate::draft::Raw;
use crate::kind::{LongText, ShortText, Signature};
use crate::limits::{Letters, SignatureWay};
use crate::problem::Code;
use crate::value::Value;

/// Longest typed signature, in characters.
const LONGEST_NAME: u16 = 100;

pub(super) fn short(limits: &ShortText, raw: &Raw) -> Result<Option<Value>, Code> {
    // Digits, codes and addresses come full-width from Chinese input methods; in a free text full width is meant.
    let clean = match limits.letters {
        Letters::Digits | Letters::Code | Letters::Mail => clean::figures,
        Letters::Any | Letters::Name => clean::line,
    };
    let Some(text) = raw.one(clean)? else {
        return Ok(None);
    };
    within(&text, limits.min, limits.max)?;
    if !limits.letters.admit(&text) {
        return Err(Code::Letters { letters: limits.letters });
    }
    Ok(Some(Value::Text(text)))
}

pub(super) fn long(limits: &LongText, raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::lines)? else {
        return Ok(None);
    };
    within(&text, limits.min, limits.max)?;
    Ok(Some(Value::Text(text)))
}

pub(super) fn signature(limits: &Signature, raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::line)? else {
        return Ok(None);
    };
    match limits.way {
        SignatureWay::Typed => {
            within(&text, 1, LONGEST_NAME)?;
            if !Letters::Name.admit(&text) {
                return Err(Code::Letters { letters: Letters::Name });
            }
        }
        SignatureWay::Drawn if !is_id(&text) => return Err(Code::NotFound),
        SignatureWay::Drawn => {}
    }
    Ok(Some(Value::Signature(text)))
}

fn within(text: &str, min: u16, max: u16) -> Result<(), Code> {
    let length = text.chars().count();
    if length < usize::from(min) {
        return Err(Code::TooShort { min });
    }
    if length > usize::from(max) {
        return Err(Code::TooLong { max });
    }
    Ok(())
}
