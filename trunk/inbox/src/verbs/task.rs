//! Tasks: put down, followed and closed inside the transaction of the work they are about.

use organisation::Power;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::address::To;
use crate::due::Due;
use crate::house::version_at;
use crate::room::Room;
use crate::rows::task as rows;
use crate::rules::href::within_the_house;
use crate::said::Said;

const LONGEST_KEY: usize = 120;

/// Something that waits for somebody at a union.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub union: Uuid,
    /// One of its kind for ever at this union: `application/<id>`.
    pub key: String,
    pub to: To,
    pub room: Room,
    /// Room and thing, e.g. `membership.application`.
    pub kind: &'static str,
    pub title: Said,
    /// Where the work is done; may be empty.
    pub href: String,
    /// Message key of the act, a verb.
    pub act: &'static str,
    pub due: Due,
    /// How several of this kind at one union are told as one: message key with `n` and `union`, and where they are.
    pub together: Option<(String, String)>,
    /// No room sees that the work is done; whoever did it says so on the desk.
    pub by_hand: bool,
    /// A person or another aggregate without which there is nothing to do: [`cancel_about`] closes it.
    pub about: Option<Uuid>,
}

impl NewTask {
    #[must_use]
    pub fn new(union: Uuid, key: impl Into<String>, to: To, room: Room, kind: &'static str, title: Said) -> Self {
        Self {
            union,
            key: key.into(),
            to,
            room,
            kind,
            title,
            href: String::new(),
            act: "inbox-act-open",
            due: Due::Open,
            together: None,
            by_hand: false,
            about: None,
        }
    }

    /// Where the work is done, and the word on the button.
    #[must_use]
    pub fn at(mut self, href: impl Into<String>, act: &'static str) -> Self {
        self.href = href.into();
        self.act = act;
        self
    }

    #[must_use]
    pub fn due(mut self, due: Due) -> Self {
        self.due = due;
        self
    }

    /// Several of this kind at one union are one row of the desk: the message `key` knows `n` and `union`.
    #[must_use]
    pub fn together(mut self, key: &'static str, href: impl Into<String>) -> Self {
        self.together = Some((key.to_owned(), href.into()));
        self
    }

    #[must_use]
    pub fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// Ends with this aggregate.
    #[must_use]
    pub fn about(mut self, aggregate: Uuid) -> Self {
        self.about = Some(aggregate);
        self
    }

    fn check(&self) -> Outcome<()> {
        within_the_house(&self.href)?;
        if let Some((_, href)) = &self.together {
            within_the_house(href)?;
        }
        if self.key.is_empty() || self.key.len() > LONGEST_KEY {
            return Err(Fault::Internal(format!("{:?} is no key of a task", self.key)));
        }
        Ok(())
    }
}

/// Lets every process know that the desk of this union is another.
pub(crate) fn changed(tx: &Tx, union: Uuid, wrote: bool) -> bool {
    if wrote {
        tx.bump(version_at(union));
    }
    wrote
}

/// Puts a task down, once: `false` when this union has had one of this key, open or closed.
///
/// # Errors
/// [`Fault::Database`]; [`Fault::Internal`] when the link leads out of the house, the key is empty or longer than 120 bytes, or
/// the title has more than three values.
pub async fn task(tx: &Tx, new: &NewTask) -> Outcome<bool> {
    new.check()?;
    let wrote = rows::insert(tx, new).await?;
    Ok(changed(tx, new.union, wrote))
}

/// As [`task`]; one of this key that was closed is opened again with the new title, link, address and due day. `false` when it is
/// open already.
///
/// # Errors
/// As [`task`].
pub async fn task_again(tx: &Tx, new: &NewTask) -> Outcome<bool> {
    new.check()?;
    let wrote = rows::insert(tx, new).await? || rows::reopen(tx, new).await?;
    Ok(changed(tx, new.union, wrote))
}

/// The work is done. Of two that say so at once one is answered `true`.
///
/// # Errors
/// [`Fault::Database`].
pub async fn done(tx: &Tx, union: Uuid, key: &str, by: Option<Uuid>) -> Outcome<bool> {
    let wrote = rows::finish(tx, union, key, by).await?;
    Ok(changed(tx, union, wrote))
}

/// The work need not be done any more; `false` when nothing of this key is open.
///
/// # Errors
/// [`Fault::Database`].
pub async fn cancel(tx: &Tx, union: Uuid, key: &str) -> Outcome<bool> {
    let wrote = rows::cancel(tx, union, key).await?;
    Ok(changed(tx, union, wrote))
}

/// Whatever waits about this aggregate need not be done any more, at any union; says how many there were.
///
/// # Errors
/// [`Fault::Database`].
pub async fn cancel_about(tx: &Tx, about: Uuid) -> Outcome<u64> {
    let unions = rows::unions_about(tx, about).await?;
    for union in unions {
        changed(tx, union, true);
    }
    rows::cancel_about(tx, about).await
}

/// From now on another union sees that this waits: whoever holds the power there, with a link of its own (or none). One union
/// follows a task; a later one takes its place.
///
/// # Errors
/// [`Fault::Database`]; [`Fault::Internal`] when the link leads out of the house.
pub async fn follow(tx: &Tx, union: Uuid, key: &str, watcher: Uuid, with: Power, href: &str) -> Outcome<bool> {
    within_the_house(href)?;
    let wrote = rows::follow(tx, union, key, watcher, with, href).await?;
    Ok(changed(tx, union, wrote))
}

/// A union has ended: what still waits there is seen at its successor by whoever holds the same there, with the same link;
/// what was of its own life only need not be done any more.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn pass_on(tx: &Tx, union: Uuid, successor: Uuid, own_life: &str) -> Outcome<()> {
    rows::cancel_kind(tx, union, own_life).await?;
    rows::pass_on(tx, union, successor).await?;
    changed(tx, union, true);
    Ok(())
}
