use codes::Day;
use serde::Deserialize;
use ui::Href;
use uuid::Uuid;

use crate::find::Wanted;
use crate::reader::Reader;
use crate::rules::grid;

/// Days before and after today that can be looked at: who asks for a day beyond sees the last one.
const DAYS: i32 = 800;
/// Characters of a search that are read.
const LONGEST: usize = 60;

/// What the page was asked for, as it stands in the address. What cannot be read narrows nothing.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wish {
    pub union: String,
    pub kind: String,
    pub q: String,
    pub view: String,
    pub day: String,
}

/// Which of the two ways to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Week,
    Month,
}

impl Look {
    pub fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

impl Wish {
    /// An officer sits at a desk and sees a month; everybody else holds a phone and sees a week.
    pub fn look(&self, reader: &Reader) -> Look {
        match self.view.as_str() {
            "week" => Look::Week,
            "month" => Look::Month,
            _ if reader.is_officer() => Look::Month,
            _ => Look::Week,
        }
    }

    pub fn day(&self, today: Day) -> Day {
        let day = Day::parse_written(&self.day).unwrap_or(today);
        Day(day.0.clamp(today.0 - DAYS, today.0 + DAYS))
    }

    pub fn words(&self) -> String {
        self.q.chars().take(LONGEST).collect()
    }

    /// A union that is no id has nothing on, as one that does not exist.
    pub fn place(&self) -> Option<Uuid> {
        (!self.union.is_empty()).then(|| Uuid::try_parse(&self.union).unwrap_or(Uuid::nil()))
    }

    /// From the first day to the last, both included.
    pub fn wanted(&self, first: Day, last: Day) -> Wanted {
        Wanted {
            from: first.start_unix_ms(),
            until: Day(last.0 + 1).start_unix_ms(),
            kind: self.kind.clone(),
            place: self.place(),
            words: self.words(),
        }
    }

    pub fn is_narrowed(&self) -> bool {
        !(self.union.is_empty() && self.kind.is_empty() && self.q.is_empty())
    }

    /// The same filters at another address.
    pub fn filters(&self, path: &str) -> Href {
        Href::new(path).with("union", &self.union).with("kind", &self.kind).with("q", self.words())
    }

    /// This page at another day.
    pub fn at(&self, look: Look, day: Day) -> Href {
        self.filters("/agenda").with("view", look.name()).with("day", day)
    }
}

/// The weeks that are shown, one or those of a month.
pub(crate) fn weeks(look: Look, day: Day) -> Vec<grid::Week> {
    match look {
        Look::Week => vec![grid::week(day)],
        Look::Month => grid::month(day.month_key()),
    }
}
