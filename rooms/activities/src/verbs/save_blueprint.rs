use blueprints::{Draft, Saved, Two};
use organisation::Scope;
use signups::Clause;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Planned;
use crate::rules::field;
use crate::{Activities, sight};

const DAY: i64 = 86_400_000;
const WEEK: i64 = 7 * DAY;
const HOUR: i64 = 3_600_000;
const LONGEST_WORDS: usize = 400;

/// What whoever saves a blueprint says of it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub title: String,
    pub what: String,
    pub whom: String,
    /// The union's blueprint this is the next version of, by its name; empty for a new one.
    pub name: String,
}

/// Saves how an activity was announced as a blueprint of its union: kind, hour, length, places, price, who may come and how
/// places are given. Dates become distances from the day it is used; people, unions and entries are left out.
///
/// # Errors
/// As [`sight::reach_to_run`] and [`blueprints::save`]; [`Fault::Invalid`] on `title`, `what` and `whom`.
pub async fn save_blueprint(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, words: &Words) -> Outcome<Uuid> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let words = read(words)?;
    let text = text(a, &seen, &words).await?;
    match blueprints::save(&a.blueprints, scope, actor, seen.activity.union_id, &text).await? {
        Saved::As(id, _) => Ok(id),
        Saved::Not(problems) => Err(Fault::Internal(format!("an activity makes no blueprint: {problems:?}"))),
    }
}

fn read(words: &Words) -> Outcome<Words> {
    let mut faults = Vec::new();
    let mut said = |name: &'static str, text: &str, most: usize, missing: &'static str| {
        match field::short(name, text, most, "activities-blueprint-words-long") {
            Ok(text) if text.is_empty() => faults.push(store::FieldFault::new(name, missing)),
            Ok(text) => return text,
            Err(fault) => faults.push(fault),
        }
        String::new()
    };
    let words = Words {
        title: said("title", &words.title, 60, "activities-blueprint-title-missing"),
        what: said("what", &words.what, LONGEST_WORDS, "activities-blueprint-what-missing"),
        whom: said("whom", &words.whom, LONGEST_WORDS, "activities-blueprint-whom-missing"),
        name: words.name.clone(),
    };
    if faults.is_empty() { Ok(words) } else { Err(Fault::Invalid(faults)) }
}

async fn text(a: &Activities, seen: &Planned, words: &Words) -> Outcome<String> {
    let it = &seen.activity;
    let zh = |text: &str| Two { zh: text.to_owned(), en: String::new() };
    let name = if words.name.is_empty() { format!("activity-{}", it.id.simple()) } else { words.name.clone() };
    let mut draft = Draft::new(&name, "activities", &zh(&words.title), &zh(&words.what), &zh(&words.whom))
        .text("title", &it.title)
        .text("summary", &it.summary)
        .text("place", &it.place)
        .text("kind", &it.kind)
        .text("setting", &it.setting)
        .text("who", &it.audience);
    let first = seen.meetings.iter().map(|m| m.begins_at).min();
    if let Some((first, meeting)) = first.zip(seen.meetings.first()) {
        let day = codes::Day::from_unix_ms(first);
        let minute = (first - day.start_unix_ms()) / 60_000;
        draft = draft
            .number("weekday", i64::from(day.weekday()))
            .text("hour", &format!("{:02}:{:02}", minute / 60, minute % 60))
            .number("minutes", i64::from(meeting.minutes));
        // Only an even series can be said as one.
        let is_weekly = (0i64..).zip(&seen.meetings).all(|(n, m)| m.begins_at == first + n * WEEK);
        if is_weekly {
            draft = draft.number("weeks", i64::try_from(seen.meetings.len()).unwrap_or(1));
        }
    }
    let Some(allotment) = it.allotment else { return Ok(draft.flag("signup", false).finish()) };
    let of = a.signups.allotment(allotment).await?;
    draft = draft.flag("signup", true).number("places", of.places).number("heads_most", i64::from(of.heads_most));
    if of.price > 0 {
        draft = draft.text("price", &format!("{}.{:02}", of.price / 100, of.price % 100));
        draft = draft.number("share", of.subsidy * 100 / of.price);
    }
    draft = draft.flag("waits", of.waits > 0);
    for (key, minutes) in [("offer_hours", of.offer_minutes), ("pay_hours", of.pay_minutes)] {
        if minutes >= 60 {
            draft = draft.number(key, minutes / 60);
        }
    }
    if let Some(first) = first {
        for (key, at) in [("closes_days", of.closes_at), ("withdraw_days", of.withdraw_until)] {
            let days = (first - at) / DAY;
            if (0..=365).contains(&days) {
                draft = draft.number(key, days);
            }
        }
    }
    let lines = organisation::lines(a.store().read()).await?;
    for clause in &of.who()?.0 {
        draft = match clause {
            Clause::Verified => draft.flag("verified", true),
            Clause::Full => draft.flag("full", true),
            Clause::MemberDays { days } => draft.number("member_days", i64::from(*days)),
            Clause::Work { any } => draft.texts("work", any),
            Clause::Honour { any, level } => {
                let names: Vec<String> = any.iter().map(|t| t.name().to_owned()).collect();
                let draft = draft.texts("honours", &names);
                level.iter().fold(draft, |draft, level| draft.text("honour_level", level.name()))
            }
            // A line is the whole federation's; a sector union of one place is left to whoever uses it, as unions are.
            Clause::Sector { any } => {
                let keys: Vec<String> =
                    lines.iter().filter(|l| l.led_by.is_some_and(|u| any.contains(&u))).map(|l| l.key.clone()).collect();
                draft.texts("sectors", &keys)
            }
            Clause::Member | Clause::Within { .. } => draft,
        };
    }
    for row in a.signups.asks_of(allotment).await? {
        draft = draft.row("questions", |draft| {
            let draft = draft.text("ask", &row.ask).text("kind", &row.kind).texts("choices", &row.choices);
            draft.flag("required", row.required).flag("health", row.health).text("only", &row.only)
        });
    }
    // Which public number decides is said anew each time: it has a date in it. So are the witnesses.
    if let Some(by) = a.signups.drawn_by(&of).await? {
        let (policy, key) = if by.is_sealed { ("seals", "open_hours") } else { ("draw", "falls_hours") };
        draft = draft.text("policy", policy);
        let hours = by.after / HOUR;
        if (1..=720).contains(&hours) {
            draft = draft.number(key, hours);
        }
    }
    Ok(draft.finish())
}
