//! What people are told of their entries: each of their own, once. A result that stands on the page at once is not told
//! again, and that all is called off is told by the room, which knows why.

use codes::Day;
use inbox::{NewNotice, Room, Said, notice};
use jobs::{Job, Worker};
use serde::Deserialize;
use store::{Outcome, Store, Tx};
use uuid::Uuid;

use crate::rows::allotment::{self, Allotment};
use crate::rows::entry::{self, Entry};
use crate::rows::seal::{Sealing, Witness};
use crate::rows::{draw, step};

/// People told in one transaction.
const SOME: usize = 256;
/// An offer or a price that falls due sooner does not wait for the morning.
const HALF_A_DAY: i64 = 12 * 3_600_000;

#[derive(Deserialize)]
struct Of {
    number: i64,
}

/// Subscribes to what this crate says of its entries.
#[must_use]
pub(crate) fn hear(worker: Worker) -> Worker {
    worker
        .subscribe("signups.moved_up", "signups", |job, store| async move { of_one(&job, &store, moved_up).await })
        .subscribe("signups.expired", "signups", |job, store| async move { of_one(&job, &store, expired).await })
        .subscribe("signups.drawn", "signups", |job, store| async move {
            of_all(&job, &store, &["placed", "waiting", "unplaced"], drawn).await
        })
}

/// The words for an entry as it stands by now, with the key they are told under; none where there is nothing to say any more.
type Words = fn(&Allotment, &Entry) -> Option<(&'static str, Said)>;

async fn of_one(job: &Job, store: &Store, words: Words) -> Outcome<()> {
    let of: Of = job.payload_as()?;
    let db = store.read();
    let (a, e) = (allotment::get(db, job.root).await?, entry::get(db, job.root, of.number).await?);
    let held_at = draw::get(db, job.root).await?.and_then(|d| d.held_at);
    // Whoever got his place in the draw itself hears of it with everybody else.
    let steps = step::of(db, job.root, of.number).await?;
    let is_told = job.kind == "signups.moved_up" && steps.iter().any(|s| s.what == "placed" && Some(s.at) == held_at);
    let new = a.zip(e).filter(|_| !is_told).and_then(|(a, e)| told(&a, &e, words));
    let new = &new;
    store
        .keep("signups.tell", |tx| async move {
            if let Some(new) = new {
                notice(&tx, new).await?;
            }
            job.once(&tx).await
        })
        .await
}

async fn of_all(job: &Job, store: &Store, states: &[&str], words: Words) -> Outcome<()> {
    let db = store.read();
    let Some(a) = allotment::get(db, job.root).await? else {
        return store.keep("signups.told", |tx| async move { job.once(&tx).await }).await;
    };
    // Read at one moment: whoever leaves while others are told must not push anybody out of the pages.
    let all = entry::in_states(db, a.id, states, 0, u64::MAX).await?;
    for some in all.chunks(SOME) {
        let news: &Vec<NewNotice> = &some.iter().filter_map(|e| told(&a, e, words)).collect();
        // Begun again after a failure, nobody is told twice: the key of each notice sees to it.
        let tell = |tx: Tx| async move {
            for new in news {
                notice(&tx, new).await?;
            }
            Ok(())
        };
        store.keep("signups.tell", tell).await?;
    }
    store.keep("signups.told", |tx| async move { job.once(&tx).await }).await
}

fn told(a: &Allotment, e: &Entry, words: Words) -> Option<NewNotice> {
    let (of, message) = words(a, e)?;
    let new = NewNotice::new(e.person, key(a.id, e.number, of), Room::Signups, message, format!("/signups/{}", a.id));
    let is_soon = e.until_at.is_some_and(|until| until - e.decided_at < HALF_A_DAY);
    Some(if is_soon { new.urgent() } else { new })
}

/// Tells a witness that he was asked (`asked`), that his seal can be opened (`open`), and once more (`again`).
pub(crate) async fn witness(tx: &Tx, a: &Allotment, of: &Sealing, w: &Witness, which: &str) -> Outcome<()> {
    let (message, until) = match which {
        "asked" => ("signups-notice-witness", of.seal_until),
        "open" => ("signups-notice-unseal", of.open_until),
        _ => ("signups-notice-unseal-again", of.open_until),
    };
    let said = Said::new(message).title("title", &a.title).day("day", Day::from_unix_ms(until));
    let key = format!("witness/{}/{}/{}/{which}", a.id, of.round, w.n);
    let new = NewNotice::new(w.person, key, Room::Signups, said, format!("/draws/{}/witness", a.id));
    let new = if until - tx.now() < HALF_A_DAY { new.urgent() } else { new };
    notice(tx, &new).await.map(|_| ())
}

fn key(allotment: Uuid, number: i64, of: &str) -> String {
    format!("signup/{allotment}/{number}/{of}")
}

fn moved_up(a: &Allotment, e: &Entry) -> Option<(&'static str, Said)> {
    let said = |key| Said::new(key).title("title", &a.title);
    // An offer may be for an hour: its day alone says nothing.
    let until = |said: Said| match e.until_at {
        Some(until) => said.moment("day", until),
        None => said,
    };
    match (e.state.as_str(), e.until_at) {
        ("offered", _) => Some(("offered", until(said("signups-notice-offered")))),
        ("placed", Some(_)) => Some(("placed", until(said("signups-notice-placed-due")))),
        ("placed", None) => Some(("placed", said("signups-notice-placed"))),
        _ => None,
    }
}

fn expired(a: &Allotment, e: &Entry) -> Option<(&'static str, Said)> {
    (e.state == "expired").then(|| ("expired", Said::new("signups-notice-expired").title("title", &a.title)))
}

fn drawn(a: &Allotment, e: &Entry) -> Option<(&'static str, Said)> {
    let said = |key| Said::new(key).title("title", &a.title);
    let message = match (e.state.as_str(), e.until_at) {
        ("placed", Some(until)) => said("signups-notice-drawn-due").moment("day", until),
        ("placed", None) => said("signups-notice-drawn"),
        ("waiting", _) => said("signups-notice-drawn-waiting"),
        _ => said("signups-notice-drawn-not"),
    };
    Some(("drawn", message))
}
