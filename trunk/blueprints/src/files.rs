//! Blueprints from files: those that come with the program, and an operator's folder.

use std::path::Path;

use crate::house::Reader;
use crate::rules::blueprint::{Blueprint, LARGEST, Source};
use crate::rules::section::Problem;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../blueprints/", $name, ".toml")))),+]
    };
}

/// The files that come with the program, by name; each has a room that reads it.
pub const BUILT_IN: &[(&str, &str)] = built_in![
    "after-work-classes",
    "culture-season",
    "ten-minute-class",
    "study-meetings",
    "station-lecture",
    "spring-outing",
    "theatre-evening",
    "study-route",
    "film-tickets",
    "tooth-cleaning",
    "weight-loss",
    "online-walking",
    "cooling-supplies",
];

/// Files of one folder.
const MOST_FILES: usize = 500;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file's name, without its folder.
    pub file: String,
    pub problem: Problem,
}

pub(crate) fn built_in(readers: &[Reader]) -> (Vec<Blueprint>, Vec<FileProblem>) {
    let texts = BUILT_IN.iter().map(|(name, text)| (format!("{name}.toml"), Ok((*text).to_owned())));
    let (found, mut problems) = read_all(texts, &Source::BuiltIn, readers);
    // A house that lacks a room simply does not offer what is made for it.
    problems.retain(|one| one.problem.key != "blueprints-room-unknown");
    (found, problems)
}

pub(crate) fn folder(path: &Path, readers: &[Reader]) -> (Vec<Blueprint>, Vec<FileProblem>) {
    let mut files: Vec<_> = match std::fs::read_dir(path) {
        Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
        Err(_) => {
            let problem = Problem::new(1, "blueprints-file-unreadable");
            return (Vec::new(), vec![FileProblem { file: path.display().to_string(), problem }]);
        }
    };
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let name = |file: &Path| file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let text = |file: &Path| match std::fs::metadata(file) {
        Ok(about) if about.len() <= LARGEST as u64 => {
            std::fs::read_to_string(file).map_err(|_| Problem::new(1, "blueprints-file-unreadable"))
        }
        Ok(_) => Err(Problem::new(1, "blueprints-too-large")),
        Err(_) => Err(Problem::new(1, "blueprints-file-unreadable")),
    };
    read_all(files.iter().take(MOST_FILES).map(|file| (name(file), text(file))), &Source::Folder, readers)
}

/// Everything that is wrong with the blueprints of a folder, by file and line; empty when all can be used. Files that do not end
/// in `.toml` are left alone.
#[must_use]
pub fn check_folder(path: &Path, readers: &[Reader]) -> Vec<FileProblem> {
    folder(path, readers).1
}

fn read_all(
    texts: impl Iterator<Item = (String, Result<String, Problem>)>,
    source: &Source,
    readers: &[Reader],
) -> (Vec<Blueprint>, Vec<FileProblem>) {
    let (mut found, mut problems) = (Vec::<Blueprint>::new(), Vec::new());
    for (file, text) in texts {
        let check = |room: &str| readers.iter().find(|reader| reader.room == room).map(|reader| reader.check);
        let read = text.map_err(|problem| vec![problem]).and_then(|text| Blueprint::read(&text, source.clone(), check));
        match read {
            Ok(one) if found.iter().any(|other| other.name == one.name) => {
                problems.push(FileProblem { file, problem: Problem::new(1, "blueprints-id-twice").with("key", &one.name) });
            }
            Ok(one) => found.push(one),
            Err(all) => problems.extend(all.into_iter().map(|problem| FileProblem { file: file.clone(), problem })),
        }
    }
    (found, problems)
}
