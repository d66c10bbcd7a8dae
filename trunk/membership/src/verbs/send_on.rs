use codes::Day;
use organisation::{Named, Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::decide::SENT_ON;
use crate::house::Membership;
use crate::rows::application;
use crate::rows::sending::{self, NewSending};
use crate::rules::join::read_words;
use crate::verbs::find_union::{Candidate, MOST_CHOICES};
use crate::verbs::standing::transfer::receiving;

/// Where an application belongs, and why.
#[derive(Clone, Debug)]
pub struct SendOn {
    pub to: Uuid,
    /// The applicant and the other union read it.
    pub words: String,
}

impl SendOn {
    /// Reads both, and says of both what is wrong.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `union` or `words`.
    pub fn read(to: Result<Uuid, FieldFault>, words: &str) -> Outcome<Self> {
        match (to, read_words(words, "words", "membership-send-on-why")) {
            (Ok(to), Ok(words)) => Ok(Self { to, words }),
            (to, words) => Err(Fault::Invalid(to.err().into_iter().chain(words.err()).collect())),
        }
    }
}

impl Membership {
    /// Hands an application to join to the union it should have gone to, which decides instead. The applicant asks nothing
    /// anew: what he wrote goes along, and the last day for an answer stays what it was, so nobody waits longer because an
    /// address was wrong. A request to transfer names its union by the member's own choice and is never handed on.
    ///
    /// Of two officers at once one acts; the other is told. `seen` is the state the officer acted on.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; [`Fault::Invalid`] beside `union` for one that has ended, takes no members or has
    /// the application now; [`Fault::Conflict`] for a transfer, one's own application, or one that was decided, changed,
    /// withdrawn or handed on meanwhile.
    pub async fn send_on(
        &self,
        scope: &Scope,
        actor: &Actor,
        (person, id): (Uuid, Uuid),
        seen: &str,
        sent: &SendOn,
    ) -> Outcome<()> {
        let found = self.application(scope, person, id).await?;
        if found.person == scope.person {
            return Err(Fault::Conflict("membership-not-oneself"));
        }
        if found.kind != "join" {
            return Err(Fault::Conflict("membership-send-on-joining"));
        }
        let (from, to) = (found.union_id, receiving(self, sent.to)?.id);
        if from == to {
            return Err(Fault::field("union", "membership-send-on-same"));
        }
        let actor = &Actor { on_behalf: scope.on_behalf(from), ..actor.clone() };
        self.store()
            .write("membership.send_on", actor, |tx| async move {
                let held = application::lock(&tx, person, id).await?.ok_or(Fault::NotFound)?;
                held.still_at(from, seen)?;
                application::send_on(&tx, person, id, to).await?;
                let new = NewSending { person, application: id, from, to, reason: &sent.words, by: scope.person };
                sending::insert(&tx, &new).await?;
                tx.record("person", person, json!({ "application": id, "from": from, "to": to }));
                let payload = json!({
                    "application": id,
                    "from": from,
                    "union": to,
                    "asked": Day::from_unix_ms(held.asked_at).0,
                    "due": held.due_day,
                });
                jobs::emit(&tx, person, "membership.sent_on", payload).await
            })
            .await
    }

    /// Unions an application could go to whose names hold these words, but the one that has it.
    pub(crate) fn receivers(&self, words: &str, but: Uuid) -> Vec<Candidate> {
        let federation = &self.organisation.federation;
        let mut found = federation.search(words, None, 200);
        found.retain(|u| u.id != but && u.kind.takes_members() && !u.has_ended());
        if found.iter().any(|u| u.name == words) {
            found.retain(|u| u.name == words);
        }
        found.truncate(MOST_CHOICES);
        let above = |id| federation.parent(id).map(|p| p.name.clone()).unwrap_or_default();
        found.iter().map(|u| Candidate { value: u.id.to_string(), name: u.name.clone(), hint: above(u.id) }).collect()
    }

    /// The union a form means: the one chosen among those its words leave, or the only one they leave.
    pub(crate) fn receiver(&self, words: &str, chosen: &str, but: Uuid) -> Result<Uuid, FieldFault> {
        if words.is_empty() {
            return Err(FieldFault::new("union", "membership-send-on-which"));
        }
        let found = self.receivers(words, but);
        let one = match found.as_slice() {
            [one] => Some(one),
            many => many.iter().find(|c| c.value == chosen),
        };
        match (one.and_then(|c| c.value.parse().ok()), found.is_empty()) {
            (Some(union), _) => Ok(union),
            (None, false) => Err(FieldFault::new("union", "membership-send-on-several")),
            // One that takes no members, or has it now: named rightly, and told why not.
            (None, true) => match self.organisation.federation.named(words) {
                Named::One(union) => Ok(union.id),
                _ => Err(FieldFault::new("union", "membership-transfer-unknown")),
            },
        }
    }

    /// Whether an application was once at a union this scope admits at, and handed on.
    pub(crate) async fn was_sent_on(&self, scope: &Scope, person: Uuid, id: Uuid) -> Outcome<bool> {
        let ways = sending::of_application(self.store().read(), person, id).await?;
        Ok(ways.iter().any(|s| scope.may(Power::Admit, s.from_union)))
    }
}

impl application::Application {
    /// Whether the application still waits as somebody saw it, at the union he acts for.
    ///
    /// # Errors
    /// [`Fault::Conflict`] when it was handed on, decided, withdrawn or changed meanwhile.
    pub(crate) fn still_at(&self, union: Uuid, seen: &str) -> Outcome<()> {
        if self.union_id != union {
            return Err(Fault::Conflict(SENT_ON));
        }
        if !self.is_open() {
            return Err(Fault::Conflict("membership-decided-already"));
        }
        if self.state != seen {
            return Err(Fault::Conflict("membership-changed-meanwhile"));
        }
        Ok(())
    }
}
