//! What is typed into the form of an announcement, and what it means. One reading for the form and the API.

use agenda::Audience;
use signups::AskRow;
use store::FieldFault;
use uuid::Uuid;

use super::field;
use super::kinds::{Kind, kind_named};
use super::places::Place;
use super::settings::{Setting, setting_named};
use super::{places, series};

/// The longest text about an activity, characters.
pub const LONGEST_SUMMARY: usize = 2_000;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Announcement {
    /// The activity's id, chosen by whoever announces it.
    pub key: String,
    pub union: String,
    pub title: String,
    pub kind: String,
    pub setting: String,
    pub place: String,
    pub summary: String,
    pub programme: String,
    /// `2026-12-02T19:00`, and for how many weeks from there.
    pub first: String,
    pub weeks: String,
    /// Further times, one a line.
    pub dates: String,
    pub minutes: String,
    /// `subtree` or `members`.
    pub who: String,
    pub verified: bool,
    /// People sign up for a place.
    pub signup: bool,
    pub places: String,
    pub opens_at: String,
    pub closes_at: String,
    pub withdraw_until: String,
    /// Yuan a head.
    pub price: String,
    /// What of it the union pays, percent.
    pub share: String,
    pub heads_most: String,
    pub waits: bool,
    pub offer_hours: String,
    pub pay_hours: String,
    /// Only members with dues and vote.
    pub full: bool,
    /// Only members for so many days.
    pub member_days: String,
    /// Only those in whose work one of these words stands.
    pub work: String,
    /// Only members of these unions and those below, one a line.
    pub within: String,
    /// Only members of unions that belong to one of these sectors: a line's key or name, or a sector union.
    pub sectors: Vec<String>,
    /// Only holders of one of these honours, by their names, at this level or a higher one (empty: any).
    pub honours: Vec<String>,
    pub honour_level: String,
    /// What whoever signs up is asked, a line each.
    pub asks: Vec<AskRow>,
    /// `draw`; otherwise places go in the order in which people ask.
    pub policy: String,
    /// The public number a draw is decided by, in words, and when it falls.
    pub beacon_named: String,
    pub beacon_falls_at: String,
    /// `kept` or `caps`; otherwise `shares` says nothing.
    pub sharing: String,
    /// `麓山精密工会 20`, one a line.
    pub shares: String,
    /// Earlier places, and how many are kept for those who got none of them.
    pub missed: String,
    pub missed_places: String,
    /// What a venue is looked for by.
    pub venue_words: String,
    /// A venue's id, or `venue/space` to book that room for every meeting.
    pub venue: String,
}

/// An activity as it will be announced: everything readable, nothing yet compared with the tree.
#[derive(Clone, Debug)]
pub struct Plan {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: Kind,
    pub setting: Setting,
    pub place: String,
    pub summary: String,
    pub programme: Option<Uuid>,
    /// Beginnings, unix milliseconds, in order; at least one.
    pub meetings: Vec<i64>,
    pub minutes: i32,
    pub audience: Audience,
    pub venue: Option<Place>,
    pub places: Option<places::Places>,
}

/// Reads a whole form. `now` is unix milliseconds.
///
/// # Errors
/// One line for every field that cannot be taken.
pub fn read(form: &Announcement, now: i64) -> Result<Plan, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut keep = Keep(&mut faults);
    let id = keep.one(field::uuid(&form.key).ok_or(FieldFault::new("key", "activities-key-unreadable")));
    let union = keep.one(field::uuid(&form.union).ok_or(FieldFault::new("union", "activities-union-missing")));
    let title = keep.one(field::title(&form.title, ""));
    let kind = keep.one(kind_named(&form.kind).ok_or(FieldFault::new("kind", "activities-kind-missing")));
    let setting = keep.one(setting_named(&form.setting).ok_or(FieldFault::new("setting", "activities-setting-missing")));
    let place = keep.one(field::short("place", &form.place, field::LONGEST_PLACE, "activities-place-long"));
    let summary = keep.one(long("summary", &form.summary));
    let programme = keep.one(field::optional("programme", &form.programme, "activities-programme-unknown"));
    let minutes = keep.one(field::minutes(&form.minutes));
    let audience = keep.one(audience(&form.who));
    let venue = keep.one(places::venue(&form.venue));
    let meetings = series::read(&form.first, &form.weeks, &form.dates, now).map_err(|more| keep.0.extend(more)).ok();
    let (first, wanted) = (meetings.as_ref().and_then(|m| m.first().copied()), form.signup);
    let places =
        if wanted { places::read(form, first, now).map_err(|more| keep.0.extend(more)).ok().map(Some) } else { Some(None) };
    let plan = (|| {
        Some(Plan {
            id: id?,
            union: union?,
            title: title?,
            kind: kind?,
            setting: setting?,
            place: place?,
            summary: summary?,
            programme: programme?,
            meetings: meetings?,
            minutes: minutes?,
            audience: audience?,
            venue: venue?,
            places: places?,
        })
    })();
    match plan {
        Some(plan) if faults.is_empty() => Ok(plan),
        _ => Err(faults),
    }
}

struct Keep<'a>(&'a mut Vec<FieldFault>);

impl Keep<'_> {
    fn one<T>(&mut self, read: Result<T, FieldFault>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }
}

fn audience(who: &str) -> Result<Audience, FieldFault> {
    let known = [Audience::Subtree, Audience::Members].into_iter().find(|a| a.name() == who);
    known.ok_or(FieldFault::new("who", "activities-who-missing"))
}

/// Lines stay lines.
fn long(name: &str, text: &str) -> Result<String, FieldFault> {
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.chars().count() > LONGEST_SUMMARY {
        Err(FieldFault::new(name, "activities-summary-long").with("most", LONGEST_SUMMARY))
    } else {
        Ok(text)
    }
}
