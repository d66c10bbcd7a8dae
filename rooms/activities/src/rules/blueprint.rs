//! What a blueprint may set of this room's forms. Days are counted from the day it is used, unions are left to whoever uses it.

use blueprints::{Reader, Section};
use codes::Day;
use i18n::Voice;
use membership::Rank;
use signups::AskRow;

use super::announcement::Announcement;
use super::kinds::{KINDS, kind_named};
use super::route::NewStop;
use super::season::{CourseForm, MOST_COURSES, SeasonForm};
use super::settings::{SETTINGS, setting_named};
use crate::sight;
use crate::verbs::again::written;

mod course;
mod draw;
mod programme;
mod questions;
mod route;

pub(crate) use programme::shared_by_all;

/// Where a new activity is put in time when nothing else is said: a week ahead, in the evening.
const AHEAD: i64 = 7;
const EVENING: &str = "19:00";
/// Signing up opens at this hour of its day.
const MORNING: &str = "10:00";
const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// This room's part in blueprints.
pub const READER: Reader = Reader {
    room: "activities",
    title: "activities-activities",
    may: sight::announces_somewhere,
    check: |set| {
        Set::read(set);
    },
    start: |set| match Set::read(set) {
        set if set.is_season() => "/activities/seasons/new",
        set if set.is_route() => "/routes/new",
        set if set.is_programme() => "/programmes/new",
        _ => "/activities/new",
    },
    says: |set, v| Set::read(set).says(v),
};

