use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use membership::RosterEntry;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Fig, Figs, Head, Href, Html, Note, Pager, St, Th, Views};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::about;
use super::desk_side::{Advice, Form, advice, places, release};
use super::draw_box::DrawBox;
use super::sums;
use super::words::{second, state, time, until};
use crate::Signups;
use crate::house::Known;
use crate::rows::allotment::Allotment;
use crate::rows::entry::{self, Entry, StateCount};
use crate::rows::share;
use crate::rows::sheets;
use crate::rules::asks::asks_health;
use crate::sight::may_see_entrants;
use crate::verbs::forget_answers::KEPT_DAYS;
use crate::verbs::take_health::HealthTaken;

/// People a page.
const SIZE: u64 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// `placed`, `waiting`, `entered` or `over`.
    show: String,
    page: String,
    /// What was answered about health was asked for, and that it was is on record.
    #[serde(skip)]
    with_health: bool,
}

pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, &scope, id, &wish, None, "", &[]).await?))
}

/// The same with what was answered about health. It stands on the screen once: every other view of the desk is without it.
pub async fn with_health(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    match s.take_health(&scope, &ask.actor(), id, HealthTaken::Shown).await {
        Err(Fault::Conflict(key)) => return Ok(ask.go_warning(&format!("/signups/{id}/desk"), key)),
        other => other?,
    }
    let wish = Wish { with_health: true, ..wish };
    Ok(ask.show(&view(&ask, &s, &scope, id, &wish, None, "", &[]).await?))
}

#[derive(Template)]
#[template(path = "signups/desk.html")]
pub(super) struct DeskPage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    source: ui::Source,
    notes: Vec<Note>,
    advice: Option<Advice>,
    draw: Option<DrawBox>,
    views: Views,
    heads: Vec<Th>,
    rows: Vec<Line>,
    empty: Empty,
    pager: Pager,
    places: Form,
    release: Option<(String, Button)>,
    facts: Facts,
    /// How often each choice was taken, over the list that is shown.
    sums: Option<Facts>,
    /// Asks for what was answered about health, where it is asked and not shown.
    health: Option<Button>,
    /// While it is open what is asked can be changed.
    questions: Option<Button>,
}

struct Line {
    number: String,
    name: String,
    union: String,
    heads: i32,
    received: String,
    /// What was answered; empty where nothing was, for who left, and for a reader who sees no names.
    answers: String,
    state: St,
}

