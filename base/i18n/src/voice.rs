use std::sync::Arc;

use fluent_bundle::FluentValue;

use crate::{Lang, Message, Words};

/// One reader's language. Cheap to clone; templates call it as `{{ v.t("key") }}`.
#[derive(Clone)]
pub struct Voice {
    words: Arc<Words>,
    lang: Lang,
}

impl Voice {
    pub(crate) fn new(words: Arc<Words>, lang: Lang) -> Self {
        Self { words, lang }
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// BCP 47 tag for `<html lang>`.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    /// The same words in the other language, for the language switch.
    #[must_use]
    pub fn other(&self) -> Self {
        let lang = if self.lang == Lang::Zh { Lang::En } else { Lang::Zh };
        Self { words: Arc::clone(&self.words), lang }
    }

    /// A text without values.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.spoken(self.lang).say(key, &[])
    }

    /// A text with one value.
    #[must_use]
    pub fn t1<'a>(&self, key: &str, name: &str, value: impl Into<FluentValue<'a>>) -> String {
        self.words.spoken(self.lang).say(key, &[(name, value.into())])
    }

    /// A text with two values.
    #[must_use]
    pub fn t2<'a>(
        &self,
        key: &str,
        name: &str,
        value: impl Into<FluentValue<'a>>,
        name2: &str,
        value2: impl Into<FluentValue<'a>>,
    ) -> String {
        self.words.spoken(self.lang).say(key, &[(name, value.into()), (name2, value2.into())])
    }

    /// A text with three values.
    #[must_use]
    pub fn t3<'a>(
        &self,
        key: &str,
        name: &str,
        value: impl Into<FluentValue<'a>>,
        name2: &str,
        value2: impl Into<FluentValue<'a>>,
        name3: &str,
        value3: impl Into<FluentValue<'a>>,
    ) -> String {
        self.words.spoken(self.lang).say(key, &[(name, value.into()), (name2, value2.into()), (name3, value3.into())])
    }

    /// Says a [`Message`] that a rule or a verb left for the reader. A value that is itself a whole number takes part in
    /// plurals.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        let values: Vec<(&str, FluentValue<'_>)> = message
            .values
            .iter()
            .map(|(name, value)| {
                let value = match value.parse::<i64>() {
                    // A leading zero or sign is an identifier, not a count.
                    Ok(n) if n.to_string() == *value && value.len() < 10 => FluentValue::from(n),
                    _ => FluentValue::from(value.as_str()),
                };
                (*name, value)
            })
            .collect();
        self.words.spoken(self.lang).say(message.key, &values)
    }
}
