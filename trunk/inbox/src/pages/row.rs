//! One task as a row of the desk.

use codes::{Calendar, Day};
use i18n::Voice;
use organisation::Federation;
use store::Instant;
use ui::{Button, Days, Row, St, State};

use crate::due::Due;
use crate::rows::waiting::Task;

/// A clock of more cells is no picture any more; the sentence beside it stays.
const MOST_CELLS: usize = 30;

/// What a row needs beyond its task.
pub(crate) struct Seen<'a> {
    pub v: &'a Voice,
    pub federation: &'a Federation,
    pub calendar: &'a Calendar,
    pub now: Instant,
    /// The union is named: the reader acts at several, or it waits elsewhere.
    pub names_union: bool,
}

impl Seen<'_> {
    pub fn row(&self, task: &Task) -> Row {
        let v = self.v;
        let mut row = Row::new(task.title.say(v, self.federation)).icon(task.room.icon(), v.t(task.room.key()));
        if !task.href.is_empty() {
            row = row.to(task.href.as_str());
        }
        if self.names_union || task.is_followed {
            row = row.fact(self.federation.name(task.union));
        }
        if let Due::Clock { received, until } = task.due {
            row = self.clock(row, received, until);
        }
        row = row.end(self.state(task));
        match task.id {
            Some(id) if task.is_by_hand => {
                row.end(Button::post(format!("/desk/tasks/{id}/done"), v.t("inbox-act-settle")).with("union", task.union).small())
            }
            _ if !task.href.is_empty() => {
                let word = if task.is_followed { v.t("inbox-act-look") } else { v.t(&task.act) };
                row.end(Button::link(task.href.as_str(), word).small())
            }
            _ => row,
        }
    }

    fn today(&self) -> Day {
        Day::from_unix_ms(self.now)
    }

    fn clock(&self, row: Row, received: Day, until: Day) -> Row {
        let clock = self.calendar.clock(received, until, self.today());
        let days: Vec<i32> = clock.cells.iter().map(|c| c.day.0).collect();
        let drawn = Days::new(self.v, &days, self.today().0);
        if days.len() > MOST_CELLS { row.fact(drawn.says()) } else { row.fact(drawn.small().in_words()) }
    }

    fn state(&self, task: &Task) -> St {
        let (v, today) = (self.v, self.today());
        match task.due {
            Due::Open => State::Waiting.says(v.t("inbox-waits")),
            Due::At(at) if at < self.now && Day::from_unix_ms(at) == today => {
                State::Late.says(v.t1("inbox-late-at", "time", v.time(at)))
            }
            Due::At(at) if at >= self.now && Day::from_unix_ms(at) == today => {
                State::Due.says(v.t1("inbox-due-today-at", "time", v.time(at)))
            }
            Due::Clock { until, .. } if until < today => {
                let late = self.calendar.working_days_between(until, today);
                State::Late.says(v.t1("inbox-late-working-days", "n", i64::from(late.max(1))))
            }
            due => {
                let left = due.day() - today;
                match left {
                    ..0 => State::Late.says(v.t1("inbox-late-days", "n", i64::from(-left))),
                    0 => State::Due.says(v.t("inbox-due-today")),
                    _ => State::Waiting.says(v.t1("inbox-due-in", "n", i64::from(left))),
                }
            }
        }
    }
}
