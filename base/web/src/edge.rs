use std::net::IpAddr;
use std::sync::Arc;

use i18n::Words;
use prometheus_client::registry::Registry;
use store::Store;

use crate::health::Health;
use crate::limits::Limits;
use crate::session::Sessions;
use crate::visitors::Visitors;

/// How this installation meets the world.
#[derive(Clone, Debug, Default)]
pub struct WebSettings {
    /// A demonstration with invented people: one-click sign-in is open, a strip says so on every page.
    pub demo: bool,
    /// Served over https (by a proxy in front): cookies are marked so, browsers are told to insist.
    pub secure: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Requests a second of one account before it is told to wait; 50 where nothing is said.
    pub requests_per_second: Option<u32>,
    /// `https://host`, for links in messages and calendars; empty when unknown.
    pub public_url: String,
    /// Opens `/metrics` from elsewhere, sent as `Authorization: Bearer …`; without it only this machine reads them.
    pub metrics_token: Option<String>,
}

/// What the edge shares between requests; cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Edge>);

pub struct Edge {
    pub store: Store,
    pub words: Arc<Words>,
    pub settings: WebSettings,
    pub sessions: Sessions,
    pub visitors: Visitors,
    pub health: Health,
    pub(crate) limits: Limits,
}

impl Web {
    #[must_use]
    pub fn new(store: Store, words: Arc<Words>, settings: WebSettings) -> Self {
        let mut registry = Registry::default();
        store.numbers().register(&mut registry);
        let health = Health::new(registry);
        let limits = Limits::new(settings.requests_per_second);
        Self(Arc::new(Edge {
            store,
            words,
            settings,
            sessions: Sessions::default(),
            visitors: Visitors::default(),
            health,
            limits,
        }))
    }
}

impl std::ops::Deref for Web {
    type Target = Edge;

    fn deref(&self) -> &Edge {
        &self.0
    }
}
