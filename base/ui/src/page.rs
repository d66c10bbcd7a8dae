//! What a shell needs to know about the page and its reader. Plain data: `base/web` fills it from the request, a screen
//! adds its title, its place and its way back.

use i18n::{Lang, Voice};

use crate::Html;

/// One page in its shell. A template that extends a shell has it as its field `page`.
///
/// ```ignore
/// #[derive(askama::Template)]
/// #[template(path = "people.html")]
/// struct People { page: ui::Page, rows: ui::Rows }
///
/// let page = page.titled(v.t("membership-people")).at("membership").under("/organisation", v.t("organisation-tree"));
/// ```
#[derive(Clone)]
pub struct Page {
    /// The reader's language.
    pub v: Voice,
    /// Name of this page, as in the browser's tab and as the last of the crumbs.
    pub title: String,
    pub theme: Theme,
    /// Path and query of this page; where a switch of language or theme comes back to.
    pub path: String,
    /// Key of the [`NavItem`] this page belongs to; empty when it belongs to none.
    pub here: &'static str,
    /// The places above this one, outermost first.
    pub crumbs: Vec<Link>,
    /// On a phone: the place one step up, shown in the bar instead of the mark.
    pub back: Option<Link>,
    pub nav: Vec<NavItem>,
    /// `None` for a visitor.
    pub who: Option<Who>,
    /// Today in words, `11月18日 周三`; empty when the page does not show it.
    pub today: String,
    /// What has just happened, said once.
    pub flash: Option<Flash>,
    /// Made at this hour (unix milliseconds) to be kept on the reader's device for when there is no network.
    pub kept: Option<i64>,
    /// The installation is a demonstration with invented people.
    pub demo: bool,
    /// Whose house this is: the root's or the reader's own union's name.
    pub site_name: String,
    pub footer: Footer,
    pub places: Places,
}

/// A place and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// Which of the two sets of colours; `Auto` follows the reader's system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// As posted to `/preferences` and as kept with the reader: `auto`, `light`, `dark`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Auto => "ui-theme-auto",
            Self::Light => "ui-theme-light",
            Self::Dark => "ui-theme-dark",
        }
    }

    /// Reads [`Theme::name`]; anything else is `Auto`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|t| t.name() == name).unwrap_or_default()
    }
}

/// Where an entry of the navigation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The bottom tabs of a phone, the line of places on the portal.
    Tab,
    /// At the desk, above all groups: today's inbox.
    Desk,
    /// At the desk, under 各室: what people come for.
    Rooms,
    /// At the desk, under 家底: unions, members, settings.
    House,
}

/// One entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Compared with [`Page::here`].
    pub key: &'static str,
    pub href: String,
    pub label: String,
    /// Name of an [`crate::icon()`].
    pub icon: &'static str,
    /// A short count behind the label.
    pub badge: Option<String>,
    /// The count contains something due; set in ochre.
    pub due: bool,
    pub group: Group,
}

impl NavItem {
    /// An entry without a count, with the icon of its own key.
    #[must_use]
    pub fn new(group: Group, key: &'static str, href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key, href: href.into(), label: label.into(), icon: key, badge: None, due: false, group }
    }

    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    /// A count behind the label; nothing for zero.
    #[must_use]
    pub fn count(mut self, count: u64, due: bool) -> Self {
        self.badge = (count > 0).then(|| count.to_string());
        self.due = due;
        self
    }
}

/// The signed-in reader.
#[derive(Clone, Debug, Default)]
pub struct Who {
    pub name: String,
    /// The union the reader acts for or belongs to.
    pub union_name: String,
    /// The post held there; empty for a member without one.
    pub post_title: String,
    /// Unread notices.
    pub unread: u32,
    /// Other posts the reader can change to: where to go, and the union and post in words.
    pub other_posts: Vec<Link>,
}

/// What has just happened.
#[derive(Clone, Debug)]
pub struct Flash {
    pub kind: Kind,
    pub text: Html,
}

/// The tone of a [`crate::Note`] or a [`Flash`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Plain,
    Good,
    Warn,
    Bad,
}

/// Facts at the foot of a public page; an empty one is left out.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// The union that answers for the page.
    pub publisher: String,
    pub address: String,
    /// The union's own service telephone.
    pub phone: String,
    /// Show 12351, the workers' hotline.
    pub hotline: bool,
    /// ICP record number, `湘ICP备00000000号`.
    pub icp: String,
    /// Pages such as the accessibility statement.
    pub links: Vec<Link>,
}

/// Where the fixed doors of the shells lead; an absent one is not shown.
#[derive(Clone, Debug)]
pub struct Places {
    pub home: String,
    pub search: Option<String>,
    pub notices: Option<String>,
    pub me: Option<Link>,
    /// From the portal or the phone to the desk, for those who have a post.
    pub desk: Option<Link>,
    pub sign_in: Option<String>,
    pub sign_out: String,
    pub preferences: String,
    /// What the strip of the demonstration links to.
    pub demo: String,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            home: "/".into(),
            search: None,
            notices: None,
            me: None,
            desk: None,
            sign_in: Some("/sign-in".into()),
            sign_out: "/sign-out".into(),
            preferences: "/preferences".into(),
            demo: "/demo".into(),
        }
    }
}

impl Page {
    /// A page for a visitor, with nothing but its voice and its name.
    #[must_use]
    pub fn new(v: Voice, title: impl Into<String>) -> Self {
        Self {
            v,
            title: title.into(),
            theme: Theme::Auto,
            path: "/".into(),
            here: "",
            crumbs: Vec::new(),
            back: None,
            nav: Vec::new(),
            who: None,
            today: String::new(),
            flash: None,
            kept: None,
            demo: false,
            site_name: String::new(),
            footer: Footer::default(),
            places: Places::default(),
        }
    }

    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Says to which entry of the navigation the page belongs.
    #[must_use]
    pub fn at(mut self, here: &'static str) -> Self {
        self.here = here;
        self
    }

    /// Adds a place above this one, outermost first.
    #[must_use]
    pub fn under(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(href, label));
        self
    }

    /// On a phone, the bar shows the way back instead of the mark.
    #[must_use]
    pub fn back_to(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.back = Some(Link::new(href, label));
        self
    }

    #[must_use]
    pub fn saying(mut self, kind: Kind, text: impl Into<Html>) -> Self {
        self.flash = Some(Flash { kind, text: text.into() });
        self
    }

    /// The name of the manifest in the reader's language, by which the house is put on a home screen.
    pub(crate) fn manifest(&self) -> &'static str {
        match self.v.lang() {
            Lang::Zh => "house.webmanifest",
            Lang::En => "hall.webmanifest",
        }
    }

    /// The other language's tag and its own name for itself.
    pub(crate) fn other_language(&self) -> (&'static str, &'static str) {
        match self.v.lang() {
            Lang::Zh => (Lang::En.tag(), "English"),
            Lang::En => (Lang::Zh.tag(), "中文"),
        }
    }
}
