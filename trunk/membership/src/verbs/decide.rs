use codes::Day;
use organisation::{Level, Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::application::{self, Application, Change, Which};
use crate::rows::spell::{self, NewSpell};
use crate::rows::{person, registration};
use crate::rules::join::read_words;

/// As many as one page shows.
const MOST_AT_ONCE: usize = 50;

/// An application that has left this union for another.
pub(crate) const SENT_ON: &str = "membership-sent-on-already";

/// What an officer decides about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    /// With the question.
    AskBack(String),
    /// With the reason.
    Refuse(String),
}

impl Decision {
    /// Reads `approve`, `return` or `refuse` with its words.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `act` or `words`.
    pub fn read(act: &str, words: &str) -> Outcome<Self> {
        let words = |missing| read_words(words, "words", missing).map_err(|f| Fault::Invalid(vec![f]));
        match act {
            "approve" => Ok(Self::Approve),
            "return" => Ok(Self::AskBack(words("membership-question-missing")?)),
            "refuse" => Ok(Self::Refuse(words("membership-reason-missing")?)),
            _ => Err(Fault::field("act", "membership-act-missing")),
        }
    }
}

impl Membership {
    /// The unions whose applications this scope decides on: by a post of its own, and those whose books such a union keeps.
    #[must_use]
    pub fn admits_at(&self, scope: &Scope) -> Vec<Uuid> {
        let federation = &self.organisation.federation;
        let mut unions = scope.unions_with(Power::Admit);
        for own in unions.clone() {
            // Only unions near the base keep books for others; higher trees are not walked through for a page.
            if federation.get(own).is_some_and(|u| u.level >= Level::County) {
                let kept = federation.within(own).into_iter().filter(|u| u.kept_by == Some(own)).map(|u| u.id);
                unions.extend(kept);
            }
        }
        unions.sort_unstable();
        unions.dedup();
        unions
    }