/// The desk of one allotment, for whoever runs it; with what was typed and what is wrong in it.
pub(super) async fn view(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    id: Uuid,
    wish: &Wish,
    typed_places: Option<&str>,
    typed_value: &str,
    faults: &[FieldFault],
) -> Outcome<DeskPage> {
    let known = s.known(id).await?;
    scope.require(Power::Run, known.allotment.union_id)?;
    let (v, db) = (&ask.v, s.store().read());
    let a = s.allotment(id).await?;
    let counts = entry::counts(db, id).await?;
    let shares = share::of(db, id).await?;
    let (show, states) = shown(wish, &a);
    let people: i64 = counts.iter().filter(|c| states.contains(&c.state.as_str())).map(|c| c.people).sum();
    let number = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let entries = entry::in_states(db, id, states, (number - 1) * SIZE, SIZE).await?;
    let path = format!("/signups/{id}");
    let action = format!("{path}/places");
    let href = Href::new(format!("{path}/desk")).with("show", show);
    let places = places(ask, &a, typed_places, faults);
    let advice = advice(ask, s, &a, &action).await?;
    let mut submit = Button::submit(v.t("signups-places-save"));
    let draw = if a.is_draw() { Some(DrawBox::build(ask, s, &a, typed_value, faults).await?) } else { None };
    if advice.is_none() && draw.as_ref().is_none_or(|d| !d.can_be_held()) {
        submit = submit.main();
    }
    let sees_names = may_see_entrants(scope, a.union_id);
    // Whoever left has nothing to be counted for.
    let sums = if sees_names && show != "over" { sums::of(s, v, &known, states).await? } else { Vec::new() };
    let sums = (!sums.is_empty()).then(|| sums.into_iter().fold(Facts::new(), |facts, sum| facts.fact(sum.ask, sum.says)));
    let mut notes = notes(ask, &a);
    if known.asks.version() > 0
        && sees_names
        && let Some(at) = sheets::get(db, id).await?.forgotten_at
    {
        notes.push(ui::note(v.t2("signups-answers-gone", "days", KEPT_DAYS, "at", v.stamp(at))));
    }
    let left: i64 = shares.iter().map(|g| g.most - g.taken).sum();
    let asks_health = sees_names && known.asks.now().is_some_and(asks_health);
    let health = (asks_health && !wish.with_health && show != "over" && !entries.is_empty()).then(|| {
        let same = href.with("page", number).to_string();
        Button::post(same, v.t("signups-desk-health")).ask(v.t("signups-desk-health-ask"))
    });
    let is_open = !a.is_cancelled() && ask.now() < a.closes_at;
    let is_kept = a.sharing == "shares" && left > 0 && !a.is_cancelled();
    Ok(DeskPage {
        page: ask.page_named(a.title.as_str()).at("activities").under(&path, v.t("signups-signup")),
        head: head(ask, s, &known, sees_names, &path),
        figs: figs(ask, &a, &counts),
        source: ui::source(v.t2("signups-desk-source", "n", v.number(a.last), "at", second(v, ask.now()))),
        notes,
        advice,
        draw,
        views: views(ask, &a, &counts, &href, show),
        heads: vec![
            Th::new(v.t("signups-col-number")).num(),
            Th::new(v.t("signups-col-name")),
            Th::new(v.t("signups-col-union")),
            Th::new(v.t("signups-col-heads")).num(),
            Th::new(v.t("signups-col-received")),
            Th::new(v.t("signups-col-state")),
        ],
        rows: lines(ask, s, &known, sees_names, wish.with_health, &entries).await?,
        empty: Empty::new("signups", v.t("signups-desk-none")).hint(v.t("signups-desk-none-hint")),
        pager: Pager::new(v, href, number, SIZE, u64::try_from(people).unwrap_or(0)),
        places: Form { action, mistakes: ui::mistakes(v, [&places]), field: places, revision: a.revision, submit },
        release: is_kept.then(|| release(ask, s, &path, &shares)),
        facts: about::facts(v, s.federation(), &known, &a),
        sums,
        health,
        questions: is_open.then(|| Button::link(format!("{path}/questions"), v.t("signups-asks-change"))),
    })
}

fn head(ask: &Ask, s: &Signups, known: &Known, sees_names: bool, path: &str) -> Head {
    let (v, a) = (&ask.v, &known.allotment);
    let list = format!("{path}/list.csv");
    let mut head = ui::head(a.title.as_str())
        .says(v.t1("signups-host", "union", s.federation().name(a.union_id)))
        .act(Button::link(path, v.t("signups-desk-look")))
        .act(Button::link(&list, v.t("signups-desk-list")).icon("download"));
    if sees_names && known.asks.now().is_some_and(asks_health) {
        head = head.act(Button::post(list, v.t("signups-list-health")).icon("download").ask(v.t("signups-list-health-ask")));
    }
    head.act(Button::link(format!("{path}/money"), v.t("signups-money")).icon("money"))
        .act(Button::link(format!("{path}/checkin"), v.t("signups-checkin")).icon("scan"))
}

