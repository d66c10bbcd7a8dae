use codes::Mobile;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;
use web::Ask;
use web::session::{self, Lasting};

use crate::house::Membership;
use crate::rows::person::{self, NewPerson};
use crate::rows::{ordinal, registration};

/// A session that has just been opened.
#[derive(Clone, Debug)]
pub struct Opened {
    pub person: Uuid,
    /// Value of the `Set-Cookie` header.
    pub cookie: String,
    /// Whether the person became known just now.
    pub is_new: bool,
}

impl Membership {
    /// Signs in whoever holds the telephone: a number nobody has becomes a registered person without a membership.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `code`.
    pub async fn sign_in(&self, phone: &Mobile, code: &str, ask: &Ask) -> Outcome<Opened> {
        let proof = &self.prove_phone(phone, code).await?;
        let (device, web) = (ask.user_agent.as_str(), &self.web);
        let home = self.organisation.federation.root().map_or(Uuid::nil(), |r| r.id);
        let request = Some(ask.request_id.clone());
        let actor = &Actor { request, ..Actor::house() };
        self.store()
            .write("membership.sign_in", actor, |tx| async move {
                proof.spend(&tx).await?;
                let (person, is_new) = self.know(&tx, &proof.phone, "", home).await?;
                tx.record("person", person, json!({ "new": is_new }));
                let cookie = session::open(&tx, web, person, device, Lasting::Phone).await?;
                Ok(Opened { person, cookie, is_new })
            })
            .await
    }

    /// The person with this number, who is made if there is none, and marked as registered online from now on. An ordinal is
    /// taken from the block of `union`: the union asked to, or the root while none is known.
    pub(crate) async fn know(&self, tx: &Tx, phone: &Mobile, name: &str, union: Uuid) -> Outcome<(Uuid, bool)> {
        if let Some(known) = person::by_phone(tx.store(), &**tx, phone.as_str()).await? {
            registration::mark_registered(tx, known).await?;
            return Ok((known, false));
        }
        let ordinal = ordinal::take(tx, union, 1).await?.first().copied().unwrap_or_default();
        let new = NewPerson {
            person: tx.new_id(),
            ordinal,
            name: name.to_owned(),
            phone: Some(phone.as_str().to_owned()),
            registered_at: Some(tx.now()),
            ..NewPerson::default()
        };
        person::insert(tx, std::slice::from_ref(&new)).await?;
        Ok((new.person, true))
    }

    /// Opens a session for somebody without asking for anything: one-click sign-in of the demonstration, and nothing else.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn sign_in_as(&self, person: Uuid, ask: &Ask) -> Outcome<String> {
        let (device, web) = (ask.user_agent.as_str(), &self.web);
        self.store()
            .write("membership.sign_in_as", &Actor { request: Some(ask.request_id.clone()), ..Actor::house() }, |tx| async move {
                tx.record("person", person, json!({ "demo": true }));
                session::open(&tx, web, person, device, Lasting::Phone).await
            })
            .await
    }

    /// Ends the session a page was asked with. That it was ended from another device in this very moment is as good.
    ///
    /// # Errors
    /// [`Fault::SignedOut`], [`Fault::Database`].
    pub async fn sign_out(&self, ask: &Ask) -> Outcome<()> {
        let Some(who) = ask.signed_in.clone() else { return Ok(()) };
        let who = &who;
        self.store()
            .write("membership.sign_out", &ask.actor(), |tx| async move {
                tx.record("person", who.person, json!({ "session": who.session }));
                session::close(&tx, who.person, who.session).await?;
                Ok(())
            })
            .await
    }

    /// Ends one session of the reader, or all but the present one.
    ///
    /// # Errors
    /// [`Fault::NotFound`] if `one` is no open session of the reader's own; [`Fault::SignedOut`], [`Fault::Database`].
    pub async fn end_sessions(&self, ask: &Ask, one: Option<Uuid>) -> Outcome<()> {
        let who = &ask.signed_in.clone().ok_or(Fault::SignedOut)?;
        self.store()
            .write("membership.end_sessions", &ask.actor(), |tx| async move {
                tx.record("person", who.person, json!({ "session": one }));
                match one {
                    Some(session) if !session::close(&tx, who.person, session).await? => Err(Fault::NotFound),
                    Some(_) => Ok(()),
                    None => session::close_all(&tx, who.person, Some(who.session)).await,
                }
            })
            .await
    }
}
