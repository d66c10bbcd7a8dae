//! "One more of these" in one step: the form of an announcement filled as the former activity was, at the next time that is free.

use organisation::{LineRow, Scope};
use signups::{Allotment, Clause, NewShare};
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::again::written;
use super::announce::{Besides, announce_besides};
use crate::house::Planned;
use crate::rows::activity::Activity;
use crate::rows::meeting::Meeting;
use crate::rows::{activity, booking, meeting};
use crate::rules::announcement::Announcement;
use crate::rules::field::{LONGEST_PLACE, keep_number};
use crate::rules::places::Place;
use crate::rules::slot;
use crate::{Activities, Announced, sight};

/// A host's activities looked at for clashes.
const MOST: i64 = 300;
const HOUR_MINUTES: i64 = 60;
const HOUR: i64 = 3_600_000;
const WEEK: i64 = 7 * 86_400_000;

/// The form, and how many places are kept for those who got none. It names the venue, and the room in it that was booked before.
///
/// # Errors
/// As [`sight::reach_to_run`].
pub(crate) async fn proposed(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<(Planned, Announcement, i64)> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let it = &seen.activity;
    let first = seen.meetings.iter().min_by_key(|m| m.n).ok_or(Fault::NotFound)?;
    let weeks = i64::try_from(seen.meetings.len()).unwrap_or(1);
    let place = place(a, it, first).await?;
    let at = free(a, &seen, first, weeks, place).await?;
    let mut form = Announcement {
        key: a.store().ids().new_id(a.store().now()).to_string(),
        union: it.union_id.to_string(),
        title: it.title.clone(),
        kind: it.kind.clone(),
        setting: it.setting.clone(),
        // What the venue said for itself it says again, by whichever room is chosen now.
        place: if said(a, place).await?.as_deref() == Some(it.place.as_str()) { String::new() } else { it.place.clone() },
        venue: place.map(|p| p.written()).unwrap_or_default(),
        summary: it.summary.clone(),
        programme: it.programme.map(|p| p.to_string()).unwrap_or_default(),
        first: at.map(written).unwrap_or_default(),
        weeks: weeks.to_string(),
        minutes: first.minutes.to_string(),
        who: it.audience.clone(),
        ..Announcement::default()
    };
    let mut missed = 0;
    if let Some(allotment) = it.allotment {
        let of = a.signups.allotment(allotment).await?;
        missed = of.waiting.min(of.places);
        form = as_before(a, form, &of).await?;
        form = drawn_as_before(a, form, &of, first.begins_at, at).await?;
        form.asks = a.signups.asks_of(allotment).await?;
    }
    Ok((seen, form, missed))
}

async fn as_before(a: &Activities, form: Announcement, of: &Allotment) -> Outcome<Announcement> {
    let hours = |minutes: i64| if minutes == 0 { String::new() } else { (minutes / HOUR_MINUTES).to_string() };
    let share = if of.price > 0 { (of.subsidy * 100 / of.price).to_string() } else { String::new() };
    let lines = organisation::lines(a.store().read()).await?;
    let form = of.who()?.0.iter().fold(form, |form, clause| with_clause(a, form, clause, &of.union_id, &lines));
    Ok(Announcement {
        signup: true,
        places: of.places.to_string(),
        price: if of.price > 0 { yuan(of.price) } else { String::new() },
        share,
        heads_most: of.heads_most.to_string(),
        waits: of.waits > 0,
        offer_hours: hours(of.offer_minutes),
        pay_hours: hours(of.pay_minutes),
        ..form
    })
}

/// What decides the draw, at the same distances from the first meeting as before: signing up closes so long ahead, or at half of
/// the time that is left where that has passed. Which public number it is is said anew, for a day stands in it; who witnesses is
/// asked anew, too.
async fn drawn_as_before(a: &Activities, form: Announcement, of: &Allotment, was: i64, at: Option<i64>) -> Outcome<Announcement> {
    let Some(by) = a.signups.drawn_by(of).await? else { return Ok(form) };
    let form = Announcement { policy: if by.is_sealed { "seals" } else { "draw" }.into(), ..form };
    let Some(at) = at else { return Ok(form) };
    let (now, before) = (a.store().now(), was - of.closes_at);
    let closes = if before > 0 && at - before > now { at - before } else { now + (at - now) / 2 };
    let falls = closes + by.after.min(at - closes).max(HOUR);
    Ok(Announcement { closes_at: written(closes), beacon_falls_at: written(falls), ..form })
}

/// A condition as the form's fields say it.
fn with_clause(a: &Activities, mut form: Announcement, clause: &Clause, host: &Uuid, lines: &[LineRow]) -> Announcement {
    match clause {
        Clause::Verified => form.verified = true,
        Clause::Full => form.full = true,
        Clause::MemberDays { days } => form.member_days = days.to_string(),
        Clause::Work { any } => form.work = any.join("、"),
        // The host itself stands in the rule where the audience is those below it.
        Clause::Within { unions } if unions[..] == [*host] => {}
        Clause::Within { unions } => form.within = unions.iter().map(|u| a.federation().name(*u)).collect::<Vec<_>>().join("\n"),
        Clause::Sector { any } => {
            let key = |union: &Uuid| lines.iter().find(|l| l.led_by == Some(*union)).map(|l| l.key.clone());
            form.sectors = any.iter().map(|u| key(u).unwrap_or_else(|| a.federation().name(*u))).collect();
        }
        Clause::Honour { any, level } => {
            form.honours = any.iter().map(|t| t.name().to_owned()).collect();
            form.honour_level = level.map(|l| l.name().to_owned()).unwrap_or_default();
        }
        Clause::Member => {}
    }
    form
}

