use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use i18n::{Lang, Message, Voice};
use store::{Actor, Fault};
use ui::{Kind, Page, Theme};
use uuid::Uuid;

use crate::compress::{Accepts, Compressed};
use crate::faults::Failed;
use crate::preferences::cookie;
use crate::{FieldFault, Web, keeping};

/// Who is signed in; put into the request by the identifying layer of the application.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub person: Uuid,
    pub session: Uuid,
    /// Came with an API token: the powers it was given; `None` for a browser's session.
    pub token_powers: Option<Arc<[String]>>,
}

/// What the application knows of the page's surroundings: navigation, the reader's name, whose house it is.
#[derive(Clone, Default)]
pub struct Frame {
    pub nav: Vec<ui::NavItem>,
    pub who: Option<ui::Who>,
    pub site_name: String,
    pub footer: ui::Footer,
    pub places: Option<ui::Places>,
}

impl Frame {
    /// Puts a page into these surroundings.
    pub(crate) fn surround(&self, page: &mut Page) {
        page.nav.clone_from(&self.nav);
        page.who.clone_from(&self.who);
        page.site_name.clone_from(&self.site_name);
        page.footer = self.footer.clone();
        if let Some(places) = &self.places {
            page.places = places.clone();
        }
    }
}

/// One request as a handler sees it: who asks, in which language, from where.
#[derive(Clone)]
pub struct Ask {
    pub web: Web,
    pub v: Voice,
    pub theme: Theme,
    /// Path and query.
    pub path: String,
    pub request_id: String,
    pub address: IpAddr,
    pub signed_in: Option<SignedIn>,
    /// The script asked for a part of the page only.
    pub partial: bool,
    /// The reader's device asks for the page as it will keep it for when there is no network: nobody else's name belongs on it.
    pub is_for_keeping: bool,
    pub user_agent: String,
    frame: Option<Arc<Frame>>,
    accepts: Accepts,
    flash: Option<String>,
}

/// The id given to this request by the outermost layer.
#[derive(Clone)]
pub(crate) struct RequestId(pub String);

/// The address of whoever asks, behind trusted proxies.
#[derive(Clone, Copy)]
pub(crate) struct Address(pub IpAddr);

/// The reader's language: what was chosen, else what the browser prefers.
#[must_use]
pub fn language(headers: &HeaderMap) -> Lang {
    cookie(headers, "lang")
        .and_then(Lang::from_tag)
        .unwrap_or_else(|| headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).map_or(Lang::Zh, Lang::negotiate))
}

impl<S: Send + Sync> FromRequestParts<S> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Ask {
    /// The house's own address without a slash at its end, or the one this browser knows it by: what is scanned or copied
    /// elsewhere must lead here.
    #[must_use]
    pub fn house(&self, headers: &HeaderMap) -> String {
        let settings = &self.web.settings;
        if !settings.public_url.is_empty() {
            return settings.public_url.trim_end_matches('/').to_owned();
        }
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
        format!("{}://{host}", if settings.secure { "https" } else { "http" })
    }

    /// Reads the request. The `Web` extension is put there by [`crate::layers`] for every request.
    #[allow(clippy::expect_used, reason = "a router without the layers is a defect that every test of it shows at once")]
    fn of(parts: &Parts) -> Self {
        let web = parts.extensions.get::<Web>().cloned().expect("web::layers are around every router");
        let header = |name| parts.headers.get(name).and_then(|h: &HeaderValue| h.to_str().ok()).unwrap_or_default();
        Self {
            v: web.words.voice(language(&parts.headers)),
            theme: cookie(&parts.headers, "theme").map_or(Theme::Auto, Theme::from_name),
            path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            address: parts.extensions.get::<Address>().map_or(IpAddr::from([0, 0, 0, 0]), |a| a.0),
            signed_in: parts.extensions.get::<SignedIn>().cloned(),
            partial: header("x-partial") == "1",
            // A visitor's page is shared among visitors.
            is_for_keeping: parts.extensions.get::<SignedIn>().is_some() && keeping::is_asked(&parts.headers),
            user_agent: header("user-agent").chars().take(200).collect(),
            frame: parts.extensions.get::<Arc<Frame>>().cloned(),
            accepts: Accepts::of(&parts.headers),
            flash: cookie(&parts.headers, "said").map(str::to_owned),
            web,
        }
    }

