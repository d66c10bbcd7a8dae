//! The fixed parts of every page, printed by the shells as `{{ page.top_bar() }}`. They are compiled here once; a room's
//! template compiles only its own words.

use askama::Template;

use crate::page::{Group, NavItem, Page, Theme};
use crate::{Icon, Mark, Note, icon};

macro_rules! piece {
    ($(#[$doc:meta])* $name:ident, $path:literal, $method:ident) => {
        $(#[$doc])*
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            page: &'a Page,
        }
        impl askama::filters::HtmlSafe for $name<'_> {}
        impl Page {
            $(#[$doc])*
            #[must_use]
            pub fn $method(&self) -> $name<'_> {
                $name { page: self }
            }
        }
    };
}

piece!(
    /// Everything in `<head>` that is the same everywhere.
    Meta, "shell/part/meta.html", meta
);
piece!(
    /// The way past the navigation, the demonstration's strip, the pattern that bars are hatched with.
    Before, "shell/part/before.html", before
);
piece!(
    /// Mark, union, search, notices, the reader's menu. For the portal and the phone.
    TopBar, "shell/part/top.html", top_bar
);
piece!(
    /// The same for the desk: with the post one acts from, and today.
    DeskBar, "shell/part/desk_top.html", desk_bar
);
piece!(
    /// The rooms at the side of the desk.
    Side, "shell/part/side.html", side
);
piece!(
    /// The bottom tabs of a phone; nothing when there are none.
    Tabs, "shell/part/tabs.html", tabs
);
piece!(
    /// The way down the tree; nothing when the page stands at the top.
    Trail, "shell/part/trail.html", trail
);
piece!(
    /// Publisher, address, telephone, language and theme.
    Foot, "shell/part/foot.html", foot
);
piece!(
    /// Language, theme and signing out, as entries of a menu.
    Preferences, "shell/part/preferences.html", preferences
);

impl Page {
    /// What has just happened, said once at the head of the page.
    #[must_use]
    pub fn said(&self) -> Option<Note> {
        self.flash.as_ref().map(|f| Note::new(f.kind, f.text.clone()).announced())
    }

    /// `<html data-theme>`; empty when the system decides.
    #[must_use]
    pub fn theme_name(&self) -> &'static str {
        match self.theme {
            Theme::Auto => "",
            chosen => chosen.name(),
        }
    }

    fn entries(&self, group: Group) -> impl Iterator<Item = &NavItem> {
        self.nav.iter().filter(move |item| item.group == group)
    }

    fn has(&self, group: Group) -> bool {
        self.entries(group).next().is_some()
    }

    /// Heading keys and entries of the side, groups without entries left out.
    fn sides(&self) -> Vec<(&'static str, Vec<&NavItem>)> {
        [(Group::Desk, ""), (Group::Rooms, "ui-side-rooms"), (Group::House, "ui-side-house")]
            .into_iter()
            .map(|(group, head)| (head, self.entries(group).collect::<Vec<_>>()))
            .filter(|(_, entries)| !entries.is_empty())
            .collect()
    }
}

impl TopBar<'_> {
    fn mark(&self) -> Mark {
        Mark
    }
}

impl DeskBar<'_> {
    fn mark(&self) -> Mark {
        Mark
    }
}

impl NavItem {
    fn drawn(&self) -> Icon {
        icon(self.icon)
    }
}
