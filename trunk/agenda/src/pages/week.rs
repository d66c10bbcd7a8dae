use std::collections::HashSet;
use std::sync::Arc;

use codes::Day;
use ui::{Button, Row, Rows, SecHead};
use uuid::Uuid;
use web::Ask;

use super::said;
use crate::house::Agenda;
use crate::item::Item;
use crate::rules::grid::{Week, days};

/// The days of a week on which something begins, each with its list. What began before stands on the first day.
pub(crate) fn sections(ask: &Ask, a: &Agenda, week: &Week, items: &[Arc<Item>], going: &HashSet<Uuid>) -> Vec<(SecHead, Rows)> {
    let first_day = |item: &Item| days(item.begins_at, item.ends_at).0.max(week[0]);
    let section = |day: &Day| {
        let of_day: Vec<Row> =
            items.iter().filter(|item| first_day(item) == *day).map(|item| row(ask, a, item, going.contains(&item.id))).collect();
        if of_day.is_empty() {
            return None;
        }
        let mut head = ui::sec_head(ask.v.date(day.0)).count(of_day.len()).id(format!("d-{day}"));
        if *day == a.today() {
            head = head.aside(ask.v.t("agenda-today"));
        }
        Some((head, Rows::new(of_day)))
    };
    week.iter().filter_map(section).collect()
}

fn row(ask: &Ask, a: &Agenda, item: &Item, is_going: bool) -> Row {
    let v = &ask.v;
    let mut row = Row::new(item.title.as_str()).to(item.href.as_str());
    if let Some(state) = said::state(v, item) {
        row = row.fact(state);
    }
    row = row.fact(said::time(v, item)).fact(said::kind(a, v, item));
    if let Some(setting) = said::setting(a, v, item) {
        row = row.fact(setting);
    }
    if let Some(place) = said::place(v, item) {
        row = row.fact(place);
    }
    row = row.fact(a.federation().name(item.union_id));
    if let Some(audience) = said::audience(v, item) {
        row = row.fact(audience);
    }
    if is_going {
        row = row.fact(ui::State::Done.says(v.t("agenda-going")));
    }
    row.end(Button::link(format!("/agenda/{}.ics", item.id), v.t("agenda-add")).small())
}
