use std::path::Path;
use std::sync::Arc;

use i18n::Voice;
use organisation::{Federation, Organisation, Scope};
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::files::{self, FileProblem};
use crate::rows::blueprint::{self, Row};
use crate::rules::blueprint::{Blueprint, Source};
use crate::rules::section::{Problem, Section};
use crate::sight;

/// How a room takes part: it reads what a blueprint sets, opens its form from one, and says in plain words what it comes to.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// As blueprints write it: `activities`.
    pub room: &'static str,
    /// The message that names the room.
    pub title: &'static str,
    /// Whether the reader may begin such a thing somewhere: what the room's own verb asks for.
    pub may: fn(&Scope) -> bool,
    /// Reads every key of `[set]`; what it leaves unread is refused.
    pub check: fn(&mut Section<'_>),
    /// The path of the form it fills in, to be opened with `?blueprint=…`.
    pub start: fn(&mut Section<'_>) -> &'static str,
    /// Name and value of each thing it sets, the most important first; the catalogue shows the first few.
    pub says: fn(&mut Section<'_>, &Voice) -> Vec<(String, String)>,
}

/// What the screens of this crate and the rooms share; cheap to clone.
#[derive(Clone)]
pub struct Blueprints {
    pub organisation: Organisation,
    readers: Arc<[Reader]>,
    /// Built-in ones and the operator's, in the order of the files. A file of the operator's stands instead of a built-in one
    /// of the same name.
    files: Arc<[Blueprint]>,
}

impl Blueprints {
    /// Reads the built-in files and, where there is one, the operator's folder. Files with problems are left out; the problems
    /// are for the log.
    #[must_use]
    pub fn new(organisation: Organisation, readers: Vec<Reader>, folder: Option<&Path>) -> (Self, Vec<FileProblem>) {
        let (mut all, mut problems) = files::built_in(&readers);
        if let Some(folder) = folder {
            let (own, more) = files::folder(folder, &readers);
            problems.extend(more);
            all.retain(|built_in| own.iter().all(|o| o.name != built_in.name));
            all.extend(own);
        }
        (Self { organisation, readers: readers.into(), files: all.into() }, problems)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        self.organisation.store()
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.organisation.federation
    }

    #[must_use]
    pub fn readers(&self) -> &[Reader] {
        &self.readers
    }

    pub(crate) fn reader(&self, room: &str) -> Option<&Reader> {
        self.readers.iter().find(|reader| reader.room == room)
    }

    /// Reads a text as if it came from a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub fn read(&self, text: &str, source: Source) -> Result<Blueprint, Vec<Problem>> {
        Blueprint::read(text, source, |room| self.reader(room).map(|reader| reader.check))
    }

    /// Where its form is opened.
    #[must_use]
    pub fn start(&self, of: &Blueprint) -> Option<String> {
        let reader = self.reader(&of.room)?;
        Some(format!("{}?blueprint={}", of.set(reader.start), of.id()))
    }

    /// As [`Blueprints::start`], for whoever may begin such a thing somewhere.
    pub(crate) fn offered(&self, scope: &Scope, of: &Blueprint) -> Option<String> {
        let may = self.reader(&of.room)?.may;
        self.start(of).filter(|_| may(scope))
    }

    /// What it sets, in plain words.
    pub(crate) fn says(&self, of: &Blueprint, v: &Voice) -> Vec<(String, String)> {
        self.reader(&of.room).map(|reader| of.set(|set| (reader.says)(set, v))).unwrap_or_default()
    }

    /// Everything the reader may start from, unions' own first; withdrawn ones are left out.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn list(&self, scope: &Scope) -> Outcome<Vec<Blueprint>> {
        let rows = blueprint::of_unions(self.store().read(), &sight::line(self, scope)).await?;
        let mut all: Vec<Blueprint> = rows.into_iter().filter_map(|row| self.of_row(row)).collect();
        all.extend(self.files.iter().cloned());
        Ok(all)
    }

    /// The newest version of a blueprint, by its id or its file's name.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: there is none, it was withdrawn, or it belongs to unions the reader has nothing to do with.
    pub async fn find(&self, scope: &Scope, id: &str) -> Outcome<Blueprint> {
        let seen = sight::reach(self, scope, id, None).await?;
        if seen.withdrawn_at.is_some() { Err(Fault::NotFound) } else { Ok(seen.blueprint) }
    }

    pub(crate) fn file(&self, name: &str) -> Option<&Blueprint> {
        self.files.iter().find(|file| file.name == name)
    }

    /// A row as it reads today; one that a room no longer understands is not offered.
    pub(crate) fn of_row(&self, row: Row) -> Option<Blueprint> {
        let source = Source::Union { row: row.id, union: row.union_id, at: row.saved_at };
        self.read(&row.text, source).ok()
    }

    pub(crate) fn row_of(&self, of: &Blueprint) -> Option<(Uuid, Uuid)> {
        match of.source {
            Source::Union { row, union, .. } => Some((row, union)),
            _ => None,
        }
    }
}
