//! Asking for a union: the application, its correction and its withdrawal.

use codes::{Calendar, Day};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, SealedAt, Store};
use uuid::Uuid;

use crate::events;
use crate::house::Organisation;
use crate::rows::founding::{self, FoundingRow};
use crate::rules::application::{self, Application, Asked, Contact};

/// Working days within which an application is answered; the applicant sees the clock.
pub const DAYS_TO_ANSWER: i32 = 15;
/// Applications of one person that may wait at once.
const MOST_WAITING: usize = 5;

pub(crate) fn sealed_at(id: Uuid) -> SealedAt {
    SealedAt { table: "org_founding", row: id, column: "contact" }
}

/// Whom to reach about an application.
///
/// # Errors
/// [`Fault::Internal`] when the sealed value does not open.
pub(crate) fn contact(store: &Store, row: &FoundingRow) -> Outcome<Contact> {
    let text = store.keyring().open_sealed(sealed_at(row.id), &row.contact)?;
    serde_json::from_str(&text).map_err(|e| Fault::Internal(format!("contact of founding {}: {e}", row.id)))
}

fn row(store: &Store, id: Uuid, parent: Uuid, asked: &Asked, by: Uuid, now: i64) -> Outcome<FoundingRow> {
    let json = |e: serde_json::Error| Fault::Internal(e.to_string());
    let contact = serde_json::to_string(&asked.contact).map_err(json)?;
    let today = Day::from_unix_ms(now);
    Ok(FoundingRow {
        id,
        parent,
        name: asked.name.clone(),
        kind: asked.kind.name().to_owned(),
        level: asked.level.number(),
        credit_code: asked.credit_code.clone(),
        division: asked.division.clone(),
        employers: serde_json::to_string(&asked.units).map_err(json)?,
        members: asked.members,
        wanted_day: asked.day.0,
        words: asked.words.clone(),
        contact: store.keyring().seal(sealed_at(id), store.ids(), &contact)?,
        asked_by: Some(by),
        asked_at: now,
        due_day: Calendar::official().add_working_days(today, DAYS_TO_ANSWER).0,
        state: "asked".into(),
        decided_by: None,
        decided_at: None,
        reason: String::new(),
        union_id: None,
    })
}

fn read(house: &Organisation, parent: Uuid, form: &Application) -> Outcome<Asked> {
    let above = house.federation.get(parent).ok_or(Fault::NotFound)?;
    if above.has_ended() {
        return Err(Fault::Conflict("organisation-has-ended"));
    }
    let asked = application::read(form, above.kind, above.level, house.today())?;
    let siblings = house.federation.children(parent);
    if siblings.iter().any(|u| u.name == asked.name) {
        return Err(Fault::Invalid(vec![FieldFault::new("name", "organisation-name-taken")]));
    }
    Ok(asked)
}

/// Asks the next higher union to found one below it (Trade Union Law, articles 11 and 12). Anybody signed in may ask. The
/// answer is due within fifteen working days. Contact details are sealed and shown only to whoever decides.
///
/// # Errors
/// [`Fault::NotFound`] for an unknown parent, [`Fault::Conflict`] for one that has ended or when five applications of this
/// person wait already, [`Fault::Invalid`] beside the fields.
pub async fn ask_founding(house: &Organisation, by: Uuid, actor: &Actor, parent: Uuid, form: &Application) -> Outcome<Uuid> {
    let asked = read(house, parent, form)?;
    let waiting = founding::of_person(house.store().read(), by).await?;
    if waiting.iter().filter(|f| f.state == "asked").count() >= MOST_WAITING {
        return Err(Fault::Conflict("organisation-founding-many"));
    }
    let asked = &asked;
    house
        .store()
        .write("organisation.ask-founding", actor, |tx| async move {
            let row = row(tx.store(), tx.new_id(), parent, asked, by, tx.now())?;
            founding::insert(&tx, &row).await?;
            tx.record("founding", row.id, json!({ "parent": parent, "due": row.due_day }));
            events::founding_asked(&tx, &row).await?;
            Ok(row.id)
        })
        .await
}

/// Corrects an application that was given back, and asks again; the clock starts anew.
///
/// # Errors
/// [`Fault::NotFound`] for anybody but the applicant, [`Fault::Conflict`] unless it was given back, [`Fault::Invalid`].
pub async fn ask_again(house: &Organisation, by: Uuid, actor: &Actor, id: Uuid, form: &Application) -> Outcome<()> {
    let old = founding::get(house.store().read(), id).await?.filter(|f| f.asked_by == Some(by)).ok_or(Fault::NotFound)?;
    let asked = &read(house, old.parent, form)?;
    house
        .store()
        .write("organisation.ask-founding-again", actor, |tx| async move {
            let held = founding::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            if held.state != "returned" {
                return Err(Fault::Conflict("organisation-founding-not-returned"));
            }
            let row = row(tx.store(), id, held.parent, asked, by, tx.now())?;
            founding::ask_again(&tx, &row).await?;
            tx.record("founding", id, json!({ "due": row.due_day }));
            events::founding_asked(&tx, &row).await?;
            Ok(())
        })
        .await
}

/// Takes an application back while nobody has decided it.
///
/// # Errors
/// [`Fault::NotFound`] for anybody but the applicant, [`Fault::Conflict`] when it was decided meanwhile.
pub async fn withdraw_founding(house: &Organisation, by: Uuid, actor: &Actor, id: Uuid) -> Outcome<()> {
    house
        .store()
        .write("organisation.withdraw-founding", actor, |tx| async move {
            let held = founding::hold(&tx, id).await?.filter(|f| f.asked_by == Some(by)).ok_or(Fault::NotFound)?;
            if !matches!(held.state.as_str(), "asked" | "returned") {
                return Err(Fault::Conflict("organisation-founding-decided"));
            }
            founding::decide(&tx, id, "withdrawn", Some(by), "", None).await?;
            tx.record("founding", id, json!({}));
            events::founding_withdrawn(&tx, &held).await?;
            Ok(())
        })
        .await
}