/// `[set]` of a blueprint for this room.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    form: Option<&'static str>,
    title: Option<String>,
    summary: Option<String>,
    place: Option<String>,
    kind: Option<&'static str>,
    setting: Option<&'static str>,
    weekday: Option<i64>,
    hour: Option<String>,
    days_ahead: Option<i64>,
    weeks: Option<i64>,
    minutes: Option<i64>,
    who: Option<&'static str>,
    verified: Option<bool>,
    full: Option<bool>,
    member_days: Option<i64>,
    work: Vec<String>,
    /// Keys or names of lines: who uses it elsewhere is told beside the field where there is no such line.
    sectors: Vec<String>,
    honours: Vec<&'static str>,
    honour_level: Option<&'static str>,
    questions: Vec<AskRow>,
    signup: Option<bool>,
    places: Option<i64>,
    opens_days: Option<i64>,
    opens_hour: Option<String>,
    closes_days: Option<i64>,
    withdraw_days: Option<i64>,
    price: Option<String>,
    share: Option<i64>,
    pay_hours: Option<i64>,
    heads_most: Option<i64>,
    waits: Option<bool>,
    offer_hours: Option<i64>,
    policy: Option<&'static str>,
    beacon_named: Option<String>,
    falls_hours: Option<i64>,
    open_hours: Option<i64>,
    sharing: Option<&'static str>,
    /// Places of each union right below the one that announces.
    pub share_each: Option<i64>,
    pub missed_places: Option<i64>,
    venue_words: Option<String>,
    /// With stops it is a route, whose days are announced when it stands.
    stops: Vec<NewStop>,
    second_opens_days: Option<i64>,
    claim_most: Option<i64>,
    missed_each: Option<i64>,
    courses: Vec<CourseForm>,
    /// What is announced with a programme.
    drawn: Vec<programme::Drawn>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        let kinds: Vec<&'static str> = KINDS.iter().map(|k| k.name).collect();
        let settings: Vec<&'static str> = SETTINGS.iter().map(|k| k.name).collect();
        let set = Self {
            form: s.one_of("form", &["activity", "season", "programme"]),
            title: s.text("title"),
            summary: s.text("summary"),
            place: s.text("place"),
            kind: s.one_of("kind", &kinds),
            setting: s.one_of("setting", &settings),
            weekday: s.number("weekday", 1..=7),
            hour: hour(s, "hour"),
            days_ahead: s.number("days_ahead", 1..=365),
            weeks: s.number("weeks", 1..=60),
            minutes: s.number("minutes", 1..=1440),
            who: s.one_of("who", &["subtree", "members"]),
            verified: s.flag("verified"),
            full: s.flag("full"),
            member_days: s.number("member_days", 1..=36_500),
            work: s.texts("work"),
            sectors: s.texts("sectors"),
            honours: questions::honours(s),
            honour_level: s.one_of("honour_level", &Rank::ALL.map(Rank::name)),
            questions: s.tables("questions", questions::ask),
            signup: s.flag("signup"),
            places: s.number("places", 1..=1_000_000),
            opens_days: s.number("opens_days", 0..=365),
            opens_hour: hour(s, "opens_hour"),
            closes_days: s.number("closes_days", 0..=365),
            withdraw_days: s.number("withdraw_days", 0..=365),
            price: s.money("price"),
            share: s.number("share", 0..=100),
            pay_hours: s.number("pay_hours", 1..=1440),
            heads_most: s.number("heads_most", 1..=20),
            waits: s.flag("waits"),
            offer_hours: s.number("offer_hours", 1..=720),
            policy: s.one_of("policy", &draw::POLICIES),
            beacon_named: s.text("beacon_named"),
            falls_hours: s.number("falls_hours", 1..=720),
            open_hours: s.number("open_hours", 1..=720),
            sharing: s.one_of("sharing", &["kept", "caps"]),
            share_each: s.number("share_each", 0..=1_000_000),
            missed_places: s.number("missed_places", 1..=1_000_000),
            venue_words: s.text("venue_words"),
            stops: s.tables("stops", route::stop),
            second_opens_days: s.number("second_opens_days", 0..=365),
            claim_most: s.number("claim_most", 0..=MOST_COURSES as i64),
            missed_each: s.number("missed_each", 0..=1_000_000),
            courses: s.tables("courses", course::course),
            drawn: s.tables("activities", programme::drawn),
        };
        set.agrees(s);
        set
    }

    pub fn is_season(&self) -> bool {
        self.form == Some("season")
    }

    /// What is right by itself, but not together.
    fn agrees(&self, s: &mut Section<'_>) {
        let season = ["courses", "second_opens_days", "claim_most", "missed_each"];
        if self.is_programme() {
            self.agrees_on_a_programme(s, &season);
            return;
        }
        if s.has("activities") {
            s.complain("activities", "activities-blueprint-only-in-programme");
        }
        if self.is_season() {
            s.demand("courses");
            if self.courses.len() > MOST_COURSES {
                s.complain("courses", "activities-blueprint-courses-many");
            }
            for key in ["stops", "policy", "sharing", "missed_places", "venue_words", "weekday", "hour"] {
                if s.has(key) {
                    s.complain(key, "activities-blueprint-not-in-season");
                }
            }
        } else {
            for key in season {
                if s.has(key) {
                    s.complain(key, "activities-blueprint-only-in-season");
                }
            }
            if s.has("stops") {
                self.agrees_on_a_route(s);
            }
        }
        if self.honour_level.is_some() && self.honours.is_empty() {
            s.complain("honour_level", "activities-blueprint-level-of-what");
        }
        questions::agree(s, &self.questions);
        draw::agree(s, self.policy);
        if self.share.is_some() && self.price.is_none() {
            s.complain("share", "activities-blueprint-share-of-what");
        }
        if self.sharing == Some("caps") && self.heads_most.is_some_and(|n| n > 1) {
            s.complain("heads_most", "activities-blueprint-caps-one-head");
        }
    }

    /// The form of an activity as it is proposed today. `key` and `union` are left to say.
    pub fn announcement(&self, today: Day) -> Announcement {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let earliest = Day(today.0.saturating_add(days(self.days_ahead.unwrap_or(AHEAD))));
        let day = match self.weekday.and_then(|n| u32::try_from(n).ok()) {
            Some(weekday) => Day(earliest.0 + (weekday + 7 - earliest.weekday()).rem_euclid(7).cast_signed()),
            None => earliest,
        };
        let first = instant(day, self.hour.as_deref().unwrap_or(EVENING));
        let before = |n: Option<i64>| n.map(|n| written(first - n * DAY)).unwrap_or_default();
        let closes = first - self.closes_days.unwrap_or(0) * DAY;
        Announcement {
            title: text(&self.title),
            kind: self.kind.unwrap_or("culture").into(),
            setting: self.setting.unwrap_or("station").into(),
            place: text(&self.place),
            summary: text(&self.summary),
            first: written(first),
            weeks: number(self.weeks.or(Some(1))),
            minutes: number(self.minutes.or(self.kind.and_then(kind_named).map(|k| i64::from(k.minutes))).or(Some(90))),
            who: self.who.unwrap_or("subtree").into(),
            verified: self.verified.unwrap_or(false),
            full: self.full.unwrap_or(false),
            member_days: number(self.member_days),
            work: self.work.join("、"),
            sectors: self.sectors.clone(),
            honours: self.honours.iter().map(|name| (*name).to_owned()).collect(),
            honour_level: self.honour_level.unwrap_or_default().to_owned(),
            asks: self.questions.clone(),
            signup: self.signup.unwrap_or(self.places.is_some()),
            places: number(self.places),
            opens_at: self.opens(today, self.opens_days),
            closes_at: before(self.closes_days),
            withdraw_until: before(self.withdraw_days),
            price: text(&self.price),
            share: number(self.share),
            pay_hours: number(self.pay_hours),
            heads_most: number(self.heads_most.or(Some(1))),
            waits: self.waits.unwrap_or(true),
            offer_hours: number(self.offer_hours),
            policy: self.policy.unwrap_or("first").into(),
            beacon_named: text(&self.beacon_named),
            beacon_falls_at: draw::falls(self, closes),
            sharing: self.sharing.unwrap_or("none").into(),
            missed_places: number(self.missed_places),
            venue_words: text(&self.venue_words),
            ..Announcement::default()
        }
    }

    /// The form of a season as it is proposed today.
    pub fn season(&self, today: Day) -> SeasonForm {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let from = Day(today.0.saturating_add(days(self.days_ahead.unwrap_or(AHEAD))));
        SeasonForm {
            title: self.title.clone().unwrap_or_default(),
            from: from.to_string(),
            second_opens_at: self.opens(today, self.second_opens_days),
            claim_most: number(self.claim_most.or(Some(1))),
            missed_each: number(self.missed_each),
            shared: Announcement { title: String::new(), first: String::new(), ..self.announcement(today) },
            courses: self.courses.clone(),
            ..SeasonForm::default()
        }
    }

    fn opens(&self, today: Day, after: Option<i64>) -> String {
        let at = |n| written(instant(Day(today.0.saturating_add(days(n))), self.opens_hour.as_deref().unwrap_or(MORNING)));
        after.map(at).unwrap_or_default()
    }

    fn says(&self, v: &Voice) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = Vec::new();
        let mut say = |key: &str, value: Option<String>| said.extend(value.map(|value| (v.t(key), value)));
        let count = |n: Option<i64>| n.map(|n| v.number(n));
        say("activities-courses", (!self.courses.is_empty()).then(|| v.number(i64::try_from(self.courses.len()).unwrap_or(0))));
        say("activities-places", count(self.places));
        say("activities-price", self.price.clone());
        say("activities-share", count(self.share));
        say("activities-claim-most", count(self.claim_most));
        say("activities-heads-most", count(self.heads_most));
        say("activities-weeks", count(self.weeks));
        say("activities-minutes", count(self.minutes));
        say("activities-policy", self.policy.map(|policy| draw::said(v, policy)));
        say("activities-beacon-named", self.beacon_named.clone());
        say(
            "activities-sharing",
            self.sharing.map(|s| v.t(if s == "caps" { "activities-sharing-caps" } else { "activities-sharing-kept" })),
        );
        say("activities-share-each", count(self.share_each));
        say("activities-missed-places", count(self.missed_places));
        say("activities-missed-each", count(self.missed_each));
        say(
            "activities-who",
            self.who.map(|w| v.t(if w == "members" { "activities-who-members" } else { "activities-who-subtree" })),
        );
        say("activities-member-days", count(self.member_days));
        say("activities-work", (!self.work.is_empty()).then(|| self.work.join("、")));
        say("activities-sectors", (!self.sectors.is_empty()).then(|| self.sectors.join("、")));
        say("activities-honours", (!self.honours.is_empty()).then(|| questions::honours_said(v, &self.honours)));
        say("activities-honour-level", self.honour_level.and_then(Rank::from_name).map(|r| v.t(r.key())));
        let asked = self.questions.iter().map(|q| q.ask.as_str()).collect::<Vec<_>>().join("、");
        say("activities-more-asks", (!asked.is_empty()).then_some(asked));
        say("activities-kind", self.kind.and_then(kind_named).map(|k| v.t(k.key)));
        say("activities-setting", self.setting.and_then(setting_named).map(|s| v.t(s.key)));
        let table = self.courses.iter().map(|c| c.title.as_str()).collect::<Vec<_>>().join("、");
        say("activities-season-table", (!table.is_empty()).then_some(table));
        let drawn = self.drawn.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join("、");
        say("activities-programme-activities", (!drawn.is_empty()).then_some(drawn));
        let stops = self.stops.iter().map(|s| s.title.as_str()).collect::<Vec<_>>().join(" → ");
        say("activities-stops", (!stops.is_empty()).then_some(stops));
        said
    }
}

/// `19:00`.
fn hour(s: &mut Section<'_>, key: &str) -> Option<String> {
    let text = s.text(key)?;
    if super::field::moment(&format!("2026-01-01T{text}")).is_none() {
        s.complain(key, "activities-blueprint-hour");
        return None;
    }
    Some(text)
}

fn days(n: i64) -> i32 {
    i32::try_from(n).unwrap_or(0)
}

fn instant(day: Day, hour: &str) -> i64 {
    super::field::moment(&format!("{day}T{hour}")).unwrap_or_else(|| day.start_unix_ms())
}
