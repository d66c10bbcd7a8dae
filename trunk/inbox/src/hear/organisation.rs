//! Applications for a union to be founded, and committees whose term ends, and unions that end. Of the events of a founding the root is the
//! application's id; of a term or an ending, the union's.

use codes::Day;
use jobs::{Job, Worker};
use organisation::{Power, events};
use serde::Deserialize;
use store::{Outcome, Store, Tx};
use uuid::Uuid;

use crate::address::To;
use crate::due::Due;
use crate::house::Inbox;
use crate::room::Room;
use crate::said::Said;
use crate::verbs::notice::{NewNotice, notice};
use crate::verbs::task::{NewTask, cancel, done, pass_on, task_again};

/// Working days within which an application is answered.
const DAYS_TO_ANSWER: i32 = 15;

#[derive(Deserialize)]
struct Founding {
    /// The union it was put to.
    parent: Uuid,
    /// Who asked, while that is known.
    #[serde(default)]
    by: Option<Uuid>,
    /// The day an answer is due.
    #[serde(default)]
    due: Option<i32>,
    /// `approved`, `returned`, `refused`.
    #[serde(default)]
    answer: String,
    #[serde(default)]
    decided_by: Option<Uuid>,
}

#[derive(Deserialize)]
struct Term {
    union: Uuid,
    /// Which committee it is.
    number: i32,
    /// The first day it is over.
    until: i32,
}

#[derive(Deserialize)]
struct Ended {
    union: Uuid,
    successor: Uuid,
}

/// Subscribes to what `organisation` emits ([`organisation::events`]).
#[must_use]
pub fn hear_organisation(inbox: &Inbox, worker: Worker) -> Worker {
    let asking = inbox.clone();
    worker
        .subscribe(events::FOUNDING_ASKED, "inbox", move |job, store| {
            let inbox = asking.clone();
            async move { asked(&inbox, &job, &store).await }
        })
        .subscribe(events::FOUNDING_DECIDED, "inbox", |job, store| async move { decided(&job, &store).await })
        .subscribe(events::FOUNDING_WITHDRAWN, "inbox", |job, store| async move { withdrawn(&job, &store).await })
        .subscribe(events::TERM_ENDS, "inbox", |job, store| async move { term_ends(&job, &store).await })
        .subscribe(events::TERM_SET, "inbox", |job, store| async move { term_set(&job, &store).await })
        .subscribe(events::UNION_ENDED, "inbox", |job, store| async move { ended(&job, &store).await })
}

/// The kind of what a committee's term brings.
const TERM: &str = "organisation.term";

fn key(founding: Uuid) -> String {
    format!("founding/{founding}")
}

async fn asked(inbox: &Inbox, job: &Job, store: &Store) -> Outcome<()> {
    let it: Founding = job.payload_as()?;
    let received = Day::from_unix_ms(job.due_at);
    let until = it.due.map_or_else(|| inbox.calendar.add_working_days(received, DAYS_TO_ANSWER), Day);
    let title = Said::new("inbox-task-founding");
    let task =
        &NewTask::new(it.parent, key(job.root), To::Power(Power::Organise), Room::Organisation, "organisation.founding", title)
            .at(format!("/foundings/{}", job.root), "inbox-act-decide")
            .due(Due::Clock { received, until })
            .together("inbox-task-foundings", "/foundings")
            .about(job.root);
    let effect = |tx: Tx| async move {
        task_again(&tx, task).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

async fn decided(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Founding>()?;
    let message = match it.answer.as_str() {
        "approved" => "inbox-founding-approved",
        "returned" => "inbox-founding-returned",
        _ => "inbox-founding-refused",
    };
    let effect = |tx: Tx| async move {
        done(&tx, it.parent, &key(job.root), it.decided_by).await?;
        if let Some(person) = it.by {
            let message = Said::new(message).union("union", it.parent);
            let key = format!("{}/{}", key(job.root), job.id);
            let new = NewNotice::new(person, key, Room::Organisation, message, format!("/foundings/{}", job.root));
            notice(&tx, &new).await?;
        }
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

async fn withdrawn(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Founding>()?;
    let effect = |tx: Tx| async move {
        cancel(&tx, it.parent, &key(job.root)).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

fn term_key(number: i32) -> String {
    format!("term/{number}")
}

/// The committee's term is near its end: an election is to be prepared (Trade Union Law, article 16). Calling it to mind again
/// changes nothing while it waits.
async fn term_ends(job: &Job, store: &Store) -> Outcome<()> {
    let it: Term = job.payload_as()?;
    let last = Day(it.until) - 1;
    let title = Said::new("inbox-task-term").day("day", last);
    let task_of = NewTask::new(it.union, term_key(it.number), To::Power(Power::Organise), Room::Organisation, TERM, title);
    let new = &task_of.at(format!("/unions/{}/term", it.union), "inbox-act-term").due(Due::Day(last));
    let effect = |tx: Tx| async move {
        task_again(&tx, new).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

/// A new committee was entered: what was called to mind of the one before is done.
async fn term_set(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Term>()?;
    let effect = |tx: Tx| async move {
        for number in [it.number - 1, it.number] {
            done(&tx, it.union, &term_key(number), None).await?;
        }
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

/// A union was merged, split or closed: its committee has no term any more, whatever else waits is its successor's.
async fn ended(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Ended>()?;
    let effect = |tx: Tx| async move {
        pass_on(&tx, it.union, it.successor, TERM).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}
