use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{People as _, Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Fig, Figs, Head, Mistakes, Row, Rows, Sign};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::{fields, said};
use crate::rows::drive::Drive;
use crate::rows::fund::Fund;
use crate::rows::hand_out::Sum;
use crate::rows::{change, fund, good, hand_out, site, unsigned};
use crate::rules::things::{NewGood, NewSite};
use crate::{Drives, sight, verbs};

/// Changes shown, the latest first.
const HISTORY: i64 = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    revision: String,
    reason: String,
    name: String,
    unit: String,
    price: String,
    source: String,
    pieces: String,
    receipt: String,
    title: String,
    place: String,
    employer: String,
    day: String,
    expected: String,
}

/// What was typed into which of the forms of this page, and what is wrong with it.
#[derive(Default)]
struct Typed {
    good: NewGood,
    site: NewSite,
    reason: String,
    faults: [Vec<FieldFault>; 3],
}

type At = Path<Uuid>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): At) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id, Typed::default()).await?))
}

pub async fn approve(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): At,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    settled(&ask, id, verbs::decide::approve(&d, &scope, &ask.actor(), id, &said.revision).await, "drives-approved")
}

pub async fn send_back(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): At,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::decide::send_back(&d, &scope, &ask.actor(), id, &said.revision, &said.reason).await {
        Err(Fault::Invalid(faults)) => {
            let typed = Typed { reason: said.reason, faults: [Vec::new(), Vec::new(), faults], ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, typed).await?))
        }
        other => settled(&ask, id, other, "drives-sent-back"),
    }
}

pub async fn bring_in(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): At,
    Form(s): Form<Said>,
) -> Result<Response, Failed> {
    let good = NewGood { name: s.name, unit: s.unit, price: s.price, source: s.source, pieces: s.pieces, receipt: s.receipt };
    match verbs::bring_in::bring_in(&d, &scope, &ask.actor(), id, &good).await {
        Err(Fault::Invalid(faults)) => {
            let typed = Typed { good, faults: [faults, Vec::new(), Vec::new()], ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, typed).await?))
        }
        other => settled(&ask, id, other.map(drop), "drives-brought-in"),
    }
}

pub async fn lay_out(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): At,
    Form(s): Form<Said>,
) -> Result<Response, Failed> {
    let site = NewSite { title: s.title, place: s.place, employer: s.employer, day: s.day, expected: s.expected };
    match verbs::lay_out::lay_out(&d, &scope, &ask.actor(), id, &site).await {
        Err(Fault::Invalid(faults)) => {
            let typed = Typed { site, faults: [Vec::new(), faults, Vec::new()], ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, typed).await?))
        }
        other => settled(&ask, id, other.map(drop), "drives-laid-out"),
    }
}

/// Somebody else was faster, or it may not be: the page says how it stands.
pub(super) fn settled(ask: &Ask, id: Uuid, outcome: Outcome<()>, said: &'static str) -> Result<Response, Failed> {
    let here = format!("/drives/{id}");
    match outcome {
        Ok(()) => Ok(ask.go_saying(&here, said)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
        Err(fault) => Err(fault.into()),
    }
}

struct Adding {
    mistakes: Mistakes,
    fields: Vec<Field>,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "drives/drive.html")]
