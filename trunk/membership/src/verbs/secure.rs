use codes::Mobile;
use serde_json::json;
use store::{Fault, Outcome, SealedAt};
use uuid::Uuid;
use web::Ask;
use web::session;

use crate::house::Membership;
use crate::rows::{credential, person};
use crate::rules::totp::{self, TotpSecret};
use crate::rules::{one_time, password};
use crate::verbs::sign_in_desk::hash_password;

/// How the reader has secured the desk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Secured {
    pub has_password: bool,
    pub has_totp: bool,
}

/// The reader, on a page of his own: an API token changes nothing about how its owner signs in.
pub(crate) fn at_the_browser(ask: &Ask) -> Outcome<Uuid> {
    match &ask.signed_in {
        None => Err(Fault::SignedOut),
        Some(who) if who.token_powers.is_some() => Err(Fault::Forbidden("browser-session")),
        Some(who) => Ok(who.person),
    }
}

fn offered_at(person: Uuid) -> SealedAt {
    SealedAt { table: "member_person", row: person, column: "totp_offered" }
}

impl Membership {
    /// Whether the reader has a password and a second factor.
    ///
    /// # Errors
    /// [`Fault::SignedOut`], [`Fault::Database`].
    pub async fn secured(&self, ask: &Ask) -> Outcome<Secured> {
        let held = credential::get(self.store().read(), ask.person()?).await?.unwrap_or_default();
        Ok(Secured { has_password: held.password.is_some(), has_totp: held.totp.is_some() })
    }

    /// The reader's own mobile number.
    ///
    /// # Errors
    /// `Conflict("membership-no-phone")` for a person without one, such as a member taken over from a list.
    pub(crate) async fn own_phone(&self, ask: &Ask) -> Outcome<Mobile> {
        let known = person::open_phone(self.store(), self.store().read(), ask.person()?).await?;
        let phone = known.ok_or(Fault::Conflict("membership-no-phone"))?;
        Mobile::parse(&phone).map_err(|e| Fault::Internal(e.to_string()))
    }

    /// Sets the password, proved by a one-time code to the reader's own telephone: so a lost one is replaced the same way,
    /// and an open page somebody else sits at is not enough. All other sessions end.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `code`, `password` or `again`.
    pub async fn set_password(&self, ask: &Ask, code: &str, new: &str, again: &str) -> Outcome<()> {
        let person = at_the_browser(ask)?;
        let phone = self.own_phone(ask).await?;
        password::accept(new, again, phone.as_str()).map_err(|f| Fault::Invalid(vec![f]))?;
        let proof = &self.prove_phone(&phone, code).await?;
        let hashed = &hash_password(new).await?;
        let session = ask.signed_in.as_ref().map(|s| s.session);
        self.store()
            .write("membership.set_password", &ask.actor(), |tx| async move {
                proof.spend(&tx).await?;
                credential::set_password(&tx, person, hashed).await?;
                tx.record("person", person, json!({}));
                session::close_all(&tx, person, session).await
            })
            .await
    }

    /// A new secret for the authenticator application, sealed for the way to the page and back.
    ///
    /// # Errors
    /// [`Fault::SignedOut`], [`Fault::Forbidden`].
    pub(crate) fn offer_totp(&self, ask: &Ask) -> Outcome<(TotpSecret, String)> {
        let person = at_the_browser(ask)?;
        let mut secret = TotpSecret::default();
        self.store().ids().fill(&mut secret);
        let sealed = self.store().keyring().seal(offered_at(person), self.store().ids(), &totp::base32(secret))?;
        Ok((secret, sealed.iter().map(|b| format!("{b:02x}")).collect()))
    }

    /// The secret that was offered to this reader; nothing for anything else.
    pub(crate) fn offered_totp(&self, person: Uuid, offer: &str) -> Option<TotpSecret> {
        let bytes: Option<Vec<u8>> = offer
            .as_bytes()
            .chunks(2)
            .take(512)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        totp::read_base32(&self.store().keyring().open_sealed(offered_at(person), &bytes?).ok()?)
    }

    /// Sets up the second factor, once the application has shown that it has the secret.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `totp` or `code`; [`Fault::Conflict`] when the offer is not the reader's.
    pub async fn set_totp(&self, ask: &Ask, offer: &str, shown: &str, code: &str) -> Outcome<()> {
        let person = at_the_browser(ask)?;
        let secret = self.offered_totp(person, offer).ok_or(Fault::Conflict("membership-totp-offer-gone"))?;
        let step = totp::check(secret, &one_time::read(shown), self.store().now(), 0)
            .ok_or_else(|| Fault::field("totp", "membership-totp-wrong"))?;
        let proof = &self.prove_phone(&self.own_phone(ask).await?, code).await?;
        self.store()
            .write("membership.set_totp", &ask.actor(), |tx| async move {
                proof.spend(&tx).await?;
                let text = totp::write(secret, step);
                let sealed = tx.store().keyring().seal(credential::totp_at(person), tx.store().ids(), &text)?;
                credential::set_totp(&tx, person, Some(sealed)).await?;
                tx.record("person", person, json!({ "totp": true }));
                Ok(())
            })
            .await
    }

    /// Takes the second factor away, proved by a one-time code: the way back in for whoever lost the application.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `code`.
    pub async fn remove_totp(&self, ask: &Ask, code: &str) -> Outcome<()> {
        let person = at_the_browser(ask)?;
        let proof = &self.prove_phone(&self.own_phone(ask).await?, code).await?;
        self.store()
            .write("membership.remove_totp", &ask.actor(), |tx| async move {
                proof.spend(&tx).await?;
                credential::set_totp(&tx, person, None).await?;
                tx.record("person", person, json!({ "totp": false }));
                Ok(())
            })
            .await
    }
}
