//! Who reaches what. What there is and where is everybody's to read; the counter behind it is for the union that made the
//! agreement.

use axum::http::{HeaderMap, header};
use organisation::{Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Benefits;
use crate::rows::benefit::{self, Benefit};
use crate::rows::clerk::{self, Clerk};
use crate::rows::merchant::{self, Merchant};

pub(crate) const COOKIE: &str = "counter";

/// The merchant, for whoever hands out for its union.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope.
pub(crate) async fn merchant(b: &Benefits, scope: &Scope, id: Uuid) -> Outcome<Merchant> {
    let merchant = merchant::get(b.store().read(), id).await?.ok_or(Fault::NotFound)?;
    scope.require(Power::HandOut, merchant.union_id)?;
    Ok(merchant)
}

/// The benefit, for whoever hands out for its union.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope.
pub(crate) async fn benefit(b: &Benefits, scope: &Scope, id: Uuid) -> Outcome<Benefit> {
    let benefit = benefit::get(b.store().read(), id).await?.ok_or(Fault::NotFound)?;
    scope.require(Power::HandOut, benefit.union_id)?;
    Ok(benefit)
}

/// What of a link the database keeps.
pub(crate) fn hash_of(b: &Benefits, token: &str) -> Vec<u8> {
    b.store().keyring().sign("clerk's link", token).to_vec()
}

/// A clerk at the counter of one merchant, as a link that holds opens it.
#[derive(Clone, Debug)]
pub struct Counter {
    pub merchant: Merchant,
    pub clerk: Clerk,
}

/// Whose link this is, while it holds.
///
/// # Errors
/// [`Fault::NotFound`]: no link, or one that ran out or was taken back; nothing tells these apart.
pub(crate) async fn by_token(b: &Benefits, token: &str) -> Outcome<Counter> {
    if token.len() != clerk::TOKEN {
        return Err(Fault::NotFound);
    }
    let db = b.store().read();
    let clerk = clerk::by_hash(db, &hash_of(b, token)).await?.filter(|c| c.holds(b.store().now())).ok_or(Fault::NotFound)?;
    let merchant = merchant::get(db, clerk.merchant_id).await?.ok_or(Fault::NotFound)?;
    Ok(Counter { merchant, clerk })
}

/// The counter this browser was opened for.
///
/// # Errors
/// As [`by_token`].
pub(crate) async fn counter(b: &Benefits, headers: &HeaderMap) -> Outcome<Counter> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|h| h.to_str().ok()).flat_map(|h| h.split(';'));
    let token = cookies.filter_map(|c| c.trim().split_once('=')).find(|(name, _)| *name == COOKIE).map(|(_, value)| value);
    by_token(b, token.ok_or(Fault::NotFound)?).await
}
