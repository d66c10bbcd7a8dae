use serde::{Deserialize, Serialize};

use crate::hash::{Hash, hash};

/// 32 bytes of chance that are kept secret until the draw has been held.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(pub Hash);

/// A seed is a secret as long as the draw has not been held, and a log is read before that.
impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    /// What is published at opening: it binds to the seed and tells nothing of it.
    #[must_use]
    pub fn commitment(&self) -> Hash {
        hash("unionhall draw 1: seed", &[&self.0.0])
    }

    /// The seed that somebody keeps as words: the same words give another seed in another draw and by another person, so that
    /// no commitment tells that two people thought of the same. Spaces and hyphens, however wide, and the case of Latin letters
    /// make no difference: words are written down and typed again. It is no better a secret than the words are.
    #[must_use]
    pub fn of_words(draw: &str, by: &str, words: &str) -> Self {
        Self(hash("unionhall draw 1: words", &[draw.as_bytes(), by.as_bytes(), plain(words).as_bytes()]))
    }

    /// The words as [`Seed::of_words`] reads them.
    #[must_use]
    pub fn plain_words(words: &str) -> String {
        plain(words)
    }
}

fn plain(words: &str) -> String {
    let is_between = |c: &char| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '–' | '‐');
    words.chars().filter(|c| !is_between(c)).flat_map(char::to_lowercase).collect()
}
