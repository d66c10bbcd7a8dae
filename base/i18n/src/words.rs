use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use crate::{Lang, Voice};

/// One crate's texts: the Fluent sources of both languages, embedded by `include_str!`.
#[derive(Clone, Copy)]
pub struct Messages {
    pub crate_name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

/// Everything the house can say. Built once at start, shared by every request.
pub struct Words {
    zh: Spoken,
    en: Spoken,
}

pub(crate) struct Spoken {
    /// Texts without a placeable: most of them, and worth not formatting again.
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the texts of all crates.
    ///
    /// # Errors
    /// A line for every syntax error, every key not prefixed by its crate, and every key one language has and the other
    /// lacks.
    pub fn load(all: &[Messages]) -> Result<Arc<Self>, Vec<String>> {
        let mut faults = Vec::new();
        let zh = Spoken::load(Lang::Zh, all, &mut faults);
        let en = Spoken::load(Lang::En, all, &mut faults);
        for messages in all {
            let (z, e) = (keys(messages.zh), keys(messages.en));
            for key in &z {
                if !key.starts_with(&format!("{}-", messages.crate_name)) {
                    faults.push(format!("{key}: not prefixed by its crate {}", messages.crate_name));
                }
                if !e.contains(key) {
                    faults.push(format!("{key}: no English text"));
                }
            }
            faults.extend(e.iter().filter(|k| !z.contains(k)).map(|k| format!("{k}: no Chinese text")));
        }
        if faults.is_empty() { Ok(Arc::new(Self { zh, en })) } else { Err(faults) }
    }

    #[must_use]
    pub fn voice(self: &Arc<Self>, lang: Lang) -> Voice {
        Voice::new(Arc::clone(self), lang)
    }

    pub(crate) fn spoken(&self, lang: Lang) -> &Spoken {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Spoken {
    fn load(lang: Lang, all: &[Messages], faults: &mut Vec<String>) -> Self {
        let id = match lang {
            Lang::Zh => langid!("zh-CN"),
            Lang::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would break copied numbers and the autospace of Han and Latin.
        bundle.set_use_isolating(false);
        let mut plain = HashMap::new();
        for messages in all {
            let text = match lang {
                Lang::Zh => messages.zh,
                Lang::En => messages.en,
            };
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
                faults.extend(errors.iter().map(|e| format!("{} {}: {e}", messages.crate_name, lang.tag())));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(|e| format!("{} {}: {e}", messages.crate_name, lang.tag())));
            }
        }
        for messages in all {
            for key in keys(if lang == Lang::Zh { messages.zh } else { messages.en }) {
                let mut errors = Vec::new();
                if let Some(pattern) = bundle.get_message(&key).and_then(|m| m.value()) {
                    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                    if errors.is_empty() {
                        plain.insert(key, text);
                    }
                }
            }
        }
        Self { plain, bundle }
    }

    /// The text without values, if it needs none.
    pub(crate) fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// The text with its values; the key itself where there is no such text.
    pub(crate) fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        if let Some(text) = self.plain(key) {
            return text.to_owned();
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

/// The message keys of one Fluent source, in order. Messages start at the first column; comments, attributes and
/// continuation lines do not look like `key =`.
pub(crate) fn keys(source: &str) -> Vec<String> {
    source
        .lines()
        .filter_map(|line| {
            let (key, _) = line.split_once('=')?;
            let key = key.trim_end();
            let first = key.chars().next()?;
            (first.is_ascii_alphabetic() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                .then(|| key.to_owned())
        })
        .collect()
}

impl Messages {
    /// The keys this crate says, in the order of its Chinese source.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        keys(self.zh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Messages = Messages {
        crate_name: "hall",
        zh: "hall-hello = 您好\nhall-count = 共{ $n }人\n",
        en: "hall-hello = Hello\nhall-count = { $n ->\n    [one] one person\n   *[other] { $n } people\n }\n",
    };

    #[test]
    fn both_languages_say_it() {
        let words = Words::load(&[GOOD]).unwrap();
        assert_eq!(words.voice(Lang::Zh).t("hall-hello"), "您好");
        assert_eq!(words.voice(Lang::Zh).t1("hall-count", "n", 3), "共3人");
        assert_eq!(words.voice(Lang::En).t1("hall-count", "n", 1), "one person");
        assert_eq!(words.voice(Lang::En).t1("hall-count", "n", 4), "4 people");
        assert_eq!(words.voice(Lang::En).t("hall-unknown"), "hall-unknown");
    }

    #[test]
    fn what_one_language_lacks_is_found() {
        let bad = Messages { crate_name: "hall", zh: "hall-a = 甲\nother-b = 乙\n", en: "hall-a = A\nhall-c = C\n" };
        let faults = Words::load(&[bad]).err().unwrap();
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
