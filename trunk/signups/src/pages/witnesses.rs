use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Head, Html, Mistakes, Note, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::draw_box;
use super::draw_words::{lapses, witness_state};
use super::words::second;
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::draw;
use crate::rows::seal::{self, Witness};
use crate::rules::seal::{LONGEST_CAPACITY, Stage, stage};
use crate::sight::may_see_entrants;
use crate::verbs::draw_ask::Asking;
use crate::verbs::draw_renew::Renewal;

/// Who witnesses a draw, for whoever runs it: asked, sealed, opened; and another try where too few did.
pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, &scope, id, Sent::default()).await?))
}

/// Asks one more.
pub async fn ask(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(asking): Form<Asking>,
) -> Result<Response, Failed> {
    let to = format!("/signups/{id}/witnesses");
    match s.ask_witness(&scope, &ask.actor(), id, &asking).await {
        Ok(()) => Ok(ask.go_saying(&to, "signups-witness-asked-said")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(Fault::Invalid(faults)) => {
            let again = Sent { asking: &asking, faults: &faults, ..Sent::default() };
            Ok(ask.show_again(&view(&ask, &s, &scope, id, again).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Prepares anew what came to nothing.
pub async fn renew(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(renewal): Form<Renewal>,
) -> Result<Response, Failed> {
    match s.renew_draw(&scope, &ask.actor(), id, &renewal).await {
        Ok(()) => {
            let is_sealed = renewal.way == "sealed";
            let to = if is_sealed { format!("/signups/{id}/witnesses") } else { format!("/signups/{id}/desk") };
            Ok(ask.go_saying(&to, "signups-renewed"))
        }
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/signups/{id}/desk"), key)),
        Err(Fault::Invalid(faults)) => {
            let again = Sent { renewal: &renewal, faults: &faults, ..Sent::default() };
            Ok(ask.show_again(&view(&ask, &s, &scope, id, again).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What was typed, and what is wrong in it.
#[derive(Clone, Copy)]
struct Sent<'a> {
    asking: &'a Asking,
    renewal: &'a Renewal,
    faults: &'a [FieldFault],
}

static NOTHING_ASKED: Asking = Asking { phone: String::new(), capacity: String::new() };
static NOTHING_RENEWED: Renewal = Renewal {
    way: String::new(),
    named: String::new(),
    falls_at: String::new(),
    seal_until: String::new(),
    open_until: String::new(),
};

impl Default for Sent<'_> {
    fn default() -> Self {
        Self { asking: &NOTHING_ASKED, renewal: &NOTHING_RENEWED, faults: &[] }
    }
}

/// A form of its own.
struct Asked {
    action: String,
    mistakes: Mistakes,
    fields: Vec<Field>,
    submit: Button,
}

#[derive(Template)]
#[template(path = "signups/witnesses.html")]
struct WitnessesPage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    rows: Rows,
    ask: Option<Asked>,
    renew: Option<Asked>,
    rules: Vec<String>,
}

async fn view(ask: &Ask, s: &Signups, scope: &Scope, id: Uuid, sent: Sent<'_>) -> Outcome<WitnessesPage> {
    let union = s.known(id).await?.allotment.union_id;
    scope.require(Power::Run, union)?;
    let (v, a, db) = (&ask.v, s.allotment(id).await?, s.store().read());
    let drawn = draw::get(db, id).await?.filter(|_| a.is_draw()).ok_or(Fault::NotFound)?;
    let of = seal::sealing(db, id).await?;
    let mut page = WitnessesPage {
        page: ask.page("signups-witnesses").at("activities").under(format!("/signups/{id}/desk"), a.title.as_str()),
        head: ui::head(v.t("signups-witnesses")).says(a.title.as_str()),
        notes: lapses(v, &seal::lapses(db, id).await?),
        rows: Rows::new([]),
        ask: None,
        renew: None,
        rules: Vec::new(),
    };
    let Some(of) = of else {
        page.notes.push(ui::note(v.t("signups-draw-not-sealed")));
        return Ok(page);
    };
    let all = seal::witnesses(db, id, of.round).await?;
    let at = stage(&of, &all, ask.now());
    let is_over = drawn.is_held() || a.is_cancelled();
    if drawn.is_held() {
        page.notes.push(Note::good(v.t("signups-draw-held-already")));
    } else {
        page.notes.push(ui::note(draw_box::says(ask, &of, &all, at)));
    }
    page.rows = rows(ask, s, may_see_entrants(scope, union), &all).await?;
    page.rules = ["signups-draw-how-sealed", "signups-draw-how-open", "signups-draw-how-silent", "signups-draw-how-lapse"]
        .map(|key| v.t(key))
        .to_vec();
    page.ask = (at == Stage::Sealing && !is_over).then(|| asking(ask, &a, sent));
    page.renew = (matches!(at, Stage::Lapsed(_)) && !is_over).then(|| renewing(ask, &a, sent));
    Ok(page)
}

async fn rows(ask: &Ask, s: &Signups, sees_names: bool, all: &[Witness]) -> Outcome<Rows> {
    let v = &ask.v;
    let mut rows = Vec::with_capacity(all.len());
    for w in all {
        let mut row = Row::new(w.by());
        if (sees_names || w.is_named())
            && let Some(greeting) = s.membership.greet(w.person).await?
        {
            row = row.fact(Html::from(greeting.name));
        }
        row = row.fact(v.t1("signups-witness-asked-at", "at", second(v, w.asked_at)));
        rows.push(row.end(witness_state(v, w)));
    }
    Ok(Rows::new(rows).or(Empty::new("signups", v.t("signups-witnesses-none")).hint(v.t("signups-witnesses-none-hint"))))
}

fn asking(ask: &Ask, a: &Allotment, sent: Sent<'_>) -> Asked {
    let v = &ask.v;
    let fields = vec![
        Field::phone("phone", v.t("signups-witness-phone"))
            .hint(v.t("signups-witness-phone-hint"))
            .value(&sent.asking.phone)
            .error(ask.error(sent.faults, "phone"))
            .first(),
        Field::text("capacity", v.t("signups-witness-capacity"))
            .hint(v.t("signups-witness-capacity-hint"))
            .value(&sent.asking.capacity)
            .attr("maxlength", LONGEST_CAPACITY)
            .error(ask.error(sent.faults, "capacity")),
    ];
    let submit = Button::submit(v.t("signups-witness-ask")).main();
    Asked { action: format!("/signups/{}/witnesses", a.id), mistakes: ui::mistakes(v, &fields), fields, submit }
}

fn renewing(ask: &Ask, a: &Allotment, sent: Sent<'_>) -> Asked {
    let (v, it, error) = (&ask.v, sent.renewal, |field: &str| ask.error(sent.faults, field));
    let moment = |name: &'static str, key: &str, value: &str| Field::moment(name, v.t(key)).value(value).error(error(name));
    let fields = vec![
        Field::radios("way", v.t("signups-renew-way"))
            .choice_with("public", v.t("signups-renew-public"), v.t("signups-renew-public-why"))
            .choice_with("sealed", v.t("signups-renew-sealed"), v.t("signups-renew-sealed-why"))
            .value(if it.way.is_empty() { "public" } else { &it.way })
            .error(error("way")),
        Field::text("named", v.t("signups-draw-named"))
            .hint(v.t("signups-renew-named-hint"))
            .value(&it.named)
            .attr("maxlength", 200)
            .error(error("named")),
        moment("falls_at", "signups-renew-falls-at", &it.falls_at),
        moment("seal_until", "signups-seal-until", &it.seal_until),
        moment("open_until", "signups-unseal-until", &it.open_until),
    ];
    let submit = Button::submit(v.t("signups-renew")).main().ask(v.t("signups-renew-ask"));
    Asked { action: format!("/signups/{}/draw/renew", a.id), mistakes: ui::mistakes(v, &fields), fields, submit }
}
