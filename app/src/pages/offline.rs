use askama::Template;
use axum::extract::State;
use axum::response::Response;
use i18n::{Lang, Voice};
use ui::{Page, Places};
use web::Ask;

use crate::house::House;

/// In both languages, since a device keeps it once for whoever comes.
#[derive(Template)]
#[template(path = "app/offline.html")]
struct Offline {
    page: Page,
    voices: [Voice; 2],
}

/// `GET /offline`: what a device shows without network in the place of any page that it does not keep; the worker adds those that
/// it does.
pub async fn get(State(house): State<House>, ask: Ask) -> Response {
    let voices = Lang::ALL.map(|lang| house.web.words.voice(lang));
    // Nothing that would lead on where there is no network.
    let places = Places { search: None, sign_in: None, ..Places::default() };
    let page = Page { nav: Vec::new(), who: None, places, ..ask.page("app-offline-title") };
    ask.show(&Offline { page, voices })
}
