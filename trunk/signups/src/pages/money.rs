use std::pin::Pin;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Fig, Figs, Head, Html, Mistakes, Row, Rows, Th};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::desk::named;
use crate::Signups;
use crate::rows::entry::{self, Entry, StateCount};
use crate::rows::payment::{self, Payment, Waiver};
use crate::sight::may_see_entrants;
use crate::verbs::pay::METHODS;
use crate::verbs::waive::LONGEST_REASON;

/// People and receipts shown at once; more are found by their number.
const MOST: i64 = 300;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// The queue number to look for.
    number: String,
    /// The queue number whose price is to be waived.
    waive: String,
    /// The queue number whose payment is to be reversed.
    reverse: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    number: String,
    /// Fen, as the button showed it.
    amount: String,
    method: String,
    reason: String,
}

impl Said {
    /// What is no number is nobody's.
    fn number(&self) -> i64 {
        self.number.parse().unwrap_or(0)
    }
}

pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, &scope, id, &wish, "", &[]).await?))
}

/// What can be done with the price of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Pay,
    Refund,
    Waive,
    Reverse,
}

/// Does it and shows the receipt; where a reason is asked for and it will not do, the form is shown again with it.
async fn act(act: Act, s: Signups, ask: Ask, scope: Scope, id: Uuid, said: Said) -> Result<Response, Failed> {
    let (actor, number) = (ask.actor(), said.number());
    let done = match act {
        Act::Pay => {
            let amount = said.amount.parse().unwrap_or(-1);
            s.pay(&scope, &actor, id, number, amount, &said.method).await.map(|p| (receipt(&p), "signups-money-taken"))
        }
        Act::Refund => s.refund(&scope, &actor, id, number, &said.method).await.map(|p| (receipt(&p), "signups-money-given")),
        Act::Waive => {
            let waived = s.waive(&scope, &actor, id, number, &said.reason).await;
            waived.map(|()| (format!("/signups/{id}/money"), "signups-money-waived"))
        }
        Act::Reverse => {
            s.reverse(&scope, &actor, id, number, &said.reason).await.map(|p| (receipt(&p), "signups-money-reversed"))
        }
    };
    match (done, act.asks_why(&said)) {
        (Ok((to, word)), _) => Ok(ask.go_saying(&to, word)),
        (Err(Fault::Invalid(faults)), Some(wish)) => {
            Ok(ask.show_again(&view(&ask, &s, &scope, id, &wish, &said.reason, &faults).await?))
        }
        (Err(fault), _) => settled(&ask, id, fault),
    }
}

impl Act {
    /// The page on which this act asks for its reason; nothing where it needs none.
    fn asks_why(self, said: &Said) -> Option<Wish> {
        let number = said.number.clone();
        match self {
            Self::Pay | Self::Refund => None,
            Self::Waive => Some(Wish { waive: number, ..Wish::default() }),
            Self::Reverse => Some(Wish { reverse: number, ..Wish::default() }),
        }
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<Response, Failed>> + Send>>;

/// The handler of one act.
pub fn post(it: Act) -> impl Fn(State<Signups>, Ask, Scope, Path<Uuid>, Form<Said>) -> Answer + Clone + Send + Sync + 'static {
    move |State(s), ask, scope, Path(id), Form(said)| Box::pin(act(it, s, ask, scope, id, said))
}

/// Somebody else at the same desk was faster, or the button was of an older page: the list says how it stands.
fn settled(ask: &Ask, id: Uuid, fault: Fault) -> Result<Response, Failed> {
    let to = format!("/signups/{id}/money");
    match fault {
        Fault::Conflict(key) => Ok(ask.go_warning(&to, key)),
        Fault::Invalid(faults) if !faults.is_empty() => Ok(ask.go_warning(&to, faults[0].key)),
        fault => Err(fault.into()),
    }
}

fn receipt(p: &Payment) -> String {
    format!("/signups/{}/receipts/{}", p.allotment_id, p.receipt())
}

#[derive(Template)]
#[template(path = "signups/money.html")]
struct MoneyPage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    find: Field,
    action: String,
    form: Option<ReasonForm>,
    heads: Vec<Th>,
    due: Vec<Line>,
    nobody: Empty,
    back: Vec<Line>,
    receipts: Rows,
    waivers: Rows,
    has_waivers: bool,
}

/// Does without one price, or reverses one payment.
struct ReasonForm {
    head: String,
    says: String,
    action: String,
    number: i64,
    mistakes: Mistakes,
    reason: Field,
    submit: Button,
    back: Button,
}

struct Line {
    number: String,
    name: String,
    money: String,
    until: String,
    acts: Vec<Button>,
}

