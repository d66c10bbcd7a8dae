use askama::Template as _;
use i18n::Lang;
use ui::gallery::Gallery;

use super::cast::officer;

#[test]
fn shows_every_component_in_both_languages() {
    for lang in Lang::ALL {
        let html = Gallery::new(officer(lang)).render().unwrap();
        // A missing text is shown as its key.
        assert!(!html.contains("ui-kit-"), "{}", &html[html.find("ui-kit-").unwrap()..][..60]);
        assert!(html.starts_with(&format!("<!doctype html>\n<html lang=\"{}\"", lang.tag())));
        for class in [
            "swatches",
            "ico",
            "st late",
            "days",
            "note warn",
            "note bad",
            "table",
            "pager",
            "chart",
            "btn btn-main",
            "field bad",
            "seg",
            "filter",
            "figs",
            "meter",
            "steps",
            "line",
            "rows lead",
            "tree",
            "doors",
            "facts",
            "sign",
            "empty",
            "skel",
            "toast",
            "slip",
            "qr",
            "count",
            "source",
            "crumbs",
            "dialog",
        ] {
            assert!(html.contains(class), "{class}");
        }
    }
}

#[test]
fn has_one_red_button_in_its_head_and_one_among_the_buttons() {
    let html = Gallery::new(officer(Lang::Zh)).render().unwrap();
    assert_eq!(html.matches("btn-main").count(), 2);
}

#[test]
fn gives_each_id_once() {
    let html = Gallery::new(officer(Lang::Zh)).render().unwrap();
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for target in html.split("aria-describedby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        for id in target.split(' ') {
            assert!(ids.binary_search(&id).is_ok(), "{id}");
        }
    }
}
