//! The employers' directory: entering one, whom it is covered by, who speaks for it.

use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use super::add_employer::NewEmployer;
use crate::acting::Acting;
use crate::power::Power;
use crate::rows::{change, coverage, employer, seat, state};
use crate::rules::day;
use crate::rules::reading::{self, Reading};

/// The kinds of employers.
pub const KINDS: [&str; 6] = ["firm", "school", "hospital", "platform", "office", "other"];

/// The message that names a kind of employer for people.
#[must_use]
pub fn kind_key(kind: &str) -> &'static str {
    match kind {
        "firm" => "organisation-employer-firm",
        "school" => "organisation-employer-school",
        "hospital" => "organisation-employer-hospital",
        "platform" => "organisation-employer-platform",
        "office" => "organisation-employer-office",
        _ => "organisation-employer-other",
    }
}

/// An employer, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct EmployerForm {
    pub name: String,
    /// GB 32100; may be empty for those that have none.
    pub credit_code: String,
    /// `firm`, `school`, `hospital`, `platform`, `office`, `other`.
    pub kind: String,
    pub workers: String,
    pub division: String,
    /// The union that covers it from today: name, code or id; may be empty.
    pub to: String,
    pub to_choice: String,
}

fn read(form: &EmployerForm, id: Uuid, reading: &mut Reading) -> NewEmployer {
    let kind = KINDS.into_iter().find(|k| *k == form.kind);
    if kind.is_none() {
        reading.wrong(FieldFault::new("kind", "organisation-kind-unknown"));
    }
    NewEmployer {
        id,
        name: reading.take(reading::name("name", &form.name)),
        credit_code: reading.take(reading::credit_code("credit_code", &form.credit_code)),
        kind: kind.unwrap_or("other").to_owned(),
        workers: reading.take(reading::heads("workers", &form.workers)),
        division: reading.take(reading::division("division", &form.division)),
    }
}

fn taken(fault: Fault) -> Fault {
    fault.or_field("org_employer_credit_code_key", "credit_code", "organisation-credit-code-taken")
}

/// Enters an employer into the directory, which the whole federation shares, and has it covered where that is said.
///
/// # Errors
/// [`Fault::Invalid`] beside the fields, also when another employer has the credit code.
pub async fn enter_employer(by: &Acting<'_>, form: &EmployerForm) -> Outcome<Uuid> {
    let home = by.scope.unions_with(Power::Organise).first().copied().ok_or(Fault::Forbidden(Power::Organise.name()))?;
    let mut reading = Reading::default();
    let mut new = read(form, Uuid::nil(), &mut reading);
    let mut covering = None;
    if !form.to.is_empty() || !form.to_choice.is_empty() {
        covering = reading.keep(by.named("to", &form.to, &form.to_choice)).map(|u| u.id);
        if covering.is_some_and(|union| !by.scope.may(Power::Organise, union)) {
            reading.wrong(FieldFault::new("to", "organisation-union-not-yours"));
        }
    }
    reading.done()?;
    new.id = by.house.store().ids().new_id(by.house.store().now());
    let (new, today) = (&new, by.today());
    let write = |tx: Tx| async move {
        super::add_employer::add_employer(&tx, new, covering.map(|union| (union, today))).await?;
        tx.record("employer", new.id, json!({ "union": covering }));
        Ok(new.id)
    };
    by.house.store().write("organisation.enter-employer", &by.actor_for(covering.unwrap_or(home)), write).await.map_err(taken)
}

/// Whether somebody may change what is known of an employer: he organises at a union that covers it, or nobody covers it.
async fn require_covering(by: &Acting<'_>, id: Uuid) -> Outcome<()> {
    let today = by.today();
    employer::get(by.house.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let covered = coverage::of_employer(by.house.store().read(), id).await?;
    let mut now = covered.iter().filter(|c| c.from_day <= today.0 && c.until_day > today.0).peekable();
    if now.peek().is_none() || now.any(|c| by.scope.may(Power::Organise, c.union_id)) {
        return Ok(());
    }
    Err(Fault::Forbidden(Power::Organise.name()))
}

/// Corrects what is known of an employer. Whoever organises at a union that covers it may, or anybody with that power where
/// none does.
///
/// # Errors
/// As [`enter_employer`].
pub async fn correct_employer(by: &Acting<'_>, id: Uuid, form: &EmployerForm) -> Outcome<()> {
    require_covering(by, id).await?;
    let mut reading = Reading::default();
    let new = read(form, id, &mut reading);
    reading.done()?;
    let new = &new;
    let write = |tx: Tx| async move {
        if !employer::update(&tx, new).await? {
            return Err(Fault::NotFound);
        }
        tx.record("employer", id, json!({}));
        Ok(())
    };
    let home = by.scope.home().unwrap_or(id);
    by.house.store().write("organisation.correct-employer", &by.actor_for(home), write).await.map_err(taken)
}

/// Which union covers an employer from which day, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Covering {
    /// Name, code or id of the union; at the union's own page its id is given by the address.
    pub to: String,
    pub to_choice: String,
    pub day: String,
    pub words: String,
}

