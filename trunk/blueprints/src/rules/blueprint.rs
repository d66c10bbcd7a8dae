use std::ops::Range;

use i18n::{Lang, Voice};
use uuid::Uuid;

use super::section::{Problem, Section};
use super::tree::{self, Entry, Value};

/// The longest file, bytes.
pub(crate) const LARGEST: usize = 64 * 1024;
/// The longest title and the longest remark, characters.
pub const LONGEST_TITLE: usize = 60;
pub const LONGEST_WORDS: usize = 400;
const LONGEST_ID: usize = 60;
const LAST_VERSION: i64 = 100_000;

/// The same in both languages; the English may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Two {
    pub zh: String,
    pub en: String,
}

impl Two {
    /// In the reader's language, else in Chinese.
    #[must_use]
    pub fn of(&self, v: &Voice) -> &str {
        if v.lang() == Lang::En && !self.en.is_empty() { &self.en } else { &self.zh }
    }
}

/// Where a blueprint comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It came with the program.
    BuiltIn,
    /// From the operator's folder.
    Folder,
    /// A union saved it: its row, the union, and when (unix milliseconds).
    Union { row: Uuid, union: Uuid, at: i64 },
}

/// A ready-made way of working.
#[derive(Clone, Debug)]
pub struct Blueprint {
    /// Its name in the file: `after-work-classes`.
    pub name: String,
    pub version: i32,
    pub room: String,
    pub title: Two,
    /// What it is for, and for whom.
    pub what: Two,
    pub whom: Two,
    pub source: Source,
    pub text: String,
    pub(crate) version_at: Range<usize>,
    set: Vec<Entry>,
    set_line: usize,
}

impl Blueprint {
    /// Reads a text; `check` is the room's own reading of `[set]`, and names the rooms there are.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub(crate) fn read(
        text: &str,
        source: Source,
        check: impl Fn(&str) -> Option<fn(&mut Section<'_>)>,
    ) -> Result<Self, Vec<Problem>> {
        if text.len() > LARGEST {
            return Err(vec![Problem::new(1, "blueprints-too-large")]);
        }
        let entries = tree::read(text)?;
        let mut whole = Section::new(1, &entries);
        for key in ["id", "version", "room", "title", "what", "whom", "set"] {
            whole.demand(key);
        }
        let name = whole.text("id");
        if name.as_deref().is_some_and(|name| !is_name(name)) {
            whole.complain("id", "blueprints-id-wrong");
        }
        let version = whole.number("version", 1..=LAST_VERSION);
        let room = whole.text("room");
        let checked = room.as_deref().and_then(&check);
        if room.is_some() && checked.is_none() {
            whole.complain("room", "blueprints-room-unknown");
        }
        let title = two(&mut whole, "title", LONGEST_TITLE);
        let what = two(&mut whole, "what", LONGEST_WORDS);
        let whom = two(&mut whole, "whom", LONGEST_WORDS);
        // Of a room nobody knows it cannot be said which keys are right.
        whole.table("set", |set| match checked {
            Some(check) => check(set),
            None => set.ignore(),
        });
        let mut problems = whole.finish();
        problems.sort_by_key(|problem| problem.line);
        let version_at = entries.iter().find(|e| e.key == "version").map(|e| e.node.at.clone());
        let set = entries.iter().find(|e| e.key == "set");
        let (set_line, set) = match set.map(|e| (e.line, &e.node.value)) {
            Some((line, Value::Table(entries))) => (line, entries.clone()),
            _ => (1, Vec::new()),
        };
        match (name, version.and_then(|n| i32::try_from(n).ok()), room, version_at) {
            (Some(name), Some(version), Some(room), Some(version_at)) if problems.is_empty() => {
                Ok(Self { name, version, room, title, what, whom, source, text: text.to_owned(), version_at, set, set_line })
            }
            _ => Err(problems),
        }
    }

    /// Reads what the room is to be set to. It was checked when the blueprint came; what is left unread is no matter here.
    pub fn set<T>(&self, read: impl FnOnce(&mut Section<'_>) -> T) -> T {
        read(&mut Section::new(self.set_line, &self.set))
    }

    /// What it is asked for by: the row of a union's own, else the name of the file.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.source {
            Source::Union { row, .. } => row.to_string(),
            _ => self.name.clone(),
        }
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/blueprints/{}", self.id())
    }

    /// The same text as another version.
    pub(crate) fn text_as(&self, version: i32) -> String {
        let mut text = self.text.clone();
        text.replace_range(self.version_at.clone(), &version.to_string());
        text
    }
}

fn two(whole: &mut Section<'_>, key: &'static str, most: usize) -> Two {
    whole
        .table(key, |words| {
            words.demand("zh");
            let mut word = |lang: &'static str| {
                let text = words.text(lang).unwrap_or_default();
                if text.chars().count() > most {
                    words.complain(lang, "blueprints-words-long");
                }
                text
            };
            let two = Two { zh: word("zh"), en: word("en") };
            if words.has("zh") && two.zh.is_empty() {
                words.complain("zh", "blueprints-words-empty");
            }
            two
        })
        .unwrap_or_default()
}

/// Small letters, digits and hyphens; it stands in addresses.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_ID).contains(&name.len()) && name.chars().all(fits) && name != "new" && name.parse::<Uuid>().is_err()
}
