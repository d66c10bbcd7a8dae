use codes::Mobile;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;
use web::Ask;
use web::session::{self, Lasting};

use crate::house::Membership;
use crate::rows::application::{self, Answers, NewApplication};
use crate::rows::registration;
use crate::rows::{consent, spell};
use crate::rules::clock;
use crate::rules::join::{JoinForm, Wish, read, read_phone};
use crate::verbs::find_union::{Routed, Unclear};
use crate::verbs::prove_phone::Proof;

/// What came of asking to join.
#[derive(Clone, Debug)]
pub struct Asked {
    pub person: Uuid,
    /// The application that waits now: the new one, or one that waited already; `None` for a member.
    pub application: Option<Uuid>,
    pub what: What,
    /// `Set-Cookie` for somebody who was not signed in.
    pub cookie: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Asked,
    /// An application waits already; nothing was written.
    AskedBefore,
    /// A member already; nothing was written.
    MemberAlready,
}

impl Membership {
    /// Asks a union for membership in the name of whoever holds the telephone, who is signed in at once and sees the clock
    /// before anybody has decided (Trade Union Law, articles 3 and 12; the employer is not told).
    ///
    /// Nothing about the number is looked up before its code is proved, so nobody learns from this form whether somebody is
    /// known, has asked or is a member; the person himself is told kindly.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside the fields.
    pub(crate) async fn join(&self, form: &JoinForm, ask: &Ask) -> Result<Asked, CannotAsk> {
        let mut unclear = Unclear::default();
        let wish = read(form).map_err(|faults| unclear.faults.extend(faults)).ok();
        let routed = match &wish {
            Some(wish) => self
                .route_to(&wish.via)
                .await?
                .map_err(|more| {
                    unclear.faults.extend(more.faults);
                    unclear.employers = more.employers;
                    unclear.places = more.places;
                })
                .ok(),
            None => None,
        };
        let phone = match &ask.signed_in {
            Some(_) => None,
            None => read_phone(&form.phone).map_err(|fault| unclear.faults.push(fault)).ok(),
        };
        if ask.signed_in.is_none() && form.code.is_empty() {
            unclear.faults.push(FieldFault::new("code", "membership-code-missing"));
        }
        let (Some(wish), Some(routed), true) = (wish, routed, unclear.faults.is_empty()) else { return Err(unclear.into()) };
        // The code comes last: a right one is not used up while something else is wrong.
        let proof = match phone {
            Some(phone) => Some(self.prove_phone(&phone, &form.code).await?),
            None => None,
        };
        Ok(self.file(&wish, &routed, proof.as_ref(), ask).await?)
    }

    async fn file(&self, wish: &Wish, routed: &Routed, proof: Option<&Proof>, ask: &Ask) -> Outcome<Asked> {
        let (device, web) = (ask.user_agent.as_str(), &self.web);
        let signed_in = ask.signed_in.as_ref().map(|s| s.person);
        let actor = &Actor { person: signed_in, on_behalf: None, request: Some(ask.request_id.clone()) };
        self.store()
            .write("membership.ask", actor, |tx| async move {
                let (person, cookie) = match (proof, signed_in) {
                    (Some(proof), _) => {
                        proof.spend(&tx).await?;
                        let (person, _) = self.know(&tx, &proof.phone, &wish.name, routed.union).await?;
                        (person, Some(session::open(&tx, web, person, device, Lasting::Phone).await?))
                    }
                    (None, Some(person)) => (person, None),
                    (None, None) => return Err(Fault::SignedOut),
                };
                let (application, what) = self.ask_once(&tx, person, wish, routed).await?;
                tx.record(
                    "person",
                    person,
                    json!({ "union": routed.union, "application": application, "new": what == What::Asked }),
                );
                Ok(Asked { person, application, what, cookie })
            })
            .await
    }

    /// One open application a person: the person's row is held, so that two requests at once become one.
    async fn ask_once(&self, tx: &Tx, person: Uuid, wish: &Wish, routed: &Routed) -> Outcome<(Option<Uuid>, What)> {
        registration::lock(tx, person).await?.ok_or(Fault::SignedOut)?;
        if let Some(open) = application::open_of(&**tx, person).await? {
            return Ok((Some(open.id), What::AskedBefore));
        }
        let today = codes::Day::from_unix_ms(tx.now());
        if spell::on(&**tx, person, today).await?.is_some() {
            return Ok((None, What::MemberAlready));
        }
        let answers = Answers {
            name: wish.name.clone(),
            employer: routed.employer.clone(),
            place: routed.place.clone(),
            work: wish.work.clone(),
            id_number: wish.id_number.clone(),
            ..Answers::default()
        };
        registration::name_if_nameless(tx, person, &wish.name).await?;
        if wish.id_number.is_some() {
            consent::give(tx, person, "id_number").await?;
        }
        let id = tx.new_id();
        let new = NewApplication {
            person,
            id,
            kind: "join",
            union: routed.union,
            from_union: None,
            answers: &answers,
            due: clock::due(today),
            entered_by: None,
        };
        application::insert(tx, &new).await?;
        tx.bump(crate::people::VERSION);
        jobs::emit(tx, person, "membership.asked", json!({ "application": id, "union": routed.union, "kind": "join" })).await?;
        Ok((Some(id), What::Asked))
    }

    /// The next step of a code for the form: sends one, whoever the number belongs to.
    ///
    /// # Errors
    /// As [`Membership::send_code`].
    pub(crate) async fn code_for(&self, phone: &str, ask: &Ask) -> Outcome<(Mobile, crate::verbs::send_code::Sent)> {
        let phone = read_phone(phone).map_err(|f| Fault::Invalid(vec![f]))?;
        self.web.limit_codes(ask.address)?;
        let sent = self.send_code(&phone, &ask.v).await?;
        Ok((phone, sent))
    }
}

/// An application that cannot be made: unclear, or a fault of another sort.
pub(crate) enum CannotAsk {
    Unclear(Unclear),
    Fault(Fault),
}

impl From<Unclear> for CannotAsk {
    fn from(unclear: Unclear) -> Self {
        Self::Unclear(unclear)
    }
}

impl From<Fault> for CannotAsk {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Invalid(faults) => Self::Unclear(Unclear { faults, ..Unclear::default() }),
            fault => Self::Fault(fault),
        }
    }
}
