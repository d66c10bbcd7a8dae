//! What the worker does for other channels: gathering what was put off to an instant, and handing it over.

use i18n::Lang;
use jobs::Job;
use serde::Deserialize;
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::deliver::{Channel, Delivery};
use crate::house::Inbox;
use crate::rows::notice as rows;
use crate::verbs::notice::deliver;

#[derive(Deserialize)]
struct PutOff {
    channel: String,
    at: i64,
}

#[derive(Deserialize)]
struct Due {
    channel: String,
    notices: Vec<Uuid>,
}

fn channel(name: &str) -> Outcome<Channel> {
    Channel::from_name(name).ok_or_else(|| Fault::Internal(format!("{name} is no channel")))
}

/// An instant has come: whatever was put off to it, was not read meanwhile and is still wanted goes out in one message.
pub(crate) async fn gather(job: &Job, store: &Store) -> Outcome<()> {
    let off: PutOff = job.payload_as()?;
    let (channel, at) = (channel(&off.channel)?, off.at);
    store
        .keep("inbox.send", |tx| async move {
            let ids = rows::put_off_to(&*tx, job.root, at, channel.name()).await?;
            if !ids.is_empty() {
                deliver(&tx, job.root, channel, &ids).await?;
            }
            job.once(&tx).await
        })
        .await
}

/// Hands a message over to whoever sends it; what was read in the house meanwhile is left out.
pub(crate) async fn hand_over(inbox: &Inbox, job: &Job) -> Outcome<()> {
    let Some(deliverer) = inbox.deliverer() else { return Ok(()) };
    let due: Due = job.payload_as()?;
    let channel = channel(&due.channel)?;
    let unread = rows::unread_of(inbox.store().read(), job.root, &due.notices).await?;
    let voice = inbox.organisation.web.words.voice(Lang::Zh);
    let lines: Vec<String> = unread.iter().map(|n| n.message.say(&voice, &inbox.organisation.federation)).collect();
    let href = match unread.as_slice() {
        [] => return Ok(()),
        [one] if !one.href.is_empty() => one.href.clone(),
        _ => "/notices".to_owned(),
    };
    deliverer.deliver(Delivery { id: job.id, person: job.root, channel, lines, href }).await
}
