//! What is typed about a study route, and what it means.

use serde::{Deserialize, Serialize};
use store::FieldFault;

use super::field::{self, LONGEST_PLACE, LONGEST_TITLE};
use crate::rows::route::Stop;

pub const MOST_STOPS: usize = 30;
const LONGEST_TEXT: usize = 500;
const LONGEST_CODE: usize = 12;
/// A hundred thousand yuan.
const MOST_FEN: i64 = 10_000_000;

/// A stop as it is typed or as a blueprint gives it: `{"title": "…", "place": "…", "minutes": 40}`; the rest may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewStop {
    pub title: String,
    pub place: String,
    /// 1 to 1,440; anything else is a fault.
    pub minutes: i64,
    pub sights: String,
    pub offer: String,
    pub code: String,
}

/// A route as it was typed.
#[derive(Clone, Debug, Default)]
pub struct NewRoute {
    /// The route's id, chosen by whoever makes it; ignored for a change.
    pub key: String,
    pub union: String,
    pub title: String,
    pub summary: String,
    pub meeting_point: String,
    /// Yuan a head; empty is free.
    pub price: String,
    /// What a member pays; empty is the price.
    pub member_price: String,
    /// Empty lines are passed over.
    pub stops: Vec<NewStop>,
    /// Of a change.
    pub revision: String,
}

/// A route as it will stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoutePlan {
    pub title: String,
    pub summary: String,
    pub meeting_point: String,
    pub price: i64,
    pub member_price: i64,
    pub stops: Vec<Stop>,
}

/// # Errors
/// A line for every field; `stop.3` for the third line of stops.
pub(crate) fn read(form: &NewRoute) -> Result<RoutePlan, Vec<FieldFault>> {
    let (mut plan, mut faults) = (RoutePlan::default(), Vec::new());
    let mut keep = |read: Result<String, FieldFault>| read.map_err(|f| faults.push(f)).unwrap_or_default();
    plan.title = keep(field::title("", &form.title));
    plan.summary = keep(field::short("summary", &form.summary, LONGEST_TEXT, "activities-route-long"));
    plan.meeting_point = keep(field::short("meeting_point", &form.meeting_point, LONGEST_PLACE, "activities-place-long"));
    plan.price = money("price", &form.price, 0).map_err(|f| faults.push(f)).unwrap_or_default();
    plan.member_price = money("member_price", &form.member_price, plan.price).map_err(|f| faults.push(f)).unwrap_or_default();
    if plan.member_price > plan.price && faults.is_empty() {
        faults.push(FieldFault::new("member_price", "activities-route-member-price"));
    }
    if form.stops.len() > MOST_STOPS {
        faults.push(FieldFault::new("stop.1", "activities-route-many").with("most", MOST_STOPS));
    }
    for (line, typed) in (1..).zip(form.stops.iter().take(MOST_STOPS)) {
        if *typed == NewStop::default() {
            continue;
        }
        match stop(line, plan.stops.len(), typed) {
            Ok(stop) => plan.stops.push(stop),
            Err(fault) => faults.push(fault),
        }
    }
    if plan.stops.len() < 2 && faults.is_empty() {
        faults.push(FieldFault::new("stop.1", "activities-route-few"));
    }
    if faults.is_empty() { Ok(plan) } else { Err(faults) }
}

fn money(name: &str, text: &str, otherwise: i64) -> Result<i64, FieldFault> {
    let fault = || FieldFault::new(name, "activities-price-unreadable");
    match text.trim() {
        "" => Ok(otherwise),
        text => codes::money::parse_fen(text).ok().filter(|fen| (0..=MOST_FEN).contains(fen)).ok_or_else(fault),
    }
}

fn stop(line: usize, before: usize, typed: &NewStop) -> Result<Stop, FieldFault> {
    let name = format!("stop.{line}");
    let text = |text: &str, most| field::short(&name, text, most, "activities-route-long");
    let title = text(&typed.title, LONGEST_TITLE)?;
    if title.is_empty() {
        return Err(FieldFault::new(&name, "activities-route-stop-missing"));
    }
    let minutes = i32::try_from(typed.minutes).ok().filter(|n| (1..=field::LONGEST_MINUTES).contains(n));
    Ok(Stop {
        n: i32::try_from(before + 1).unwrap_or(i32::MAX),
        title,
        place: text(&typed.place, LONGEST_PLACE)?,
        minutes: minutes.ok_or(FieldFault::new(&name, "activities-route-minutes"))?,
        sights: text(&typed.sights, LONGEST_TEXT)?,
        offer: text(&typed.offer, LONGEST_TITLE)?,
        code: code(&text(&typed.code, LONGEST_CODE)?),
    })
}

/// A code as it is compared: width, case and spaces tell no codes apart.
#[must_use]
pub(crate) fn code(text: &str) -> String {
    codes::width::narrow(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}