    /// The house's clock, unix milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.web.store.now()
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`Fault::SignedOut`].
    pub fn person(&self) -> Result<Uuid, Fault> {
        self.signed_in.as_ref().map(|s| s.person).ok_or(Fault::SignedOut)
    }

    /// Who acts, for the audit line.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { person: self.signed_in.as_ref().map(|s| s.person), on_behalf: None, request: Some(self.request_id.clone()) }
    }

    /// The page's surroundings, with its title; the screen adds its place.
    #[must_use]
    pub fn page(&self, title_key: &str) -> Page {
        self.page_named(self.v.t(title_key))
    }

    /// As [`Ask::page`], titled by something's own name.
    #[must_use]
    pub fn page_named(&self, title: impl Into<String>) -> Page {
        let mut page = Page::new(self.v.clone(), title);
        page.theme = self.theme;
        page.path.clone_from(&self.path);
        page.demo = self.web.settings.demo;
        page.kept = self.is_for_keeping.then(|| self.now());
        if let Some(frame) = &self.frame {
            frame.surround(&mut page);
        }
        if self.is_for_keeping {
            page = page.saying(Kind::Plain, self.v.t1("web-kept", "at", self.v.stamp(self.now())));
        } else if let Some((kind, text)) = self.flash.as_deref().and_then(|said| self.read_flash(said)) {
            page = page.saying(kind, text.as_str());
        }
        page
    }

    /// A flash cookie is `kind.key` or `kind.key.value`; only keys the house can say are shown.
    fn read_flash(&self, said: &str) -> Option<(Kind, String)> {
        let mut parts = said.splitn(3, '.');
        let kind = match parts.next()? {
            "good" => Kind::Good,
            "warn" => Kind::Warn,
            "bad" => Kind::Bad,
            _ => return None,
        };
        let key = parts.next()?;
        let text = match parts.next().and_then(|n| n.parse::<i64>().ok()) {
            Some(n) => self.v.t1(key, "n", n),
            None => self.v.t(key),
        };
        (text != key).then_some((kind, text))
    }

    /// Renders a page.
    #[must_use]
    pub fn show(&self, template: &impl Template) -> Response {
        self.show_as(StatusCode::OK, template)
    }

    /// Renders a form again with what is wrong in it.
    #[must_use]
    pub fn show_again(&self, template: &impl Template) -> Response {
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// Renders a page with a status of its own.
    #[must_use]
    pub fn show_as(&self, status: StatusCode, template: &impl Template) -> Response {
        let html = match template.render() {
            Ok(html) => html,
            Err(error) => return Failed(Fault::Internal(error.to_string())).into_response(),
        };
        let mut response = (status, Compressed::html(self.accepts, html)).into_response();
        if self.flash.is_some() {
            response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static("said=; Path=/; Max-Age=0"));
        }
        response
    }

    /// What the browser can unpack.
    #[must_use]
    pub fn accepts(&self) -> Accepts {
        self.accepts
    }

    /// Whether a one-time message waits in the cookie; such a page is not kept for others.
    #[must_use]
    pub fn has_flash(&self) -> bool {
        self.flash.is_some()
    }

    /// After a form: on to another page (303).
    #[must_use]
    pub fn go(&self, to: &str) -> Response {
        match HeaderValue::try_from(to) {
            Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
            Err(error) => Failed(Fault::Internal(error.to_string())).into_response(),
        }
    }

    /// After a form: on to another page that says once what was done. `key` is a message without values.
    #[must_use]
    pub fn go_saying(&self, to: &str, key: &'static str) -> Response {
        self.go_with(to, &format!("good.{key}"))
    }

    /// As [`Ask::go_saying`], with the value `n` of the message.
    #[must_use]
    pub fn go_counting(&self, to: &str, key: &'static str, n: i64) -> Response {
        self.go_with(to, &format!("good.{key}.{n}"))
    }

    /// After a form that could not be carried out: on to another page that says why. `key` is a message without values.
    #[must_use]
    pub fn go_warning(&self, to: &str, key: &'static str) -> Response {
        self.go_with(to, &format!("warn.{key}"))
    }

    fn go_with(&self, to: &str, said: &str) -> Response {
        let mut response = self.go(to);
        if let Ok(cookie) = HeaderValue::try_from(format!("said={said}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The text of a field's fault in the reader's language, if the field has one.
    #[must_use]
    pub fn error(&self, faults: &[FieldFault], field: &str) -> Option<String> {
        faults.iter().find(|f| f.field == field).map(|f| self.tell(f))
    }

    /// A fault's text in the reader's language.
    #[must_use]
    pub fn tell(&self, fault: &FieldFault) -> String {
        self.v.say(&Message { key: fault.key, values: fault.values.clone() })
    }
}
