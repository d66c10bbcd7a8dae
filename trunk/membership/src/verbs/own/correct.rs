use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Membership;
use crate::rows::member::{self, Described};
use crate::rows::{consent, person};
use crate::rules::person_form::{self, PersonForm};
use crate::verbs::describe::{changed, taken};

/// What somebody corrects about himself, as sent. The team is the union's to say.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Correction {
    pub name: String,
    pub birth_year: String,
    /// `f`, `m` or empty.
    pub sex: String,
    pub work: String,
    /// A new ID number; empty leaves it as it is.
    pub id_number: String,
    /// `1`: the ID number may be kept (PIPL, article 29).
    pub id_consent: String,
}

/// Corrects what is kept about the person himself (PIPL, article 46). An ID number that a union has verified is changed
/// there, with the card on the table.
///
/// # Errors
/// [`Fault::Invalid`] beside the fields.
pub(crate) async fn correct(m: &Membership, actor: &Actor, person: Uuid, sent: &Correction) -> Outcome<()> {
    let before = &person::get(m.store().read(), person).await?.ok_or(Fault::NotFound)?;
    let form = PersonForm {
        name: sent.name.clone(),
        birth_year: sent.birth_year.clone(),
        sex: sent.sex.clone(),
        work: sent.work.clone(),
        id_number: sent.id_number.clone(),
        ..PersonForm::default()
    };
    let entry = &form.read(m.today(), codes::Day::MIN).map_err(Fault::Invalid)?;
    if entry.id_number.is_some() && before.verified_day.is_some() {
        return Err(Fault::field("id_number", "membership-id-verified"));
    }
    if entry.id_number.is_some() && sent.id_consent != "1" {
        return Err(Fault::field("id_consent", "membership-id-consent-missing"));
    }
    let described = &Described {
        name: entry.name.clone(),
        sex: entry.sex.to_owned(),
        birth_year: entry.birth_year,
        work: entry.work.clone(),
        team: before.team.clone(),
    };
    m.store()
        .write("membership.correct", actor, |tx| async move {
            person::hold(&tx, person).await?;
            member::describe(&tx, person, described).await?;
            let mut fields = changed(before, described);
            if let Some(number) = entry.id_number {
                let old = person::open_id_number(tx.store(), &*tx, person).await?;
                member::set_id_number(&tx, person, old.as_deref(), Some(number.as_str())).await?;
                consent::give(&tx, person, "id_number").await?;
                fields.push("id_number");
            }
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "fields": fields }));
            Ok(())
        })
        .await
        .map_err(taken)
}

/// Changes the telephone somebody signs in with, proved by a one-time code sent to the new one.
///
/// # Errors
/// [`Fault::Invalid`] beside `phone` or `code`. Whether somebody else has the number is said only after the code is proved:
/// whoever holds the telephone may know.
pub(crate) async fn change_phone(m: &Membership, actor: &Actor, person: Uuid, phone: &str, code: &str) -> Outcome<()> {
    let phone = person_form::phone(phone).ok_or_else(|| Fault::field("phone", "membership-row-phone"))?;
    let proof = &m.prove_phone(&phone, code).await?;
    let number = phone.as_str();
    m.store()
        .write("membership.change_phone", actor, |tx| async move {
            proof.spend(&tx).await?;
            person::hold(&tx, person).await?;
            let old = person::open_phone(tx.store(), &*tx, person).await?;
            member::set_phone(&tx, person, old.as_deref(), Some(number)).await?;
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "fields": ["phone"] }));
            Ok(())
        })
        .await
        .map_err(taken)
}