async fn view(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    id: Uuid,
    wish: &Wish,
    reason: &str,
    faults: &[FieldFault],
) -> Outcome<MoneyPage> {
    let known = s.known(id).await?;
    let a = &known.allotment;
    scope.require(Power::HandOut, a.union_id)?;
    let (v, db, path) = (&ask.v, s.store().read(), format!("/signups/{id}"));
    let wanted: Option<i64> = wish.number.parse().ok();
    let is_wanted = |e: &Entry| wanted.is_none_or(|n| e.number == n);
    let mut due = entry::owing(db, id, false, MOST).await?;
    let mut back = entry::owing(db, id, true, MOST).await?;
    if let Some(n) = wanted
        && !due.iter().chain(&back).any(|e| e.number == n)
    {
        // Beyond the first hundreds.
        let found = entry::get(db, id, n).await?;
        due.extend(found.iter().filter(|e| e.stands() && e.has_place() && e.pay == "due").cloned());
        back.extend(found.into_iter().filter(|e| !e.stands() && e.pay == "paid"));
    }
    due.retain(is_wanted);
    back.retain(is_wanted);
    let people = named(s, may_see_entrants(scope, a.union_id), &[due.clone(), back.clone()].concat()).await?;
    let name = |e: &Entry| people.get(&e.ordinal).map_or_else(|| v.t("signups-gone"), |p| p.name.clone());
    let line = |e: &Entry, is_back: bool| Line {
        number: v.number(e.number),
        name: name(e),
        money: v.money(e.price),
        until: e.until_at.map(|at| v.until(at)).unwrap_or_default(),
        acts: acts(ask, &path, e, is_back),
    };
    let waived = wish.waive.parse().ok().and_then(|n: i64| due.iter().find(|e| e.number == n));
    let reversed = match wish.reverse.parse().ok() {
        Some(n) => {
            payment::standing(db, a.union_id, id, n).await?.zip(entry::get(db, id, n).await?).filter(|(_, e)| e.pay == "paid")
        }
        None => None,
    };
    let form = match (waived, reversed) {
        (Some(e), _) => Some(waiver(ask, &path, e, &name(e), reason, faults)),
        (None, Some((paid, e))) => {
            let who = named(s, may_see_entrants(scope, a.union_id), std::slice::from_ref(&e)).await?;
            let name = who.get(&e.ordinal).map(|p| p.name.clone()).unwrap_or_default();
            Some(reversal(ask, &path, &paid, &name, reason, faults))
        }
        (None, None) => None,
    };
    let waivers = payment::waivers(db, id, MOST).await?;
    Ok(MoneyPage {
        page: ask.page("signups-money").at("activities").under(format!("{path}/desk"), a.title.as_str()),
        head: ui::head(v.t("signups-money"))
            .says(a.title.as_str())
            .act(Button::link(format!("/signups/close-day?union={}", a.union_id), v.t("signups-close-day"))),
        figs: figs(ask, &entry::counts(db, id).await?),
        find: Field::number("number", v.t("signups-money-find")).value(&wish.number).bare(),
        action: format!("{path}/money"),
        form,
        heads: vec![
            Th::new(v.t("signups-col-number")).num(),
            Th::new(v.t("signups-col-name")),
            Th::new(v.t("signups-col-money")).num(),
            Th::new(v.t("signups-col-until")),
            Th::new(v.t("signups-col-take")),
        ],
        due: due.iter().map(|e| line(e, false)).collect(),
        nobody: Empty::new("signups", v.t("signups-money-nobody")).hint(v.t("signups-money-nobody-hint")),
        back: back.iter().map(|e| line(e, true)).collect(),
        receipts: receipts(ask, s, &payment::of_allotment(db, id, MOST).await?, may_see_entrants(scope, a.union_id)).await?,
        has_waivers: !waivers.is_empty(),
        waivers: Rows::new(waivers.iter().map(|w| waiver_row(ask, w))).tight(),
    })
}

/// One button for each way to pay; it asks once more, so money is taken in two taps.
fn acts(ask: &Ask, path: &str, e: &Entry, is_back: bool) -> Vec<Button> {
    let v = &ask.v;
    let (to, sure) = if is_back { ("refund", "signups-refund-sure") } else { ("money", "signups-take-sure") };
    let mut all: Vec<Button> = METHODS
        .into_iter()
        .map(|method| {
            let word = v.t(method_key(method));
            Button::post(format!("{path}/{to}"), word.as_str())
                .small()
                .with("number", e.number)
                .with("amount", e.price)
                .with("method", method)
                .ask(v.t3(sure, "n", v.number(e.number), "money", v.money(e.price), "method", word))
        })
        .collect();
    if !is_back {
        all.push(Button::link(format!("{path}/money?waive={}", e.number), v.t("signups-waive")).small().text());
    }
    all
}

