//! The list of the door: who has a place, who is there.

use i18n::Voice;
use store::Outcome;
use ui::{Button, Fig, Figs, Href, St, State, Views};
use uuid::Uuid;
use web::Ask;

use super::checkin::Wish;
use crate::rows::check_in::{self, DoorCount, Guest};
use crate::rows::entry;
use crate::rows::occasion::Occasion;
use crate::rules::door::hours;
use crate::verbs::check_in::Told;
use crate::{How, Presented, Signups};

/// People a page.
pub(super) const SIZE: u64 = 50;
/// People shown for a name.
const MOST_FOUND: usize = 50;

/// Whom the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    Missing,
    Came,
    All,
}

impl Show {
    pub fn of(name: &str) -> Self {
        match name {
            "came" => Self::Came,
            "all" => Self::All,
            _ => Self::Missing,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Came => "came",
            Self::All => "all",
        }
    }

    pub fn people(self, count: &DoorCount) -> u64 {
        let people = match self {
            Self::Missing => count.placed - count.came,
            Self::Came => count.came,
            Self::All => count.placed,
        };
        u64::try_from(people).unwrap_or(0)
    }

    fn is_there(self) -> Option<bool> {
        match self {
            Self::Missing => Some(false),
            Self::Came => Some(true),
            Self::All => None,
        }
    }
}

/// Those to be listed.
pub(super) struct Found {
    pub guests: Vec<Guest>,
    /// How many there are, where they were looked for.
    pub total: Option<u64>,
    /// Why the ticket that was looked for is nobody's here.
    pub told: Option<Told>,
}

impl Found {
    /// On a page that a device keeps.
    pub fn nobody() -> Self {
        Self { guests: Vec::new(), total: Some(0), told: None }
    }
}

/// A page of the list, or whoever is looked for: by the words of a name, or by a ticket.
pub(super) async fn find(s: &Signups, id: Uuid, n: i32, show: Show, words: &str, page: u64) -> Outcome<Found> {
    let db = s.store().read();
    if words.is_empty() {
        let guests = check_in::guests(db, id, n, show.is_there(), (page - 1) * SIZE, SIZE).await?;
        return Ok(Found { guests, total: None, told: None });
    }
    let all = check_in::guests(db, id, n, None, 0, u64::MAX).await?;
    let a = s.allotment(id).await?;
    if s.is_ticket(&a, words).await? {
        let (number, told) = match s.read_ticket(&a, &Presented::Text(words.to_owned())).await? {
            Ok(number) => {
                let entry = entry::get(db, id, number).await?;
                (Some(number), Some(s.would_be_told(id, n, How::Scan, entry).await?))
            }
            Err(answer) => (None, Some(Told::only(answer))),
        };
        let guests: Vec<Guest> = all.into_iter().filter(|g| Some(g.number) == number).collect();
        let told = told.filter(|t| guests.is_empty() || !matches!(t.answer, crate::Answer::In { .. }));
        return Ok(Found { total: Some(guests.len() as u64), guests, told });
    }
    let people = membership::people_by_ordinal(db, &all.iter().map(|g| g.ordinal).collect::<Vec<_>>()).await?;
    let is_meant = |g: &Guest| people.get(&g.ordinal).is_some_and(|p| p.name.contains(words) || p.team.contains(words));
    let guests: Vec<Guest> = all.into_iter().filter(is_meant).take(MOST_FOUND).collect();
    Ok(Found { total: Some(guests.len() as u64), guests, told: None })
}

pub(super) fn figs(v: &Voice, c: &DoorCount) -> Figs {
    let heads =
        |people: i64, heads: i64| if people == heads { String::new() } else { v.t1("signups-fig-heads", "n", v.number(heads)) };
    let fig = |key: &str, people: i64, all: i64| {
        Fig::new(v.t(key), v.number(people)).unit(v.t("signups-unit-people")).about(heads(people, all))
    };
    Figs::new([
        fig("signups-fig-placed", c.placed, c.placed_heads),
        fig("signups-fig-came", c.came, c.came_heads),
        Fig::new(v.t("signups-fig-missing"), v.number(c.placed - c.came)).unit(v.t("signups-unit-people")),
    ])
}

pub(super) fn views(v: &Voice, count: &DoorCount, href: &Href, show: Show) -> Views {
    let all = [(Show::Missing, "signups-show-missing"), (Show::Came, "signups-show-came"), (Show::All, "signups-show-all")];
    all.into_iter().fold(Views::new(v.t("signups-show")), |views, (one, key)| {
        let n = v.number(i64::try_from(one.people(count)).unwrap_or(0));
        views.view(href.with("show", one.name()), v.t1(key, "n", n), one == show)
    })
}

/// Somebody on the list.
pub(super) struct Line {
    pub number: i64,
    pub name: String,
    pub union: String,
    pub heads: i32,
    pub state: St,
    pub act: Option<Button>,
    /// How many are really there: the addresses and numbers to choose from, where there are several.
    pub present: Option<Present>,
}

pub(super) struct Present {
    pub action: String,
    pub field: ui::Field,
    pub submit: Button,
}

pub(super) async fn lines(
    ask: &Ask,
    s: &Signups,
    action: &str,
    n: i32,
    wish: &Wish,
    guests: &[Guest],
    occasion: Option<&Occasion>,
) -> Outcome<Vec<Line>> {
    let v = &ask.v;
    let ordinals: Vec<i64> = guests.iter().map(|g| g.ordinal).collect();
    let people = membership::people_by_ordinal(s.store().read(), &ordinals).await?;
    let is_over = occasion.is_some_and(|o| ask.now() >= hours(o).1);
    let line = |g: &Guest| {
        let is_unpaid = g.pay == "due" && g.until_at.is_some();
        let state = match g.at {
            Some(at) => State::Done.says(v.t1("signups-door-since", "at", v.time(at))),
            None if is_unpaid => State::Due.says(v.t("signups-state-due")),
            None => State::NotDue.says(v.t("signups-door-missing")),
        };
        let with = |button: Button| {
            let wish = [("show", &wish.show), ("page", &wish.page), ("find", &wish.find)];
            let button = button.with("occasion", n).with("number", g.number);
            wish.into_iter().filter(|(_, value)| !value.is_empty()).fold(button, |b, (name, value)| b.with(name, value))
        };
        let act = match g.at {
            None if is_unpaid || occasion.is_none() => None,
            None if is_over => Some(with(Button::post(action, v.t("signups-door-enter-paper")).small()).with("how", "paper")),
            None => Some(with(Button::post(action, v.t("signups-door-enter")).small())),
            Some(_) if g.heads == 1 => {
                let undo = Button::post(format!("{action}/present"), v.t("signups-door-undo")).small().text();
                Some(with(undo).with("present", 0).ask(v.t("signups-door-undo-ask")))
            }
            Some(_) => None,
        };
        let present = g.present.filter(|_| g.heads > 1).map(|present| Present {
            action: format!("{action}/present"),
            field: ui::Field::select("present", v.t("signups-door-present"))
                .id(format!("p-{}", g.number))
                .choices((0..=g.heads).map(|n| (n, v.t1("signups-people", "n", i64::from(n)))))
                .value(present)
                .bare(),
            submit: Button::submit(v.t("signups-door-present-save")).small(),
        });
        Line {
            number: g.number,
            name: people.get(&g.ordinal).map_or_else(|| v.t("signups-gone"), |p| p.name.clone()),
            union: g.home.map(|u| s.federation().name(u)).unwrap_or_default(),
            heads: g.heads,
            state,
            act,
            present,
        }
    };
    Ok(guests.iter().map(line).collect())
}
