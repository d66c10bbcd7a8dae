use std::sync::Arc;

use codes::Day;
use ui::{Link, St};
use web::Ask;

use super::said;
use super::wish::{Look, Wish};
use crate::house::Agenda;
use crate::item::Item;
use crate::rules::grid::{Week, days};

/// Items named in one cell; the rest are one link away.
const MOST: usize = 4;

/// A month as a table, Monday first.
pub(crate) struct Grid {
    pub heads: Vec<String>,
    pub weeks: Vec<Vec<Cell>>,
}

/// One day of it.
pub(crate) struct Cell {
    /// To the week of that day; the number of the day.
    pub day: Link,
    /// `11月18日 周三，3场`, for those who hear the page.
    pub says: String,
    pub is_today: bool,
    /// Of a neighbouring month.
    pub is_aside: bool,
    pub lines: Vec<Line>,
    pub more: Option<Link>,
}

/// An item in a cell: when, what, and what has become of it.
pub(crate) struct Line {
    pub time: String,
    pub link: Link,
    pub state: Option<St>,
}

pub(crate) fn grid(ask: &Ask, a: &Agenda, wish: &Wish, weeks: &[Week], month: i32, items: &[Arc<Item>]) -> Grid {
    let v = &ask.v;
    let cell = |day: Day| {
        let on: Vec<&Arc<Item>> = items
            .iter()
            .filter(|item| {
                let (first, last) = days(item.begins_at, item.ends_at);
                (first..=last).contains(&day)
            })
            .collect();
        let href = format!("{}#d-{day}", wish.at(Look::Week, day));
        let count = i64::try_from(on.len()).unwrap_or(i64::MAX);
        let more = i64::try_from(on.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
        Cell {
            day: Link::new(href.as_str(), day.day_of_month().to_string()),
            says: v.t2("agenda-day-says", "day", v.date(day.0), "n", count),
            is_today: day == a.today(),
            is_aside: day.month_key() != month,
            lines: on.iter().take(MOST).map(|item| line(ask, item, day)).collect(),
            more: (more > 0).then(|| Link::new(href.as_str(), v.t1("agenda-more", "n", more))),
        }
    };
    Grid {
        heads: (1..=7).map(|n| v.t(&format!("agenda-weekday-{n}"))).collect(),
        weeks: weeks.iter().map(|week| week.iter().map(|day| cell(*day)).collect()).collect(),
    }
}

fn line(ask: &Ask, item: &Item, day: Day) -> Line {
    let begins = Day::from_unix_ms(item.begins_at) == day;
    Line {
        time: if begins { ask.v.time(item.begins_at) } else { ask.v.t("agenda-goes-on") },
        link: Link::new(item.href.as_str(), item.title.as_str()),
        state: said::state(&ask.v, item),
    }
}
