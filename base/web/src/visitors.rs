use std::collections::HashMap;
use std::future::Future;
use std::sync::{PoisonError, RwLock};

use askama::Template;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use i18n::Lang;
use store::{Fault, Version};
use ui::Theme;

use crate::Ask;
use crate::compress::{Accepts, Compressed};

/// More pages than this are not kept; a stranger asking for endless addresses must not fill the memory.
const MOST_PAGES: usize = 2_000;
/// A page that names a day is stale on the next; one that shows the clock is kept no longer than this.
const KEPT_MS: i64 = 10_000;

/// Pages as every visitor sees them, packed, with the versions of what they were made from. A page whose versions have been
/// raised since is made again, so a visitor never sees what a change has overtaken.
#[derive(Default)]
pub struct Visitors(RwLock<HashMap<Key, Kept>>);

#[derive(PartialEq, Eq, Hash)]
struct Key {
    path: String,
    lang: Lang,
    theme: &'static str,
    accepts: Accepts,
}

struct Kept {
    versions: Vec<(&'static str, Version)>,
    made: i64,
    page: Compressed,
}

impl Ask {
    /// Shows a page that looks the same to every visitor in this language: kept until one of `versions` is raised, for ten
    /// seconds at most. For a signed-in reader it is made anew.
    ///
    /// # Errors
    /// Whatever `make` answers.
    pub async fn show_to_visitors<T, F, Fut>(&self, versions: &[&'static str], make: F) -> Result<Response, Fault>
    where
        T: Template,
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, Fault>>,
    {
        if self.signed_in.is_some() || self.has_flash() {
            return Ok(self.show(&make().await?));
        }
        let key = Key { path: self.path.clone(), lang: self.v.lang(), theme: Theme::name(self.theme), accepts: self.accepts() };
        if let Some(page) = self.web.visitors.find(&key, self) {
            return Ok((StatusCode::OK, page).into_response());
        }
        // The versions are read before the page is made: a change in between makes it stale, never wrongly fresh.
        let stamped: Vec<_> = versions.iter().map(|name| (*name, self.web.store.versions().get(name))).collect();
        let html = make().await?.render().map_err(|e| Fault::Internal(e.to_string()))?;
        let mime = HeaderValue::from_static("text/html; charset=utf-8");
        let page = Compressed::once_for_many(self.accepts(), mime, html.into_bytes());
        self.web.visitors.keep(key, Kept { versions: stamped, made: self.now(), page: page.clone() });
        Ok((StatusCode::OK, page).into_response())
    }
}

impl Visitors {
    fn find(&self, key: &Key, ask: &Ask) -> Option<Compressed> {
        let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = pages.get(key)?;
        let fresh = (0..KEPT_MS).contains(&(ask.now() - kept.made))
            && kept.versions.iter().all(|(name, version)| ask.web.store.versions().get(name) == *version);
        fresh.then(|| kept.page.clone())
    }

    fn keep(&self, key: Key, kept: Kept) {
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST_PAGES {
            pages.clear();
        }
        pages.insert(key, kept);
    }
}
