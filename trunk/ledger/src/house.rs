use std::sync::Arc;

use codes::Day;
use organisation::Organisation;
use store::Store;
use web::Web;

use crate::figures::Figures;

/// A key that facts carry, and the message that names it for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub name: &'static str,
    pub key: &'static str,
}

/// The kinds and settings the rooms write into their facts, in the order people know them in. The application hands them
/// over: the ledger itself decides nothing by them.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub kinds: Vec<Word>,
    pub settings: Vec<Word>,
}

impl Vocabulary {
    /// From pairs of name and message key.
    #[must_use]
    pub fn new(
        kinds: impl IntoIterator<Item = (&'static str, &'static str)>,
        settings: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let word = |(name, key)| Word { name, key };
        Self { kinds: kinds.into_iter().map(word).collect(), settings: settings.into_iter().map(word).collect() }
    }

    /// Name of a kind in the reader's language; a kind no room knows any more is shown by its key.
    #[must_use]
    pub fn kind(&self, v: &i18n::Voice, name: &str) -> String {
        say(&self.kinds, v, name)
    }

    /// Name of a setting in the reader's language.
    #[must_use]
    pub fn setting(&self, v: &i18n::Voice, name: &str) -> String {
        say(&self.settings, v, name)
    }
}

fn say(words: &[Word], v: &i18n::Voice, name: &str) -> String {
    match words.iter().find(|w| w.name == name) {
        Some(word) => v.t(word.key),
        None if name.is_empty() => v.t("ledger-not-said"),
        None => name.to_owned(),
    }
}

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

pub struct Inner {
    pub web: Web,
    pub organisation: Organisation,
    pub figures: Figures,
    pub vocabulary: Vocabulary,
}

impl std::ops::Deref for Ledger {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Ledger {
    #[must_use]
    pub fn new(organisation: Organisation, vocabulary: Vocabulary) -> Self {
        let figures = Figures::new(organisation.store().clone(), organisation.federation.clone());
        Self(Arc::new(Inner { web: organisation.web.clone(), organisation, figures, vocabulary }))
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.web.store
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.organisation.today()
    }
}
