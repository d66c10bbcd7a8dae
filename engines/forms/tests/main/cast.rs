//! The forms and the house of the stories.

use codes::Day;
use forms::{Answers, Directory, Draft, FileKind, FileLookup, Path, Problem, Published, Reading, Referent};

pub const ID_ADULT: &str = "11010519491231002X";
/// Born 2010-03-15.
pub const ID_MINOR: &str = "430104201003150015";
pub const CREDIT_CODE: &str = "91430100MA4L16JQ9D";

pub fn joining() -> Published {
    Published::from_json(include_str!("forms/joining.json")).unwrap()
}

pub fn signup() -> Published {
    Published::from_json(include_str!("forms/signup.json")).unwrap()
}

pub fn questionnaire() -> Published {
    Published::from_json(include_str!("forms/questionnaire.json")).unwrap()
}

pub fn checklist() -> Published {
    Published::from_json(include_str!("forms/checklist.json")).unwrap()
}

pub fn nomination() -> Published {
    Published::from_json(include_str!("forms/nomination.json")).unwrap()
}

pub fn all() -> Vec<Published> {
    vec![joining(), signup(), questionnaire(), checklist(), nomination()]
}

pub fn today() -> Day {
    "2026-11-18".parse().unwrap()
}

/// A house that knows a few ids.
pub struct House;

impl Directory for House {
    fn knows(&self, referent: Referent, id: &str) -> bool {
        matches!(
            (referent, id),
            (Referent::Employer, "tram-works")
                | (Referent::Division, "430104")
                | (Referent::Person, "p-7")
                | (Referent::Union, "u-1")
        )
    }

    fn file(&self, id: &str) -> FileLookup {
        match id {
            "contract" => FileLookup::Is { bytes: 40_000, kind: FileKind::Pdf },
            "film" => FileLookup::Is { bytes: 40_000, kind: FileKind::Video },
            "huge" => FileLookup::Is { bytes: 40_000_000, kind: FileKind::Pdf },
            _ => FileLookup::Unknown,
        }
    }
}

pub fn read(form: &Published, pairs: &[(&str, &str)]) -> Reading {
    Draft::from_pairs(form, pairs.iter().copied()).unwrap().read(form, today(), &House)
}

pub fn complete(form: &Published, pairs: &[(&str, &str)]) -> Answers {
    read(form, pairs).complete().unwrap()
}

/// `path: key` of every problem.
pub fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.code.key())).collect()
}

pub fn question(key: &str) -> Path {
    Path::question(key)
}
