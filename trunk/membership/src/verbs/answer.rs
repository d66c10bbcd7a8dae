use codes::Day;
use serde_json::json;
use store::{Fault, Outcome};
use uuid::Uuid;
use web::Ask;

use crate::house::Membership;
use crate::rows::application::{self, Application, Reply};
use crate::rules::join::read_words;

impl Membership {
    /// The reader's own applications, newest first.
    ///
    /// # Errors
    /// [`Fault::SignedOut`], [`Fault::Database`].
    pub async fn own_applications(&self, ask: &Ask) -> Outcome<Vec<Application>> {
        let own = self.own(ask.person()?).await?;
        Ok(own.map(|own| own.applications.clone()).unwrap_or_default())
    }

    /// Answers what the union asked back: the application waits for the union again. The clock never stopped.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `answer`; [`Fault::NotFound`]; [`Fault::Conflict`] when nothing is asked any more.
    pub async fn answer(&self, ask: &Ask, id: Uuid, text: &str) -> Outcome<()> {
        let person = ask.person()?;
        let text = &read_words(text, "answer", "membership-answer-missing").map_err(|f| Fault::Invalid(vec![f]))?;
        self.store()
            .write("membership.answer", &ask.actor(), |tx| async move {
                let held = application::lock(&tx, person, id).await?.ok_or(Fault::NotFound)?;
                if held.state != "returned" {
                    return Err(Fault::Conflict("membership-nothing-asked"));
                }
                let mut answers = held.answers(tx.store())?;
                answers.replies.push(Reply { question: held.question, answer: text.clone(), at: tx.now() });
                application::reply(&tx, person, id, &answers).await?;
                tx.record("person", person, json!({ "application": id, "union": held.union_id }));
                // The clock began when it was asked and goes on: an answer must not make the applicant wait longer.
                let payload = json!({
                    "application": id,
                    "union": held.union_id,
                    "kind": held.kind,
                    "asked": Day::from_unix_ms(held.asked_at).0,
                    "due": held.due_day,
                });
                jobs::emit(&tx, person, "membership.answered", payload).await
            })
            .await
    }

    /// Takes an application back.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Conflict`] when it was decided meanwhile.
    pub async fn withdraw(&self, ask: &Ask, id: Uuid) -> Outcome<()> {
        let person = ask.person()?;
        self.store()
            .write("membership.withdraw", &ask.actor(), |tx| async move {
                let held = application::lock(&tx, person, id).await?.ok_or(Fault::NotFound)?;
                if !held.is_open() {
                    return Err(Fault::Conflict("membership-decided-already"));
                }
                let change =
                    application::Change { state: "withdrawn", question: "", reason: "", by: Some(person), decided: true };
                application::change(&tx, person, id, &change).await?;
                tx.record("person", person, json!({ "application": id, "union": held.union_id }));
                jobs::emit(&tx, person, "membership.withdrawn", json!({ "application": id, "union": held.union_id })).await
            })
            .await
    }
}
