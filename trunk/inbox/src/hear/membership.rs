//! Applications to join or to transfer: at the union asked, a task for whoever admits; to the applicant, a word of every step.
//! The events' root is the person; the key of a task is `application/<id>`.

use codes::Day;
use jobs::{Job, Worker};
use organisation::Power;
use serde::Deserialize;
use store::{Outcome, Store, Tx};
use uuid::Uuid;

use crate::address::To;
use crate::due::Due;
use crate::house::Inbox;
use crate::room::Room;
use crate::said::Said;
use crate::verbs::forget::forget;
use crate::verbs::notice::{NewNotice, notice};
use crate::verbs::task::{NewTask, cancel, cancel_about, done, follow, task_again};

/// Working days within which an application is decided; the applicant sees the same clock.
const DAYS_TO_DECIDE: i32 = 15;

#[derive(Deserialize)]
struct Application {
    application: Uuid,
    union: Uuid,
    #[serde(default)]
    kind: String,
    /// The next higher union, once the answer is overdue.
    #[serde(default)]
    above: Option<Uuid>,
    /// The day it was asked and the last day for an answer, where its clock runs already.
    #[serde(default)]
    asked: Option<i32>,
    #[serde(default)]
    due: Option<i32>,
}

fn key(application: Uuid) -> String {
    format!("application/{application}")
}

impl Application {
    fn key(&self) -> String {
        key(self.application)
    }

    fn is_transfer(&self) -> bool {
        self.kind == "transfer"
    }
}

/// An application handed on to another union.
#[derive(Deserialize)]
struct SentOn {
    application: Uuid,
    from: Uuid,
    union: Uuid,
    /// The day it was asked, and the last day for an answer, which stays.
    asked: i32,
    due: i32,
}

#[derive(Deserialize)]
struct Transferred {
    to: Uuid,
}

/// Subscribes to what `membership` emits.
#[must_use]
pub fn hear_membership(inbox: &Inbox, worker: Worker) -> Worker {
    let (asking, answering) = (inbox.clone(), inbox.clone());
    worker
        .subscribe("membership.asked", "inbox", move |job, store| {
            let inbox = asking.clone();
            async move { asked(&inbox, &job, &store, true).await }
        })
        .subscribe("membership.answered", "inbox", move |job, store| {
            let inbox = answering.clone();
            async move { asked(&inbox, &job, &store, false).await }
        })
        .subscribe("membership.returned", "inbox", |job, store| async move {
            decided(&job, &store, ["inbox-join-returned", "inbox-transfer-returned"]).await
        })
        .subscribe("membership.approved", "inbox", |job, store| async move {
            decided(&job, &store, ["inbox-join-approved", "inbox-transfer-approved"]).await
        })
        .subscribe("membership.refused", "inbox", |job, store| async move {
            decided(&job, &store, ["inbox-join-refused", "inbox-transfer-refused"]).await
        })
        .subscribe("membership.sent_on", "inbox", |job, store| async move { sent_on(&job, &store).await })
        .subscribe("membership.withdrawn", "inbox", |job, store| async move { withdrawn(&job, &store).await })
        .subscribe("membership.overdue", "inbox", |job, store| async move { overdue(&job, &store).await })
        .subscribe("membership.transferred", "inbox", |job, store| async move { transferred(&job, &store).await })
        .subscribe("membership.erased", "inbox", |job, store| async move { erased(&job, &store).await })
}

