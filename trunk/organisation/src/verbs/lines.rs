//! A union in the lines that cross the tree: joining, leaving, and which of its edges leads.

use codes::Day;
use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::acting::Acting;
use crate::power::Power;
use crate::rows::edge::{self, NewEdge, OpenEdge};
use crate::rows::{change, line, state, union};
use crate::rules::day;
use crate::rules::reading::{self, Reading};

/// A union's place in a line, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Joining {
    /// Number of the line; 0 is the territorial one.
    pub line: String,
    /// The parent in that line: name, code or id.
    pub to: String,
    pub to_choice: String,
    pub day: String,
    pub words: String,
}

/// Which line, from which day, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Turning {
    pub line: String,
    pub day: String,
    pub words: String,
}

fn invalid(fault: FieldFault) -> Fault {
    Fault::Invalid(vec![fault])
}

/// The line a number names.
fn read_line(text: &str) -> Result<i32, FieldFault> {
    text.trim()
        .parse()
        .ok()
        .filter(|n| (0..=i32::from(u16::MAX)).contains(n))
        .ok_or_else(|| FieldFault::new("line", "organisation-line-unknown"))
}

async fn write<F, Fut>(by: &Acting<'_>, verb: &'static str, union: Uuid, f: F) -> Outcome<()>
where
    F: Fn(Tx) -> Fut,
    Fut: Future<Output = Outcome<()>>,
{
    let f = &f;
    by.house
        .store()
        .write(verb, &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            state::living(&tx, union).await?;
            tx.bump(crate::federation::VERSION);
            f(tx).await
        })
        .await?;
    by.seen().await
}

/// Gives a union a parent in a further line, as a view beside the leading edge, or another parent there. A union has one
/// parent a line and day; the parent stands in the line itself.
///
/// # Errors
/// [`Fault::Invalid`] beside `line`, `to`, `day`, `words`.
pub async fn join_line(by: &Acting<'_>, union: Uuid, form: &Joining) -> Outcome<()> {
    by.above(union)?;
    let mut reading = Reading::default();
    let number = reading.keep(read_line(&form.line));
    let to = reading.keep(by.named("to", &form.to, &form.to_choice));
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let (Some(number), Some(to)) = (number, to.map(|u| u.id)) else {
        return Err(Fault::field("to", "organisation-union-missing"));
    };
    let lines = line::list(by.house.store().read()).await?;
    let Some(found) = lines.iter().find(|l| l.id == number) else {
        return Err(Fault::field("line", "organisation-line-unknown"));
    };
    let (leader, words) = (found.led_by, words.as_str());
    let root = by.house.federation.root().map(|r| r.id);
    write(by, "organisation.join-line", union, |tx| async move {
        let parent = state::living(&tx, to).await?;
        day::not_before_founding("day", since, parent.founded()).map_err(invalid)?;
        let stands = Some(to) == leader || Some(to) == root || edge::is_in_line(&tx, to, number, since).await?;
        if !stands {
            return Err(Fault::field("to", "organisation-union-not-in-line"));
        }
        if to == union || edge::stands_above(&tx, union, to, number, since).await? {
            return Err(Fault::field("to", "organisation-union-circle"));
        }
        let open = edge::open_of(&tx, union).await?;
        match open.iter().find(|e| e.line == number) {
            Some(there) if there.leads => return Err(Fault::field("line", "organisation-line-leads")),
            Some(there) => {
                day::not_before("day", since, Day(there.from_day)).map_err(invalid)?;
                edge::turn(&tx, there, since, to, false).await?;
            }
            None => {
                let leads = open.is_empty();
                let new = NewEdge { line: number, child: union, parent: to, from: since, leading: leads };
                edge::insert(&tx, &[new])
                    .await
                    .map_err(|f| f.or_field("org_edge_line_child_from_day_key", "day", "organisation-day-line-again"))?;
            }
        }
        change::insert(&tx, union, "line-joined", since, Some(to), words, Some(by.person())).await?;
        tx.record("union", union, json!({ "line": number, "day": since.0, "to": to }));
        Ok(())
    })
    .await
}

async fn open_edge(tx: &Tx, union: Uuid, number: i32) -> Outcome<(OpenEdge, Vec<OpenEdge>)> {
    let open = edge::open_of(tx, union).await?;
    let there = open.iter().find(|e| e.line == number).cloned();
    Ok((there.ok_or_else(|| Fault::field("line", "organisation-line-not-in"))?, open))
}

