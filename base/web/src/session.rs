//! Sessions: a row each, found by the id in the cookie and proved by a secret whose hash is stored.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use store::schema::{Table, bytes, id, int, text};
use store::{Gather, Instant, Outcome, Store, Tx, Value, Version, all, asked, binds, places, run};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::preferences::cookie;
use crate::{SignedIn, Web};

pub(crate) const TABLE: Table = Table::by_root(
    "web_session",
    "id",
    &[id("id"), id("person"), bytes("secret"), int("opened_at"), int("seen_at"), int("ends_at"), text("device")],
    &["id"],
)
.indexes(&[&["person"], &["ends_at"]])
.in_key_order();

const COOKIE: &str = "hall";
/// A session not met for a day is written as seen again; more often would be a write for every page.
const SEEN_AFTER_MS: i64 = 86_400_000;
/// Raised when a session ends before its time.
const VERSION: &str = "sessions";
/// A few hundred bytes each.
const MOST_KEPT: usize = 300_000;
/// Sessions read, or written as seen, in one statement.
const MOST_ROWS: usize = 256;

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// A member's own phone: 90 days.
    Phone,
    /// An officer's desk, perhaps shared: 12 hours.
    Desk,
}

impl Lasting {
    fn ms(self) -> i64 {
        match self {
            Self::Phone => 90 * 86_400_000,
            Self::Desk => 12 * 3_600_000,
        }
    }
}

/// One open session, as its owner sees it in the list of his devices.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Open {
    pub id: Uuid,
    pub opened_at: Instant,
    pub seen_at: Instant,
    pub device: String,
}

#[derive(Clone, sea_orm::FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    secret: Vec<u8>,
    seen_at: Instant,
    ends_at: Instant,
}

#[derive(Clone)]
struct Known {
    version: Version,
    secret: Vec<u8>,
    person: Uuid,
    ends_at: Instant,
}

/// Sessions met lately, so that a page need not ask the database who is there.
#[derive(Default)]
pub struct Sessions {
    known: RwLock<HashMap<Uuid, Known>>,
    reading: Gather<Uuid, Row>,
}

/// Opens a session in the transaction that proved who it is, and gives the `Set-Cookie` value.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn open(tx: &Tx, web: &Web, person: Uuid, device: &str, lasting: Lasting) -> Outcome<String> {
    let (id, mut secret) = (tx.new_id(), [0; 32]);
    tx.store().ids().fill(&mut secret);
    let sql =
        "INSERT INTO web_session (id, person, secret, opened_at, seen_at, ends_at, device) VALUES ($1, $2, $3, $4, $4, $5, $6)";
    let ends_at = tx.now() + lasting.ms();
    run(&**tx, sql, binds![id, person, hash(&secret), tx.now(), ends_at, device]).await?;
    let value = BASE64.encode([id.as_bytes().as_slice(), &secret].concat());
    let secure = if web.settings.secure { "; Secure" } else { "" };
    Ok(format!("{COOKIE}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", lasting.ms() / 1000))
}

/// The `Set-Cookie` value that forgets the session in the browser.
#[must_use]
pub fn forget() -> &'static str {
    "hall=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
}

/// Ends one session of this person, and says whether there was such a one. Another's is as if it were not there.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn close(tx: &Tx, person: Uuid, session: Uuid) -> Outcome<bool> {
    let closed = run(&**tx, "DELETE FROM web_session WHERE id = $1 AND person = $2", binds![session, person]).await? > 0;
    if closed {
        tx.bump(VERSION);
    }
    Ok(closed)
}

/// Ends all sessions of this person, but the one named.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn close_all(tx: &Tx, person: Uuid, except: Option<Uuid>) -> Outcome<()> {
    let sql = "DELETE FROM web_session WHERE person = $1 AND id <> $2";
    run(&**tx, sql, binds![person, except.unwrap_or(Uuid::nil())]).await?;
    tx.bump(VERSION);
    Ok(())
}

/// The open sessions of a person, newest first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn list(store: &Store, person: Uuid) -> Outcome<Vec<Open>> {
    let sql = "SELECT id, opened_at, seen_at, device FROM web_session WHERE person = $1 AND ends_at > $2 ORDER BY seen_at DESC";
    all(store.read(), sql, binds![person, store.now()]).await
}

/// Throws away sessions that have ended.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn sweep(store: &Store) -> Outcome<u64> {
    store
        .keep("web.sweep_sessions", |tx| async move {
            run(&*tx, "DELETE FROM web_session WHERE ends_at <= $1", binds![tx.now()]).await
        })
        .await
}

impl Sessions {
    /// Who this cookie is, if it proves to be anybody.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn identify(&self, store: &Store, headers: &HeaderMap) -> Outcome<Option<SignedIn>> {
        let Some((id, secret)) = cookie(headers, COOKIE).and_then(read_cookie) else { return Ok(None) };
        let version = store.versions().get(VERSION);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&id).filter(|k| k.version == version).cloned();
        let known = match known {
            Some(known) => known,
            None => match self.load(store, id, version).await? {
                Some(known) => known,
                None => return Ok(None),
            },
        };
        let proved = bool::from(known.secret.ct_eq(&hash(&secret))) && known.ends_at > store.now();
        Ok(proved.then_some(SignedIn { person: known.person, session: id, token_powers: None }))
    }

    async fn load(&self, store: &Store, id: Uuid, version: Version) -> Outcome<Option<Known>> {
        let reader = store.clone();
        let read = move |ids: Vec<Uuid>| {
            let store = reader.clone();
            async move { read(&store, &ids).await }
        };
        let Some(row) = self.reading.get(id, read).await? else { return Ok(None) };
        let known = Known { version, secret: row.secret, person: row.person, ends_at: row.ends_at };
        let mut all = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(id, known.clone());
        Ok(Some(known))
    }
}

/// Sessions by their ids; those not met for a day are written as seen, all in one transaction.
async fn read(store: &Store, ids: &[Uuid]) -> Outcome<HashMap<Uuid, Row>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in asked(ids, MOST_ROWS) {
        let sql = format!("SELECT id, person, secret, seen_at, ends_at FROM web_session WHERE id IN ({})", places(1, some.len()));
        let rows: Vec<Row> = all(store.read(), &sql, some.into_iter().map(Value::from)).await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    let now = store.now();
    let stale: Vec<Uuid> = found.values().filter(|row| now - row.seen_at > SEEN_AFTER_MS).map(|row| row.id).collect();
    if !stale.is_empty() {
        let stale = &stale;
        store
            .keep("web.see_session", |tx| async move {
                for some in asked(stale, MOST_ROWS) {
                    let sql = format!("UPDATE web_session SET seen_at = $1 WHERE id IN ({})", places(2, some.len()));
                    run(&*tx, &sql, binds![tx.now()].into_iter().chain(some.into_iter().map(Value::from))).await?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(found)
}

fn read_cookie(value: &str) -> Option<(Uuid, [u8; 32])> {
    let bytes = BASE64.decode(value).ok()?;
    let (id, secret) = bytes.split_at_checked(16)?;
    Some((Uuid::from_slice(id).ok()?, secret.try_into().ok()?))
}

/// A random secret of 32 bytes needs no salt and no slow hash.
fn hash(secret: &[u8]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
