use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Facts, Field, Head, Html, Mistakes, Note};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::words::{second, until};
use crate::Signups;
use crate::rows::draw::{self, Draw};
use crate::rows::seal::{self, Sealing, Witness};
use crate::rules::seal::{MOST_SIGNS, proposal};
use crate::verbs::draw_prepare::GRACE;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    /// `make`, `seal`, `refuse` or `open`.
    act: String,
    words: String,
    /// `1`: he keeps the words.
    kept: String,
    /// `1`: his name may stand on the public page.
    named: String,
}

/// The page of one who was asked to seal a seed: what he promises, the words, and later the words again.
pub async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, id, &Sent::default(), None, &[]).await?))
}

pub async fn post(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>, Form(sent): Form<Sent>) -> Result<Response, Failed> {
    let (to, actor, person) = (format!("/draws/{id}/witness"), ask.actor(), ask.person()?);
    let outcome = match sent.act.as_str() {
        "make" => {
            // Shown this once, and kept by nobody but the reader.
            let mut chance = [0; 16];
            s.store().ids().fill(&mut chance);
            return Ok(ask.show(&view(&ask, &s, id, &sent, Some(proposal(chance)), &[]).await?));
        }
        "refuse" => s.refuse_to_witness(&actor, id, person).await.map(|()| "signups-witness-refused-said"),
        "open" => s.open_seal(&actor, id, person, &sent.words).await.map(|()| "signups-opened-said"),
        _ if sent.kept != "1" => Err(Fault::field("kept", "signups-seal-keep-first")),
        _ => s.seal(&actor, id, person, &sent.words, sent.named == "1").await.map(|()| "signups-sealed-said"),
    };
    match outcome {
        Ok(said) => Ok(ask.go_saying(&to, said)),
        Err(Fault::Conflict(key)) => {
            own(&s, id, person).await?;
            Ok(ask.go_warning(&to, key))
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &s, id, &sent, None, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "signups/witness.html")]
struct WitnessPage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    /// What was made, to be written down.
    made: Option<String>,
    facts: Facts,
    action: String,
    mistakes: Mistakes,
    fields: Vec<Field>,
    /// Goes with the fields.
    submit: Option<Button>,
    more: Vec<Button>,
    says: Vec<String>,
    draw: ui::Link,
}

/// The witness that a person is here; for anybody else there is no such page.
async fn own(s: &Signups, id: Uuid, person: Uuid) -> Outcome<(Draw, Sealing, Witness)> {
    let db = s.store().read();
    s.allotment(id).await?;
    let of = seal::sealing(db, id).await?.ok_or(Fault::NotFound)?;
    let witness = seal::witnesses(db, id, of.round).await?.into_iter().find(|w| w.person == person).ok_or(Fault::NotFound)?;
    Ok((draw::get(db, id).await?.ok_or(Fault::NotFound)?, of, witness))
}

async fn view(
    ask: &Ask,
    s: &Signups,
    id: Uuid,
    sent: &Sent,
    made: Option<String>,
    faults: &[FieldFault],
) -> Outcome<WitnessPage> {
    let (draw, of, w) = own(s, id, ask.person()?).await?;
    let (v, a, now) = (&ask.v, s.allotment(id).await?, ask.now());
    let action = format!("/draws/{id}/witness");
    let note = |key, at| ui::note(Html::from(v.t(key)).then(until(v, at)));
    let (mut notes, mut fields, mut submit, mut more) = (Vec::new(), Vec::new(), None, Vec::new());
    let words = |hint: &str| {
        Field::text("words", v.t("signups-seal-words"))
            .hint(v.t(hint))
            .value(made.as_deref().unwrap_or(&sent.words).chars().take(MOST_SIGNS * 2).collect::<String>())
            .attr("autocomplete", "off")
            .error(ask.error(faults, "words"))
            .first()
    };
    let stage = match &w {
        _ if draw.is_held() => "held",
        _ if a.is_cancelled() => "cancelled",
        w if w.has_opened() => "opened",
        w if w.has_sealed() && now < of.seal_until + GRACE => "sealed",
        w if w.has_sealed() && now < of.open_until => "opening",
        w if w.has_sealed() => "missed",
        _ if now >= of.seal_until => "late",
        _ => "sealing",
    };
    match stage {
        "held" => notes.push(ui::note(v.t("signups-witness-held"))),
        "cancelled" => notes.push(Note::warn(v.t("signups-refused-cancelled"))),
        "opened" => notes.push(Note::good(v.t("signups-witness-opened-says"))),
        "sealed" => notes.push(note("signups-witness-sealed-says", of.seal_until + GRACE)),
        "missed" => notes.push(Note::warn(v.t("signups-open-late"))),
        "late" => notes.push(Note::warn(v.t("signups-seal-late"))),
        "opening" => {
            notes.push(note("signups-witness-open-says", of.open_until));
            fields.push(words("signups-open-words-hint"));
            submit = Some(Button::submit(v.t("signups-open-it")).named("act", "open").main().wide());
        }
        _ => {
            notes.push(note("signups-witness-seal-says", of.seal_until));
            let kept = Field::check("kept", v.t("signups-seal-kept")).ticked(sent.kept == "1").error(ask.error(faults, "kept"));
            let named = Field::check("named", v.t("signups-seal-named")).ticked(sent.named == "1");
            fields.extend([words("signups-seal-words-hint"), kept, named]);
            submit = Some(Button::submit(v.t("signups-seal-it")).named("act", "seal").main().wide());
            more.push(Button::post(&action, v.t("signups-seal-make")).with("act", "make"));
            if w.refused_at.is_none() {
                more.push(Button::post(&action, v.t("signups-seal-refuse")).with("act", "refuse").text());
            }
        }
    }
    let facts = Facts::new()
        .fact(v.t("signups-witness-as"), w.by())
        .fact(v.t("signups-seal-until"), until(v, of.seal_until))
        .fact(v.t("signups-unseal-until"), until(v, of.open_until))
        .maybe(v.t("signups-witness-sealed"), w.sealed_at.map(|at| second(v, at)))
        .maybe(
            v.t("signups-witness-commitment"),
            w.commitment.as_deref().map(|c| Html::trusted(format!("<span class=\"code\">{}</span>", Html::from(c)))),
        )
        .maybe(v.t("signups-witness-opened"), w.opened_at.map(|at| second(v, at)));
    let says = ["signups-witness-why-1", "signups-witness-why-2", "signups-witness-why-3", "signups-witness-why-4"];
    Ok(WitnessPage {
        page: ask.page("signups-witness").at("activities").back_to(format!("/draws/{id}"), v.t("signups-draw")),
        head: ui::head(v.t("signups-witness")).says(a.title.as_str()),
        notes,
        facts,
        mistakes: ui::mistakes(v, &fields),
        action,
        fields,
        submit,
        more,
        says: says.map(|key| v.t(key)).to_vec(),
        draw: ui::Link::new(format!("/draws/{id}"), v.t("signups-draw-look")),
        made,
    })
}
