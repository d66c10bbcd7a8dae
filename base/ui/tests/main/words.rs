use std::fs;
use std::path::Path;

use i18n::Lang;

use super::cast::voice;

/// Every key named in a template or in the source is said in both languages.
#[test]
fn every_key_used_is_known() {
    fn walk(folder: &Path, texts: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, texts);
            } else {
                texts.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = String::new();
    walk(&root.join("templates"), &mut texts);
    walk(&root.join("src"), &mut texts);
    let keys: Vec<&str> =
        texts.split("\"ui-").skip(1).filter_map(|rest| rest.split('"').next()).filter(|key| !key.contains('{')).collect();
    assert!(keys.len() > 30);
    for lang in Lang::ALL {
        let v = voice(lang);
        for key in &keys {
            let key = format!("ui-{key}");
            assert_ne!(v.t(&key), key, "{key} in {}", lang.tag());
        }
    }
}

/// No space is typed between Han and Latin letters or digits; the browser makes the gap.
#[test]
fn chinese_texts_follow_the_house_typography() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for line in ui::MESSAGES.zh.lines().filter_map(|line| line.split_once(" = ")) {
        let chars: Vec<char> = line.1.chars().collect();
        for triple in chars.windows(3).filter(|w| w[1] == ' ') {
            assert!(!han(triple[0]) && !han(triple[2]), "{}: {}", line.0, line.1);
        }
        assert!(!line.1.contains('!') && !line.1.contains('！'), "{}: no exclamation marks", line.0);
    }
}
