//! The strokes of the house: 24 units wide, one path each, drawn with the text's colour.

use askama::Template;

use crate::html::component;

/// One icon. It never stands alone for its meaning: words beside it, or an `aria-label` on what it sits in.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "ui/icon.html")]
pub struct Icon {
    path: &'static str,
    small: bool,
}
component!(Icon);

impl Icon {
    /// 18 px instead of 24, for buttons and running text.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }
}

/// The icon of this name; an unknown name draws an empty ring, so a slip of the pen is seen and harms nobody.
#[must_use]
pub fn icon(name: &str) -> Icon {
    let path = ICONS.iter().find(|(n, _)| *n == name).map_or(RING, |(_, path)| path);
    Icon { path, small: false }
}

/// The mark of the house: a hall's roof over three people. The one red thing on most screens.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "ui/mark.html")]
pub struct Mark;
component!(Mark);

const RING: &str = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z";

/// Names and paths, places first, then acts, then signs.
pub const ICONS: &[(&str, &str)] = &[
    ("home", "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5"),
    ("today", "M4 13h4.5l1.5 2.5h4l1.5-2.5H20M4 13l2.5-8h11L20 13v6.5H4z"),
    ("circulars", "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6"),
    ("activities", "M5 6h14v14H5zM5 10.5h14M9 3.5V8M15 3.5V8M9 15l2 2 4-4"),
    ("learning", "M12 6.5C10 5 7 4.7 4 5v13.5c3-.3 6 0 8 1.5 2-1.5 5-1.8 8-1.5V5c-3-.3-6 0-8 1.5ZM12 6.5V20"),
    ("corps", "M4 9.5v5h3.5L15 19V5L7.5 9.5zM18 9a4.5 4.5 0 0 1 0 6"),
    ("contests", "M7.5 4h9v5.5a4.5 4.5 0 0 1-9 0zM7.5 5.5h-3c0 3 1 4.5 3.2 5M16.5 5.5h3c0 3-1 4.5-3.2 5M12 14v4M8.5 20h7"),
    ("cases", "M12 4v16M7 20h10M5 7.5h14M5 7.5l-2.2 6h4.4zM19 7.5l-2.2 6h4.4z"),
    ("venues", "M3 10c4-.5 7-2.5 9-6 2 3.5 5 5.5 9 6M5.5 10.5V20M18.5 10.5V20M3.5 20h17M10 20v-6h4v6"),
    ("portal", "M4 5h13v14.5H6a2 2 0 0 1-2-2zM17 9h3v8.5a2 2 0 0 1-2 2M7.5 9h6M7.5 12.5h6M7.5 16h4"),
    ("reports", "M4 20h16M6.5 20v-6M11 20V9M15.5 20v-8M20 20V5"),
    ("organisation", "M12 4v5M5.5 19v-5h13v5M12 9v5M10 4h4v3h-4zM3.5 17.5h4v3h-4zM16.5 17.5h4v3h-4zM10 17.5h4v3h-4zM12 14v3.5"),
    ("membership", "M3.5 6h17v12.5h-17zM3.5 10h17M7 14.5h4"),
    ("signups", "M4 7h16v3.5a1.8 1.8 0 0 0 0 3.5V17H4v-3a1.8 1.8 0 0 0 0-3.5zM14 7v2M14 11v2M14 15v2"),
    (
        "settings",
        "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2 2M16 16l2 2M18 6l-2 2M8 16l-2 2",
    ),
    ("services", "M12 20s-7.5-4.6-7.5-10A4 4 0 0 1 12 7.8 4 4 0 0 1 19.5 10C19.5 15.4 12 20 12 20Z"),
    ("me", "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"),
    (
        "aid",
        "M4 13.5l4-2.5 4 2h4a1.5 1.5 0 0 1 0 3h-4M4 19.5l3-1 6 2 7.5-4.5a1.6 1.6 0 0 0-2-2.4L15 15.5M14 9.5l2.5-2.5L14 4.5 11.5 7z",
    ),
    ("place", "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"),
    ("phone", "M6 4h3.5l1.5 4.5-2 1.5c1 2 2.5 3.5 4.5 4.5l1.5-2 4.5 1.5V18c0 1.2-1 2-2 2C11 20 4.5 13.5 4 6.5 4 5 5 4 6 4Z"),
    ("search", "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20 20"),
    ("bell", "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4"),
    ("back", "M14.5 5.5 8 12l6.5 6.5"),
    ("forward", "M9.5 5.5 16 12l-6.5 6.5"),
    ("add", "M12 5v14M5 12h14"),
    ("close", "M6 6l12 12M18 6 6 18"),
    ("edit", "M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3"),
    ("remove", "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5"),
    ("download", "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14"),
    ("upload", "M12 15.5v-11M7.5 9 12 4.5 16.5 9M5 19.5h14"),
    ("print", "M7.5 9V4h9v5M7.5 16H4.5V9h15v7h-3M7.5 13.5h9V20h-9z"),
    ("copy", "M9 8.5h10.5V20H9zM15 8.5V4.5H4.5V16H9"),
    ("scan", "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M4 12h16"),
    (
        "people",
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.7-3.5 3.2-5.2 6.5-5.2s5.8 1.7 6.5 5.2M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.8 14.8c2 .7 3.3 2.3 3.7 4.7",
    ),
    ("money", "M7 4l5 7 5-7M12 11v9M7.5 12h9M7.5 15.5h9"),
    ("picture", "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15 9.5v.1"),
    (
        "sun",
        "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7",
    ),
    ("moon", "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"),
    ("info", "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.5"),
    ("check", "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.5l2.7 2.7L16 9.5"),
    ("clock", "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2"),
    ("alert", "M12 4 2.5 20h19zM12 10v5M12 17.5v.5"),
    ("lock", "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    (
        "eye",
        "M2.5 12c2.5-4.5 5.7-6.5 9.5-6.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12ZM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z",
    ),
];
