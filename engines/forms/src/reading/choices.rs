//! Yes or no, one of several, some of several.

use serde_json::Value as Json;

use crate::clean;
use crate::draft::Raw;
use crate::kind::{Choice, ChooseMany};
use crate::problem::Code;
use crate::value::Value;

const YES: [&str; 8] = ["yes", "true", "on", "1", "y", "是", "有", "√"];
const NO: [&str; 8] = ["no", "false", "off", "0", "n", "否", "无", "没有"];

pub(super) fn yes_no(raw: &Raw) -> Result<Option<Value>, Code> {
    let flag = match raw {
        Raw::Json(Json::Bool(flag)) => *flag,
        Raw::Json(_) => {
            return Err(Code::WrongShape { expected: "boolean" });
        }
        raw => {
            let Some(text) = raw.one(clean::figures)? else {
                return Ok(None);
            };
            let text = text.to_lowercase();
            let is_yes = YES.contains(&text.as_str());
            if !is_yes && !NO.contains(&text.as_str()) {
                return Err(Code::NotYesNo);
            }
            is_yes
        }
    };
    Ok(Some(Value::Flag(flag)))
}

pub(super) fn one(options: &[Choice], raw: &Raw) -> Result<Option<Value>, Code> {
    let Some(text) = raw.one(clean::line)? else {
        return Ok(None);
    };
    let option = find(options, &text, raw).ok_or(Code::NotAnOption)?;
    Ok(Some(Value::Choice(option.key.clone())))
}

pub(super) fn many(many: &ChooseMany, raw: &Raw) -> Result<Option<Value>, Code> {
    let texts = raw.several(clean::line)?;
    let mut is_chosen = vec![false; many.options.len()];
    for text in &texts {
        let option = find(&many.options, text, raw).ok_or(Code::NotAnOption)?;
        if let Some(at) = many.options.iter().position(|known| known.key == option.key) {
            is_chosen[at] = true;
        }
    }
    let chosen: Vec<&Choice> =
        many.options.iter().zip(is_chosen).filter(|(_, is_chosen)| *is_chosen).map(|(option, _)| option).collect();
    if chosen.is_empty() {
        return Ok(None);
    }
    let alone = chosen.iter().find(|option| option.alone);
    if let Some(option) = alone {
        if chosen.len() > 1 {
            return Err(Code::ChosenAlone { option: Box::new(option.label.clone()) });
        }
    } else if chosen.len() < usize::from(many.min) {
        return Err(Code::TooFewChosen { min: many.min });
    }
    if let Some(max) = many.max.filter(|max| chosen.len() > usize::from(*max)) {
        return Err(Code::TooManyChosen { max });
    }
    Ok(Some(Value::Choices(chosen.into_iter().map(|option| option.key.clone()).collect())))
}

/// By its key; by its label too where people wrote it (spreadsheets), if only one option is called so.
fn find<'a>(options: &'a [Choice], text: &str, raw: &Raw) -> Option<&'a Choice> {
    if let Some(option) = options.iter().find(|option| option.key == text) {
        return Some(option);
    }
    let mut called = options.iter().filter(|option| matches!(raw, Raw::Written(_)) && option.label.reads(text));
    called.next().filter(|_| called.next().is_none())
}