struct DrivePage {
    page: ui::Page,
    head: Head,
    path: String,
    figs: Figs,
    sign: Sign,
    decide: Option<(Field, Mistakes)>,
    revision: i32,
    facts: Facts,
    funds: Vec<(String, String, String, String)>,
    goods: Rows,
    sites: Rows,
    /// What one may add, goods and sites, each unfolded where there is none yet or something in it is wrong.
    add: Option<[Adding; 2]>,
    history: Rows,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid, typed: Typed) -> Outcome<DrivePage> {
    let drive = sight::reach(d, scope, id).await?;
    let (v, db, path) = (&ask.v, d.store().read(), format!("/drives/{id}"));
    let sum = hand_out::sums(db, &[id]).await?.remove(&id).unwrap_or_default();
    let (funds, goods) = (fund::of(db, id).await?, good::of(db, id).await?);
    let hands_out = sight::hands_out(scope, drive.union_id);
    let by_site = hand_out::sums_by_site(db, id).await?;
    let sites = site::of(db, id).await?.into_iter().map(|s| {
        let sum = by_site.get(&s.id).copied().unwrap_or_default();
        let mut row = Row::new(s.title.as_str()).to(format!("{path}/sites/{}", s.id)).fact(v.date(s.day)).fact(s.place.as_str());
        row = match s.expected {
            0 => row.fact(v.t1("drives-heads", "n", v.number(sum.heads()))),
            expected => row.fact(v.t2("drives-heads-of", "n", v.number(sum.heads()), "of", v.number(expected))),
        };
        if sum.unsigned > 0 {
            row = row.fact(v.t1("drives-unsigned", "n", sum.unsigned));
        }
        row.fact(v.money(sum.fen))
    });
    let good_rows = goods.iter().map(|g| {
        let row = Row::new(g.name.as_str())
            .fact(v.t2("drives-left-of", "left", v.number(g.left()), "of", v.number(g.taken_in)))
            .fact(v.t1("drives-price-a-piece", "money", v.money(g.price_fen)))
            .fact(said::source(v, &g.source));
        if hands_out && !drive.is_closed() { row.to(format!("{path}/goods/{}", g.id)) } else { row }
    });
    let add = if hands_out && !drive.is_closed() {
        let [good_faults, site_faults, _] = &typed.faults;
        let mut site = typed.site;
        if site.day.is_empty() {
            site.day = codes::Day(drive.from_day.max(d.today().0.min(drive.until_day))).to_string();
        }
        let good = fields::good(ask, &typed.good, good_faults);
        let site = fields::site(ask, &site, site_faults);
        let (no_goods, no_sites) = (goods.is_empty(), by_site.is_empty());
        Some([
            Adding { mistakes: ui::mistakes(v, &site), fields: site, is_open: no_sites || !site_faults.is_empty() },
            Adding { mistakes: ui::mistakes(v, &good), fields: good, is_open: no_goods || !good_faults.is_empty() },
        ])
    } else {
        None
    };
    let decides =
        drive.state == "filed" && scope.may(Power::ApproveMoney, drive.union_id) && drive.filed_by != Some(scope.person);
    let decide = decides.then(|| {
        let reason =
            Field::text("reason", v.t("drives-reason")).value(&typed.reason).error(ask.error(&typed.faults[2], "reason"));
        let mistakes = ui::mistakes(v, [&reason]);
        (reason.first(), mistakes)
    });
    let history = change::of(db, id, HISTORY).await?;
    let actors: Vec<Uuid> = history.iter().filter_map(|c| c.changed_by).collect();
    let actors = if hands_out { d.membership.office_holders(&actors).await? } else { Default::default() };
    let unsigned = if drive.is_closed() { unsigned::count(db, id).await? } else { 0 };
    let history = history.into_iter().map(|c| {
        let key = match c.what.as_str() {
            "filed" => "drives-was-filed",
            "revised" => "drives-was-revised",
            "approved" => "drives-was-approved",
            "returned" => "drives-was-returned",
            "closed" => "drives-was-closed",
            _ => "drives-was-retracted",
        };
        let mut row = Row::new(v.t(key)).fact(v.stamp(c.changed_at)).fact(c.reason);
        if c.what == "closed" && unsigned > 0 {
            row = row.fact(v.t1("drives-closed-unsigned", "n", unsigned));
        }
        match c.changed_by.and_then(|by| actors.get(&by)) {
            Some(name) => row.fact(name.as_str()),
            None => row,
        }
    });
    let none = |picture, key| Empty::new(picture, v.t(key));
    Ok(DrivePage {
        page: ask.page_named(drive.title.as_str()).at("drives").under("/drives", v.t("drives-drives")),
        head: head(ask, &drive, hands_out, &path),
        figs: figs(ask, &sum, &funds),
        sign: sign(ask, d, &drive, hands_out).await?,
        decide,
        revision: drive.revision,
        facts: Facts::new()
            .fact(v.t("drives-union"), d.federation().name(drive.union_id))
            .fact(v.t("drives-kind"), said::kind(v, &drive))
            .fact(v.t("drives-item"), said::item(v, &drive))
            .fact(v.t("drives-days"), said::days(v, &drive))
            .fact(v.t("drives-plan"), said::plan(&drive)),
        funds: fund_lines(ask, &funds),
        goods: Rows::new(good_rows).or(none("aid", "drives-goods-none").hint(v.t("drives-goods-none-hint"))),
        sites: Rows::new(sites).or(none("place", "drives-sites-none").hint(v.t("drives-sites-none-hint"))),
        add,
        history: Rows::new(history).tight(),
        path,
    })
}

