use codes::Day;
use ledger::EventCard;
use organisation::{Power, Scope};
use serde_json::json;
use signups::{Claim, NewAllotment, Policy, Who};
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::tell_ready;
use crate::rows::benefit::{self, Benefit};
use crate::rows::merchant::{self, Merchant};
use crate::rules::field::{Faults, LONGEST_NAME, uuid};
use crate::rules::kinds::{KINDS, index_of};
use crate::{Benefits, sight};

const DAY: i64 = 86_400_000;
/// Merchants of one benefit.
const MOST_MERCHANTS: usize = 50;
/// Hours to pay at the desk.
const PAY_HOURS: i64 = 48;
/// A public number falls, and seals can be opened, so long after closing.
const DRAW_AFTER: i64 = DAY;

/// A benefit as the form says it. Days as `2026-11-18`, money in yuan.
#[derive(Clone, Debug, Default)]
pub struct BenefitForm {
    /// Chosen by the form: sent twice, opened once.
    pub key: String,
    pub union: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub merchants: Vec<String>,
    pub value: String,
    pub price: String,
    /// Empty: all that the member does not pay.
    pub subsidy: String,
    pub account: String,
    pub places: String,
    /// `first`, `draw` by a public number, or `seals`: a draw by seeds that witnesses seal.
    pub policy: String,
    /// For a draw: the public number that decides it, in words.
    pub named: String,
    /// `merchant` or `desk`: where a member pays his own part.
    pub pays: String,
    /// `none`, `season` or `year`: how often a member may have one of this kind.
    pub claim: String,
    /// `all`, or `within` for members of this union and below.
    pub who: String,
    /// Signing up: first day and last.
    pub opens: String,
    pub closes: String,
    /// Redeeming: first day and last.
    pub from: String,
    pub until: String,
    pub uses: String,
}

/// What a form comes to.
struct Plan {
    benefit: Benefit,
    merchants: Vec<Merchant>,
    allotment: NewAllotment,
    named: Option<String>,
}

/// Opens a benefit for members to sign up for: what it is, where it is redeemed, who pays what, and its places at the desk, in one
/// transaction.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `benefits-key-taken` when the id is another's.
pub async fn open_benefit(b: &Benefits, scope: &Scope, actor: &Actor, form: &BenefitForm) -> Outcome<Uuid> {
    let union = uuid(&form.union).ok_or(Fault::NotFound)?;
    scope.require(Power::HandOut, union)?;
    let id = uuid(&form.key).unwrap_or_else(|| b.store().ids().new_id(b.store().now()));
    if let Some(done) = already(b, union, id).await? {
        return Ok(done);
    }
    let plan = &read(b, scope, union, id, form).await?;
    let written = b.store().write("benefits.open", actor, |tx| async move {
        let it = &plan.benefit;
        signups::open(&tx, &plan.allotment).await?;
        match &plan.named {
            Some(named) => signups::prepare_draw(&tx, it.allotment_id, named, it.closes_at + DRAW_AFTER).await?,
            None if plan.allotment.policy == Policy::Draw => {
                signups::prepare_sealed_draw(&tx, it.allotment_id, it.closes_at + DRAW_AFTER).await?;
            }
            None => {}
        }
        benefit::insert(&tx, it, &plan.merchants.iter().map(|m| m.id).collect::<Vec<_>>()).await?;
        ledger::describe(&tx, &[card(it, &plan.merchants)]).await?;
        tell_ready::remember(&tx, it).await?;
        tx.record("benefit", id, json!({ "union": union, "places": plan.allotment.places, "subsidy": it.subsidy }));
        Ok(id)
    });
    match written.await {
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) => already(b, union, id).await?.ok_or(Fault::Taken(name)),
        done => done,
    }
}

async fn already(b: &Benefits, union: Uuid, id: Uuid) -> Outcome<Option<Uuid>> {
    match benefit::get(b.store().read(), id).await? {
        None => Ok(None),
        Some(it) if it.union_id == union => Ok(Some(it.id)),
        Some(_) => Err(Fault::Conflict("benefits-key-taken")),
    }
}