/// Takes a union out of a line from a day on. The leading edge is not taken away: another is made the leading one first.
///
/// # Errors
/// [`Fault::Invalid`] beside `line`, `day`, `words`.
pub async fn leave_line(by: &Acting<'_>, union: Uuid, form: &Turning) -> Outcome<()> {
    by.above(union)?;
    let mut reading = Reading::default();
    let number = reading.take(read_line(&form.line));
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let words = words.as_str();
    write(by, "organisation.leave-line", union, |tx| async move {
        let (there, _) = open_edge(&tx, union, number).await?;
        if there.leads {
            return Err(Fault::field("line", "organisation-line-leads"));
        }
        day::after("day", since, Day(there.from_day)).map_err(invalid)?;
        edge::end(&tx, &there, since).await?;
        change::insert(&tx, union, "line-left", since, Some(there.parent), words, Some(by.person())).await?;
        tx.record("union", union, json!({ "line": number, "day": since.0 }));
        Ok(())
    })
    .await
}

/// Makes the union's edge in this line the leading one from a day on: its figures are added up there, the other lines
/// become views. Exactly one edge leads each day. Whoever decides organises above both parents.
///
/// # Errors
/// [`Fault::Invalid`] beside `line`, `day`, `words`.
pub async fn lead_by(by: &Acting<'_>, union: Uuid, form: &Turning) -> Outcome<()> {
    by.above(union)?;
    let mut reading = Reading::default();
    let number = reading.take(read_line(&form.line));
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let words = words.as_str();
    write(by, "organisation.lead-by", union, |tx| async move {
        let (there, open) = open_edge(&tx, union, number).await?;
        if there.leads {
            return Err(Fault::field("line", "organisation-line-leads-already"));
        }
        if !by.scope.may(Power::Organise, there.parent) {
            return Err(Fault::field("line", "organisation-union-not-yours"));
        }
        if edge::stands_above(&tx, union, there.parent, number, since).await? {
            return Err(Fault::field("line", "organisation-union-circle"));
        }
        for old in open.iter().filter(|e| e.leads) {
            day::not_before("day", since, Day(old.from_day)).map_err(invalid)?;
            edge::turn(&tx, old, since, old.parent, false).await?;
        }
        day::not_before("day", since, Day(there.from_day)).map_err(invalid)?;
        edge::turn(&tx, &there, since, there.parent, true).await?;
        change::insert(&tx, union, "led-by", since, Some(there.parent), words, Some(by.person())).await?;
        tx.record("union", union, json!({ "line": number, "day": since.0, "to": there.parent }));
        Ok(())
    })
    .await
}

/// A line of its own for a sector union, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = LineOpening)]
pub struct Opening {
    pub name_zh: String,
    pub name_en: String,
    pub words: String,
}

/// A sector union that stands directly below the root begins to lead a line of its own. Decided at the root.
///
/// # Errors
/// [`Fault::Invalid`] beside `name_zh`, `name_en`, `words`; [`Fault::Conflict`] when it is no sector union below the root or
/// leads a line already.
pub async fn open_line(by: &Acting<'_>, union: Uuid, form: &Opening) -> Outcome<()> {
    let leader = by.above(union)?;
    let root = by.house.federation.root().ok_or(Fault::NotFound)?;
    if leader.kind != crate::Kind::Sector || by.house.federation.parent(union).is_none_or(|p| p.id != root.id) {
        return Err(Fault::Conflict("organisation-line-not-sector"));
    }
    let mut reading = Reading::default();
    let name_zh = reading.take(reading::name("name_zh", &form.name_zh));
    let name_en = reading.take(reading::name("name_en", &form.name_en));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let (name_zh, name_en, words, today) = (name_zh.as_str(), name_en.as_str(), words.as_str(), by.today());
    write(by, "organisation.open-line", union, |tx| async move {
        if line::list(&*tx).await?.iter().any(|l| l.led_by == Some(union)) {
            return Err(Fault::Conflict("organisation-line-led-already"));
        }
        let number = line::next(&tx).await?;
        line::insert(&tx, number, &format!("line-{number}"), name_zh, name_en, union).await?;
        change::insert(&tx, union, "line-opened", today, None, words, Some(by.person())).await?;
        tx.record("union", union, json!({ "line": number }));
        Ok(())
    })
    .await
}
