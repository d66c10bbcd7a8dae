use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use codes::Mobile;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;
use web::Ask;
use web::session::{self, Lasting};

use crate::house::Membership;
use crate::rows::{code, credential, person};
use crate::rules::one_time;
use crate::rules::totp;

/// Attempts with a password for one number in an hour, counted in the database before the password is looked at.
const MOST_PASSWORDS: i32 = 10;

/// An officer's session that has just been opened.
#[derive(Clone, Debug)]
pub struct DeskOpened {
    pub person: Uuid,
    /// Value of the `Set-Cookie` header.
    pub cookie: String,
    /// Whether a second factor was asked for; where not, the officer is sent to set one up.
    pub has_totp: bool,
}

/// Hashes a password with argon2id (RFC 9106), off the threads that serve pages. Gives a PHC string.
///
/// # Errors
/// [`Fault::Internal`].
pub async fn hash_password(password: &str) -> Outcome<String> {
    let password = password.to_owned();
    apart(move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|e| e.to_string())).await
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, String> + Send + 'static) -> Outcome<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|e| Fault::Internal(e.to_string()))?;
    done.map_err(Fault::Internal)
}

/// Whether the password is the hashed one. Where there is none to compare with, as much work is done for nothing.
async fn verify(password: &str, hashed: Option<String>) -> Outcome<bool> {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let password = password.to_owned();
    apart(move || {
        let is_known = hashed.is_some();
        let text = match hashed {
            Some(hashed) => hashed,
            None => match NOBODY.get() {
                Some(text) => text.clone(),
                None => {
                    let text = Argon2::default().hash_password(b"nobody").map_err(|e| e.to_string())?.to_string();
                    NOBODY.get_or_init(|| text).clone()
                }
            },
        };
        let parsed = PasswordHash::new(&text).map_err(|e| e.to_string())?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && is_known)
    })
    .await
}

fn wrong() -> Fault {
    Fault::field("password", "membership-desk-wrong")
}

impl Membership {
    /// Signs an officer in with password and, where set up, the code of the authenticator application. Number unknown, no
    /// password set, password wrong, code wrong or used before: one answer for all.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `password`; [`Fault::TooMany`] after ten attempts for a number within the hour.
    pub async fn sign_in_desk(&self, phone: &Mobile, password: &str, code: &str, ask: &Ask) -> Outcome<DeskOpened> {
        let store = self.store();
        let hash = &store.keyring().lookup("phone", phone.as_str());
        let (tries, until) =
            store.keep("membership.count_password", |tx| async move { code::count_password(&tx, hash).await }).await?;
        if tries > MOST_PASSWORDS {
            let seconds = (until - store.now()).max(1).unsigned_abs().div_ceil(1000);
            return Err(Fault::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX)));
        }
        let known = person::by_phone(store, store.read(), phone.as_str()).await?;
        let credential = match known {
            Some(person) => credential::get(store.read(), person).await?.unwrap_or_default(),
            None => credential::Credential::default(),
        };
        let is_right = verify(password, credential.password).await?;
        let Some(person) = known.filter(|_| is_right) else { return Err(wrong()) };
        let (web, device, code) = (&self.web, ask.user_agent.as_str(), &one_time::read(code));
        let actor = &Actor { person: Some(person), on_behalf: None, request: Some(ask.request_id.clone()) };
        store
            .write("membership.sign_in_desk", actor, |tx| async move {
                let held = credential::lock(&tx, person).await?.unwrap_or_default();
                let has_totp = held.totp.is_some();
                if let Some(sealed) = held.totp {
                    let keys = tx.store().keyring();
                    let text = keys.open_sealed(credential::totp_at(person), &sealed)?;
                    let (secret, last) =
                        totp::read(&text).ok_or_else(|| Fault::Internal("a second factor is unreadable".into()))?;
                    let step = totp::check(secret, code, tx.now(), last).ok_or_else(wrong)?;
                    let sealed = keys.seal(credential::totp_at(person), tx.store().ids(), &totp::write(secret, step))?;
                    credential::set_totp(&tx, person, Some(sealed)).await?;
                }
                code::forget_passwords(&tx, hash).await?;
                tx.record("person", person, json!({ "totp": has_totp }));
                let cookie = session::open(&tx, web, person, device, Lasting::Desk).await?;
                Ok(DeskOpened { person, cookie, has_totp })
            })
            .await
    }
}
