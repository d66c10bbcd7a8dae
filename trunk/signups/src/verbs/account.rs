use jobs::Job;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Store, Tx};
use uuid::Uuid;

use super::fund::fund;
use crate::house::Signups;
use crate::rows::account::{self, Account};
use crate::rows::entry;
use crate::rows::movement::{self, Movement};
use crate::verbs::move_up::Held;

pub(crate) const FUNDED: &str = "signups.funded";
/// Where money is from. Kept apart, because each is accounted for to somebody else.
pub(crate) const SOURCES: [&str; 5] = ["own", "higher", "treasury", "employer", "donation"];
/// Characters of a title.
pub(crate) const LONGEST_TITLE: usize = 60;
/// A hundred million yuan.
const MOST: i64 = 10_000_000_000;

/// An account about to be opened. The id comes from the form, so a form sent twice is one account.
pub struct NewAccount {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub source: String,
    /// Fen.
    pub amount: i64,
}

impl Signups {
    /// Opens an account that subsidies of this union come from.
    ///
    /// # Errors
    /// By the scope, which must reach the power to approve money; at `title`, `source` and `amount` what is wrong with them;
    /// `signups-account-key-taken` when the id is another account's.
    pub async fn open_account(&self, scope: &Scope, actor: &Actor, new: &NewAccount) -> Outcome<Account> {
        scope.require(Power::ApproveMoney, new.union)?;
        let title = new.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut faults = Vec::new();
        match title.chars().count() {
            0 => faults.push(FieldFault::new("title", "signups-account-title-missing")),
            n if n > LONGEST_TITLE => faults.push(FieldFault::new("title", "signups-account-title-long")),
            _ => {}
        }
        if !SOURCES.contains(&new.source.as_str()) {
            faults.push(FieldFault::new("source", "signups-account-source-wrong"));
        }
        if !(1..=MOST).contains(&new.amount) {
            faults.push(FieldFault::new("amount", "signups-account-amount-wrong"));
        }
        if !faults.is_empty() {
            return Err(Fault::Invalid(faults));
        }
        let (source, amount) = (new.source.clone(), new.amount);
        let account = Account { id: new.id, union_id: new.union, title, source, amount, reserved: 0, spent: 0 };
        let row = &account;
        let opened = self.store().write("signups.open_account", actor, |tx| async move { fund(&tx, row).await }).await;
        match opened {
            Ok(()) => Ok(account),
            Err(Fault::Taken(_)) => match account::get(self.store().read(), new.id).await? {
                Some(a) if a.union_id == new.union && a.title == account.title && a.source == account.source => Ok(a),
                _ => Err(Fault::Conflict("signups-account-key-taken")),
            },
            Err(fault) => Err(fault),
        }
    }

    /// Puts more money into an account. Whoever waits for lack of it gets a place in his turn.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; `signups-account-amount-wrong` at `amount`.
    pub async fn add_to_account(&self, scope: &Scope, actor: &Actor, id: Uuid, fen: i64) -> Outcome<()> {
        scope.require(Power::ApproveMoney, self.account(id).await?.union_id)?;
        if !(1..=MOST).contains(&fen) {
            return Err(Fault::field("amount", "signups-account-amount-wrong"));
        }
        self.store()
            .write("signups.add_to_account", actor, |tx| async move {
                let before = account::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                if before.amount + fen > MOST {
                    return Err(Fault::field("amount", "signups-account-amount-wrong"));
                }
                account::add(&tx, id, fen).await?;
                let added = Movement { what: "added".into(), fen, done_by: actor.person, at: tx.now(), ..Movement::of(id) };
                movement::add(&tx, &added).await?;
                for waits in entry::promised(&*tx, id).await?.iter().filter(|p| p.waiting > 0) {
                    jobs::later(&tx, waits.id, FUNDED, json!({}), tx.now(), "").await?;
                }
                tx.record("account", id, json!({ "added": fen }));
                Ok(())
            })
            .await
    }
}

/// There is money again: those who waited for it move up.
pub(crate) async fn perform(job: &Job, store: &Store) -> Outcome<()> {
    let id = job.root;
    store
        .write("signups.move_up", &Actor::house(), |tx| async move {
            move_up(&tx, id).await?;
            job.once(&tx).await
        })
        .await
}

async fn move_up(tx: &Tx, id: Uuid) -> Outcome<()> {
    let mut held = Held::open(tx, id).await?;
    let before = held.room.taken;
    held.move_up(tx).await?;
    let given = held.room.taken - before;
    if given > 0 {
        tx.record("allotment", id, json!({ "moved": given }));
    } else {
        tx.changes_nothing();
    }
    held.close(tx).await
}
