use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use draw::{Hash, Receipt, Record};
use i18n::Voice;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Facts, Field, Head, Note, Rows, Steps};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::{draw_box, draw_words};
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::draw::{self as rows, Draw};
use crate::rows::seal;
use crate::rules::receipt;
use crate::rules::seal::stage;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    receipt: String,
}

/// The draw for everybody: what is fixed by now, what it proves, and where one stands in it.
pub async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let a = s.allotment(id).await?;
    let draw = rows::get(s.store().read(), id).await?.filter(|_| a.is_draw());
    let (page, is_wrong) = view(&ask, &s, &a, draw, &wish).await?;
    Ok(if is_wrong { ask.show_again(&page) } else { ask.show(&page) })
}

/// The record as `unionhall draw verify` reads it.
pub async fn record(State(s): State<Signups>, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    s.allotment(id).await?;
    let text = rows::record(s.store().read(), id).await?.ok_or(Fault::Conflict("signups-draw-not-held"))?;
    Ok(file(text, &format!("draw-{id}.json")))
}

/// The frozen list, before the draw is held: whoever keeps it can compare it with the record.
pub async fn list(State(s): State<Signups>, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    s.allotment(id).await?;
    let text = rows::entries(s.store().read(), id).await?.ok_or(Fault::Conflict("signups-draw-not-frozen"))?;
    Ok(file(text, &format!("draw-list-{id}.json")))
}

fn file(text: String, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response()
}

#[derive(Template)]
#[template(path = "signups/draw.html")]
struct DrawPage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    steps: Option<Steps>,
    facts: Facts,
    /// Asked with a receipt: what it came to.
    found: Option<Note>,
    receipt: Option<Field>,
    action: String,
    files: Vec<Button>,
    how: Vec<String>,
    proves: Vec<String>,
    proves_not: Vec<String>,
    /// Who sealed and who opened, where no public number decides.
    witnesses: Option<Rows>,
    /// What came to nothing before.
    lapses: Vec<Note>,
}

async fn view(ask: &Ask, s: &Signups, a: &Allotment, draw: Option<Draw>, wish: &Wish) -> Outcome<(DrawPage, bool)> {
    let (v, path) = (&ask.v, format!("/draws/{}", a.id));
    let mut page = DrawPage {
        page: ask.page("signups-draw").at("activities").back_to(format!("/signups/{}", a.id), a.title.as_str()),
        head: ui::head(v.t("signups-draw")).says(a.title.as_str()),
        notes: Vec::new(),
        steps: None,
        facts: Facts::new(),
        found: None,
        receipt: None,
        action: path.clone(),
        files: Vec::new(),
        how: Vec::new(),
        proves: Vec::new(),
        proves_not: Vec::new(),
        witnesses: None,
        lapses: Vec::new(),
    };
    let Some(draw) = draw else {
        let key = if a.is_draw() { "signups-draw-unprepared" } else { "signups-draw-none" };
        page.notes.push(ui::note(v.t(key)));
        return Ok((page, false));
    };
    if a.is_cancelled() {
        page.notes.push(Note::warn(v.t("signups-refused-cancelled")));
    }
    if draw.frozen_at.is_some() && !draw.is_frozen_in_time() {
        page.notes.push(Note::warn(v.t("signups-draw-frozen-late-says")).title(v.t("signups-draw-frozen-late")));
    }
    let (db, of) = (s.store().read(), seal::sealing(s.store().read(), a.id).await?);
    page.steps = Some(draw_words::steps(v, a, &draw, of.as_ref(), ask.now()));
    [page.how, page.proves, page.proves_not] = draw_words::words(v, a, of.is_some());
    page.lapses = draw_words::lapses(v, &seal::lapses(db, a.id).await?);
    if let Some(of) = &of {
        let all = seal::witnesses(db, a.id, of.round).await?;
        if !draw.is_held() {
            page.notes.push(ui::note(draw_box::says(ask, of, &all, stage(of, &all, ask.now()))));
        }
        let entered = draw_words::entered(s, a, &all).await?;
        if entered > 0 {
            page.notes.push(Note::warn(v.t1("signups-witness-among-entrants", "n", entered)));
        }
        page.witnesses = Some(draw_words::witnesses(s, v, &all).await?);
    }
    if draw.frozen_at.is_some() {
        page.files.push(Button::link(format!("{path}/list.json"), v.t("signups-draw-list-file")).icon("download"));
    }
    let mut is_wrong = false;
    if draw.is_held() {
        page.files.push(Button::link(format!("{path}/record.json"), v.t("signups-draw-record-file")).icon("download"));
        let mut field = Field::text("receipt", v.t("signups-receipt"))
            .hint(v.t("signups-draw-receipt-hint"))
            .value(wish.receipt.chars().take(receipt::LONGEST).collect::<String>())
            .attr("autocomplete", "off")
            .first();
        if !wish.receipt.is_empty() {
            match receipt::read(&wish.receipt) {
                Some(receipt) => page.found = Some(find(s, v, a, receipt).await?),
                None => {
                    is_wrong = true;
                    field = field.error(Some(v.t("signups-draw-receipt-wrong")));
                }
            }
        }
        page.receipt = Some(field);
    }
    page.facts = draw_words::facts(v, a, &draw, of.as_ref())?;
    Ok((page, is_wrong))
}

/// Where the owner of this receipt stands in the record.
async fn find(s: &Signups, v: &Voice, a: &Allotment, receipt: Receipt) -> Outcome<Note> {
    let text = rows::record(s.store().read(), a.id).await?.unwrap_or_default();
    let record: Record = serde_json::from_str(&text).map_err(|e| Fault::Internal(format!("record of draw {}: {e}", a.id)))?;
    let hash: Hash = receipt.entry(&record.draw);
    let Some(at) = record.lots.iter().position(|lot| lot.entry == hash) else {
        return Ok(Note::warn(v.t("signups-draw-not-in-it")));
    };
    let n = i64::try_from(at).unwrap_or(i64::MAX - 1) + 1;
    let of = i64::try_from(record.lots.len()).unwrap_or(i64::MAX);
    let order = v.t2("signups-draw-your-lot", "n", v.number(n), "of", v.number(of));
    // Where the record draws the order alone, it knows of no places.
    let came = match record.lots[at].waits {
        _ if record.places.places() == 0 => v.t("signups-draw-your-order"),
        None => v.t("signups-draw-your-place"),
        Some(waits) => v.t1("signups-draw-your-wait", "n", v.number(i64::from(waits))),
    };
    let note = if record.lots[at].waits.is_none() { Note::good(came) } else { ui::note(came) };
    Ok(note.title(order))
}
