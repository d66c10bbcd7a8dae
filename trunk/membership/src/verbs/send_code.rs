use codes::Mobile;
use i18n::Voice;
use store::{Fault, Outcome};

use crate::house::Membership;
use crate::rows::code;
use crate::rules::one_time::{self, CODE_LASTS_MS, MOST_A_DAY, ONE_EVERY_MS};
use crate::sender::Letter;

/// A day, for the limit on codes to one number.
const DAY_MS: i64 = 86_400_000;

/// What the next page may say about a code on its way.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The code itself, in the demonstration only.
    pub shown: Option<String>,
}

impl Membership {
    /// Sends a one-time code of six digits to a mobile number: one a minute, ten a day. Nothing is looked up about the number,
    /// so neither the answer nor the time it takes says whether anybody has it.
    ///
    /// # Errors
    /// [`Fault::TooMany`] with the seconds to wait; [`Fault::Invalid`] beside `phone` when the message could not be handed over.
    pub async fn send_code(&self, phone: &Mobile, v: &Voice) -> Outcome<Sent> {
        let hash = &self.store().keyring().lookup("phone", phone.as_str());
        let code = &one_time::digits(self.store().ids());
        let id = self
            .store()
            .keep("membership.send_code", |tx| async move {
                let now = tx.now();
                if let Some(last) = code::newest(&*tx, hash).await?
                    && now - last.sent_at < ONE_EVERY_MS
                {
                    return Err(wait(last.sent_at + ONE_EVERY_MS - now));
                }
                let (sent, first) = code::sent_since(&*tx, hash, now - DAY_MS).await?;
                if sent >= MOST_A_DAY {
                    return Err(wait(first + DAY_MS - now));
                }
                let id = code::slot_now(&tx);
                let sealed = one_time::seal(tx.store().keyring(), hash, id, code);
                if code::insert(&tx, hash, id, &sealed, CODE_LASTS_MS).await? { Ok(id) } else { Err(wait(ONE_EVERY_MS)) }
            })
            .await?;
        let text = v.t2("membership-code-letter", "code", code.as_str(), "minutes", CODE_LASTS_MS / 60_000);
        if let Err(fault) = self.sender.send(&Letter { to: phone.as_str().to_owned(), text }).await {
            tracing::warn!(%fault, "a code could not be sent");
            // What never left must not stand in the way of the next attempt.
            self.store().keep("membership.unsend_code", |tx| async move { code::spend(&tx, hash, id).await }).await?;
            return Err(Fault::field("phone", "membership-code-not-sent"));
        }
        Ok(Sent { shown: self.sender.shows_codes().then(|| code.clone()) })
    }

    /// Sends any message: the test of the first run, reminders of other crates.
    ///
    /// # Errors
    /// [`Fault::Internal`] when it could not be handed over.
    pub async fn send(&self, letter: &Letter) -> Outcome<()> {
        self.sender.send(letter).await
    }

    /// Throws away codes and counts that no limit needs any more.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn sweep_codes(&self) -> Outcome<u64> {
        self.store().keep("membership.sweep_codes", |tx| async move { code::sweep(&tx, tx.now() - DAY_MS).await }).await
    }
}

fn wait(ms: i64) -> Fault {
    Fault::TooMany(u32::try_from(ms.max(1)).unwrap_or(u32::MAX).div_ceil(1000))
}
