use std::io::Write as _;

use askama::Template as _;
use i18n::Lang;
use ui::{ASSETS, asset};

use super::cast::{Portal, visitor};

/// Loaded at the door, where somebody signs, by the English pages or by the manifest only.
const ELSEWHERE: [&str; 4] = ["door.js", "pen.js", "hall.webmanifest", "icon-512.png"];

fn packed(text: &[u8]) -> usize {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(text).unwrap();
    writer.finish().unwrap().len()
}

/// A first visit must stay under 60 kB without pictures; the house itself may take a quarter of that.
#[test]
fn a_first_visit_is_light() {
    let page = Portal { page: visitor(Lang::Zh), main: ui::Html::default() }.render().unwrap();
    let first = |a: &&ui::Asset| !ELSEWHERE.contains(&a.name) && !a.is_packed();
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
        assert!(a.is_packed() || (a.brotli().len() < a.bytes.len() && !a.brotli().is_empty()), "{}", a.name);
    }
}

/// It must stand at the root to mind the whole house, and another release must be another worker.
#[test]
fn the_worker_names_the_files_of_this_release() {
    let text = std::str::from_utf8(ui::WORKER.bytes).unwrap();
    assert_eq!(ui::WORKER.path, "/worker.js");
    for name in ["ui.css", "house.js", "door.js", "mark.svg"] {
        assert!(text.contains(&format!("\"{}\"", asset(name))), "{name}");
    }
    assert!(!text.contains("@files"));
    assert!(ui::WORKER.gzip().len() < 2048, "{} bytes", ui::WORKER.gzip().len());
}

/// What a browser reads before it offers to put the house on a home screen, in each language.
#[test]
fn the_house_can_be_put_on_a_home_screen() {
    for lang in Lang::ALL {
        let page = Portal { page: visitor(lang), main: ui::Html::default() }.render().unwrap();
        let manifest = ASSETS.iter().find(|a| a.name.ends_with(".webmanifest") && page.contains(&a.path)).unwrap();
        let json: serde_json::Value = serde_json::from_slice(manifest.bytes).unwrap();
        assert_eq!(json["lang"], lang.tag());
        for key in ["name", "short_name", "start_url", "display", "description"] {
            assert!(json[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
        }
        for icon in json["icons"].as_array().unwrap() {
            assert_ne!(asset(icon["src"].as_str().unwrap()), "", "{icon}");
        }
    }
}
