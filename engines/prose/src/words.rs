//! The words of the rules, by class; one table a file.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod nouns;
pub(crate) mod qualifiers;
pub(crate) mod telling;
pub(crate) mod units;

/// Classes and the words of each.
pub(crate) type Table<T> = &'static [(T, &'static [&'static str])];

/// A table made ready for looking up; of two words the longer holds.
pub(crate) struct Words<T> {
    finder: Option<AhoCorasick>,
    entries: Vec<(&'static str, T)>,
}

impl<T: Copy> Words<T> {
    pub(crate) fn new(table: Table<T>) -> Words<T> {
        let entries: Vec<(&'static str, T)> =
            table.iter().flat_map(|(class, words)| words.iter().map(move |word| (*word, *class))).collect();
        let words = entries.iter().map(|(word, _)| word);
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Both).build(words);
        // Building fails only beyond the size of any automaton; a test looks words up in each table.
        Words { finder: finder.ok(), entries }
    }

    /// The longest word `text` begins with.
    pub(crate) fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        let found = self.finder.as_ref()?.find(Input::new(text).anchored(Anchored::Yes))?;
        self.entries.get(found.pattern().as_usize()).copied()
    }

    /// The longest word `text` ends with.
    pub(crate) fn ending(&self, text: &str) -> Option<(&'static str, T)> {
        self.entries.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len()).copied()
    }

    /// Where each word of `text` begins, from left to right, none over another.
    pub(crate) fn each<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'static str, T)> + 'a {
        let found = self.finder.as_ref().into_iter().flat_map(move |finder| finder.find_iter(text));
        found.filter_map(|m| self.entries.get(m.pattern().as_usize()).map(|(word, class)| (m.start(), *word, *class)))
    }

    pub(crate) fn within(&self, text: &str) -> bool {
        self.finder.as_ref().is_some_and(|finder| finder.is_match(text))
    }
}
