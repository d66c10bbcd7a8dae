use std::sync::Arc;

use organisation::{Power, Scope, Union};
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::{Turn, standing_of, turn};
use crate::Membership;
use crate::rows::application::{self, Answers, NewApplication};
use crate::rows::spell::NewSpell;
use crate::rows::{person, spell};
use crate::rules::{clock, join};
use crate::verbs::reach::acting;

/// The member asks to move to another union: a firm changed, a town changed. The receiving union decides within fifteen
/// working days; until then nothing changes. `words` may say why.
///
/// # Errors
/// [`Fault::Conflict`] for somebody who is no member or has asked already; [`Fault::Invalid`] beside `union` or `words`.
pub(crate) async fn ask_transfer(m: &Membership, actor: &Actor, person: Uuid, to: Uuid, words: &str) -> Outcome<Uuid> {
    let to = receiving(m, to)?.id;
    if words.chars().count() > join::LONGEST_WORDS {
        return Err(Fault::field("words", "membership-row-words-long"));
    }
    let name = person::get(m.store().read(), person).await?.ok_or(Fault::NotFound)?.name;
    let (answers, today) = (&Answers { name, words: words.to_owned(), ..Answers::default() }, m.today());
    m.store()
        .write("membership.ask_transfer", actor, |tx| async move {
            person::hold(&tx, person).await?;
            let now = spell::on(&*tx, person, today).await?.ok_or(Fault::Conflict("membership-not-a-member"))?;
            if now.union_id == to {
                return Err(Fault::field("union", "membership-transfer-same"));
            }
            if application::open_of(&*tx, person).await?.is_some() {
                return Err(Fault::Conflict("membership-transfer-asked"));
            }
            let id = tx.new_id();
            let new = NewApplication {
                person,
                id,
                kind: "transfer",
                union: to,
                from_union: Some(now.union_id),
                answers,
                due: clock::due(today),
                entered_by: None,
            };
            application::insert(&tx, &new).await?;
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "application": id, "from": now.union_id, "to": to }));
            let payload = json!({ "application": id, "union": to, "kind": "transfer", "from": now.union_id });
            jobs::emit(&tx, person, "membership.asked", payload).await?;
            Ok(id)
        })
        .await
}

/// The union somebody is to belong to: it lives and takes members itself.
///
/// # Errors
/// [`Fault::Invalid`] beside `union`.
pub(crate) fn receiving(m: &Membership, to: Uuid) -> Outcome<Arc<Union>> {
    let to = m.organisation.federation.get(to).ok_or_else(|| Fault::field("union", "membership-transfer-unknown"))?;
    if to.has_ended() || !to.kind.takes_members() {
        return Err(Fault::field("union", "membership-transfer-takes-none"));
    }
    Ok(to)
}

/// Moves a member to the union that said yes, in the transaction of that decision, which also needs its audit line: the
/// membership left ends, the other begins the same day with the same standing; figures follow from that day on.
///
/// # Errors
/// [`Fault::Conflict`] when the person is no member any more, or is one of that union already.
pub(crate) async fn carry_out(tx: &Tx, person: Uuid, to: Uuid, by: Option<Uuid>) -> Outcome<Turn> {
    person::hold(tx, person).await?;
    let today = codes::Day::from_unix_ms(tx.now());
    let now = spell::on(&**tx, person, today).await?.ok_or(Fault::Conflict("membership-not-a-member"))?;
    if now.union_id == to {
        return Err(Fault::Conflict("membership-transfer-done"));
    }
    turn(tx, person, "transfer", Some((to, standing_of(&now))), by).await
}

/// The receiving union registers somebody who stands at the counter: the one-time code that came to the person's own
/// telephone is the consent. A member of another union moves here; somebody who is a member nowhere becomes one.
///
/// Whether the number is known is said only after its code is proved: whoever holds the telephone may know.
///
/// # Errors
/// [`Fault::NotFound`] and [`Fault::Forbidden`] by the scope; [`Fault::Invalid`] beside `phone` or `code`;
/// [`Fault::Conflict`] for a member of this union, or one who moved today.
pub(crate) async fn receive_by_code(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    to: Uuid,
    phone: &str,
    code: &str,
) -> Outcome<Uuid> {
    scope.require(Power::Admit, to)?;
    let to = receiving(m, to)?.id;
    let phone = join::read_phone(phone).map_err(|f| Fault::Invalid(vec![f]))?;
    let proof = &m.prove_phone(&phone, code).await?;
    let person = person::by_phone(m.store(), m.store().read(), phone.as_str()).await?;
    let person = person.ok_or_else(|| Fault::field("phone", "membership-receive-unknown"))?;
    m.store()
        .write("membership.transfer", &acting(scope, actor, to), |tx| async move {
            proof.spend(&tx).await?;
            let today = codes::Day::from_unix_ms(tx.now());
            let (from, day) = match spell::on(&*tx, person, today).await? {
                Some(_) => carry_out(&tx, person, to, actor.person).await.map(|turn| (Some(turn.from), turn.day))?,
                None => {
                    person::hold(&tx, person).await?;
                    let new =
                        NewSpell { person, union: to, from: today, standing: "full", recorded_by: actor.person, import: None };
                    spell::begin(&tx, &new).await?;
                    tx.bump(crate::people::VERSION);
                    (None, today)
                }
            };
            tx.record("person", person, json!({ "from": from, "to": to, "day": day.0 }));
            jobs::emit(&tx, person, "membership.transferred", json!({ "from": from, "to": to, "day": day.0 })).await?;
            Ok(person)
        })
        .await
        // Left and came back on one day: the first day of a membership is its key.
        .map_err(|fault| match fault {
            Fault::Taken(_) => Fault::Conflict("membership-changed-today"),
            fault => fault,
        })
}