/// What anybody who opens a figure may read.
fn card(it: &Benefit, merchants: &[Merchant]) -> EventCard {
    EventCard {
        event: it.id,
        title: it.title.clone(),
        day: Day::from_unix_ms(it.recorded_at),
        host: it.union_id,
        kind: "benefit".into(),
        setting: "merchant".into(),
        place: merchants.iter().map(|m| m.name.as_str()).take(3).collect::<Vec<_>>().join("、"),
        programme: None,
        co_hosts: Vec::new(),
    }
}

async fn read(b: &Benefits, scope: &Scope, union: Uuid, id: Uuid, form: &BenefitForm) -> Outcome<Plan> {
    let (now, mut faults) = (b.store().now(), Faults::default());
    let kind = faults.one_of("kind", &form.kind, KINDS.iter().map(|k| k.name)).to_owned();
    let title = faults.line("title", &form.title, LONGEST_NAME, "benefits-title-missing");
    let summary = faults.long("summary", &form.summary);
    let merchants = merchants(b, union, form, &mut faults).await?;
    let (value, price) = (faults.fen("value", &form.value), faults.fen("price", &form.price));
    let subsidy = if form.subsidy.is_empty() { (value - price).max(0) } else { faults.fen("subsidy", &form.subsidy) };
    if value == 0 || price + subsidy > value {
        faults.at("value", "benefits-value-too-small");
    }
    let account = account(b, union, subsidy, form, &mut faults).await?;
    let places = faults.number("places", &form.places, 0, (1, 1_000_000));
    if form.places.is_empty() {
        faults.at("places", "benefits-places-missing");
    }
    let policy = faults.one_of("policy", &form.policy, ["first", "draw", "seals"]);
    let is_draw = policy != "first";
    let named = (policy == "draw").then(|| faults.line("named", &form.named, 200, "benefits-named-missing"));
    let pays = faults.one_of("pays", &form.pays, ["merchant", "desk"]);
    let claim = faults.one_of("claim", &form.claim, ["none", "season", "year"]);
    let who = faults.one_of("who", &form.who, ["all", "within"]);
    let uses = faults.number("uses", &form.uses, 1, (1, 366));
    let opens = if form.opens.is_empty() { Some(b.today()) } else { faults.day("opens", &form.opens) };
    let (closes, from, until) =
        (faults.day("closes", &form.closes), faults.day("from", &form.from), faults.day("until", &form.until));
    let (Some(opens), Some(closes), Some(from), Some(until)) = (opens, closes, from, until) else {
        return Err(Fault::Invalid(faults.0));
    };
    if until < from {
        faults.at("until", "benefits-until-before-from");
    }
    let opens_at = if opens <= b.today() { now } else { opens.start_unix_ms() };
    let closes_at = closes.start_unix_ms() + DAY;
    if closes_at <= now {
        faults.at("closes", "benefits-day-past");
    }
    if closes_at > until.start_unix_ms() + DAY {
        faults.at("closes", "benefits-closes-after-validity");
    }
    let (valid_from, valid_until) = (from.start_unix_ms(), until.start_unix_ms() + DAY);
    let allotment_id = b.store().ids().new_id(now);
    let allotment = NewAllotment {
        id: allotment_id,
        union,
        room: "benefits",
        subject: id,
        title: title.clone(),
        href: format!("/benefits/{id}"),
        policy: if is_draw { Policy::Draw } else { Policy::First },
        places,
        opens_at,
        closes_at,
        // What was not used may be given up to the last day; then it goes to the next in line.
        withdraw_until: valid_until.max(opens_at),
        who: if who == "within" { Who::within(union) } else { Who::members() },
        price: price + subsidy,
        subsidy,
        account,
        claim: period(claim, opens).map(|period| Claim { id: claim_of(union, &kind), period, most: 1 }),
        pay_minutes: if pays == "desk" && price > 0 { PAY_HOURS * 60 } else { 0 },
        opened_by: Some(scope.person),
        ..NewAllotment::default()
    };
    faults.0.extend(allotment.faults().into_iter().map(beside_the_form));
    if !faults.0.is_empty() {
        return Err(Fault::Invalid(faults.0));
    }
    let benefit = Benefit {
        id,
        union_id: union,
        allotment_id,
        kind,
        title,
        summary,
        value,
        price,
        subsidy,
        account,
        uses: i32::try_from(uses).unwrap_or(1),
        valid_from,
        valid_until,
        closes_at,
        state: "open".into(),
        lapsed_at: None,
        recorded_by: Some(scope.person),
        recorded_at: now,
    };
    Ok(Plan { benefit, merchants, allotment, named })
}

