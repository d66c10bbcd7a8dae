use codes::Mobile;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::person::{self, NewPerson};
use crate::rows::{credential, ordinal};

/// The first administrator of a new installation: a person with a password, in a transaction that also needs its audit line.
/// `password`: as [`crate::hash_password`] gave it.
///
/// # Errors
/// [`Fault::Invalid`] beside `phone`; `Fault::Taken("member_phone_hash_key")`.
pub async fn register_administrator(tx: &Tx, union: Uuid, name: &str, phone: &str, password: &str) -> Outcome<Uuid> {
    let phone = Mobile::parse(phone).map_err(|_| Fault::field("phone", "membership-phone-bad"))?;
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
    credential::set_password(tx, new.person, password).await?;
    Ok(new.person)
}
