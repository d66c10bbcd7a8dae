use std::io::Write as _;

use askama::Template as _;
use i18n::Lang;
use ui::{ASSETS, asset};

use super::cast::{Portal, visitor};

/// Loaded at the door, and where somebody signs, only.
const ELSEWHERE: [&str; 2] = ["door.js", "pen.js"];

fn packed(text: &[u8]) -> usize {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(text).unwrap();
    writer.finish().unwrap().len()
}

/// A first visit must stay under 60 kB without pictures; the house itself may take a quarter of that.
#[test]
fn a_first_visit_is_light() {
    let page = Portal { page: visitor(Lang::Zh), main: ui::Html::default() }.render().unwrap();
    let first = |a: &&ui::Asset| !ELSEWHERE.contains(&a.name);
    let assets: usize = ASSETS.iter().filter(first).map(|a| a.gzip().len()).sum();
    let all = packed(page.as_bytes()) + assets;
    assert!(all < 20_000, "{all} bytes");
    let script = ASSETS.iter().find(|a| a.name == "house.js").unwrap();
    assert!(script.gzip().len() < 4096, "{} bytes of script", script.gzip().len());
    let door = ASSETS.iter().find(|a| a.name == "door.js").unwrap();
    assert!(door.gzip().len() < 5120, "{} bytes of script at the door", door.gzip().len());
}

#[test]
fn assets_are_addressed_by_their_content() {
    let css = asset("ui.css");
    let hash = css.strip_prefix("/assets/").and_then(|rest| rest.strip_suffix("/ui.css")).unwrap();
    assert_eq!(hash.len(), 10);
    assert!(hash.bytes().all(|b| b.is_ascii_hexdigit()));
    assert_eq!(asset("nothing"), "");
    let page = Portal { page: visitor(Lang::Zh), main: ui::Html::default() }.render().unwrap();
    for a in ASSETS.iter() {
        assert_eq!(page.contains(&a.path), !ELSEWHERE.contains(&a.name), "{}", a.name);
        assert!(a.brotli().len() < a.bytes.len() && !a.brotli().is_empty(), "{}", a.name);
    }
}