/// The desk's faults beside the fields of this form.
fn beside_the_form(fault: FieldFault) -> FieldFault {
    let field = match fault.field.as_str() {
        "closes_at" | "withdraw_until" => "closes",
        "price" => "value",
        "places" | "subsidy" => return fault,
        _ => "title",
    };
    FieldFault { field: field.into(), ..fault }
}

async fn merchants(b: &Benefits, union: Uuid, form: &BenefitForm, faults: &mut Faults) -> Outcome<Vec<Merchant>> {
    let known = merchant::of_unions(b.store().read(), &[union]).await?;
    let wanted: Vec<&String> = form.merchants.iter().filter(|m| !m.is_empty()).collect();
    let found: Vec<Merchant> = known.into_iter().filter(|m| wanted.iter().any(|w| uuid(w) == Some(m.id))).collect();
    if found.is_empty() || found.len() > MOST_MERCHANTS || wanted.iter().any(|w| !found.iter().any(|m| uuid(w) == Some(m.id))) {
        faults.at("merchants", "benefits-merchants-missing");
    }
    Ok(found)
}

/// The account a subsidy comes from: one of the union's own.
async fn account(b: &Benefits, union: Uuid, subsidy: i64, form: &BenefitForm, faults: &mut Faults) -> Outcome<Option<Uuid>> {
    if subsidy == 0 {
        return Ok(None);
    }
    let wanted = uuid(&form.account);
    let account = b.signups.accounts_of(union).await?.into_iter().find(|a| Some(a.id) == wanted);
    match &account {
        None => faults.at("account", "benefits-account-missing"),
        Some(a) if a.left() < subsidy => faults.at("account", "benefits-account-too-small"),
        Some(_) => {}
    }
    Ok(account.map(|a| a.id))
}

/// All benefits of one kind of a union share one claim, so that one tooth cleaning a year is one, however often it is opened.
fn claim_of(union: Uuid, kind: &str) -> Uuid {
    Uuid::from_u128(union.as_u128() ^ index_of(kind))
}

fn period(claim: &str, day: Day) -> Option<String> {
    match claim {
        "year" => Some(day.year().to_string()),
        "season" => Some(format!("{}-{}", day.year(), (day.month() - 1) / 3 + 1)),
        _ => None,
    }
}

/// Calls a benefit off: places end, what was promised is free again, everybody hears of it. What was redeemed stands.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope; `benefits-cancelled-already`.
pub async fn cancel_benefit(b: &Benefits, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
    sight::benefit(b, scope, id).await?;
    b.store()
        .write("benefits.cancel", actor, |tx| async move {
            let it = benefit::get(&*tx, id).await?.ok_or(Fault::NotFound)?;
            // First the desk, then the benefit, as everywhere in this room.
            match signups::cancel(&tx, it.allotment_id).await {
                Err(Fault::Conflict(_)) => return Err(Fault::Conflict("benefits-cancelled-already")),
                done => done?,
            }
            benefit::cancel(&tx, id).await?;
            tx.record("benefit", id, json!({ "state": "cancelled" }));
            Ok(())
        })
        .await
}