/// A union covers an employer from a day on. A joint local covers several; an employer may be covered by several unions.
///
/// # Errors
/// [`Fault::Invalid`] beside `to`, `day`.
pub async fn cover(by: &Acting<'_>, id: Uuid, form: &Covering) -> Outcome<()> {
    employer::get(by.house.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let mut reading = Reading::default();
    let to = reading.keep(by.named("to", &form.to, &form.to_choice));
    let since = reading.take(by.effective(&form.day));
    if let Some(to) = &to {
        if !by.scope.may(Power::Organise, to.id) {
            reading.wrong(FieldFault::new("to", "organisation-union-not-yours"));
        }
        reading.keep(day::not_before_founding("day", since, to.founded));
    }
    reading.done()?;
    let Some(union) = to.map(|u| u.id) else { return Err(Fault::field("to", "organisation-union-missing")) };
    let write = |tx: Tx| async move {
        state::living(&tx, union).await?;
        if coverage::of_employer(&*tx, id).await?.iter().any(|c| c.union_id == union && c.until_day > since.0) {
            return Err(Fault::field("to", "organisation-covered-already"));
        }
        coverage::begin(&tx, id, union, since).await?;
        change::insert(&tx, union, "covered", since, None, "", Some(by.person())).await?;
        tx.record("employer", id, json!({ "union": union, "from": since.0 }));
        Ok(())
    };
    by.house.store().write("organisation.cover", &by.actor_for(union), write).await
}

/// A union no longer covers an employer from a day on.
///
/// # Errors
/// [`Fault::NotFound`] when it does not cover it, [`Fault::Invalid`] beside `day`.
pub async fn uncover(by: &Acting<'_>, id: Uuid, union: Uuid, form: &Covering) -> Outcome<()> {
    by.scope.require(Power::Organise, union)?;
    let mut reading = Reading::default();
    let since = reading.take(by.effective(&form.day));
    reading.done()?;
    let write = |tx: Tx| async move {
        if !coverage::end(&tx, id, union, since).await? {
            return Err(Fault::NotFound);
        }
        tx.record("employer", id, json!({ "union": union, "until": since.0 }));
        Ok(())
    };
    by.house.store().write("organisation.uncover", &by.actor_for(union), write).await
}

/// Who is to speak for an employer, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Seating {
    /// Mobile number of somebody registered.
    pub phone: String,
}

/// Gives somebody registered the employer's own sign-in, for needs and joint matters.
///
/// # Errors
/// [`Fault::Invalid`] beside `phone`.
pub async fn seat_employer(by: &Acting<'_>, id: Uuid, form: &Seating) -> Outcome<()> {
    require_covering(by, id).await?;
    let mut reading = Reading::default();
    let phone = reading.take(reading::phone("phone", &form.phone));
    reading.done()?;
    let person = by.person_by_phone("phone", &phone).await?;
    let today = by.today();
    let write = |tx: Tx| async move {
        if seat::of_employer(&*tx, id, today).await?.iter().any(|s| s.person == person) {
            return Err(Fault::field("phone", "organisation-seat-held"));
        }
        super::seat::seat(&tx, id, person, today).await?;
        tx.record("employer", id, json!({ "seat": person }));
        Ok(())
    };
    let home = by.scope.home().unwrap_or(id);
    by.house.store().write("organisation.seat-employer", &by.actor_for(home), write).await
}

/// Takes the employer's sign-in from somebody, from today.
///
/// # Errors
/// [`Fault::NotFound`] when he has none.
pub async fn unseat_employer(by: &Acting<'_>, id: Uuid, person: Uuid) -> Outcome<()> {
    require_covering(by, id).await?;
    let today = by.today();
    let write = |tx: Tx| async move {
        if !seat::end(&tx, id, person, today).await? {
            return Err(Fault::NotFound);
        }
        tx.record("employer", id, json!({ "unseat": person }));
        Ok(())
    };
    let home = by.scope.home().unwrap_or(id);
    by.house.store().write("organisation.unseat-employer", &by.actor_for(home), write).await
}
