//! API tokens: what a machine uses instead of a session. A token acts for one person, with some of that person's powers.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use store::schema::{Table, bytes, id, int, text};
use store::{Instant, Outcome, Store, Tx, all, binds, one, run};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::SignedIn;

pub(crate) const TABLE: Table = Table::by_root(
    "web_token",
    "id",
    &[id("id"), id("person"), bytes("secret"), text("label"), text("powers"), int("made_at"), int("ends_at")],
    &["id"],
)
.indexes(&[&["person"]]);

/// One token, as its owner sees it in his list; the secret was shown once.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Token {
    pub id: Uuid,
    pub label: String,
    /// Names of powers, comma-separated.
    pub powers: String,
    pub made_at: Instant,
    pub ends_at: Instant,
}

#[derive(sea_orm::FromQueryResult)]
struct Row {
    person: Uuid,
    secret: Vec<u8>,
    powers: String,
    ends_at: Instant,
}

/// Makes a token and gives its text, `uht_…`, which is shown this once.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn make(tx: &Tx, person: Uuid, label: &str, powers: &[&str], ends_at: Instant) -> Outcome<String> {
    let (id, mut secret) = (tx.new_id(), [0; 32]);
    tx.store().ids().fill(&mut secret);
    let sql = "INSERT INTO web_token (id, person, secret, label, powers, made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let digest = Sha256::digest(secret).to_vec();
    run(&**tx, sql, binds![id, person, digest, label, powers.join(","), tx.now(), ends_at]).await?;
    tx.record("person", person, serde_json::json!({ "token": id, "powers": powers }));
    Ok(format!("uht_{}", BASE64.encode([id.as_bytes().as_slice(), &secret].concat())))
}

/// Takes a token back.
///
/// # Errors
/// [`store::Fault::NotFound`] when this person has no such token.
pub async fn revoke(tx: &Tx, person: Uuid, token: Uuid) -> Outcome<()> {
    match run(&**tx, "DELETE FROM web_token WHERE id = $1 AND person = $2", binds![token, person]).await? {
        0 => Err(store::Fault::NotFound),
        _ => {
            tx.record("person", person, serde_json::json!({ "token_revoked": token }));
            Ok(())
        }
    }
}

/// The tokens of a person, newest first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn list(store: &Store, person: Uuid) -> Outcome<Vec<Token>> {
    let sql = "SELECT id, label, powers, made_at, ends_at FROM web_token WHERE person = $1 ORDER BY id DESC";
    all(store.read(), sql, binds![person]).await
}

/// Who this `Authorization: Bearer uht_…` is, if it proves to be anybody.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn identify(store: &Store, headers: &HeaderMap) -> Outcome<Option<SignedIn>> {
    let read = || {
        let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer uht_")?;
        let bytes = BASE64.decode(text).ok()?;
        let (id, secret) = bytes.split_at_checked(16)?;
        Some((Uuid::from_slice(id).ok()?, Sha256::digest(secret).to_vec()))
    };
    let Some((id, digest)) = read() else { return Ok(None) };
    let sql = "SELECT person, secret, powers, ends_at FROM web_token WHERE id = $1";
    let Some(row) = one::<Row>(store.read(), sql, binds![id]).await? else { return Ok(None) };
    if !bool::from(row.secret.ct_eq(&digest)) || row.ends_at <= store.now() {
        return Ok(None);
    }
    let powers = row.powers.split(',').filter(|p| !p.is_empty()).map(str::to_owned).collect();
    Ok(Some(SignedIn { person: row.person, session: id, token_powers: Some(powers) }))
}
