use codes::credit_code::CreditCode;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Benefits;
use crate::rows::merchant::{self, Merchant};
use crate::rules::field::{Faults, LONGEST_LINE, LONGEST_NAME, uuid};
use crate::rules::kinds::KINDS;

/// A merchant as the form says it.
#[derive(Clone, Debug, Default)]
pub struct MerchantForm {
    /// Chosen by the form: sent twice, entered once.
    pub key: String,
    pub union: String,
    pub name: String,
    pub credit_code: String,
    pub kind: String,
    pub area: String,
    pub place: String,
    pub contact: String,
}

/// Enters a shop a union has an agreement with.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `benefits-key-taken` when the id is another's.
pub async fn add_merchant(b: &Benefits, scope: &Scope, actor: &Actor, form: &MerchantForm) -> Outcome<Uuid> {
    let union = uuid(&form.union).ok_or(Fault::NotFound)?;
    scope.require(Power::HandOut, union)?;
    let mut faults = Faults::default();
    let name = faults.line("name", &form.name, LONGEST_NAME, "benefits-merchant-name-missing");
    let credit_code = match CreditCode::parse(&form.credit_code) {
        Ok(code) => code.as_str().to_owned(),
        Err(_) => {
            faults.at("credit_code", "benefits-credit-code-wrong");
            String::new()
        }
    };
    let kind = faults.one_of("kind", &form.kind, KINDS.iter().map(|k| k.name)).to_owned();
    let area = faults.line("area", &form.area, LONGEST_NAME, "benefits-area-missing");
    let place = faults.line("place", &form.place, LONGEST_LINE, "benefits-place-missing");
    let contact = faults.short("contact", &form.contact, LONGEST_LINE);
    let known = merchant::of_unions(b.store().read(), &[union]).await?;
    let id = uuid(&form.key).unwrap_or_else(|| b.store().ids().new_id(b.store().now()));
    if !credit_code.is_empty() && known.iter().any(|m| m.credit_code == credit_code && m.name == name && m.id != id) {
        faults.at("name", "benefits-merchant-twice");
    }
    if !faults.0.is_empty() {
        return Err(Fault::Invalid(faults.0));
    }
    if known.iter().any(|m| m.id == id) {
        return Ok(id);
    }
    let (recorded_by, recorded_at) = (Some(scope.person), b.store().now());
    let row = &Merchant { id, union_id: union, name, credit_code, kind, area, place, contact, recorded_by, recorded_at };
    let written = b.store().write("benefits.add_merchant", actor, |tx| async move {
        merchant::insert(&tx, row).await?;
        tx.record("merchant", id, json!({ "union": union, "kind": row.kind }));
        Ok(id)
    });
    match written.await {
        Err(Fault::Taken(_)) => match merchant::get(b.store().read(), id).await? {
            Some(m) if m.union_id == union => Ok(id),
            _ => Err(Fault::Conflict("benefits-key-taken")),
        },
        done => done,
    }
}