/// Which of the lists is shown, and the states in it.
fn shown(wish: &Wish, a: &Allotment) -> (&'static str, &'static [&'static str]) {
    let is_before_draw = a.is_draw() && a.state == "standing";
    match wish.show.as_str() {
        "waiting" => ("waiting", &["waiting"]),
        "over" => ("over", OVER),
        "entered" => ("entered", &["entered"]),
        "placed" => ("placed", PLACED),
        _ if is_before_draw => ("entered", &["entered"]),
        _ => ("placed", PLACED),
    }
}

const PLACED: &[&str] = &["placed", "offered"];
const OVER: &[&str] = &["withdrawn", "declined", "expired", "unplaced", "cancelled"];

fn views(ask: &Ask, a: &Allotment, counts: &[StateCount], href: &Href, show: &str) -> Views {
    let v = &ask.v;
    let of = |states: &[&str]| counts.iter().filter(|c| states.contains(&c.state.as_str())).map(|c| c.people).sum::<i64>();
    let mut all: Vec<(&str, &str, &[&str])> = vec![
        ("placed", "signups-show-placed", PLACED),
        ("waiting", "signups-show-waiting", &["waiting"]),
        ("over", "signups-show-over", OVER),
    ];
    if a.is_draw() {
        all.insert(0, ("entered", "signups-show-entered", &["entered"]));
    }
    all.into_iter().fold(Views::new(v.t("signups-show")), |views, (name, key, states)| {
        views.view(href.with("show", name), v.t1(key, "n", v.number(of(states))), name == show)
    })
}

fn figs(ask: &Ask, a: &Allotment, counts: &[StateCount]) -> Figs {
    let v = &ask.v;
    let placed = || counts.iter().filter(|c| c.state == "placed");
    let paid: i64 = placed().filter(|c| c.pay == "paid").map(|c| c.heads).sum();
    let due: i64 = placed().filter(|c| c.pay == "due").map(|c| c.heads).sum();
    let offered: i64 = counts.iter().filter(|c| c.state == "offered").map(|c| c.heads).sum();
    let own: i64 = placed().map(|c| c.price).sum();
    // What no account is charged for is the union's part all the same.
    let with_place = counts.iter().filter(|c| PLACED.contains(&c.state.as_str()));
    let subsidy: i64 = with_place.map(|c| c.subsidy.max(a.subsidy * c.heads)).sum();
    let mut taken = Fig::new(v.t("signups-fig-taken"), v.number(a.taken)).unit(format!("/ {}", v.number(a.places)));
    taken = match (a.full_at, offered) {
        (_, n) if n > 0 => taken.about(v.t1("signups-fig-offered", "n", v.number(n))),
        (Some(at), _) => taken.about(v.t1("signups-fig-full", "at", second(v, at))),
        _ => taken,
    };
    let mut figs = vec![taken, Fig::new(v.t("signups-fig-waiting"), v.number(a.waiting)).unit(v.t("signups-unit-people"))];
    if a.is_draw() {
        let entered: i64 = counts.iter().filter(|c| c.state == "entered").map(|c| c.people).sum();
        figs.push(Fig::new(v.t("signups-fig-entered"), v.number(entered)).unit(v.t("signups-unit-people")));
    }
    if a.price > 0 {
        figs.push(Fig::new(v.t("signups-fig-paid"), v.number(paid)).about(v.t1("signups-fig-due", "n", v.number(due))));
        figs.push(Fig::new(v.t("signups-fig-own"), v.money(own)).about(v.t1("signups-fig-subsidy", "money", v.money(subsidy))));
    }
    Figs::new(figs)
}

fn notes(ask: &Ask, a: &Allotment) -> Vec<Note> {
    let v = &ask.v;
    let (now, at) = (ask.now(), |key: &str, at: Html| ui::note(Html::from(v.t(key)).then(at)));
    if a.is_cancelled() {
        vec![Note::warn(v.t("signups-refused-cancelled"))]
    } else if now < a.opens_at {
        vec![at("signups-desk-opens", time(v, a.opens_at))]
    } else if now < a.closes_at {
        vec![at("signups-open-until", until(v, a.closes_at))]
    } else {
        vec![at("signups-desk-closed", until(v, a.closes_at))]
    }
}

/// Who they are: the union that runs it sees who has a place and who waits; whoever stands above it sees that somebody does.
async fn lines(
    ask: &Ask,
    s: &Signups,
    known: &Known,
    sees_names: bool,
    with_health: bool,
    entries: &[Entry],
) -> Outcome<Vec<Line>> {
    let v = &ask.v;
    let people = named(s, sees_names, entries).await?;
    let unnamed = if sees_names { "signups-gone" } else { "signups-somebody" };
    let line = |e: &Entry| Line {
        number: v.number(e.number),
        name: people.get(&e.ordinal).map_or_else(|| v.t(unnamed), |p| p.name.clone()),
        union: e.home.map(|u| s.federation().name(u)).unwrap_or_default(),
        heads: e.heads,
        received: second(v, e.received_at),
        answers: if sees_names && e.stands() { sums::line(s, v, known, e, with_health) } else { String::new() },
        state: state(v, e),
    };
    Ok(entries.iter().map(line).collect())
}

/// The people behind these entries, by ordinal; nobody for a reader who sees no names.
pub(super) async fn named(s: &Signups, sees_names: bool, entries: &[Entry]) -> Outcome<HashMap<i64, RosterEntry>> {
    if !sees_names {
        return Ok(HashMap::new());
    }
    let ordinals: Vec<i64> = entries.iter().map(|e| e.ordinal).collect();
    membership::people_by_ordinal(s.store().read(), &ordinals).await
}