    /// Applications the scope decides on.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn applications(&self, scope: &Scope, which: Which, skip: i64, most: i64) -> Outcome<(Vec<Application>, i64)> {
        let (unions, db) = (self.admits_at(scope), self.store().read());
        Ok((application::at(db, &unions, which, skip, most).await?, application::count(db, &unions, which).await?))
    }

    /// One application, for an officer who may decide on it. Outside the scope there is no such thing, and not even a post
    /// above opens it.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Conflict`] for one that was handed on from here to another union.
    pub async fn application(&self, scope: &Scope, person: Uuid, id: Uuid) -> Outcome<Application> {
        let found = application::get(self.store().read(), person, id).await?.ok_or(Fault::NotFound)?;
        if scope.may(Power::Admit, found.union_id) {
            Ok(found)
        } else if self.was_sent_on(scope, person, id).await? {
            Err(Fault::Conflict(SENT_ON))
        } else {
            Err(Fault::NotFound)
        }
    }

    /// Decides on an application. Of two officers at once one decides; the other is told. `seen` is the state the officer
    /// decided on (`asked` or `returned`), so that nobody refuses what was just answered.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; [`Fault::Conflict`] when it was decided, changed, withdrawn or handed on
    /// meanwhile, when the applicant is a member elsewhere by now, or decides about himself.
    pub async fn decide(
        &self,
        scope: &Scope,
        actor: &Actor,
        person: Uuid,
        id: Uuid,
        seen: &str,
        decision: &Decision,
    ) -> Outcome<()> {
        let found = self.application(scope, person, id).await?;
        if found.person == scope.person {
            return Err(Fault::Conflict("membership-not-oneself"));
        }
        let actor = &Actor { on_behalf: scope.on_behalf(found.union_id), ..actor.clone() };
        let verb = match decision {
            Decision::Approve => "membership.approve",
            Decision::AskBack(_) => "membership.return",
            Decision::Refuse(_) => "membership.refuse",
        };
        self.store()
            .write(verb, actor, |tx| async move {
                let held = application::lock(&tx, person, id).await?.ok_or(Fault::NotFound)?;
                held.still_at(found.union_id, seen)?;
                let by = Some(scope.person);
                let change = match decision {
                    Decision::Approve => Change { state: "approved", question: "", reason: "", by, decided: true },
                    Decision::AskBack(words) => Change { state: "returned", question: words, reason: "", by, decided: false },
                    Decision::Refuse(words) => Change { state: "refused", question: "", reason: words, by, decided: true },
                };
                application::change(&tx, person, id, &change).await?;
                let mut detail = json!({ "application": id, "union": held.union_id, "kind": held.kind });
                if *decision == Decision::Approve {
                    let id_number_kept = admit(&tx, &held, scope.person).await?;
                    detail["id_number_kept"] = json!(id_number_kept);
                }
                tx.record("person", person, detail);
                let event = match decision {
                    Decision::Approve => "membership.approved",
                    Decision::AskBack(_) => "membership.returned",
                    Decision::Refuse(_) => "membership.refused",
                };
                let payload = json!({ "application": id, "union": held.union_id, "kind": held.kind, "from": held.from_union });
                jobs::emit(&tx, person, event, payload).await
            })
            .await
    }

    /// Approves many, each by itself: what somebody else has decided meanwhile is left out. Gives how many were approved, and
    /// how many were not.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `applications` for more than a page of them; [`Fault::Database`].
    pub async fn approve_all(&self, scope: &Scope, actor: &Actor, named: &[(Uuid, Uuid)]) -> Outcome<(u32, u32)> {
        if named.len() > MOST_AT_ONCE {
            let fault = FieldFault::new("applications", "membership-many-at-once").with("most", MOST_AT_ONCE);
            return Err(Fault::Invalid(vec![fault]));
        }
        let (mut approved, mut missed) = (0, 0);
        for (person, id) in named {
            match self.decide(scope, actor, *person, *id, "asked", &Decision::Approve).await {
                Ok(()) => approved += 1,
                Err(Fault::Conflict(_) | Fault::NotFound) => missed += 1,
                Err(fault) => return Err(fault),
            }
        }
        Ok((approved, missed))
    }

    /// The applicant's mobile number, to ask something by telephone; that it was looked at is recorded.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope or without a number.
    pub async fn look_at_phone(&self, scope: &Scope, actor: &Actor, person: Uuid, id: Uuid) -> Outcome<String> {
        let found = self.application(scope, person, id).await?;
        if !found.is_open() {
            return Err(Fault::NotFound);
        }
        let actor = &Actor { on_behalf: scope.on_behalf(found.union_id), ..actor.clone() };
        self.store()
            .write("membership.look_at_phone", actor, |tx| async move {
                tx.record("person", person, json!({ "application": id, "union": found.union_id }));
                person::open_phone(tx.store(), &*tx, person).await?.ok_or(Fault::NotFound)
            })
            .await
    }
}

/// Writes the membership an approved application asked for: from today, with all rights. A transfer ends the old membership
/// the day before (会籍管理办法: statistics follow the new union from that day). Says whether an ID number was kept.
async fn admit(tx: &Tx, held: &Application, by: Uuid) -> Outcome<bool> {
    let today = Day::from_unix_ms(tx.now());
    let known = registration::lock(tx, held.person).await?.ok_or(Fault::NotFound)?;
    let answers = held.answers(tx.store())?;
    if held.kind == "transfer" {
        match spell::on(&**tx, held.person, today).await? {
            Some(now) if now.from_day == today.0 => return Err(Fault::Conflict("membership-joined-today")),
            Some(now) if now.union_id == held.union_id => return Err(Fault::Conflict("membership-already-member")),
            Some(_) => {
                spell::end(tx, held.person, today, "transfer").await?;
            }
            None => {}
        }
    }
    let spell = NewSpell {
        person: known.person,
        union: held.union_id,
        from: today,
        standing: "full",
        recorded_by: Some(by),
        import: None,
    };
    spell::begin(tx, &spell).await.map_err(|fault| match fault {
        // Left and asked again on one day: the first day of a membership is its key.
        Fault::Taken(_) => Fault::Conflict("membership-joined-today"),
        fault => fault,
    })?;
    if known.name.is_empty() {
        registration::name_if_nameless(tx, known.person, &answers.name).await?;
    }
    if let Some(work) = answers.work.first() {
        registration::work_if_unknown(tx, known.person, work).await?;
    }
    tx.bump(crate::people::VERSION);
    match &answers.id_number {
        Some(number) => registration::keep_id_number(tx, known.person, number).await,
        None => Ok(false),
    }
}
