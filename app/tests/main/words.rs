use std::collections::BTreeSet;

use i18n::Words;

use crate::house::sources;

/// Both languages load, and say the same keys.
#[test]
fn both_languages_say_everything() {
    if let Err(faults) = Words::load(unionhall::house::MESSAGES) {
        panic!("{}", faults.join("\n"));
    }
}

/// Every key in the sources is said, and every key that is said stands in a source. A key put together (`format!("app-cast-{key}")`)
/// vouches for all keys that begin like it.
#[test]
fn no_word_is_missing_and_none_is_left_over() {
    let crates: Vec<&str> = unionhall::house::MESSAGES.iter().map(|m| m.crate_name).collect();
    let said: BTreeSet<String> = unionhall::house::MESSAGES.iter().flat_map(|m| m.keys()).collect();
    let (mut used, mut begun) = (BTreeSet::new(), BTreeSet::new());
    let mut faults = Vec::new();
    for (path, text) in sources(&["rs", "html"]) {
        if path.contains("/tests/") || path.contains("/examples/") {
            continue;
        }
        for word in quoted(&text) {
            if !crates.iter().any(|c| word.strip_prefix(c).is_some_and(|rest| rest.starts_with('-'))) {
                continue;
            }
            if let Some((begin, _)) = word.split_once('{') {
                begun.insert(begin.to_owned());
            } else if said.contains(word) {
                used.insert(word.to_owned());
            } else if is_key(word) && path.starts_with(owner(word, &crates)) {
                faults.push(format!("{path}: {word} is said in no language"));
            }
        }
    }
    for key in &said {
        if !used.contains(key) && !begun.iter().any(|begin| key.starts_with(begin.as_str())) {
            faults.push(format!("{key}: no source says it"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// A quoted word with a crate's prefix need not be a message (`ui-…` may be a class); in its own crate it is taken for one.
fn owner<'a>(word: &str, crates: &[&'a str]) -> &'a str {
    let name = crates.iter().find(|c| word.strip_prefix(**c).is_some_and(|rest| rest.starts_with('-'))).copied().unwrap_or("");
    match name {
        "app" => "app/src",
        "ui" => "base/ui/src",
        "web" => "base/web",
        "activities" => "rooms/activities",
        "challenges" => "rooms/challenges",
        "benefits" => "rooms/benefits",
        "drives" => "rooms/drives",
        "limits" => "trunk/limits",
        "blueprints" => "trunk/blueprints",
        "reports" => "rooms/reports",
        "organisation" => "trunk/organisation",
        "membership" => "trunk/membership",
        "inbox" => "trunk/inbox",
        "ledger" => "trunk/ledger",
        "signups" => "trunk/signups",
        "venues" => "trunk/venues",
        "agenda" => "trunk/agenda",
        other => panic!("{other}: where does this crate live?"),
    }
}

fn is_key(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') && !word.ends_with('-')
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).filter(|word| word.len() < 90 && !word.contains(char::is_whitespace))
}