/// The word for a way to pay.
pub(super) fn method_key(method: &str) -> &'static str {
    match method {
        "cash" => "signups-method-cash",
        "transfer" => "signups-method-transfer",
        _ => "signups-method-card",
    }
}

/// The price of an entry that is to be done without.
fn waiver(ask: &Ask, path: &str, e: &Entry, name: &str, reason: &str, faults: &[FieldFault]) -> ReasonForm {
    let v = &ask.v;
    let says = v.t3("signups-waive-says", "n", v.number(e.number), "name", name, "money", v.money(e.price));
    let why = reason_field(ask, "signups-waive-reason", "signups-waive-reason-hint", reason, faults);
    reason_form(ask, path, "waiver", e.number, "signups-waive-it", says, why)
}

/// The payment that is to be reversed.
fn reversal(ask: &Ask, path: &str, paid: &Payment, name: &str, reason: &str, faults: &[FieldFault]) -> ReasonForm {
    let v = &ask.v;
    let says = v.t3("signups-reverse-says", "receipt", paid.receipt(), "name", name, "money", v.money(paid.fen));
    let why = reason_field(ask, "signups-reverse-reason", "signups-reverse-reason-hint", reason, faults);
    reason_form(ask, path, "reversal", paid.number, "signups-reverse-it", says, why)
}

fn reason_form(ask: &Ask, path: &str, to: &str, number: i64, word: &str, says: String, reason: Field) -> ReasonForm {
    let v = &ask.v;
    ReasonForm {
        head: v.t(word),
        says,
        action: format!("{path}/{to}"),
        number,
        mistakes: ui::mistakes(v, [&reason]),
        reason,
        submit: Button::submit(v.t(word)).main(),
        back: Button::link(format!("{path}/money"), v.t("signups-not-now")).text(),
    }
}

fn reason_field(ask: &Ask, label: &str, hint: &str, reason: &str, faults: &[FieldFault]) -> Field {
    Field::text("reason", ask.v.t(label))
        .hint(ask.v.t(hint))
        .value(reason)
        .attr("maxlength", LONGEST_REASON)
        .error(ask.error(faults, "reason"))
        .first()
}

fn waiver_row(ask: &Ask, w: &Waiver) -> Row {
    let v = &ask.v;
    Row::new(v.t1("signups-number", "n", v.number(w.number))).fact(v.money(w.fen)).fact(w.reason.as_str()).end(v.stamp(w.at))
}

async fn receipts(ask: &Ask, s: &Signups, all: &[Payment], sees_names: bool) -> Outcome<Rows> {
    let v = &ask.v;
    let ordinals: Vec<i64> = all.iter().map(|p| p.ordinal).collect();
    let people = if sees_names { membership::people_by_ordinal(s.store().read(), &ordinals).await? } else { Default::default() };
    let is_back = |p: &Payment| all.iter().any(|o| !o.is_paid() && (o.number, o.turn) == (p.number, p.turn));
    let row = |p: &Payment| {
        let key = match p.what.as_str() {
            "refunded" => "signups-receipt-back",
            "reversed" => "signups-receipt-reversed",
            _ => "signups-receipt-no",
        };
        let name = people.get(&p.ordinal).map(|e| e.name.clone()).unwrap_or_default();
        let row = Row::new(Html::link(receipt(p), v.t1(key, "n", p.receipt())));
        let row = if p.reason.is_empty() { row } else { row.fact(p.reason.as_str()) };
        let to = format!("/signups/{}/money?reverse={}", p.allotment_id, p.number);
        let row = if p.is_paid() && !is_back(p) { row.fact(Html::link(to, v.t("signups-reverse"))) } else { row };
        row.fact(v.t1("signups-number", "n", v.number(p.number)))
            .fact(name)
            .fact(v.t(method_key(&p.method)))
            .fact(v.stamp(p.at))
            .end(v.money(p.signed()))
    };
    Ok(Rows::new(all.iter().map(row)).tight().or(Empty::new("signups", v.t("signups-receipts-none"))))
}

fn figs(ask: &Ask, counts: &[StateCount]) -> Figs {
    let v = &ask.v;
    let of = |is: &dyn Fn(&&StateCount) -> bool| {
        let some = counts.iter().filter(is);
        some.fold((0, 0), |(people, fen), c| (people + c.people, fen + c.price))
    };
    let fig = |key: &str, (people, fen): (i64, i64)| {
        Fig::new(v.t(key), v.money(fen)).about(v.t1("signups-fig-people", "n", v.number(people)))
    };
    Figs::new([
        fig("signups-fig-owed", of(&|c| c.state == "placed" && c.pay == "due")),
        fig("signups-fig-taken-in", of(&|c| c.pay == "paid")),
        fig("signups-fig-to-refund", of(&|c| c.pay == "paid" && c.state != "placed")),
        fig("signups-fig-waived", of(&|c| c.pay == "waived")),
    ])
}