fn head(ask: &Ask, drive: &Drive, hands_out: bool, path: &str) -> Head {
    let v = &ask.v;
    let mut head = ui::head(drive.title.as_str()).state(said::state(v, drive));
    if hands_out {
        head = head
            .act(Button::link(format!("{path}/roster.xlsx"), v.t("drives-roster")).icon("download"))
            .act(Button::link(format!("{path}/roster.csv"), v.t("drives-roster-csv")).icon("download"))
            .act(Button::link(format!("{path}/pack"), v.t("drives-pack")).icon("print"));
        if !drive.is_closed() {
            head = head
                .act(Button::link(format!("{path}/edit"), v.t("drives-edit")).icon("edit"))
                .act(Button::link(format!("{path}/close"), v.t("drives-close")));
        }
    }
    head
}

fn figs(ask: &Ask, sum: &Sum, funds: &[Fund]) -> Figs {
    let v = &ask.v;
    let budget: i64 = funds.iter().map(|f| f.fen).sum();
    let by = v.t2("drives-named-and-by-head", "named", v.number(sum.named), "heads", v.number(sum.by_head));
    Figs::new([
        Fig::new(v.t("drives-spent"), v.money(sum.fen)).about(v.t1("drives-of-budget", "money", v.money(budget))),
        Fig::new(v.t("drives-received"), v.number(sum.heads())).unit(v.t("drives-heads-unit")).about(by),
        Fig::new(v.t("drives-handed-out"), v.number(sum.pieces)).unit(v.t("drives-pieces-unit")),
        Fig::new(v.t("drives-per-head"), sum.per_head().map_or_else(|| v.t("drives-nothing"), |fen| v.money(fen))),
    ])
}

pub(super) fn fund_lines(ask: &Ask, funds: &[Fund]) -> Vec<(String, String, String, String)> {
    let v = &ask.v;
    let shown = funds.iter().filter(|f| f.fen > 0);
    shown.map(|f| (said::source(v, &f.source), v.money(f.fen), v.money(f.spent_fen), v.money(f.left()))).collect()
}

/// Who filed and who approved; by name for whoever hands out there.
pub(super) async fn sign(ask: &Ask, d: &Drives, drive: &Drive, with_names: bool) -> Outcome<Sign> {
    let v = &ask.v;
    let people: Vec<Uuid> = drive.filed_by.into_iter().chain(drive.approved_by).collect();
    let names = if with_names { d.membership.office_holders(&people).await? } else { Default::default() };
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| v.t("drives-an-officer"));
    let sign = Sign::new().signed(v.t("drives-filer"), name(drive.filed_by), v.stamp(drive.filed_at));
    Ok(match drive.approved_at {
        Some(at) => sign.signed(v.t("drives-approver"), name(drive.approved_by), v.stamp(at)),
        None => sign.open(v.t("drives-approver"), v.t("drives-not-yet"), v.t("drives-another")),
    })
}