/// Fen as the form's field writes yuan: `240` or `19.90`.
fn yuan(fen: i64) -> String {
    let (yuan, rest) = (fen.div_euclid(100), fen.rem_euclid(100));
    if rest == 0 { yuan.to_string() } else { format!("{yuan}.{rest:02}") }
}

/// Where it was: the venue and the room that was booked there, as far as both can still be had.
async fn place(a: &Activities, it: &Activity, first: &Meeting) -> Outcome<Option<Place>> {
    let db = a.store().read();
    let booked = booking::get(db, it.id, first.id).await?;
    let Some(venue) = booked.as_ref().map(|b| b.venue).or(it.venue) else { return Ok(None) };
    if venues::get(db, venue).await?.is_none_or(|v| v.is_closed()) {
        return Ok(None);
    }
    let open = venues::spaces(db, venue).await?;
    let space = booked.map(|b| b.space).filter(|id| open.iter().any(|s| s.id == *id && s.closed_at.is_none()));
    Ok(Some(Place { venue, space }))
}

/// What a venue says of where it is, as an announcement that names it says it.
async fn said(a: &Activities, place: Option<Place>) -> Outcome<Option<String>> {
    let Some(place) = place else { return Ok(None) };
    let db = a.store().read();
    let Some(venue) = venues::get(db, place.venue).await? else { return Ok(None) };
    let spaces = venues::spaces(db, venue.id).await?;
    let space = place.space.and_then(|id| spaces.into_iter().find(|s| s.id == id)).map(|s| s.name).unwrap_or_default();
    Ok(Some(venue.name + &space).map(|said| said.chars().take(LONGEST_PLACE).collect()))
}

/// The next time that clashes with nothing of the host, and, where it is held at a venue, at which there is room there: in the
/// same room where one was booked, else in any.
async fn free(a: &Activities, seen: &Planned, first: &Meeting, weeks: i64, place: Option<Place>) -> Outcome<Option<i64>> {
    let (mut busy, now) = (busy(a, seen.activity.union_id).await?, a.store().now());
    let length = i64::from(first.minutes) * 60_000;
    let Some(Place { venue, space }) = place else { return Ok(slot::next(first.begins_at, weeks, first.minutes, &busy, now)) };
    // Each time that the venue cannot take is busy too; there are no more than half a year of them.
    while let Some(at) = slot::next(first.begins_at, weeks, first.minutes, &busy, now) {
        let mut taken = None;
        for at in (0..weeks).map(|n| at + n * WEEK) {
            let free = venues::free_spaces(a.store().read(), venue, &[(at, at + length)]).await?;
            if !space.map_or(!free.is_empty(), |space| free.contains(&space)) {
                taken = Some((at, at + length));
                break;
            }
        }
        match taken {
            Some(span) => busy.push(span),
            None => return Ok(Some(at)),
        }
    }
    Ok(None)
}

/// When the host has its own people together, unix milliseconds.
async fn busy(a: &Activities, host: Uuid) -> Outcome<Vec<(i64, i64)>> {
    let db = a.store().read();
    let standing: Vec<Uuid> =
        activity::of_unions(db, &[host], MOST).await?.into_iter().filter(|it| !it.is_cancelled()).map(|it| it.id).collect();
    let all = meeting::of_all(db, &standing).await?;
    Ok(all.iter().filter(|m| m.is_planned()).map(|m| (m.begins_at, m.ends_at())).collect())
}

/// Announces it, with its room booked in the same transaction, and with so many places kept for those who got none the time before; none where `missed` is empty or nobody signs
/// up. Needs what announcing needs.
///
/// # Errors
/// As [`crate::announce`], so also beside `venue` where the room is taken; [`Fault::Invalid`] on `kept`.
pub async fn one_more(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    form: &Announcement,
    missed: &str,
) -> Outcome<Announced> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let mut faults = Vec::new();
    let kept = keep_number(&mut faults, "kept", missed, 0).unwrap_or(0);
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let missed = seen.activity.allotment.filter(|_| kept > 0 && form.signup);
    let besides = Besides { missed: missed.map(|allotment| NewShare::Missed { allotment, most: kept }), ..Besides::default() };
    announce_besides(a, scope, actor, form, besides).await.map_err(|fault| match fault {
        Fault::Invalid(faults) => Fault::Invalid(faults.into_iter().map(beside_the_form).collect()),
        other => other,
    })
}

fn beside_the_form(fault: FieldFault) -> FieldFault {
    if fault.field == "shares" { FieldFault { field: "kept".into(), ..fault } } else { fault }
}
