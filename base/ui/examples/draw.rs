//! Writes the gallery and an empty page of every kind to a folder, to be looked at in a browser:
//! `cargo run -p ui --example draw -- FOLDER`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, path::PathBuf};

use askama::Template as _;
use i18n::Lang;
use ui::{ASSETS, Theme};

#[allow(dead_code)]
#[path = "../tests/main/cast.rs"]
mod cast;

fn main() {
    let folder = PathBuf::from(env::args().nth(1).expect("a folder to draw into"));
    for asset in ASSETS.iter() {
        let path = folder.join(asset.path.trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, asset.bytes).unwrap();
    }
    for lang in Lang::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            let name = |what: &str| folder.join(format!("{what}-{}-{}.html", lang.tag(), theme.name()));
            let local = |html: String| html.replace("\"/assets/", "\"assets/");
            let dressed = |mut page: ui::Page| {
                page.theme = theme;
                page
            };
            let gallery = ui::gallery::Gallery::new(dressed(cast::officer(lang)));
            fs::write(name("gallery"), local(gallery.render().unwrap())).unwrap();
            let v = cast::voice(lang);
            let t = |key: &str| v.t(&format!("ui-kit-{key}"));
            let front = ui::Doors::new("").door("#", "aid", t("door-aid")).door("#", "cases", t("door-cases"));
            let front = ui::Html::from(front.door("#", "place", t("door-place"))).then(ui::note(t("note-good")));
            let portal = cast::Portal { page: dressed(cast::visitor(lang)), main: front.clone() };
            fs::write(name("portal"), local(portal.render().unwrap())).unwrap();
            let phone = cast::Phone { page: dressed(cast::officer(lang).at("home")), main: front.clone() };
            fs::write(name("phone"), local(phone.render().unwrap())).unwrap();
            let back = dressed(cast::officer(lang).at("me").titled(t("slip")).back_to("/me", "Me"));
            fs::write(name("back"), local(cast::Phone { page: back, main: front.clone() }.render().unwrap())).unwrap();
            let form = ui::Html::from(ui::head(v.t("ui-sign-in")))
                .then(ui::Field::phone("phone", "Phone"))
                .then(ui::Button::submit(v.t("ui-sign-in")).main().wide());
            let plain = cast::Plain { page: dressed(cast::visitor(lang).titled("Sign in")), main: form };
            fs::write(name("plain"), local(plain.render().unwrap())).unwrap();
        }
    }
}
