//! What changed from one version of a form to the next.

use std::collections::BTreeSet;

use crate::form::{Check, Form};
use crate::kind::{Choice, Kind};
use crate::path::Path;
use crate::question::Question;

/// One change, at a question or column; changes of the form as a whole have an empty path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: Path,
    pub what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    /// In another section, or before what it came after.
    Moved,
    /// Another kind of answer.
    Kind {
        before: &'static str,
        after: &'static str,
    },
    /// Other limits of the same kind.
    Limits,
    OptionAdded(String),
    OptionRemoved(String),
    /// Label, hint or the labels of options (of the form: title and introduction; of a section: its title).
    Wording,
    /// `required` or `require_if`.
    Demand,
    /// `show_if`, its own or the section's.
    Condition,
    /// `sensitive` or `seen_by`.
    Privacy,
    /// A check, by its key.
    Check(String),
}

/// Every change from `old` to `new`, removed questions first, then in the order of the new form.
pub fn difference(old: &Form, new: &Form) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut say = |path: Path, what: What| changes.push(Change { path, what });
    if old.title != new.title || old.intro != new.intro {
        say(Path::form(), What::Wording);
    }
    for key in changed_checks(&old.checks, &new.checks) {
        say(Path::form(), What::Check(key));
    }
    let (before, after) = (placed(old), placed(new));
    for (question, _) in before.iter().filter(|(question, _)| !after.iter().any(|(kept, _)| kept.key == question.key)) {
        say(Path::question(&question.key), What::Removed);
    }
    let moved = moved(&before, &after);
    for (question, section) in &after {
        let path = Path::question(&question.key);
        let Some((known, known_section)) = before.iter().find(|(known, _)| known.key == question.key) else {
            say(path, What::Added);
            continue;
        };
        if moved.contains(question.key.as_str()) {
            say(path.clone(), What::Moved);
        }
        let show_if = |form: &Form, key: &str| form.section(key).and_then(|section| section.show_if.clone());
        if known.show_if != question.show_if || show_if(old, known_section) != show_if(new, section) {
            say(path, What::Condition);
        }
        compare(&Path::question(&question.key), known, question, &mut say);
        compare_columns(known, question, &mut say);
    }
    changes
}

/// Each question with the key of its section.
fn placed(form: &Form) -> Vec<(&Question, &str)> {
    let of_section = |section| std::iter::repeat(section);
    form.sections.iter().flat_map(|section| section.questions.iter().zip(of_section(section.key.as_str()))).collect()
}

/// Questions in another section, or whose predecessor among the questions of both versions is another one.
fn moved<'a>(before: &[(&'a Question, &'a str)], after: &[(&'a Question, &'a str)]) -> BTreeSet<&'a str> {
    let order = |these: &[(&'a Question, &'a str)], those: &[(&Question, &str)]| -> Vec<(&'a str, &'a str)> {
        let kept = these.iter().filter(|(question, _)| those.iter().any(|(other, _)| other.key == question.key));
        kept.map(|(question, section)| (question.key.as_str(), *section)).collect()
    };
    let (before, after) = (order(before, after), order(after, before));
    let place = |key: &str| before.iter().position(|(known, _)| *known == key);
    let mut moved = BTreeSet::new();
    let mut furthest = None;
    for (key, section) in &after {
        let at = place(key);
        let is_elsewhere = at.and_then(|at| before.get(at)).is_none_or(|(_, before)| before != section);
        if is_elsewhere || at < furthest {
            moved.insert(*key);
        } else {
            furthest = at;
        }
    }
    moved
}

fn compare_columns(known: &Question, question: &Question, say: &mut impl FnMut(Path, What)) {
    let (before, after) = (known.columns(), question.columns());
    for column in before.iter().filter(|column| !after.iter().any(|kept| kept.key == column.key)) {
        say(Path::column(&question.key, &column.key), What::Removed);
    }
    for column in after {
        let path = Path::column(&question.key, &column.key);
        let Some(known) = before.iter().find(|known| known.key == column.key) else {
            say(path, What::Added);
            continue;
        };
        if known.show_if != column.show_if {
            say(path.clone(), What::Condition);
        }
        compare(&path, known, column, say);
    }
}

fn compare(path: &Path, known: &Question, question: &Question, say: &mut impl FnMut(Path, What)) {
    let (before, after) = (known.answer.name(), question.answer.name());
    if before != after {
        say(path.clone(), What::Kind { before, after });
    }
    let (old_options, new_options) = (known.answer.options(), question.answer.options());
    let is_in = |options: &[Choice], key: &str| options.iter().any(|option| option.key == key);
    if before == after {
        for option in old_options.iter().filter(|option| !is_in(new_options, &option.key)) {
            say(path.clone(), What::OptionRemoved(option.key.clone()));
        }
        for option in new_options.iter().filter(|option| !is_in(old_options, &option.key)) {
            say(path.clone(), What::OptionAdded(option.key.clone()));
        }
        if bounds(&known.answer) != bounds(&question.answer) {
            say(path.clone(), What::Limits);
        }
        if let (Kind::Table(old), Kind::Table(new)) = (&known.answer, &question.answer) {
            changed_checks(&old.checks, &new.checks).into_iter().for_each(|key| say(path.clone(), What::Check(key)));
        }
    }
    let is_relabelled =
        old_options.iter().any(|option| new_options.iter().any(|other| other.key == option.key && other.label != option.label));
    if known.label != question.label || known.hint != question.hint || is_relabelled {
        say(path.clone(), What::Wording);
    }
    if known.required != question.required || known.require_if != question.require_if {
        say(path.clone(), What::Demand);
    }
    if known.is_sensitive() != question.is_sensitive() || known.seen_by != question.seen_by {
        say(path.clone(), What::Privacy);
    }
}

/// The kind without its options' keys and labels and without its columns, which are compared by themselves.
fn bounds(kind: &Kind) -> Kind {
    let mut kind = kind.clone();
    match &mut kind {
        Kind::ChooseOne(one) => one.options.clear(),
        Kind::ChooseMany(many) => many.options.clear(),
        Kind::Table(table) => {
            table.columns.clear();
            table.checks.clear();
        }
        _ => {}
    }
    kind
}

fn changed_checks(old: &[Check], new: &[Check]) -> Vec<String> {
    let gone = old.iter().filter(|check| !new.iter().any(|kept| kept.key == check.key));
    let changed = new.iter().filter(|check| !old.contains(check));
    gone.chain(changed).map(|check| check.key.clone()).collect()
}