/// Asked, and its clock begins; or asked again with the answer to a question, and its clock goes on: it waits for the union.
async fn asked(inbox: &Inbox, job: &Job, store: &Store, is_new: bool) -> Outcome<()> {
    let it: Application = job.payload_as()?;
    let received = it.asked.map_or_else(|| Day::from_unix_ms(job.due_at), Day);
    let until = it.due.map_or_else(|| inbox.calendar.add_working_days(received, DAYS_TO_DECIDE), Day);
    let title = if it.is_transfer() { "inbox-task-transfer" } else { "inbox-task-join" };
    let task = to_decide(job, it.union, it.application, title, Due::Clock { received, until });
    let heard = Said::new(if it.is_transfer() { "inbox-transfer-asked" } else { "inbox-join-asked" })
        .union("union", it.union)
        .day("day", until);
    let word = &told(job, &it, "asked", heard);
    let task = &task;
    store
        .keep("inbox.hear", |tx| async move {
            task_again(&tx, task).await?;
            if is_new {
                notice(&tx, word).await?;
            }
            job.once(&tx).await
        })
        .await
}

/// What waits for a union that is to decide on an application.
fn to_decide(job: &Job, union: Uuid, application: Uuid, title: &'static str, due: Due) -> NewTask {
    let to = To::Power(Power::Admit);
    NewTask::new(union, key(application), to, Room::Membership, "membership.application", Said::new(title))
        .at(format!("/members/applications/{}/{application}", job.root), "inbox-act-decide")
        .due(due)
        .together("inbox-task-applications", "/members/applications")
        .about(job.root)
}

/// Handed on: it waits for the other union, on the same clock, and the applicant is told which.
async fn sent_on(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<SentOn>()?;
    let (received, until) = (Day(it.asked), Day(it.due));
    let task = &to_decide(job, it.union, it.application, "inbox-task-join-sent-on", Due::Clock { received, until });
    let message = Said::new("inbox-join-sent-on").union("union", it.union).day("day", until);
    // It may be handed on more than once: each time is told.
    let key_of_word = format!("{}/{}", key(it.application), job.id);
    let word = &NewNotice::new(job.root, key_of_word, Room::Membership, message, "/me/application");
    let effect = |tx: Tx| async move {
        done(&tx, it.from, &key(it.application), None).await?;
        task_again(&tx, task).await?;
        notice(&tx, word).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

/// Decided or given back: nothing waits for the union any more, and the applicant is told.
async fn decided(job: &Job, store: &Store, [join, transfer]: [&'static str; 2]) -> Outcome<()> {
    let it: Application = job.payload_as()?;
    let message = Said::new(if it.is_transfer() { transfer } else { join }).union("union", it.union);
    // An application may be given back more than once: each time is told.
    let new = &told(job, &it, &job.id.to_string(), message);
    let it = &it;
    store
        .keep("inbox.hear", |tx| async move {
            done(&tx, it.union, &it.key(), None).await?;
            notice(&tx, new).await?;
            job.once(&tx).await
        })
        .await
}

fn told(job: &Job, it: &Application, step: &str, message: Said) -> NewNotice {
    NewNotice::new(job.root, format!("{}/{step}", it.key()), Room::Membership, message, "/me/application")
}

async fn withdrawn(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Application>()?;
    let effect = |tx: Tx| async move {
        cancel(&tx, it.union, &it.key()).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

/// The union did not answer in time: the next higher one sees that it waits, not who.
async fn overdue(job: &Job, store: &Store) -> Outcome<()> {
    let it = &job.payload_as::<Application>()?;
    let effect = |tx: Tx| async move {
        if let Some(above) = it.above {
            follow(&tx, it.union, &it.key(), above, Power::Organise, "/members/overdue").await?;
        }
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

async fn transferred(job: &Job, store: &Store) -> Outcome<()> {
    let to = job.payload_as::<Transferred>()?.to;
    let message = Said::new("inbox-transferred").union("union", to);
    let new = &NewNotice::new(job.root, format!("transferred/{}", job.id), Room::Membership, message, "/me");
    let effect = |tx: Tx| async move {
        notice(&tx, new).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}

async fn erased(job: &Job, store: &Store) -> Outcome<()> {
    let effect = |tx: Tx| async move {
        forget(&tx, job.root).await?;
        cancel_about(&tx, job.root).await?;
        job.once(&tx).await
    };
    store.keep("inbox.hear", effect).await
}
