use std::fs;
use std::path::{Path, PathBuf};

use askama::Template as _;
use i18n::Lang;
use ui::{Html, Kind};

use super::cast::{Desk, Phone, Plain, Portal, Print, Wall, dark, officer, visitor};

fn templates(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { templates(&path, found) } else { found.push(path) }
    }
}

#[test]
fn nothing_needs_inline_script_or_style() {
    let mut found = Vec::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut found);
    assert!(found.len() > 40);
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        let place = path.display();
        assert!(!text.contains(" style="), "{place}: style attribute");
        assert!(!text.contains("<style"), "{place}: style element");
        assert!(!text.contains("javascript:"), "{place}: script address");
        for tag in text.split("<script").skip(1) {
            assert!(tag.starts_with(" src="), "{place}: inline script");
        }
        // onclick=, onsubmit=, oninput= and their kin.
        for part in text.split(" on").skip(1) {
            let name: String = part.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(!part[name.len()..].starts_with('='), "{place}: on{name}=");
        }
    }
}

#[test]
fn a_visitor_is_offered_the_tabs_that_exist_and_to_sign_in() {
    let mut page = visitor(Lang::Zh);
    page.nav.retain(|item| item.key != "learning");
    let html = Portal { page, main: "正文".into() }.render().unwrap();
    assert!(html.contains("href=\"/sign-in\""));
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    assert!(html.contains("首页") && !html.contains("学习"));
    assert!(html.contains("tel:12351") && html.contains("湘ICP备00000000号"));
    assert!(!html.contains("/sign-out"));
}

#[test]
fn a_phone_shows_the_way_back_instead_of_the_mark() {
    let page = officer(Lang::Zh).titled("票券").at("me").back_to("/me", "我的");
    let html = Phone { page, main: Html::default() }.render().unwrap();
    assert!(html.contains("aria-label=\"返回我的\"") && html.contains("<span class=\"t\">票券</span>"));
    assert!(!html.contains("class=\"brand\""));
    assert!(html.contains("<nav class=\"tabs\""));
}

#[test]
fn the_desk_shows_post_rooms_counts_crumbs_and_what_happened() {
    let page = officer(Lang::Zh).titled("岳麓区").under("/organisation", "组织").saying(Kind::Good, "已保存");
    let html = Desk { page, main: Html::default() }.render().unwrap();
    for part in [
        "<b class=\"due\">7</b>",
        "<h2>各室</h2>",
        "<h2>家底</h2>",
        "消息，3条未读",
        "href=\"/posts/2\"",
        "<li aria-current=\"page\">岳麓区</li>",
        "已保存",
        "虚构",
        "<title>岳麓区 · 职工之家</title>",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn language_and_theme_are_plain_forms() {
    let html = Plain { page: dark(visitor(Lang::En)), main: Html::default() }.render().unwrap();
    assert!(html.contains("data-theme=\"dark\""));
    assert!(html.contains("action=\"/preferences\""));
    assert!(html.contains("name=\"back\" value=\"/gallery\""));
    assert!(html.contains("name=\"lang\" value=\"zh-CN\""));
    assert!(html.contains("name=\"theme\" value=\"light\""));
}

#[test]
fn paper_and_wall_carry_no_navigation() {
    let leaf = Print { page: officer(Lang::Zh), main: "文".into() }.render().unwrap();
    let wall = Wall { page: officer(Lang::Zh), main: "屏".into() }.render().unwrap();
    for html in [leaf, wall] {
        assert!(!html.contains("<nav") && !html.contains("<header"));
    }
}
