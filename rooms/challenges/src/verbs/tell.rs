//! Whoever has a place or waits for one is told what became of the challenge. Its title is public; nothing else is said.

use codes::Day;
use inbox::{NewNotice, Room, Said};
use jobs::Job;
use serde::Deserialize;
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::Challenges;
use crate::rows::challenge::{self, Challenge};
use crate::rows::part;

/// Notices written in one transaction, so that nobody waits long for the database.
const SOME: usize = 100;

#[derive(Deserialize)]
struct Redated {
    from: i32,
    last: i32,
    revision: i32,
}

/// It has other days.
pub(crate) async fn redated(c: &Challenges, job: &Job, store: &Store) -> Outcome<()> {
    let days: Redated = job.payload_as()?;
    let it = challenge::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let said =
        Said::new("challenges-told-redated").title("title", &it.title).day("from", Day(days.from)).day("last", Day(days.last));
    let people = people(c, &it, false).await?;
    tell(job, store, &people, &format!("challenge-redated/{}/{}", it.id, days.revision), &said, &it.href()).await
}

/// It was called off.
pub(crate) async fn cancelled(c: &Challenges, job: &Job, store: &Store) -> Outcome<()> {
    let it = challenge::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let said = Said::new("challenges-told-cancelled").title("title", &it.title).title("reason", &it.reason);
    let people = people(c, &it, true).await?;
    tell(job, store, &people, &format!("challenge-cancelled/{}", it.id), &said, &it.href()).await
}

/// It is over: whoever takes part finds his own outcome. How it came out is said on his own page only.
pub(crate) async fn closed(job: &Job, store: &Store) -> Outcome<()> {
    let it = challenge::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let said = Said::new("challenges-told-closed").title("title", &it.title);
    let people: Vec<Uuid> = part::joined(store.read(), it.id).await?.into_iter().map(|p| p.person).collect();
    tell(job, store, &people, &format!("challenge-closed/{}", it.id), &said, &format!("{}/outcome", it.href())).await
}

/// Everybody who stands there; of one called off, who stood there until then.
async fn people(c: &Challenges, it: &Challenge, is_cancelled: bool) -> Outcome<Vec<Uuid>> {
    let standing = c.signups.standing_people(it.allotment).await?;
    let mut people: Vec<Uuid> =
        standing.into_iter().filter(|(.., state)| (state == "cancelled") == is_cancelled).map(|(person, ..)| person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// In portions, each under a key of its own, so that being told again changes nothing.
async fn tell(job: &Job, store: &Store, people: &[Uuid], key: &str, said: &Said, href: &str) -> Outcome<()> {
    for some in people.chunks(SOME) {
        let written = store.keep("challenges.tell", |tx| async move {
            for person in some {
                inbox::notice(&tx, &NewNotice::new(*person, key, Room::Challenges, said.clone(), href)).await?;
            }
            Ok(())
        });
        written.await?;
    }
    store.keep("challenges.tell", |tx| async move { job.once(&tx).await }).await
}
